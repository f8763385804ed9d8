"""What a person has, over the API: meetings, calendars, and what is kept about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from planner.application.store.database import Store
from planner.domain.roles import Role
from tests.accounts import ELSEWHERE, HERE, everything_in
from tests.apicallers import Caller, caller
from tests.offices import publish_in
from tests.publications import NOON, planned
from tests.services import service_on
from web import create_app

PEOPLE = f"/offices/{HERE}/people"
MINE, OTHERS = f"{PEOPLE}/ppt-01", f"{PEOPLE}/ppt-02"
SECRET = "https://kalender.example/hemmelig-4711/opptatt.ics"  # noqa: S105 (of nobody)


@dataclass(frozen=True)
class Office:
    """An office that has published, with people of each role in it."""

    leader: Caller
    planner: Caller
    reader: Caller
    staff: Caller
    elsewhere: Caller
    nobody: Caller

    @property
    def strangers(self) -> tuple[tuple[Caller, int], ...]:
        """Those whom nothing here concerns, and what they are answered."""
        return (self.elsewhere, 403), (self.nobody, 401)


@pytest.fixture
def office(client: FlaskClient, store: Store) -> Office:
    publish_in(store, planned(4), HERE)
    return Office(
        leader=caller(client, store, Role.LEADER),
        planner=caller(client, store, Role.PLANNER),
        reader=caller(client, store, Role.READER),
        staff=caller(client, store, Role.STAFF, person="ppt-01"),
        elsewhere=caller(client, store, Role.LEADER, office=ELSEWHERE, person="ppt-01"),
        nobody=Caller(client),
    )


def test_staff_see_their_own_meetings_and_nobody_elses(office: Office) -> None:
    meetings = office.staff.get(f"{MINE}/meetings")["meetings"]

    assert [each["id"] for each in meetings] == ["rt.vika.1", "rt.vika.2"]
    assert meetings[0] == {
        "id": "rt.vika.1",
        "title": "Ressursteam, Vika skole",
        "start": "2027-02-02T09:00:00+01:00",
        "end": "2027-02-02T10:30:00+01:00",
        "place": "Vika skole",
        "level": "required",
        "version": 1,
    }
    assert office.reader.get(f"{MINE}/meetings")["meetings"] == meetings
    assert office.reader.get(f"{OTHERS}/meetings")["meetings"] == []
    office.staff.get(f"{OTHERS}/meetings", 403)
    for each, status in office.strangers:
        each.get(f"{MINE}/meetings", status)


def test_a_calendar_is_added_listed_and_forgotten_and_its_address_never_shown(
    store: Store, office: Office
) -> None:
    answer = office.staff.ask("POST", f"{MINE}/calendars", {"address": SECRET})
    digest = office.staff.answered(answer, 201)["digest"]
    listed = office.staff.get(f"{MINE}/calendars")["calendars"]
    everybody = office.planner.get(f"/offices/{HERE}/calendars")["calendars"]

    assert answer.headers["Location"] == f"/api/v1{MINE}/calendars/{digest}"
    assert listed == everybody
    assert (listed[0]["digest"], listed[0]["host"]) == (digest, "kalender.example")
    assert "4711" not in str(listed) + answer.get_data(as_text=True) + everything_in(store)
    office.staff.send("DELETE", f"{MINE}/calendars/{digest}", status=204)
    office.staff.send("DELETE", f"{MINE}/calendars/{digest}", status=404)
    assert office.staff.get(f"{MINE}/calendars")["calendars"] == []


def test_only_whoever_plans_gets_at_the_calendars_of_others(office: Office) -> None:
    given = {"address": SECRET}
    digest = office.planner.send("POST", f"{OTHERS}/calendars", given, 201)["digest"]

    for each, status in ((office.staff, 403), (office.reader, 403), *office.strangers):
        each.get(f"/offices/{HERE}/calendars", status)
        each.get(f"{OTHERS}/calendars", status)
        each.send("POST", f"{OTHERS}/calendars", given, status)
        each.send("DELETE", f"{OTHERS}/calendars/{digest}", status=status)
    assert len(office.planner.get(f"{OTHERS}/calendars")["calendars"]) == 1


@pytest.mark.parametrize("given", ["", "kalender", "ftp://a.example/b", "http://127.0.0.1/x"])
def test_what_is_no_address_is_refused_without_being_quoted(office: Office, given: str) -> None:
    refusal = office.staff.send("POST", f"{MINE}/calendars", {"address": given}, 422)

    assert [each["path"] for each in refusal["faults"]] == [["address"]]


def test_everybody_gets_what_is_kept_about_them(office: Office) -> None:
    kept = office.staff.get("/me/export")

    assert kept["memberships"][0]["person"] == "ppt-01"
    assert "password" not in kept["account"]
    office.nobody.get("/me/export", 401)


def test_a_leader_hands_out_what_is_kept_about_a_person(office: Office) -> None:
    kept = office.leader.get(f"{MINE}/export")

    assert kept["accounts"][0]["name"] == "En staff"
    for each in (office.planner, office.reader, office.staff):
        each.get(f"{MINE}/export", 403)
    for each, status in office.strangers:
        each.get(f"{MINE}/export", status)


def test_a_leader_erases_a_person_and_is_told_what_still_names_them(office: Office) -> None:
    for each, status in ((office.planner, 403), (office.staff, 403), *office.strangers):
        each.send("DELETE", MINE, status=status)

    assert office.leader.send("DELETE", MINE)["versions"] == [1]
    office.staff.get("/me", 401)
    office.leader.send("DELETE", f"{PEOPLE}/ppt-77", status=404)


def test_an_account_is_erased_by_its_holder(office: Office) -> None:
    office.staff.send("DELETE", "/me", status=204)

    office.staff.get("/me", 401)
    assert office.leader.get("/me")


@pytest.mark.parametrize(("year", "status"), [("2026", 422), ("2020", 404), ("0", 422)])
def test_a_school_year_that_is_not_over_or_not_there_is_not_erased(
    office: Office, year: str, status: int
) -> None:
    path = f"/offices/{HERE}/school-years/{year}"

    office.leader.send("DELETE", path, status=status)
    assert not office.leader.get(f"/offices/{HERE}/versions")["versions"][0]["erased"]


def test_a_school_year_that_is_over_is_erased_by_the_leader(store: Store, office: Office) -> None:
    path = f"/offices/{HERE}/school-years/2026"
    for each, status in ((office.planner, 403), (office.staff, 403), *office.strangers):
        each.send("DELETE", path, status=status)
    later = NOON + timedelta(days=400)
    app = create_app(service_on(store, now=lambda: later))
    leader = caller(app.test_client(), store, Role.LEADER, person="ppt-03", at=later)

    assert leader.send("DELETE", path)["versions"] == [1]
    (listed,) = leader.get(f"/offices/{HERE}/versions")["versions"]
    assert (listed["number"], listed["erased"], listed["note"]) == (1, True, "")
    leader.get(f"/offices/{HERE}/versions/1/plan", 404)
    app.extensions["feeds"].close()


def test_who_saw_what_is_shown_by_the_page_to_whoever_may_see_the_log(office: Office) -> None:
    office.reader.get(f"{MINE}/meetings")
    office.reader.get(f"/offices/{HERE}/versions/1")
    first = office.leader.get(f"/offices/{HERE}/accesses?limit=1")
    second = office.leader.get(f"/offices/{HERE}/accesses?limit=1&after={first['next']}")

    found = [
        (each["kind"], each["subject"]) for page in (first, second) for each in page["accesses"]
    ]
    assert {("person", "ppt-01"), ("version", "1")} >= set(found)
    assert len(set(found)) == 2
    for each, status in ((office.planner, 403), (office.staff, 403), *office.strangers):
        each.get(f"/offices/{HERE}/accesses", status)
    office.leader.get(f"/offices/{HERE}/accesses?after=WyJ4IiwiYSIsImIiLCJjIl0=", 422)
