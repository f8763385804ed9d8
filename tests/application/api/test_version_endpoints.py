"""What is published, asked for over the API."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from planner.application.store.access import Seen, accesses
from planner.application.store.database import Store
from planner.domain.plan import Plan
from planner.domain.roles import Role
from tests.accounts import ELSEWHERE, HERE
from tests.apicallers import Caller, caller
from tests.offices import publish_in
from tests.publications import OURS, planned

HERE_PATH = f"/offices/{HERE}"


@pytest.fixture
def leader(client: FlaskClient, store: Store) -> Caller:
    """The leader of an office with two versions."""
    publish_in(store, planned(4), HERE, note="Klar «til» bruk\n\\o/")
    publish_in(store, planned(11), HERE)
    return caller(client, store, Role.LEADER)


def test_versions_are_listed_by_the_page_with_their_notes(leader: Caller) -> None:
    first = leader.get(f"{HERE_PATH}/versions?limit=1")
    second = leader.get(f"{HERE_PATH}/versions?limit=1&after={first['next']}")

    assert [each["number"] for each in first["versions"]] == [2]
    assert second["next"] is None
    (version,) = second["versions"]
    assert version == {
        "number": 1,
        "published_at": "2026-12-01T11:00:00Z",
        "half_year": "2027-01-04/2027-06-18",
        "note": "Klar «til» bruk\n\\o/",
        "erased": False,
    }


@pytest.mark.parametrize("after", ["x", "WyJ4Il0=", "WzEsMl0=", "WzFlNDAwXQ==", "Wy0xXQ=="])
def test_a_place_that_is_made_up_is_refused(leader: Caller, after: str) -> None:
    refusal = leader.get(f"{HERE_PATH}/versions?after={after}", 422)

    assert [each["path"] for each in refusal["faults"]] == [["after"]]


def test_a_version_is_told_in_short_and_its_plan_and_problem_whole(leader: Caller) -> None:
    told = leader.get(f"{HERE_PATH}/versions/2")

    assert (told["problem"], told["meetings"], told["unplaced"]) == (OURS.id, 2, 0)
    plan = Plan.model_validate(leader.get(f"{HERE_PATH}/versions/2/plan"))
    assert plan == planned(11)
    assert plan.fingerprint == told["fingerprint"]
    assert leader.get(f"{HERE_PATH}/versions/2/problem")["id"] == OURS.id


def test_what_differs_between_two_versions_is_told(leader: Caller) -> None:
    told = leader.get(f"{HERE_PATH}/versions/2/changes?since=1")

    (change,) = told["changes"]
    assert (change["meeting"], change["kinds"]) == ("rt.vika.2", ["moved"])
    assert change["before"]["start"] == "2027-05-04T09:00:00+02:00"
    assert change["after"]["start"] == "2027-05-11T09:00:00+02:00"
    assert "ppt-01" in change["affected"]


@pytest.mark.parametrize(
    "path",
    ["/versions/3", "/versions/3/plan", "/versions/3/problem", "/versions/2/changes?since=9"],
)
def test_a_version_that_is_not_there_is_not_found(leader: Caller, path: str) -> None:
    assert leader.get(HERE_PATH + path, 404)["code"] == "not_there"


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999", "1.5"])
def test_what_is_no_number_of_a_version_is_refused(leader: Caller, number: str) -> None:
    leader.get(f"{HERE_PATH}/versions/{number}", 422)


@pytest.mark.parametrize("path", ["", "/1", "/1/plan", "/1/problem", "/2/changes?since=1"])
def test_neither_staff_nor_another_office_nor_nobody_sees_a_version(
    client: FlaskClient, store: Store, leader: Caller, path: str
) -> None:
    assert leader.get(f"{HERE_PATH}/versions{path}")
    staff = caller(client, store, Role.STAFF, person="ppt-01")
    other = caller(client, store, Role.LEADER, office=ELSEWHERE)

    for each, status in ((staff, 403), (other, 403), (Caller(client), 401)):
        refusal = each.ask("GET", f"{HERE_PATH}/versions{path}")
        assert refusal.status_code == status
        assert "Ressursteam" not in refusal.get_data(as_text=True)


def test_whoever_sees_a_version_is_noted_and_whoever_is_refused_is_not(
    client: FlaskClient, store: Store, leader: Caller
) -> None:
    leader.get(f"{HERE_PATH}/versions/1/plan")
    leader.get(f"{HERE_PATH}/versions/1")
    leader.get(f"{HERE_PATH}/versions/9", 404)
    caller(client, store, Role.STAFF, person="ppt-01").get(f"{HERE_PATH}/versions/1/plan", 403)

    noted = accesses(store, HERE, by=None, limit=10)
    assert [(each.name, each.kind, each.subject) for each in noted] == [
        ("En leader", Seen.VERSION, "1")
    ]
