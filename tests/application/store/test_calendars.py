"""Busy calendars in the store: put in, fetched, planned with, and never told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from planner.application.refreshing import refreshed
from planner.application.sealing import KEY_BYTES, Seal
from planner.application.store.calendars import (
    MOST_OF_A_PERSON,
    Fetchable,
    busy_sources,
    calendars,
    fetchable,
    offices_to_fetch,
    put_calendar,
    remove_calendar,
    save_fetched,
)
from planner.application.store.database import Store
from planner.domain.address import Address
from planner.domain.busysources import BusySources
from planner.domain.busytimes import BusyCalendar, BusyInterval, BusyKind
from planner.domain.errors import NotAllowed, NotThere, UnreadableInput
from planner.domain.fetching import CannotFetch, Fetched, Trouble, Validators
from planner.domain.roles import Role, User
from planner.domain.semester import Semester
from tests.accounts import ELSEWHERE, HERE, MORNING, everything_in, joined, with_offices

SEAL, OTHER_SEAL = Seal(b"1" * KEY_BYTES), Seal(b"2" * KEY_BYTES)
PERSON, COLLEAGUE = "ppt-01", "ppt-02"
SECRET = "https://kalender.kommune.no/hemmelig-k7.ics"  # noqa: S105 (of nobody)
SPRING = Semester(name="Vår", first_day=date(2027, 1, 4), last_day=date(2027, 6, 18))
BUSY = BusyInterval(
    datetime(2027, 2, 2, 9, tzinfo=UTC), datetime(2027, 2, 2, 10, tzinfo=UTC), BusyKind.BUSY
)
LATER = MORNING + timedelta(hours=6)


@pytest.fixture
def planner(store: Store) -> User:
    with_offices(store)
    return joined(store, Role.PLANNER)


def put(store: Store, by: User | None, person: str = PERSON, address: str = SECRET) -> str:
    return put_calendar(store, HERE, person, address, SEAL, by=by, at=MORNING)


def fetched(store: Store, *, fails: bool = False, now: datetime = LATER) -> BusySources:
    """What is known after fetching every calendar of the office once."""

    def fetch(address: Address, _: Validators | None) -> Fetched:
        if fails:
            raise CannotFetch(Trouble.GONE, address.host, 404)
        return Fetched(b"", Validators("etag"))

    def read(*_: object) -> BusyCalendar:
        return BusyCalendar((BUSY,))

    there = {each.person: (each.address,) for each in fetchable(store, HERE, SEAL)}
    before = busy_sources(store, HERE, SEAL)
    found = refreshed(there, before, SPRING, fetch=fetch, read=read, now=now)
    save_fetched(store, HERE, found, SEAL)
    return found


def test_an_address_is_kept_and_shown_to_nobody(store: Store, planner: User) -> None:
    digest = put(store, planner)

    (found,) = calendars(store, HERE, SEAL, by=planner)
    assert (found.person, found.digest, found.host) == (PERSON, digest, "kalender.kommune.no")
    assert (found.tried_at, found.read_at, found.trouble) == (None, None, None)
    assert "hemmelig-k7" not in repr(found)
    assert "hemmelig-k7" not in everything_in(store)
    assert fetchable(store, HERE, SEAL) == (Fetchable(PERSON, Address.of(SECRET), None),)
    assert "hemmelig-k7" not in repr(fetchable(store, HERE, SEAL))


def test_of_a_calendar_that_nobody_has_read_nothing_is_known(store: Store, planner: User) -> None:
    put(store, planner)

    found = busy_sources(store, HERE, SEAL)

    assert found.times == {PERSON: ()}
    assert found.horizons == {PERSON: None}


def test_the_same_address_twice_is_one(store: Store, planner: User) -> None:
    first = put(store, planner)

    assert put(store, planner, address=SECRET.replace("https", "webcal")) == first
    assert len(calendars(store, HERE, SEAL, by=planner)) == 1


def test_what_is_fetched_is_planned_with_and_told_to_nobody(store: Store, planner: User) -> None:
    put(store, planner)
    put(store, planner, COLLEAGUE, f"{SECRET}?2")

    found = fetched(store)

    assert busy_sources(store, HERE, SEAL) == found
    assert found.times == {PERSON: (BUSY,), COLLEAGUE: (BUSY,)}
    assert "2027-02-02" not in everything_in(store)
    known = calendars(store, HERE, SEAL, by=planner)
    assert [(each.person, each.read_at, each.trouble) for each in known] == [
        (PERSON, LATER, None),
        (COLLEAGUE, LATER, None),
    ]


def test_what_could_not_be_fetched_says_so_and_what_was_known_stays(
    store: Store, planner: User
) -> None:
    put(store, planner)
    fetched(store)
    fetched(store, fails=True, now=LATER + timedelta(hours=6))

    (known,) = calendars(store, HERE, SEAL, by=planner)
    assert known.read_at == LATER
    assert known.tried_at == LATER + timedelta(hours=6)
    assert known.trouble
    assert "HTTP 404" in known.trouble.nb
    assert busy_sources(store, HERE, SEAL).times == {PERSON: (BUSY,)}


def test_a_calendar_that_is_removed_is_forgotten_with_what_came_from_it(
    store: Store, planner: User
) -> None:
    digest = put(store, planner)
    found = fetched(store)
    remove_calendar(store, HERE, PERSON, digest, by=planner, at=LATER)
    save_fetched(store, HERE, found, SEAL)  # by whoever was fetching it just then

    assert calendars(store, HERE, SEAL, by=planner) == ()
    assert busy_sources(store, HERE, SEAL) == BusySources()
    with pytest.raises(NotThere, match="ingen slik kalender"):
        remove_calendar(store, HERE, PERSON, digest, by=planner, at=LATER)


def test_those_that_were_not_tried_for_a_while_are_to_be_fetched(
    store: Store, planner: User
) -> None:
    assert offices_to_fetch(store, LATER, SEAL) == ()
    put(store, planner)
    assert offices_to_fetch(store, MORNING, SEAL) == (HERE,)

    fetched(store, fails=True)

    assert offices_to_fetch(store, LATER, SEAL) == ()
    assert offices_to_fetch(store, LATER + timedelta(seconds=1), SEAL) == (HERE,)


def test_with_another_key_a_calendar_is_told_to_be_given_anew(store: Store, planner: User) -> None:
    put(store, planner)
    fetched(store)

    (known,) = calendars(store, HERE, OTHER_SEAL, by=planner)
    assert known.host is None
    assert known.trouble
    assert "legg den inn på nytt" in known.trouble.nb
    assert fetchable(store, HERE, OTHER_SEAL) == ()
    with pytest.raises(UnreadableInput, match=rf"calendars\.{PERSON}: .*legg den inn på nytt"):
        busy_sources(store, HERE, OTHER_SEAL)
    assert offices_to_fetch(store, LATER + timedelta(days=1), OTHER_SEAL) == ()


def test_somebody_says_where_their_own_calendar_is_and_nobody_elses(
    store: Store, planner: User
) -> None:
    staff = joined(store, Role.STAFF, person=PERSON)
    digest = put(store, staff)
    put(store, planner, COLLEAGUE)

    assert [each.person for each in calendars(store, HERE, SEAL, by=staff, person=PERSON)] == [
        PERSON
    ]
    for person in (COLLEAGUE, None):
        with pytest.raises(NotAllowed):
            calendars(store, HERE, SEAL, by=staff, person=person)
    with pytest.raises(NotAllowed):
        put(store, staff, COLLEAGUE)
    with pytest.raises(NotAllowed):
        remove_calendar(store, HERE, COLLEAGUE, digest, by=staff, at=LATER)
    remove_calendar(store, HERE, PERSON, digest, by=staff, at=LATER)


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR])
def test_whoever_does_not_plan_sees_no_calendars(store: Store, planner: User, role: Role) -> None:
    put(store, planner)
    whole = role is Role.ADMINISTRATOR
    asking = joined(store, role, "spør@kommune.no", office_id=None if whole else HERE)

    with pytest.raises(NotAllowed):
        calendars(store, HERE, SEAL, by=asking)
    with pytest.raises(NotAllowed):
        put(store, asking)


def test_no_office_touches_the_calendars_of_another(store: Store, planner: User) -> None:
    digest = put(store, planner)
    same_id = joined(store, Role.STAFF, "annen@kommune.no", office_id=ELSEWHERE, person=PERSON)
    leader = joined(store, Role.LEADER, "leder@storvik.no", office_id=ELSEWHERE)

    for by in (same_id, leader):
        with pytest.raises(NotAllowed):
            calendars(store, HERE, SEAL, by=by, person=PERSON)
        with pytest.raises(NotAllowed):
            remove_calendar(store, HERE, PERSON, digest, by=by, at=LATER)
    with pytest.raises(NotThere):
        remove_calendar(store, ELSEWHERE, PERSON, digest, by=leader, at=LATER)
    assert calendars(store, ELSEWHERE, SEAL, by=leader) == ()
    assert busy_sources(store, ELSEWHERE, SEAL) == BusySources()


@pytest.mark.parametrize(
    ("person", "text", "told"),
    [
        ("Ppt 01", SECRET, "person: Personen er en id"),
        (PERSON, "hemmelig-k7", "address: Dette er ikke adressen til en kalender"),
        (PERSON, "http://kalender.no/hemmelig-k7.ics", "address: Adressen må begynne med https"),
    ],
    ids=["person", "no address", "no https"],
)
def test_what_is_no_address_is_told_without_repeating_it(
    store: Store, planner: User, person: str, text: str, told: str
) -> None:
    with pytest.raises(UnreadableInput, match=told) as refused:
        put(store, planner, person, text)
    assert "hemmelig-k7" not in str(refused.value)


def test_a_person_has_only_so_many(store: Store, planner: User) -> None:
    for number in range(MOST_OF_A_PERSON):
        put(store, planner, address=f"{SECRET}?{number}")

    with pytest.raises(UnreadableInput, match="10 kalendere fra før"):
        put(store, planner, address=f"{SECRET}?one-more")
    assert len(calendars(store, HERE, SEAL, by=planner)) == MOST_OF_A_PERSON


def test_a_command_is_told_that_there_is_no_such_office(store: Store) -> None:
    with pytest.raises(NotThere, match="nowhere"):
        put_calendar(store, "nowhere", PERSON, SECRET, SEAL, by=None, at=MORNING)
