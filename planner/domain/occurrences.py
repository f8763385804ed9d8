"""From frequency to occurrences: the window of each meeting of a group, in order of time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.frequency import (
    BySize,
    EveryWeeks,
    OnDates,
    PerHalfYear,
    PerMonth,
    PerSchoolYear,
    PerYear,
    ReservedSlots,
    Simple,
    WeekdayOfMonth,
    WhenClosed,
)
from planner.domain.grid import monday_of
from planner.domain.schoolcalendar import Weekday
from planner.domain.window import Window

if TYPE_CHECKING:
    from planner.domain.problem import Problem
    from planner.domain.series import Series

FURTHEST_DAYS = 31
"""How far from its own day a meeting whose day is closed may be moved."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When one meeting may stand.

    Parameters
    ----------
    optional
        Whether it is held only where there is room ("at least n").
    usual_day
        The day it should stand on when that can be ("som regel siste torsdag").
    """

    window: Window
    optional: bool = False
    usual_day: date | None = None


def occurrences_of(
    series: Series, units: tuple[str, ...], problem: Problem
) -> Iterator[Occurrence]:
    """The occurrences of a series for some units (the host first), inside the semester."""
    whole = series.window.narrowed(
        problem.semester.first_day, problem.semester.last_day, problem.semester.school_start
    )
    first, last = whole.first_day, whole.last_day
    if first is None or last is None or first > last:
        return
    frequency = frequency_of(series, units, problem)
    match frequency:
        case PerMonth(per_month=count):
            for month in _months(whole):
                yield from (Occurrence(month) for _ in range(count))
        case EveryWeeks():
            yield from _every_weeks(frequency, whole, units, problem)
        case WeekdayOfMonth():
            yield from _weekday_of_month(frequency, whole, units, problem)
        case OnDates(dates=dates):
            yield from (Occurrence(_only(day)) for day in sorted(dates))
        case PerHalfYear(per_half_year=least, at_most=most):
            for number in range(most or least):
                yield Occurrence(whole, optional=number >= least)
        case _:
            yield from (Occurrence(whole) for _ in range(_count(frequency, problem)))


def frequency_of(series: Series, units: tuple[str, ...], problem: Problem) -> Simple:
    """The frequency of a series for some units, by the size of the host where that decides.

    A host of unknown size counts as of the smallest band.
    """
    if not isinstance(series.frequency, BySize):
        return series.frequency
    host = problem.units_by_id.get(units[0]) if units else None
    size = (host.children if host else None) or 0
    return next(
        band.then for band in series.frequency.by_size if band.up_to is None or size <= band.up_to
    )


def _count(frequency: PerYear | PerSchoolYear | ReservedSlots, problem: Problem) -> int:
    """How many of a year's meetings the half-years of the semester hold."""
    if isinstance(frequency, ReservedSlots):
        return frequency.reserved_slots
    year = frequency.per_year if isinstance(frequency, PerYear) else frequency.per_school_year
    autumn = year // 2 if frequency.in_autumn is None else frequency.in_autumn
    has_autumn, has_spring = problem.semester.halves
    return autumn * has_autumn + (year - autumn) * has_spring


def _every_weeks(
    frequency: EveryWeeks, whole: Window, units: tuple[str, ...], problem: Problem
) -> Iterator[Occurrence]:
    first, last = whole.first_day or date.min, whole.last_day or date.max
    step = timedelta(weeks=frequency.every_weeks)
    weekday = frequency.weekday
    if weekday is not None and frequency.first_day is None:
        days = [day for day in _days(first, last) if Weekday.of(day) is weekday]
        for _ in range(max(1, len(days) // frequency.every_weeks) if days else 0):
            yield Occurrence(whole.model_copy(update={"weekdays": (weekday,)}))
        return
    day = frequency.first_day or first
    while day <= last:
        if weekday is None:
            monday = monday_of(day)
            opens, closes = max(monday, first), min(monday + timedelta(days=4), last)
            if opens <= closes and any(whole.holds(each) for each in _days(opens, closes)):
                limits = {"first_day": opens, "last_day": closes}
                yield Occurrence(whole.model_copy(update=limits))
        elif day >= first and whole.holds(day):
            moved = _moved(day, frequency.when_closed, whole, units, problem)
            if moved is not None:
                yield Occurrence(_only(moved))
        day += step


def _weekday_of_month(
    frequency: WeekdayOfMonth, whole: Window, units: tuple[str, ...], problem: Problem
) -> Iterator[Occurrence]:
    for month in _months(whole):
        first = month.first_day or date.min
        days = [
            day
            for day in _days(first.replace(day=1), first.replace(day=_length(first)))
            if Weekday.of(day) is frequency.weekday_of_month
        ]
        day = days[-1] if frequency.nth == "last" else days[frequency.nth - 1]
        # A day after the end of term is closed like any other; it is moved within its own month.
        reach = whole if whole.holds(day) else month
        moved = _moved(day, frequency.when_closed, reach, units, problem)
        if moved is not None and whole.holds(moved):
            window = month if frequency.usual else _only(moved)
            yield Occurrence(window, usual_day=moved if frequency.usual else None)


def _moved(
    day: date,
    when_closed: WhenClosed | None,
    whole: Window,
    units: tuple[str, ...],
    problem: Problem,
) -> date | None:
    """Where a meeting goes whose day may be closed; `None` when it is skipped.

    A day that nobody said what to do with, and one with no open day in reach, stays where it is:
    the plan then says why the meeting has no place.
    """
    if when_closed is None or (whole.holds(day) and problem.is_open(day, units)):
        return day
    if when_closed is WhenClosed.SKIP:
        return None
    if when_closed is WhenClosed.PREVIOUS:
        candidates = [day - timedelta(days=away) for away in range(7, FURTHEST_DAYS, 7)]
    else:
        candidates = [
            day + timedelta(days=sign * away)
            for away in range(1, FURTHEST_DAYS)
            for sign in (-1, 1)
        ]
    return next(
        (each for each in candidates if whole.holds(each) and problem.is_open(each, units)), day
    )


def _only(day: date) -> Window:
    return Window(first_day=day, last_day=day)


def _days(first: date, last: date) -> Iterator[date]:
    yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


def _length(day: date) -> int:
    """The number of days in the month of `day`."""
    return monthrange(day.year, day.month)[1]


def _months(whole: Window) -> Iterator[Window]:
    """The part of a window in each month that it holds any day of."""
    day, last = whole.first_day or date.max, whole.last_day or date.min
    while day <= last:
        closes = min(day.replace(day=_length(day)), last)
        if any(whole.holds(each) for each in _days(day, closes)):
            yield whole.model_copy(update={"first_day": day, "last_day": closes})
        day = closes + timedelta(days=1)
