"""Every endpoint of the API, asked by everybody: who is let in is what its data says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.application.api.document import statuses_of
from planner.application.api.endpoint import Access, Endpoint
from planner.application.api.endpoints import ENDPOINTS
from planner.domain.roles import may
from tests.accounts import ELSEWHERE, HERE
from tests.callers import (
    ADMIN,
    NOBODY,
    PERSON,
    SELF,
    Caller,
    Callers,
    callers_on_file,
    copied,
    example_body,
    example_path,
)

OF_OFFICES = [each for each in ENDPOINTS if "{office}" in each.path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Callers]]:
    file = tmp_path_factory.mktemp("callers") / "semesterplan.db"
    with callers_on_file(file) as callers:
        yield file, callers


def lets_in(endpoint: Endpoint[Any, Any, Any], caller: Caller) -> bool:
    """Whether the data of an endpoint lets somebody ask it with its example, in this office."""
    if endpoint.access is Access.ANYBODY:
        return True
    if caller.name == NOBODY:
        return False
    if isinstance(endpoint.access, Access):
        return True
    of_office = "{office}" in endpoint.path
    said = f"{example_path(endpoint)} {example_body(endpoint)}"
    own = endpoint.own and caller.name == SELF and PERSON in said
    return own or may(caller.memberships, endpoint.access, HERE if of_office else None)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.name)
def test_whoever_may_is_let_in_and_nobody_else(
    endpoint: Endpoint[Any, Any, Any], made: tuple[Path, Callers], tmp_path: Path
) -> None:
    file, callers = made
    path, body = example_path(endpoint), example_body(endpoint)
    with copied(file, callers, tmp_path) as fresh:
        told = {name: fresh.ask(name, endpoint.method, path, json=body) for name in callers.by_name}

    for caller in callers.by_name.values():
        answer = told[caller.name]
        problem = answer.get_json(silent=True) or {}
        code = problem.get("code", "") if answer.status_code >= 400 else ""
        if lets_in(endpoint, caller):
            assert code not in {"not_logged_in", "not_allowed"}, (caller.name, answer.json)
        elif caller.name == NOBODY:
            assert (answer.status_code, code) == (401, "not_logged_in")
        else:
            assert (answer.status_code, code) == (403, "not_allowed"), (caller.name, answer.text)
        well = 204 if endpoint.answer is None else endpoint.status
        assert answer.status_code in {well, *statuses_of(endpoint)}, (caller.name, answer.text)
        assert answer.status_code < 500, answer.text


@pytest.mark.parametrize("endpoint", OF_OFFICES, ids=lambda each: each.name)
def test_an_office_that_is_not_there_looks_like_one_of_others(
    endpoint: Endpoint[Any, Any, Any], made: tuple[Path, Callers], tmp_path: Path
) -> None:
    file, callers = made
    with copied(file, callers, tmp_path) as fresh:
        others, none = (
            fresh.ask(
                f"leader of {HERE}",
                endpoint.method,
                example_path(endpoint, office),
                json=example_body(endpoint),
            )
            for office in (ELSEWHERE, "ingen")
        )

    assert (others.status_code, others.data) == (none.status_code, none.data)
    assert others.status_code == 403


@pytest.mark.parametrize("endpoint", OF_OFFICES, ids=lambda each: each.name)
def test_whoever_looks_after_all_offices_is_told_which_are_not_there(
    endpoint: Endpoint[Any, Any, Any], made: tuple[Path, Callers], tmp_path: Path
) -> None:
    file, callers = made
    path, body = example_path(endpoint, "ingen"), example_body(endpoint)
    with copied(file, callers, tmp_path) as fresh:
        answer = fresh.ask(ADMIN, endpoint.method, path, json=body)

    assert answer.status_code in {403, 404, 422}, answer.text
