"""What is handed out to somebody: all about them, in plans too, and nothing of others."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from planner.application.refreshing import refreshed
from planner.application.store.account_export import export_account, export_person
from planner.application.store.calendars import fetchable, save_fetched
from planner.application.store.database import Store
from planner.application.store.tables import audit
from planner.domain.address import Address
from planner.domain.busysources import BusySources
from planner.domain.busytimes import BusyCalendar, BusyInterval, BusyKind
from planner.domain.errors import NotThere
from planner.domain.fetching import Fetched, Validators
from planner.domain.roles import Role, User
from planner.domain.semester import Semester
from tests.accounts import HERE, MORNING, joined, with_offices
from tests.keptthings import COLLEAGUE, PERSON, SEAL, email_of, known, planned_for

NOON = MORNING + timedelta(hours=4)
SPRING = Semester(name="Vår", first_day=date(2027, 1, 4), last_day=date(2027, 6, 18))
BUSY = BusyInterval(
    datetime(2027, 2, 3, 9, tzinfo=UTC), datetime(2027, 2, 3, 10, tzinfo=UTC), BusyKind.BUSY
)
SAID = {
    "id": "rt.vika.1",
    "title": "Ressursteam, Vika skole",
    "start": "2027-02-02T09:00:00+01:00",
    "end": "2027-02-02T10:30:00+01:00",
    "place": "vika",
}


@pytest.fixture
def member(store: Store) -> User:
    """Somebody of whom there is everything, in an office with a colleague of whom there is too."""
    with_offices(store)
    planned_for(store)
    known(store, COLLEAGUE)
    found, _ = known(store, PERSON)

    def fetch(_: Address, __: Validators | None) -> Fetched:
        return Fetched(b"", Validators())

    def read(*_: object) -> BusyCalendar:
        return BusyCalendar((BUSY,))

    there = {each.person: (each.address,) for each in fetchable(store, HERE, SEAL)}
    asked = refreshed(there, BusySources(), SPRING, fetch=fetch, read=read, now=MORNING)
    save_fetched(store, HERE, asked, SEAL)
    return found


def test_somebody_is_given_all_about_themselves(store: Store, member: User) -> None:
    found = export_account(store, SEAL, by=member, at=NOON)

    assert [row["subject"] for row in found["identities"]] == [f"sub-{PERSON}"]
    assert [row["asked_at"] for row in found["answers"]] == ["2027-01-04T07:00:00+00:00"]
    assert [row["subject"] for row in found["saw"]] == [PERSON]
    (theirs,) = found["people"]
    (calendar,) = theirs["calendars"]
    assert calendar["host"] == "kalender.kommune.no"
    assert calendar["busy"] == [["2027-02-03T09:00:00Z", "2027-02-03T10:00:00Z", "busy"]]
    assert [row["account"] for row in theirs["seen_by"]] == [member.account]
    assert theirs["scenarios"] == ["var"]
    assert theirs["jobs"] == ["job-var"]


def test_what_plans_say_of_somebody_is_handed_out(store: Store, member: User) -> None:
    (theirs,) = export_account(store, SEAL, by=member, at=NOON)["people"]

    (draft,), (version,) = theirs["drafts"], theirs["versions"]
    assert (draft["id"], version["number"]) == ("var", 1)
    for said in (draft, version):
        assert said["person"]["name"] == "PP-rådgiver 01"
        assert said["meetings"][0] == SAID
        assert len(said["meetings"]) == 2


def test_nothing_of_others_and_no_secret_is_handed_out(store: Store, member: User) -> None:
    leader = joined(store, Role.LEADER)
    texts = [
        json.dumps(export_account(store, SEAL, by=member, at=NOON)),
        json.dumps(export_person(store, HERE, PERSON, SEAL, by=leader, at=NOON)),
    ]

    for text in texts:
        for hidden in (COLLEAGUE, ".ics", "argon2", "digest", "gAAAA", "leader@kommune.no"):
            assert hidden not in text
        assert email_of(PERSON) in text


def test_a_leader_is_not_given_when_somebody_is_busy(store: Store, member: User) -> None:
    found = export_person(store, HERE, PERSON, SEAL, by=None, at=NOON)

    assert [row["id"] for row in found["accounts"]] == [member.account]
    assert [row["host"] for row in found["calendars"]] == ["kalender.kommune.no"]
    assert "2027-02-03" not in json.dumps(found)
    assert [each["number"] for each in found["versions"]] == [1]


def test_that_it_was_handed_out_is_logged(store: Store, member: User) -> None:
    export_account(store, SEAL, by=member, at=NOON)
    export_person(store, HERE, PERSON, SEAL, by=None, at=NOON)

    with store.reading() as connection:
        rows = connection.execute(select(audit).order_by(audit.c.id)).all()[-2:]
    assert [(row.actor, row.action, row.subject) for row in rows] == [
        (member.account, "account.exported", member.account),
        ("machine", "person.exported", PERSON),
    ]


def test_a_command_is_told_that_there_is_no_such_office(store: Store) -> None:
    with pytest.raises(NotThere, match="nowhere"):
        export_person(store, "nowhere", PERSON, SEAL, by=None, at=NOON)
