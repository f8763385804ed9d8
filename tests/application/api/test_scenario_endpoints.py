"""What-ifs over the API."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from planner.application.store.database import Store
from planner.domain.roles import Role
from tests.accounts import ELSEWHERE, HERE
from tests.apicallers import Caller, caller
from tests.instances import Document
from tests.offices import publish_in
from tests.publications import planned

SCENARIOS = f"/offices/{HERE}/scenarios"
SCENARIO = f"{SCENARIOS}/borte"
AWAY = {"away": "ppt-01", "first_day": "2027-03-01", "last_day": "2027-03-05"}


def given(expected: int = 0, **changes: object) -> Document:
    """A scenario as it is handed in."""
    scenario = {"name": "Rådgiver 01 er borte", "changes": [AWAY], **changes}
    return {"version": 1, "scenario": scenario, "expected": expected}


@pytest.fixture
def planner(client: FlaskClient, store: Store) -> Caller:
    """Somebody who plans in an office that has published."""
    publish_in(store, planned(4), HERE)
    return caller(client, store, Role.PLANNER)


def test_a_scenario_is_kept_changed_and_deleted(planner: Caller) -> None:
    assert planner.send("PUT", SCENARIO, given()) == {"id": "borte", "revision": 1}
    assert planner.send("PUT", SCENARIO, given(1, freeze_days=3))["revision"] == 2
    planner.send("PUT", SCENARIO, given(1), 409)

    kept = planner.get(SCENARIO)
    assert (kept["version"], kept["scenario"]["freeze_days"]) == (1, 3)
    assert kept["scenario"]["changes"][0]["away"] == "ppt-01"
    (listed,) = planner.get(SCENARIOS)["scenarios"]
    assert (listed["id"], listed["revision"]) == ("borte", 2)
    assert planner.send("PUT", f"{SCENARIOS}/igjen", {**given(), "scenario": kept["scenario"]})
    planner.send("DELETE", f"{SCENARIO}?expected=1", status=409)
    planner.send("DELETE", f"{SCENARIO}?expected=2", status=204)
    planner.get(SCENARIO, 404)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"changes": [{**AWAY, "away": "ppt-99"}]}, ["scenario", "changes", 0, "away"]),
        ({"changes": [{**AWAY, "first_day": "i morgen"}]}, ["scenario", "changes", 0, "first_day"]),
        ({"name": "Sak 01010750160"}, ["scenario", "name"]),
    ],
)
def test_every_fault_is_told_with_its_place(
    planner: Caller, changes: Document, path: list[str | int]
) -> None:
    refusal = planner.send("PUT", SCENARIO, given(**changes), 422)  # type: ignore[arg-type]

    assert path in [each["path"] for each in refusal["faults"]]
    assert planner.get(SCENARIOS)["scenarios"] == []


def test_a_scenario_of_a_version_that_is_not_there_is_not_found(planner: Caller) -> None:
    planner.send("PUT", SCENARIO, {**given(), "version": 2}, 404)


def test_others_neither_see_nor_change_a_scenario(
    client: FlaskClient, store: Store, planner: Caller
) -> None:
    planner.send("PUT", SCENARIO, given())
    staff = caller(client, store, Role.STAFF, person="ppt-01")
    other = caller(client, store, Role.LEADER, office=ELSEWHERE)
    reader = caller(client, store, Role.READER)

    assert reader.get(SCENARIO)["scenario"]["changes"]
    reader.send("PUT", SCENARIO, given(1), 403)
    for each, status in ((staff, 403), (other, 403), (Caller(client), 401)):
        for path in (SCENARIOS, SCENARIO):
            assert "ppt-01" not in each.ask("GET", path).get_data(as_text=True)
            each.get(path, status)
        each.send("PUT", SCENARIO, given(1), status)
        each.send("DELETE", f"{SCENARIO}?expected=1", status=status)
    assert planner.get(SCENARIO)["revision"] == 1
