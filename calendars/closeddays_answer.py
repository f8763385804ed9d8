"""Reading a school calendar, inside the process that `calendars.closeddays` starts for it.

When an event is, and how it recurs, is found as it is for busy times, but for everything in the
calendar: nobody is busy in a holiday.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from calendars import busy_answer
from calendars.reading.effort import Budget, OutOfTime
from calendars.reading.event import PROPERTIES as OF_EVENTS
from calendars.reading.occurrences import find_events
from calendars.reading.scan import Component, Property, properties_of, scan
from calendars.reading.series import Window
from calendars.reading.zones import SECONDS_TO_DEFINE_ALL, Zones
from calendars.schoolcalendar import OTHER_SUMMARY
from planner.domain.busytimes import BusyInterval
from planner.domain.calendar_faults import CalendarWarning, Omission
from planner.domain.closeddays import LONGEST_HOLIDAY_DAYS, ReadCalendar
from planner.domain.grid import OSLO
from planner.domain.schoolcalendar import ClosedPeriod
from planner.domain.words import Language

NAMES = ("SUMMARY", OTHER_SUMMARY)
WHETHER_BUSY = frozenset({"TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"})
PROPERTIES = (OF_EVENTS - WHETHER_BUSY) | busy_answer.ZONE_PROPERTIES | {*NAMES}

CORE_OF_A_DAY = (time(10), time(14))
"""What takes all of this takes the day of school."""
BEYOND = timedelta(days=LONGEST_HOLIDAY_DAYS + 30)
"""So much around what is asked for is read, for holidays that reach over its edges."""
SECONDS_OF_ONE, SECONDS = 0.5, 2.0
"""Of processor time, for the events of one UID, and until no more series are read."""

NAMELESS = "Uten navn"
LONGEST_NAME = 120
ESCAPED = re.compile(r"\\(.)")


def answer(data: bytes, settings: dict[str, str]) -> dict[str, object]:
    """What `calendars.closeddays.read_school_calendar` is told, as JSON has it."""
    first, last = (date.fromisoformat(settings[name]) for name in ("first", "last"))
    read = read_here(data, first, last)
    return {
        "periods": [each.model_dump(mode="json") for each in read.periods],
        "part_days": read.part_days,
        "warnings": [(warning.kind, warning.count) for warning in read.warnings],
    }


def read_here(data: bytes, first: date, last: date) -> ReadCalendar:
    """As `calendars.closeddays.read_school_calendar`, but in this process, in its main thread.

    Raises
    ------
    UnusableCalendar
        The file is no calendar, is cut off or damaged, or is too much to read.
    """
    window = Window(_midnight(first) - BEYOND, _midnight(last) + BEYOND)
    budget = Budget(SECONDS)
    periods: list[ClosedPeriod] = []
    omitted: Counter[Omission] = Counter()
    part_days = 0
    for group in _groups(scan(data, busy_answer.COMPONENTS, PROPERTIES)):
        events = [(each.component, each.zones) for each in group]
        try:
            with budget.at_most(SECONDS_OF_ONE):
                found = find_events(events, window)
        except OutOfTime:
            found = find_events(events, window, with_series=False)
        omitted += found.omitted
        spans = [_days(interval) for interval in found.intervals]
        part_days += None in spans
        name, name_nn = _names_of(group[0])
        periods += [
            ClosedPeriod(name=name, name_nn=name_nn, first_day=span[0], last_day=span[1])
            for span in spans
            if span is not None
        ]
    warnings = tuple(CalendarWarning(kind, count) for kind, count in sorted(omitted.items()))
    return ReadCalendar(tuple(periods), part_days, warnings)


class _Read(NamedTuple):
    """An event with its properties, and the zones of its calendar."""

    component: Component
    properties: list[Property]
    zones: Zones

    def first(self, name: str) -> str:
        """The first value of a property; empty without one."""
        return next((each.value for each in self.properties if each.name == name), "")


def _groups(calendars: Iterable[Component]) -> list[list[_Read]]:
    """The events that belong together, each group's own before what was changed of it.

    They have one UID; but there are calendars in which everything has the same one, so that a name
    of its own makes an event another. One without UID is alone.
    """
    for_zones = Budget(SECONDS_TO_DEFINE_ALL)
    events = [
        _Read(part, properties_of(part), zones)
        for calendar in calendars
        for zones in [_zones(calendar, for_zones)]
        for part in calendar.parts
        if part.name == "VEVENT"
    ]
    groups: dict[tuple[str, str], list[_Read]] = {}
    first_of: dict[str, tuple[str, str]] = {}
    for event in sorted(events, key=lambda each: bool(each.first("RECURRENCE-ID"))):
        uid = event.first("UID") or f"\n{len(groups)}"
        key = uid, event.first("SUMMARY")
        if event.first("RECURRENCE-ID"):
            key = first_of.get(uid, key)
        first_of.setdefault(uid, key)
        groups.setdefault(key, []).append(event)
    return list(groups.values())


def _zones(calendar: Component, budget: Budget) -> Zones:
    return Zones(OSLO, (part for part in calendar.parts if part.name == "VTIMEZONE"), budget)


def _days(interval: BusyInterval) -> tuple[date, date] | None:
    """The first and the last whole day of a stretch of time; `None` when it has none."""
    start, end = interval.start.astimezone(OSLO), interval.end.astimezone(OSLO)
    begins, ends = CORE_OF_A_DAY
    first, last = start.date(), end.date()
    if start.time() > begins:
        first += timedelta(days=1)
    if end.time() < ends:
        last -= timedelta(days=1)
    return (first, last) if first <= last else None


def _names_of(event: _Read) -> tuple[str, str | None]:
    """What an event is called, in bokmål, and in nynorsk when that differs."""
    names: dict[Language, str] = {}
    # Beside its name in bokmål, a SUMMARY that does not say so is nynorsk.
    others = {_language(each, "nb") for each in event.properties if each.name == OTHER_SUMMARY}
    unsaid: Language = "nn" if "nb" in others else "nb"
    for found in event.properties:
        if found.name in NAMES and (name := _text(found.value)):
            names.setdefault(_language(found, unsaid), name)
    bokmal = names.get("nb") or names.get("nn", NAMELESS)
    nynorsk = names.get("nn", bokmal)
    return bokmal, nynorsk if nynorsk != bokmal else None


def _language(found: Property, unsaid: Language) -> Language:
    said = found.parameters.get("LANGUAGE")
    if said is None:
        return unsaid
    return "nn" if said.lower().startswith("nn") else "nb"


def _text(value: str) -> str:
    """A text on one line, as it was before it was escaped (RFC 5545 section 3.3.11)."""
    plain = ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    printable = "".join(letter if letter.isprintable() else " " for letter in plain)
    return " ".join(printable.split())[:LONGEST_NAME].strip()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OSLO).astimezone(UTC)
