"""The document of the API: valid, complete, and with examples that are what they say."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import BaseModel

from planner.application.api.document import document_of, render_document, statuses_of, takes_key
from planner.application.api.endpoint import Endpoint, Nothing
from planner.application.api.endpoints import ENDPOINTS
from planner.application.api.problems import TITLES, ProblemDetails

BY_NAME = [pytest.param(each, id=each.name) for each in ENDPOINTS]
DOCUMENT = document_of(ENDPOINTS)


def operation_of(endpoint: Endpoint[Any, Any, Any]) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["paths"][f"/api/v1{endpoint.path}"][endpoint.method.lower()]
    return found


def examples_of(kind: type[BaseModel]) -> list[Any]:
    found: list[Any] = kind.model_json_schema().get("examples", [])
    return found


def test_it_is_valid_and_the_same_every_time() -> None:
    OpenAPIV31SpecValidator(DOCUMENT).validate()
    assert json.loads(render_document(ENDPOINTS)) == DOCUMENT
    assert render_document(ENDPOINTS) == render_document(ENDPOINTS)


def test_every_endpoint_is_in_it_once() -> None:
    assert max(Counter(each.name for each in ENDPOINTS).values()) == 1
    assert max(Counter((each.method, each.path) for each in ENDPOINTS).values()) == 1
    told = {
        operation["operationId"]
        for operations in DOCUMENT["paths"].values()
        for operation in operations.values()
    }
    assert told == {each.name for each in ENDPOINTS}


@pytest.mark.parametrize("endpoint", BY_NAME)
def test_its_variables_are_those_of_its_path(endpoint: Endpoint[Any, Any, Any]) -> None:
    names = set(endpoint.variables.model_fields)
    assert all(f"{{{name}}}" in endpoint.path for name in names)
    assert endpoint.path.count("{") == len(names)


@pytest.mark.parametrize("endpoint", BY_NAME)
def test_every_answer_is_told(endpoint: Endpoint[Any, Any, Any]) -> None:
    told = operation_of(endpoint)["responses"]
    well = 204 if endpoint.answer is None else endpoint.status
    assert set(told) == {str(well), *map(str, statuses_of(endpoint))}
    assert set(statuses_of(endpoint)) <= set(TITLES)


@pytest.mark.parametrize("endpoint", BY_NAME)
def test_what_goes_in_has_an_example_that_is_read(endpoint: Endpoint[Any, Any, Any]) -> None:
    if endpoint.body is Nothing:
        assert "requestBody" not in operation_of(endpoint)
        return
    examples = examples_of(endpoint.body)
    assert examples
    for each in examples:
        endpoint.body.model_validate(each)


@pytest.mark.parametrize("endpoint", BY_NAME)
def test_what_comes_out_has_an_example_that_is_read(endpoint: Endpoint[Any, Any, Any]) -> None:
    if endpoint.answer is not None:
        examples = examples_of(endpoint.answer)
        assert examples
        for each in examples:
            endpoint.answer.model_validate(each)


def test_a_post_by_somebody_known_can_be_sent_again() -> None:
    for each in ENDPOINTS:
        names = [parameter["name"] for parameter in operation_of(each)["parameters"]]
        assert ("Idempotency-Key" in names) is takes_key(each)


def test_the_shape_of_refusals_has_an_example() -> None:
    for each in examples_of(ProblemDetails):
        ProblemDetails.model_validate(each)
