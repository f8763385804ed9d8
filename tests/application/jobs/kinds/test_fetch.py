"""The job that fetches calendars: each is tried once, and one that does not come waits alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from threading import Event

import pytest

from planner.application.jobresults import FetchResult
from planner.application.jobs.given import NothingGiven
from planner.application.jobs.kinds.fetch import run
from planner.application.orders import FetchOrder
from planner.application.service import Service
from planner.application.store.calendars import busy_sources, calendars
from planner.domain.address import Address
from planner.domain.busytimes import BusyCalendar, BusyInterval, BusyKind
from planner.domain.fetching import CannotFetch, Fetched, Trouble, Validators
from planner.domain.grid import OSLO
from tests.busycalendars import address_of, has_calendar
from tests.offices import OFFICE
from tests.works import Desk, desk_for

ORDER = FetchOrder(first_day=date(2027, 1, 4), last_day=date(2027, 6, 18))
BUSY = BusyInterval(
    datetime(2027, 2, 2, 9, tzinfo=OSLO), datetime(2027, 2, 2, 10, tzinfo=OSLO), BusyKind.BUSY
)
PEOPLE = ("ppt-01", "ppt-02", "ppt-03")
GONE = "ppt-02"


@pytest.fixture
def desk(service: Service) -> Desk:
    """A desk in an office that knows three calendars, of which one is gone from its server."""
    for each in PEOPLE:
        has_calendar(service, each)
    gone = address_of(GONE)

    def fetch(address: Address, _: Validators | None) -> Fetched:
        if address == gone:
            raise CannotFetch(Trouble.GONE, address.host, 404)
        return Fetched(b"kalender", Validators('"v1"'))

    made = desk_for(service, ORDER)
    made.fetch = fetch
    made.read = lambda *_: BusyCalendar((BUSY,))
    return made


def result_of(desk: Desk) -> FetchResult:
    return FetchResult.model_validate_json(run(desk))


def test_what_calendars_tell_is_kept_and_told_of_in_numbers_only(
    service: Service, desk: Desk
) -> None:
    text = run(desk)

    assert FetchResult.model_validate_json(text) == FetchResult(tried=3, read=2, failed=1)
    known = busy_sources(service.store, OFFICE, service.seal)
    assert known.times == {"ppt-01": (BUSY,), GONE: (), "ppt-03": (BUSY,)}
    found = {each.person: each for each in calendars(service.store, OFFICE, service.seal, by=None)}
    assert found[GONE].trouble is not None
    assert found["ppt-01"].trouble is None
    assert [(each.stage, each.placed, each.meetings) for each in desk.told] == [
        ("fetch", done, 3) for done in (1, 2, 3)
    ]
    assert "hemmelig" not in text + str(desk.told) + str(desk.documents)


def test_who_is_stopped_waits_for_no_server(service: Service, desk: Desk, answering: Event) -> None:
    """One server does not answer until the test is over; what the others told is kept."""
    silent = address_of("ppt-03")
    fetch = desk.fetch

    def wait_or_fetch(address: Address, validators: Validators | None) -> Fetched:
        if address == silent:
            answering.wait()
        return fetch(address, validators)

    desk.fetch = wait_or_fetch
    desk.stopped = lambda: len(desk.told) == 2

    assert result_of(desk).tried == 2
    assert not answering.is_set()
    assert busy_sources(service.store, OFFICE, service.seal).times["ppt-01"] == (BUSY,)


@pytest.fixture
def answering() -> Iterator[Event]:
    """Set at the end of the test, so that no thread is left behind."""
    event = Event()
    yield event
    event.set()


def test_an_office_without_calendars_has_nothing_to_try(service: Service) -> None:
    assert result_of(desk_for(service, ORDER)) == FetchResult(tried=0, read=0, failed=0)


def test_a_job_without_its_days_is_our_fault(service: Service) -> None:
    with pytest.raises(NothingGiven):
        run(desk_for(service, FetchOrder()))
