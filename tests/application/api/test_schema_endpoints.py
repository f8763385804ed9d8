"""Schemas over the API: what documents are written by, for everybody."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from planner.application.api.examples import PROBLEM
from planner.application.api.scenario_endpoints import DOCUMENT_EXAMPLE
from tests.apicallers import Caller


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("kind", "example"), [("problem", PROBLEM), ("scenario", DOCUMENT_EXAMPLE)]
)
def test_an_example_is_as_its_schema_says(
    client: FlaskClient, kind: str, example: dict[str, object]
) -> None:
    schema = Caller(client).get(f"/schemas/{kind}")

    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(example)
    assert not Draft202012Validator(schema).is_valid({"annet": 1})


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_there_are_no_other_schemas(client: FlaskClient) -> None:
    assert Caller(client).get("/schemas/annet", 422)["code"] == "unreadable"
