"""The open days of the half-year as sets, and on which of them each meeting can stand.

A set of days is a whole number: bit n is n days after the first day of the half-year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from planner.domain.frequency import EveryWeeks, OnDates, Simple, WeekdayOfMonth
from planner.domain.occurrences import frequency_of, occurrences_of
from planner.domain.problem import Problem
from planner.domain.schoolcalendar import ClosedPeriod
from planner.domain.scope import groups_of
from planner.domain.series import DaysBetween, Series
from planner.domain.window import Window

EVERY_DAY = -1


@dataclass(frozen=True)
class Case:
    """Groups of a series whose meetings have the same windows and the same open days.

    Parameters
    ----------
    windows
        Of each meeting that must be held, in order.
    count
        Those that are only held where there is room included.
    open_days
        The days on which all units of a group are open.
    groups
        The units of each group, the host first.
    """

    frequency: Simple
    windows: tuple[Window, ...]
    count: int
    open_days: int
    groups: tuple[tuple[str, ...], ...]

    @cached_property
    def given(self) -> bool:
        """Whether the frequency gives the very days (or weeks), closed or not.

        That one of them is closed is for the leader to see in the plan, not a fault.
        """
        match self.frequency:
            case OnDates():
                return True
            case EveryWeeks(weekday=weekday, first_day=first):
                return weekday is None or first is not None
            case WeekdayOfMonth(usual=usual):
                return not usual
        return False


class Almanac:
    """What the checks ask of the days of a problem; every answer is worked out once."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._first = problem.semester.first_day
        self.length = (problem.semester.last_day - self._first).days + 1
        self._weekdays = self.days(problem.grid.days)
        self._closed: dict[tuple[ClosedPeriod, ...], int] = {}
        self._closed_at: dict[str, int] = {}
        self._within: dict[Window, int] = {}
        self._cases: dict[int, tuple[Case, ...]] = {}

    def day(self, number: int) -> date:
        """The day that a bit stands for."""
        return self._first + timedelta(days=number)

    def days(self, days: Iterable[date]) -> int:
        """Days of the half-year, as a set."""
        bits = 0
        for day in days:
            bits |= 1 << (day - self._first).days
        return bits

    def open_to(self, units: Sequence[str]) -> int:
        """The working days on which all of some units are open, holidays apart."""
        closed = self._shut(self._problem.holidays)
        for unit in units:
            if unit not in self._closed_at and unit in self._problem.units_by_id:
                self._closed_at[unit] = self._shut(self._problem.closures[unit])
            closed |= self._closed_at.get(unit, 0)
        return self._weekdays & ~closed

    def within(self, window: Window) -> int:
        """The weekdays inside a window."""
        if window not in self._within:
            self._within[window] = self.days(
                day for day in self._problem.grid.days if window.holds(day)
            )
        return self._within[window]

    def cases(self, series: Series) -> tuple[Case, ...]:
        """The groups of a series, those alike together."""
        if id(series) not in self._cases:
            self._cases[id(series)] = tuple(self._found(series))
        return self._cases[id(series)]

    def days_of_each(
        self, case: Case, limits: DaysBetween, *, backwards: bool = False
    ) -> list[int]:
        """The days that each meeting of a case can have, over all choices for those before it.

        No two are on one day. The first meeting without a day ends the list. `backwards` looks at
        those after it instead, from the last meeting on.
        """
        least, most = max(1, limits.least or 0), limits.most
        open_days = EVERY_DAY if case.given else case.open_days
        reach, found = EVERY_DAY, []
        for window in reversed(case.windows) if backwards else case.windows:
            possible = self.within(window) & open_days & reach
            found.append(possible)
            if not possible:
                break
            reach = self.reached(possible, least, most, backwards=backwards)
        return found

    def reached(self, days: int, least: int, most: int | None, *, backwards: bool = False) -> int:
        """Every day from `least` to `most` days after one of `days`, or before one."""
        width = (self.length if most is None else most) - least + 1
        reached, covered = days >> least if backwards else days << least, 1
        while covered < width:
            step = min(covered, width - covered)
            reached |= reached >> step if backwards else reached << step
            covered += step
        return reached if width > 0 else 0

    def _found(self, series: Series) -> Iterable[Case]:
        """Units whose days are alike share one answer: a city has thousands of groups."""
        alike: defaultdict[tuple[int, int], list[tuple[str, ...]]] = defaultdict(list)
        for _, units in groups_of(series.scope, self._problem):
            frequency = frequency_of(series, units, self._problem)
            alike[id(frequency), self.open_to(units)].append(units)
        for (_, open_days), groups in alike.items():
            occurrences = tuple(occurrences_of(series, groups[0], self._problem))
            windows = tuple(each.window for each in occurrences if not each.optional)
            frequency = frequency_of(series, groups[0], self._problem)
            yield Case(frequency, windows, len(occurrences), open_days, tuple(groups))

    def _shut(self, periods: tuple[ClosedPeriod, ...]) -> int:
        if periods not in self._closed:
            self._closed[periods] = self.days(
                day
                for day in map(self.day, range(self.length))
                if any(period.covers(day) for period in periods)
            )
        return self._closed[periods]


def hosts_of(groups: Iterable[tuple[str, ...]], problem: Problem) -> list[str]:
    """The names of the units at which some groups meet."""
    hosts = (problem.units_by_id.get(units[0]) for units in groups if units)
    return [host.name for host in hosts if host is not None]


def earliest(days: int) -> int:
    """The number of the first day of a set that is not empty."""
    return (days & -days).bit_length() - 1


def latest(days: int) -> int:
    """The number of the last day of a set that is not empty."""
    return days.bit_length() - 1
