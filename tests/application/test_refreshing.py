"""Fetching people's calendars: what fails stays as it was, and says how old it is."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NoReturn

import pytest

from calendars.busy import read_busy
from planner.application.refreshing import Addresses, refreshed
from planner.domain.address import Address
from planner.domain.busysources import BusySource, BusySources, Setback
from planner.domain.busytimes import BusyCalendar, BusyInterval, BusyKind
from planner.domain.calendar_faults import (
    CalendarWarning,
    Omission,
    Unusable,
    UnusableCalendar,
)
from planner.domain.errors import SemesterplanError
from planner.domain.fetching import CannotFetch, Fetched, Trouble, Validators
from tests.instances import problem

SEMESTER = problem().semester
ONE = Address.of("https://kalender.lillevik.no/hemmelig-1.ics")
TWO = Address.of("https://kalender.lillevik.no/hemmelig-2.ics")
MONDAY, TUESDAY, WEDNESDAY = (datetime(2027, 1, day, 8, tzinfo=UTC) for day in (4, 5, 6))
KNOWN = Validators('"v1"', "Mon, 04 Jan 2027 07:00:00 GMT")
BUSY = BusyInterval(
    datetime(2027, 2, 2, 8, tzinfo=UTC), datetime(2027, 2, 2, 9, tzinfo=UTC), BusyKind.BUSY
)
READ = BusyCalendar(
    (BUSY,), datetime(2027, 3, 14, tzinfo=UTC), (CalendarWarning(Omission.TOO_HEAVY, 1),)
)


def reads(calendar: BusyCalendar = READ) -> Callable[..., BusyCalendar]:
    return lambda *_: calendar


def gives(
    body: bytes | None = b"kalender", validators: Validators = KNOWN
) -> Callable[..., Fetched]:
    return lambda *_: Fetched(body, validators)


def fails(error: Exception) -> Callable[..., NoReturn]:
    def fail(*_: object) -> NoReturn:
        raise error

    return fail


def tried(
    addresses: Addresses,
    before: BusySources,
    now: datetime,
    fetch: Callable[..., Fetched],
    read: Callable[..., BusyCalendar],
) -> BusySources:
    return refreshed(addresses, before, SEMESTER, fetch=fetch, read=read, now=now)


def once(
    fetch: Callable[..., Fetched],
    read: Callable[..., BusyCalendar] | None = None,
    before: BusySources | None = None,
    now: datetime = TUESDAY,
) -> BusySource:
    found = tried({"ppt-01": (ONE,)}, before or BusySources(), now, fetch, read or reads())
    (source,) = found.people["ppt-01"]
    return source


@pytest.fixture
def monday() -> BusySources:
    """What was fetched on Monday."""
    return tried({"ppt-01": (ONE,)}, BusySources(), MONDAY, gives(), reads())


def test_start_end_and_kind_are_kept_and_nothing_that_reveals_the_address(
    monday: BusySources,
) -> None:
    (source,) = monday.people["ppt-01"]

    expected = {
        "host": "kalender.lillevik.no",
        "digest": ONE.digest,
        "first_day": SEMESTER.first_day,
        "last_day": SEMESTER.last_day,
        "last_attempt": MONDAY,
        "last_success": MONDAY,
        "setback": None,
        "known_until": READ.known_until,
        "etag": KNOWN.etag,
        "last_modified": KNOWN.last_modified,
        "warnings": READ.warnings,
        "intervals": READ.intervals,
    }
    assert source == BusySource.model_validate(expected)
    assert BusySource.model_fields.keys() == expected.keys()
    assert "hemmelig" not in monday.model_dump_json()


def test_the_calendar_is_read_for_the_half_year() -> None:
    """From midnight in Norway on 4 January to midnight after 18 June, which is summer time."""
    asked: list[tuple[bytes, datetime, datetime]] = []

    def read(body: bytes, start: datetime, end: datetime) -> BusyCalendar:
        asked.append((body, start, end))
        return READ

    once(gives(), read)

    start, end = datetime(2027, 1, 3, 23, tzinfo=UTC), datetime(2027, 6, 18, 22, tzinfo=UTC)
    assert asked == [(b"kalender", start, end)]


@pytest.mark.parametrize(
    ("error", "setback"),
    [
        (CannotFetch(Trouble.ILL, "x", 500), Setback(fetching=Trouble.ILL, status=500)),
        (CannotFetch(Trouble.TIMED_OUT, "x"), Setback(fetching=Trouble.TIMED_OUT)),
        (UnusableCalendar(Unusable.HTML), Setback(reading=Unusable.HTML)),
        (RuntimeError("https://kalender.lillevik.no/hemmelig-1.ics"), Setback()),
        (MemoryError(), Setback()),
    ],
)
def test_whatever_fails_the_old_busy_times_stay_and_their_age_is_known(
    error: Exception, setback: Setback, monday: BusySources, caplog: pytest.LogCaptureFixture
) -> None:
    (before,) = monday.people["ppt-01"]
    caplog.set_level(logging.DEBUG)

    in_fetching = once(fails(error), before=monday)
    in_reading = once(gives(b"ny", Validators('"v2"')), fails(error), before=monday)

    after = before.model_copy(update={"last_attempt": TUESDAY, "setback": setback})
    assert in_fetching == in_reading == after
    assert after.last_success == MONDAY
    assert "hemmelig" not in caplog.text
    assert "hemmelig" not in after.model_dump_json()
    assert after.setback is not None
    assert "kalender" in after.setback.phrase(after.host).nb


def test_the_first_attempt_may_fail() -> None:
    source = once(fails(CannotFetch(Trouble.GONE, "kalender.lillevik.no", 404)))

    assert (source.last_success, source.horizon, source.intervals) == (None, None, ())
    assert source.setback == Setback(fetching=Trouble.GONE, status=404)
    assert once(gives(), before=BusySources(people={"ppt-01": (source,)})).setback is None


def test_what_is_unchanged_counts_as_fetched_and_ends_a_setback(monday: BusySources) -> None:
    asked: list[Validators | None] = []

    def unchanged(_: Address, validators: Validators | None) -> Fetched:
        asked.append(validators)
        return Fetched(None, KNOWN)

    failed = once(fails(CannotFetch(Trouble.ILL, "x", 503)), before=monday)
    again = once(
        unchanged, fails(AssertionError()), BusySources(people={"ppt-01": (failed,)}), WEDNESDAY
    )

    (before,) = monday.people["ppt-01"]
    assert again == before.model_copy(update={"last_attempt": WEDNESDAY, "last_success": WEDNESDAY})
    assert asked == [KNOWN]


def test_for_another_half_year_the_calendar_is_fetched_anew(monday: BusySources) -> None:
    """What was read for the spring says nothing of the autumn, however unchanged it is."""
    autumn = SEMESTER.model_copy(
        update={"first_day": SEMESTER.last_day, "last_day": SEMESTER.last_day.replace(month=12)}
    )
    asked: list[Validators | None] = []

    def fetch(_: Address, validators: Validators | None) -> Fetched:
        asked.append(validators)
        return Fetched(b"ny", KNOWN)

    found = refreshed({"ppt-01": (ONE,)}, monday, autumn, fetch=fetch, read=reads(), now=TUESDAY)

    assert asked == [None]
    assert found.people["ppt-01"][0].first_day == autumn.first_day


def test_new_busy_times_take_the_place_of_the_old_as_a_whole(monday: BusySources) -> None:
    later = BUSY._replace(end=BUSY.end.replace(hour=12))

    source = once(gives(b"ny", Validators()), reads(BusyCalendar((later,))), monday)

    assert (source.intervals, source.known_until, source.warnings) == ((later,), None, ())
    assert source.validators == Validators()


def test_trying_again_with_the_same_answer_changes_nothing(monday: BusySources) -> None:
    assert tried({"ppt-01": (ONE,)}, monday, MONDAY, gives(), reads()) == monday


def test_an_address_that_is_not_listed_any_more_is_forgotten(monday: BusySources) -> None:
    both = tried({"ppt-01": (ONE, TWO)}, monday, TUESDAY, gives(), reads())
    other = tried({"ppt-01": (TWO,)}, both, WEDNESDAY, gives(None), reads())
    nobody = tried({}, both, WEDNESDAY, gives(), reads())

    assert [each.digest for each in both.people["ppt-01"]] == [ONE.digest, TWO.digest]
    assert [each.digest for each in other.people["ppt-01"]] == [TWO.digest]
    assert nobody == BusySources()


def test_the_calendar_of_one_person_is_never_taken_for_that_of_another(
    monday: BusySources,
) -> None:
    found = tried(
        {"ppt-02": (ONE,)}, monday, TUESDAY, fails(CannotFetch(Trouble.ILL, "x", 500)), reads()
    )

    assert found.people["ppt-02"][0].intervals == ()


def test_one_that_fails_does_not_stop_the_others() -> None:
    def fetch(address: Address, _: Validators | None) -> Fetched:
        if address == ONE:
            raise CannotFetch(Trouble.TIMED_OUT, address.host)
        return Fetched(b"kalender", KNOWN)

    addresses = {f"ppt-{number:02}": (ONE, TWO) for number in range(1, 12)}
    found = tried(addresses, BusySources(), MONDAY, fetch, reads())

    assert list(found.people) == list(addresses)
    for one, two in found.people.values():
        assert (one.digest, two.digest) == (ONE.digest, TWO.digest)
        assert (one.intervals, two.intervals) == ((), (BUSY,))


def test_what_is_fetched_is_read_by_the_real_reader() -> None:
    """A meeting of an hour; then a page to log in at, and a file that was cut off."""
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        "SUMMARY:Fortrolig\r\nDTSTART:20270202T080000Z\r\nDTEND:20270202T090000Z\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    def read(body: bytes, start: datetime, end: datetime) -> BusyCalendar:
        return read_busy(body, start, end, "Europe/Oslo")

    good = once(gives(text.encode()), read)
    known = BusySources(people={"ppt-01": (good,)})

    assert good.intervals == (BUSY,)
    assert "Fortrolig" not in good.model_dump_json()
    for broken in (b"<!DOCTYPE html><html></html>", text.encode()[:-30], b""):
        source = once(gives(broken), read, known)
        assert source.intervals == (BUSY,)
        assert source.setback is not None
        assert source.setback.reading is not None


def test_every_setback_is_told_in_both_languages() -> None:
    setbacks = [Setback(fetching=each, status=500) for each in Trouble]
    setbacks += [Setback(reading=each) for each in Unusable]
    setbacks.append(Setback())

    for setback in setbacks:
        phrase = setback.phrase("kalender.no")
        assert phrase.nb.endswith(".")
        assert phrase.nn.endswith(".")
    assert issubclass(CannotFetch, SemesterplanError)
