"""Reading busy times, inside the process that `calendars.busy` starts for it.

What takes long is put off until all else is read, and left out when the time for it is used up. So
nothing of one event can spoil another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from calendars.reading.effort import Budget, OutOfTime
from calendars.reading.event import PROPERTIES, is_ours
from calendars.reading.occurrences import Found, find_events, find_free_busy
from calendars.reading.scan import Component, scan, value_of
from calendars.reading.series import Window
from calendars.reading.values import zone_of
from calendars.reading.zones import SECONDS_TO_DEFINE_ALL, Zones
from planner.domain.busytimes import BusyCalendar
from planner.domain.calendar_faults import CalendarWarning, Omission

COMPONENTS = frozenset({"VEVENT", "VFREEBUSY", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
ZONE_PROPERTIES = frozenset({"TZID", "TZOFFSETFROM", "TZOFFSETTO"})

LIGHT_SECONDS, HEAVY_SECONDS = 0.02, 0.5
"""Of processor time, for the events of one UID at first and at last."""
ALL_SECONDS = 1.5
"""Of processor time, for all that may take long: series, and lists of free and busy."""
MOST_RECURRING = 20_000
RECURRENCES = ("RRULE", "RDATE", "EXDATE", "EXRULE")

Group = list[tuple[Component, Zones]]


def answer(data: bytes, settings: dict[str, str]) -> dict[str, object]:
    """What `calendars.busy.read_busy` is told, as JSON has it."""
    start, end = (datetime.fromisoformat(settings[name]) for name in ("start", "end"))
    read = read_here(data, start, end, zone_of(settings["tz"]))
    return {
        "intervals": [(a.isoformat(), b.isoformat(), kind) for a, b, kind in read.intervals],
        "known_until": read.known_until and read.known_until.isoformat(),
        "warnings": [(warning.kind, warning.count) for warning in read.warnings],
    }


def read_here(data: bytes, start: datetime, end: datetime, tz: tzinfo) -> BusyCalendar:
    """As `calendars.busy.read_busy`, but in this process, in its main thread.

    Raises
    ------
    UnusableCalendar
        The file is no calendar, is cut off or damaged, or is too much to read.
    """
    for_zones, budget = Budget(SECONDS_TO_DEFINE_ALL), Budget(ALL_SECONDS)
    window = Window(start.astimezone(UTC), end.astimezone(UTC))
    all_found = Found()
    groups: dict[str, Group] = {}
    for calendar in scan(data, COMPONENTS, PROPERTIES | ZONE_PROPERTIES | {"FREEBUSY"}):
        zones = Zones(tz, (part for part in calendar.parts if part.name == "VTIMEZONE"), for_zones)
        for part in calendar.parts:
            if part.name == "VFREEBUSY":
                all_found.add(_free_busy(part, zones, window, budget))
            elif part.name == "VEVENT":
                # One without UID stands for itself; no UID holds a line feed.
                groups.setdefault(value_of(part, "UID") or f"\n{len(groups)}", []).append(
                    (part, zones)
                )
    theirs = [group for uid, group in groups.items() if not is_ours(uid)]
    for found in _found_in(theirs, window, budget):
        all_found.add(found)
    for uid, group in groups.items():
        if is_ours(uid):
            # Nobody is busy by our own meetings twice, but so far the calendar reaches. Series tell
            # nothing of that, and would take their time outside of the budget.
            all_found.reaches(find_events(group, window, with_series=False).known_until)
    omitted = all_found.omitted
    return BusyCalendar(
        tuple(sorted(set(all_found.intervals))),
        all_found.known_until,
        tuple(CalendarWarning(kind, omitted[kind]) for kind in Omission if omitted[kind]),
    )


def _free_busy(part: Component, zones: Zones, window: Window, budget: Budget) -> Found:
    """What a VFREEBUSY says, unless it takes too long to read."""
    try:
        with budget.at_most(HEAVY_SECONDS):
            return find_free_busy(part, zones, window)
    except OutOfTime:
        return Found(omitted=Counter({Omission.TOO_MANY: 1}))


def _found_in(groups: list[Group], window: Window, budget: Budget) -> Iterator[Found]:
    """What each group comes to: what happens once first, then series, those that take long last."""
    series: list[Group] = []
    for group in groups:
        if _recurs(group):
            series.append(group)
        else:
            yield find_events(group, window)
    room = MOST_RECURRING
    for most in (LIGHT_SECONDS, HEAVY_SECONDS):
        put_off: list[Group] = []
        for group in series:
            try:
                with budget.at_most(most):
                    found = find_events(group, window)
            except OutOfTime:
                put_off.append(group)
                continue
            if len(found.intervals) > room:
                found.omitted[Omission.TOO_MANY] += len(found.intervals)
                found.intervals.clear()
            room -= len(found.intervals)
            yield found
        series = put_off
    for group in series:
        yield find_events(group, window, with_series=False)


def _recurs(group: Group) -> bool:
    """Whether anything in a group says that it recurs."""
    lines = (line for component, _ in group for line in component.lines)
    return any(line[:6].upper().startswith(RECURRENCES) for line in lines)
