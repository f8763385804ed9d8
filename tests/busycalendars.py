"""Calendars that people are busy in, in a store of the tests: one address, and what it tells."""

from __future__ import annotations

from datetime import datetime

from planner.application.service import Service
from planner.application.store.calendars import put_calendar, save_fetched
from planner.domain.address import Address
from planner.domain.busysources import BusySource, BusySources
from planner.domain.busytimes import BusyInterval, BusyKind
from planner.domain.grid import OSLO
from tests.instances import problem
from tests.offices import OFFICE
from tests.publications import NOON

SECRET = "https://kalender.lillevik.no/hemmelig-{person}.ics"  # noqa: S105 (of nobody)


def has_calendar(service: Service, person: str = "ppt-01") -> None:
    """Somebody has said where a calendar is; nobody has fetched it."""
    address = address_of(person).text
    put_calendar(service.store, OFFICE, person, address, service.seal, by=None, at=NOON)


def address_of(person: str) -> Address:
    """Where their calendar is."""
    return Address.of(SECRET.format(person=person))


def is_busy(service: Service, first: str, last: str, person: str = "ppt-01") -> None:
    """Their calendar tells that somebody is busy from one moment to another, and nothing else."""
    has_calendar(service, person)
    address = address_of(person)
    start, end = (datetime.fromisoformat(each).replace(tzinfo=OSLO) for each in (first, last))
    semester = problem().semester
    source = BusySource(
        host=address.host,
        digest=address.digest,
        first_day=semester.first_day,
        last_day=semester.last_day,
        last_attempt=NOON,
        last_success=NOON,
        intervals=(BusyInterval(start, end, BusyKind.BUSY),),
    )
    save_fetched(service.store, OFFICE, BusySources(people={person: (source,)}), service.seal)
