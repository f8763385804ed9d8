"""School calendars in: the whole days that a municipality's calendar file tells of (RFC 5545).

The file is somebody else's, so it is read in a process of its own, as busy times are.
"""

from __future__ import annotations

from datetime import date

from calendars.reading.guarded import guarded
from planner.domain.calendar_faults import CalendarWarning, Omission
from planner.domain.closeddays import ReadCalendar
from planner.domain.schoolcalendar import ClosedPeriod

READER = "calendars.closeddays_answer"


def read_school_calendar(data: bytes, first: date, last: date) -> ReadCalendar:
    """The whole days that a calendar tells of between two days, both included.

    Whether units are closed on them is not asked here.

    Raises
    ------
    UnusableCalendar
        The file is no calendar, is cut off or damaged, or is too much to read.
    """
    settings = {"first": first.isoformat(), "last": last.isoformat()}
    answer = guarded(READER, data, settings)
    return ReadCalendar(
        tuple(ClosedPeriod.model_validate(each) for each in answer["periods"]),
        answer["part_days"],
        tuple(CalendarWarning(Omission(kind), count) for kind, count in answer["warnings"]),
    )
