"""Scenarios over the API: "what if" questions, each about a version that is published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from planner.application.api.draft_endpoints import Expected
from planner.application.api.endpoint import (
    DOCUMENT,
    Answered,
    Asked,
    Endpoint,
    InOffice,
    Nothing,
    Told,
)
from planner.application.api.paging import Page, page_of
from planner.application.api.seeing import note_seen
from planner.application.checking import with_contacts_of
from planner.application.documents import read_document, scenario_from
from planner.application.orders import MOST_VERSIONS
from planner.application.store.access import Seen
from planner.application.store.published import version_in
from planner.application.store.scenarios import (
    KeptScenario,
    delete_scenario,
    put_scenario,
    scenario_in,
    scenarios_in,
)
from planner.domain.model import Id, Model
from planner.domain.roles import Permission
from planner.domain.scenario import Scenario

EXAMPLE: JsonDict = {
    "id": "radgiver-07-borte",
    "name": "PP-rådgiver 07 er borte i mars",
    "version": 3,
    "revision": 1,
    "changed_at": "2026-11-22T12:00:00Z",
}
DOCUMENT_EXAMPLE: JsonDict = {
    "name": "PP-rådgiver 07 er borte i mars",
    "changes": [{"away": "ppt-07", "first_day": "2027-03-01", "last_day": "2027-03-26"}],
}


class OfScenario(InOffice):
    """The path of a scenario."""

    scenario: Id = Field(examples=["radgiver-07-borte"])


class ScenarioTold(Told):
    """A scenario in a list."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    id: str
    name: str
    version: int = Field(description="The published version that it is about.")
    revision: int = Field(description="Whoever changes it says this number.")
    changed_at: datetime


class ScenariosPage(Model):
    """Scenarios, by id."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"scenarios": [EXAMPLE], "next": None}]}
    )
    scenarios: tuple[ScenarioTold, ...]
    next: str | None = Field(description="`after` of the next page; none when there is none.")


class WholeScenario(Model):
    """A scenario with its changes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "radgiver-07-borte",
                    "version": 3,
                    "revision": 1,
                    "changed_at": "2026-11-22T12:00:00Z",
                    "scenario": DOCUMENT_EXAMPLE,
                }
            ]
        }
    )
    id: str
    version: int
    revision: int
    changed_at: datetime
    scenario: Scenario

    @classmethod
    def of(cls, kept: KeptScenario) -> WholeScenario:
        """What a scenario holds."""
        return cls(
            id=kept.id,
            version=kept.version,
            revision=kept.revision,
            changed_at=kept.changed_at,
            scenario=read_document(Scenario, kept.document),
        )


class ScenarioGiven(Expected):
    """A scenario as it shall be."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"expected": 0, "version": 3, "scenario": DOCUMENT_EXAMPLE}]
        }
    )
    version: int = Field(ge=1, le=MOST_VERSIONS)
    scenario: dict[str, Any] = Field(
        description="As a scenario file has it, in JSON: see `GET /schemas/scenario`."
    )


class ScenarioKept(Model):
    """That a scenario is kept."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"id": "radgiver-07-borte", "revision": 2}]}
    )
    id: str
    revision: int = Field(description="The one that it has now.")


def list_scenarios(asked: Asked[InOffice, Page, Nothing]) -> Answered:
    """Scenarios, by id."""
    page = asked.query
    place = page.place_of(str)
    found = scenarios_in(
        asked.service.store,
        asked.path.office,
        by=asked.by,
        limit=page.limit + 1,
        after=place[0] if place else None,
    )
    scenarios, after = page_of(found, page, lambda each: (each.id,))
    listed = tuple(map(ScenarioTold.of, scenarios))
    return Answered(ScenariosPage(scenarios=listed, next=after))


def one(asked: Asked[OfScenario, Nothing, Nothing]) -> Answered:
    """A scenario as a whole."""
    path = asked.path
    found = scenario_in(asked.service.store, path.office, path.scenario, by=asked.by)
    note_seen(asked, Seen.SCENARIO, path.scenario)
    return Answered(WholeScenario.of(found))


def put(asked: Asked[OfScenario, Nothing, ScenarioGiven]) -> Answered:
    """Keep a new scenario, or a new revision of one."""
    service, path, given = asked.service, asked.path, asked.body
    asked.by.require(Permission.PLAN, path.office)
    version = version_in(service.store, path.office, given.version, by=asked.by)
    problem = with_contacts_of(version.plan, version.problem)
    revision = put_scenario(
        service.store,
        path.office,
        path.scenario,
        given.version,
        scenario_from(given.scenario, problem, service.kinds),
        expected=given.expected,
        by=asked.by,
        at=asked.at,
    )
    return Answered(ScenarioKept(id=path.scenario, revision=revision))


def delete(asked: Asked[OfScenario, Expected, Nothing]) -> Answered:
    """Delete a scenario."""
    path, expected = asked.path, asked.query.expected
    store = asked.service.store
    delete_scenario(store, path.office, path.scenario, expected=expected, by=asked.by, at=asked.at)
    return Answered()


ENDPOINTS = (
    Endpoint(
        name="list_scenarios",
        method="GET",
        path="/offices/{office}/scenarios",
        summary="The what-ifs that an office works on",
        access=Permission.SEE_PLANS,
        variables=InOffice,
        query=Page,
        body=Nothing,
        answer=ScenariosPage,
        call=list_scenarios,
    ),
    Endpoint(
        name="get_scenario",
        method="GET",
        path="/offices/{office}/scenarios/{scenario}",
        summary="A scenario with its changes",
        access=Permission.SEE_PLANS,
        variables=OfScenario,
        query=Nothing,
        body=Nothing,
        answer=WholeScenario,
        call=one,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="put_scenario",
        method="PUT",
        path="/offices/{office}/scenarios/{scenario}",
        summary="Keep a new scenario, or a new revision of one",
        access=Permission.PLAN,
        variables=OfScenario,
        query=Nothing,
        body=ScenarioGiven,
        answer=ScenarioKept,
        call=put,
        refusals=frozenset({404, 409}),
        largest=DOCUMENT,
    ),
    Endpoint(
        name="delete_scenario",
        method="DELETE",
        path="/offices/{office}/scenarios/{scenario}",
        summary="Delete a scenario for good",
        access=Permission.PLAN,
        variables=OfScenario,
        query=Expected,
        body=Nothing,
        answer=None,
        call=delete,
        refusals=frozenset({404, 409}),
    ),
)
