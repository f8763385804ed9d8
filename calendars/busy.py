"""Busy in: when somebody is busy, out of any calendar file (RFC 5545).

The file is somebody else's, so it is read in a process of its own (`reading.guarded`): whatever is
in it can neither hang or fill this process nor leave anything behind in it.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from calendars.reading.guarded import guarded
from calendars.reading.values import zone_of
from planner.domain.busytimes import BusyCalendar, BusyInterval, BusyKind
from planner.domain.calendar_faults import CalendarWarning, Omission

READER = "calendars.busy_answer"


def busy_intervals(
    data: bytes, start: datetime, end: datetime, tz: str | tzinfo
) -> list[BusyInterval]:
    """When somebody is busy; all else as `read_busy`."""
    return list(read_busy(data, start, end, tz).intervals)


def read_busy(data: bytes, start: datetime, end: datetime, tz: str | tzinfo) -> BusyCalendar:
    """When somebody is busy from `start` to `end`, and what the calendar does not say.

    Parameters
    ----------
    data
        The calendar file, in whatever encoding.
    start, end
        Aware; intervals are cut to ``[start, end)``.
    tz
        The IANA name of the time zone for times that say none, and for whole days.

    Raises
    ------
    UnusableCalendar
        The file is no calendar, is cut off or damaged, or is too much to read.
    ValueError
        `start` or `end` is not aware, or `tz` is no time zone.
    """
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError("naive")
    settings = {"start": start.isoformat(), "end": end.isoformat(), "tz": str(tz)}
    zone_of(settings["tz"])
    answer = guarded(READER, data, settings)
    known_until = answer["known_until"]
    return BusyCalendar(
        tuple(
            BusyInterval(datetime.fromisoformat(a), datetime.fromisoformat(b), BusyKind(kind))
            for a, b, kind in answer["intervals"]
        ),
        datetime.fromisoformat(known_until) if known_until else None,
        tuple(CalendarWarning(Omission(kind), count) for kind, count in answer["warnings"]),
    )
