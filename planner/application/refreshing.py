"""Fetching people's own calendars: what is new takes the place of what was, else that stays.

It knows neither where what is kept is kept, nor how anything is fetched or read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from planner.domain.address import Address
from planner.domain.busysources import BusySource, BusySources, Setback, bounds_of
from planner.domain.busytimes import BusyCalendar
from planner.domain.calendar_faults import UnusableCalendar
from planner.domain.fetching import CannotFetch, Fetched, Validators
from planner.domain.semester import Semester

Fetch = Callable[[Address, Validators | None], Fetched]
"""Fetches a calendar, or raises `CannotFetch`."""
Read = Callable[[bytes, datetime, datetime], BusyCalendar]
"""Reads a calendar from one moment to another, or raises `UnusableCalendar`."""
Addresses = Mapping[str, tuple[Address, ...]]
"""The addresses of people's calendars, by the person's id."""

AT_ONCE = 4
"""Calendars that are fetched and read at the same time."""

log = logging.getLogger(__name__)


def refreshed(
    addresses: Addresses,
    before: BusySources,
    semester: Semester,
    *,
    fetch: Fetch,
    read: Read,
    now: datetime,
    at_once: int = AT_ONCE,
) -> BusySources:
    """What is known of people's calendars after trying each address once.

    What failed stays as it was before, and tells why it failed; an address that is no longer
    there is forgotten with all that came from it.

    Parameters
    ----------
    before
        What was known.
    now
        When it is; only written down.
    """
    known = {
        (person, source.digest): source
        for person, sources in before.people.items()
        for source in sources
    }

    def source_of(asked: tuple[str, Address]) -> BusySource:
        person, address = asked
        last = known.get((person, address.digest))
        return refreshed_source(address, last, semester, fetch=fetch, read=read, now=now)

    asked = [(person, address) for person, theirs in addresses.items() for address in theirs]
    with ThreadPoolExecutor(max_workers=at_once) as crew:
        sources = list(crew.map(source_of, asked))
    people: dict[str, tuple[BusySource, ...]] = {}
    for (person, _), source in zip(asked, sources, strict=True):
        people[person] = (*people.get(person, ()), source)
    return BusySources(people=people)


def refreshed_source(
    address: Address,
    before: BusySource | None,
    semester: Semester,
    *,
    fetch: Fetch,
    read: Read,
    now: datetime,
) -> BusySource:
    """What is known of one calendar after trying it once; `before` is `None` for a new one."""
    days = {"first_day": semester.first_day, "last_day": semester.last_day}
    asked = {**days, "host": address.host, "digest": address.digest, "last_attempt": now}
    last = before or BusySource.model_validate(asked)
    # What we have is only worth being told of when it was read for the same days.
    current = last.last_success is not None and (last.first_day, last.last_day) == (
        semester.first_day,
        semester.last_day,
    )
    try:
        fetched = fetch(address, last.validators if current else None)
        if fetched.body is None:
            return last.model_copy(
                update={"last_attempt": now, "last_success": now, "setback": None}
            )
        calendar = read(fetched.body, *bounds_of(semester))
        return BusySource.model_validate(
            {
                **asked,
                "last_success": now,
                "known_until": calendar.known_until,
                **fetched.validators._asdict(),
                "warnings": calendar.warnings,
                "intervals": calendar.intervals,
            }
        )
    except CannotFetch as error:
        setback = Setback(fetching=error.trouble, status=error.status)
    except UnusableCalendar as error:
        setback = Setback(reading=error.kind)
    except Exception as error:  # noqa: BLE001  whatever it is, nobody becomes free by it
        # Only what kind of error it is: its text may hold the address, or what the calendar says.
        log.warning("A calendar from %s made an error: %s", address.host, type(error).__name__)
        setback = Setback()
    return last.model_copy(update={"last_attempt": now, "setback": setback})
