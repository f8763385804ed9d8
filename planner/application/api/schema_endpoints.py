"""The schemas of what is handed in as a document, over the API: problems and scenarios."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import ConfigDict, Field, RootModel

from planner.application.api.endpoint import Access, Answered, Asked, Endpoint, Nothing
from planner.application.schema import DIALECT, render_scenario_schema, render_schema
from planner.domain.model import Model


class DocumentKind(StrEnum):
    """What a document can be."""

    PROBLEM = "problem"
    SCENARIO = "scenario"


class OfDocument(Model):
    """The path of a schema."""

    kind: DocumentKind = Field(examples=["problem"])


class DocumentSchema(RootModel[dict[str, Any]]):
    """A JSON schema, with the settings of every kind of rule."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"$schema": DIALECT, "title": "Semesterplan"}]}
    )


def one(asked: Asked[OfDocument, Nothing, Nothing]) -> Answered:
    """The schema of a kind of document."""
    rendered = render_scenario_schema if asked.path.kind is DocumentKind.SCENARIO else render_schema
    return Answered(rendered(asked.service.kinds))


ENDPOINTS = (
    Endpoint(
        name="get_schema",
        method="GET",
        path="/schemas/{kind}",
        summary="The JSON schema of a problem or a scenario, as it is handed in",
        access=Access.ANYBODY,
        variables=OfDocument,
        query=Nothing,
        body=Nothing,
        answer=DocumentSchema,
        call=one,
    ),
)
