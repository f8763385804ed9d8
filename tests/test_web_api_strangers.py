"""The API asked what nobody would, by its own description: nothing breaks, all is documented.

Each endpoint is asked a few times; ``pytest --hypothesis-profile=explore`` asks far more.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from planner.application.api.document import document_of
from planner.application.api.endpoints import ENDPOINTS
from tests.accounts import HERE
from tests.callers import DRAFT, EVERYTHING, PERSON, VERSION, Callers, callers_on_file, copied

SHARE = 10
"""An endpoint is asked this much less than other tests try: a request costs more."""
KNOWN = {"office": HERE, "person": PERSON, "draft": DRAFT, "number": VERSION}
"""What there is in the tests: most of what would be made up is none of anybody's."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(document_of(ENDPOINTS))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Callers]]:
    file = tmp_path_factory.mktemp("callers") / "semesterplan.db"
    with callers_on_file(file) as callers:
        yield file, callers


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("name", [each.name for each in ENDPOINTS])
def test_nothing_breaks_and_all_is_documented(
    name: str, mode: GenerationMode, made: tuple[Path, Callers], tmp_path: Path
) -> None:
    operation = SCHEMA.find_operation_by_id(name)
    file, callers = made
    with copied(file, callers, tmp_path) as fresh:
        app = fresh.client.application
        headers = fresh.by_name[EVERYTHING].headers

        @settings(
            max_examples=settings().max_examples // SHARE,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case[Any]) -> None:
            known = {key: KNOWN[key] for key in case.path_parameters if key in KNOWN}
            case.path_parameters = {**case.path_parameters, **known}
            answer = case.call(session=None, app=app, headers=headers)
            case.validate_response(answer, checks=CHECKS)

        ask()
