"""When somebody is busy by all events of one UID, and by what calendars tell of free and busy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from calendars.reading.event import Event, moment_of, moments_of, read_event
from calendars.reading.recurrence import TooHeavy
from calendars.reading.scan import Component, Property, properties_of
from calendars.reading.series import Starts, Window, excluded, newest, once, recurring
from calendars.reading.values import FIRST_YEAR, LAST_YEAR
from calendars.reading.zones import Zone, Zones
from planner.domain.busytimes import BusyInterval, BusyKind
from planner.domain.calendar_faults import Omission

FREE_BUSY = {
    "FREE": None,
    "BUSY-UNAVAILABLE": BusyKind.OUT_OF_OFFICE,
    "BUSY-TENTATIVE": BusyKind.TENTATIVE,
}
"""FBTYPE; every other one is busy (RFC 5545 section 3.2.9)."""
EARLIEST, LATEST = (datetime(year, 1, 1, tzinfo=UTC) for year in (FIRST_YEAR, LAST_YEAR + 1))
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a library may raise on what is no date, time or rule."""


@dataclass(slots=True)
class Found:
    """What was found.

    Parameters
    ----------
    intervals
        Inside the window, in no order.
    known_until
        The last moment that events reach which happen once. A series runs on where a calendar's
        other events are cut, so it tells nothing of that.
    """

    intervals: list[BusyInterval] = field(default_factory=list)
    omitted: Counter[Omission] = field(default_factory=Counter)
    known_until: datetime | None = None

    def reaches(self, moment: datetime | None) -> None:
        """Note that the calendar says something of that moment.

        What is without end for its owner, or since ever, is so for us.
        """
        if moment is None:
            return
        moment = min(max(moment, EARLIEST), LATEST)
        if self.known_until is None or moment > self.known_until:
            self.known_until = moment

    def add(self, other: Found) -> None:
        """Add what was found elsewhere."""
        self.intervals += other.intervals
        self.omitted.update(other.omitted)
        self.reaches(other.known_until)

    def take(self, intervals: Iterable[BusyInterval], window: Window) -> None:
        """Add what lies in the window."""
        self.intervals += [cut for each in intervals if (cut := window.cut(each)) is not None]


def find_events(
    components: Iterable[tuple[Component, Zones]], window: Window, *, with_series: bool = True
) -> Found:
    """What the events of one UID come to.

    Parameters
    ----------
    components
        VEVENTs, each with the zones of its calendar.
    with_series
        Without, series are counted as too heavy; what happens once stands all the same.
    """
    found = Found()
    events = _readable(components, found.omitted)
    whole, changes = newest(events)
    gone: list[Starts] = []
    for event in whole:
        if not event.is_series:
            found.reaches(event.end)
            found.take(once(event), window)
        elif not with_series:
            found.omitted[Omission.TOO_HEAVY] += 1
        else:
            try:
                gone.append(excluded(event))
                found.take(recurring(event, changes, window), window)
            except TooHeavy:
                found.omitted[Omission.TOO_HEAVY] += 1
            except UNREADABLE:
                found.omitted[Omission.BROKEN_RULE] += 1
    for change in changes:
        found.reaches(change.end)
        if change.recurrence is None or not any(each.has(change.recurrence) for each in gone):
            found.take(once(change), window)
    if found.intervals and not all(event.start.zone.known for event in events):
        found.omitted[Omission.UNKNOWN_ZONE] += 1
    return found


def find_free_busy(component: Component, zones: Zones, window: Window) -> Found:
    """What a VFREEBUSY says (RFC 5545 section 3.6.4)."""
    found = Found()
    for each in properties_of(component):
        try:
            if each.name == "DTEND":
                found.reaches(moment_of(each.value, each.parameters.get("TZID"), zones).utc)
            elif each.name == "FREEBUSY":
                found.take(_periods(each, zones), window)
        except UNREADABLE:
            found.omitted[Omission.BROKEN] += 1
    return found


def _periods(found: Property, zones: Zones) -> Iterator[BusyInterval]:
    """The periods of a FREEBUSY in which somebody is busy."""
    kind = FREE_BUSY.get(found.parameters.get("FBTYPE", "").upper(), BusyKind.BUSY)
    for start, length in moments_of(found, zones):
        if kind is not None and length is not None:
            yield BusyInterval(start.utc, start.after(length), kind)


def _readable(
    components: Iterable[tuple[Component, Zones]], omitted: Counter[Omission]
) -> list[Event]:
    """The events that can be read and do not end before they begin; the others are counted."""
    events: list[Event] = []
    series: Zone | None = None
    # What the series itself says comes first: starts in it may go by its zone.
    for component, zones in sorted(components, key=lambda each: _is_change(each[0])):
        try:
            event = read_event(component, zones, series)
            if event.end < event.start.utc:
                omitted[Omission.ENDS_BEFORE_START] += 1
                continue
        except UNREADABLE:
            omitted[Omission.BROKEN] += 1
            continue
        events.append(event)
        if event.is_series:
            series = event.start.zone
    return events


def _is_change(component: Component) -> bool:
    return any(line[:13].upper() == "RECURRENCE-ID" for line in component.lines)
