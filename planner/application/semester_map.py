"""The semester as a map: a row for each unit, a column for each week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from planner.domain.deadlines import Deadline
from planner.domain.grid import monday_of
from planner.domain.plan import PlacedMeeting, Plan
from planner.domain.problem import Problem
from planner.domain.schoolcalendar import ClosedPeriod
from planner.domain.series import Series
from planner.domain.units import Unit
from planner.domain.unittype import UnitType
from planner.domain.words import MONTHS

TYPES = tuple(sorted(UnitType, key=lambda unit_type: unit_type is UnitType.KINDERGARTEN))
"""Schools come before the kindergartens around them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A row's meetings in one week; `closed` when no day of it is open for meetings."""

    meetings: tuple[PlacedMeeting, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Due:
    """What is due in one week: milestones one by one, agendas by their number."""

    milestones: tuple[Deadline, ...]
    agendas: int


@dataclass(frozen=True, slots=True)
class Row:
    """One unit, or one series that is held without units, through the semester."""

    head: Unit | Series
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that belong together.

    `zone` and `unit_type` are what the units have in common, `None` where that is nothing. Rows
    of series have neither.
    """

    zone: str | None
    unit_type: UnitType | None
    rows: tuple[Row, ...]

    @property
    def has_units(self) -> bool:
        """Whether the rows are units rather than series."""
        return isinstance(self.rows[0].head, Unit)


@dataclass(frozen=True, slots=True)
class SemesterMap:
    """The map.

    Parameters
    ----------
    weeks
        The Monday of each week.
    months
        Name of each month and in how many weeks, side by side, its Thursdays fall.
    due
        What is due in each week; empty when nothing is, the whole semester through.
    letters
        The letter that stands for each series in the cells, by the series' id.
    """

    weeks: tuple[date, ...]
    months: tuple[tuple[str, int], ...]
    due: tuple[Due, ...]
    groups: tuple[RowGroup, ...]
    letters: dict[str, str]


def semester_map(problem: Problem, plan: Plan) -> SemesterMap:
    """Draw the map of a plan. Units are grouped by zone, or by type when no unit has a zone."""
    weeks = tuple(dict.fromkeys(monday_of(day) for day in problem.grid.days))
    return SemesterMap(
        weeks=weeks,
        months=tuple(
            (MONTHS[month - 1], len(list(thursdays)))
            for month, thursdays in groupby((week + timedelta(days=3)).month for week in weeks)
        ),
        due=tuple(_due(plan, weeks)) if plan.deadlines else (),
        groups=(*_series_rows(problem, plan, weeks), *_unit_rows(problem, plan, weeks)),
        letters={series.id: _letter(number) for number, series in enumerate(problem.series)},
    )


def _letter(number: int) -> str:
    """A to Z, then A2 to Z2, and so on."""
    again, letter = divmod(number, 26)
    return chr(ord("A") + letter) + (str(again + 1) if again else "")


def _due(plan: Plan, weeks: tuple[date, ...]) -> Iterator[Due]:
    by_week: defaultdict[date, list[Deadline]] = defaultdict(list)
    for deadline in sorted(plan.deadlines, key=lambda each: (each.day, each.id)):
        by_week[monday_of(deadline.day)].append(deadline)
    for week in weeks:
        milestones = tuple(each for each in by_week[week] if each.kind == "milestone")
        yield Due(milestones, len(by_week[week]) - len(milestones))


def _series_rows(problem: Problem, plan: Plan, weeks: tuple[date, ...]) -> Iterator[RowGroup]:
    """One group with the series whose meetings take no unit's time, when there are any."""
    alone: defaultdict[str, list[PlacedMeeting]] = defaultdict(list)
    for meeting in plan.meetings:
        if not meeting.units:
            alone[meeting.series].append(meeting)
    closed = _covered(problem, problem.holidays)
    rows = tuple(
        Row(series, _cells(problem, alone[series.id], closed, weeks))
        for series in problem.series
        if series.id in alone
    )
    if rows:
        yield RowGroup(None, None, rows)


def _unit_rows(problem: Problem, plan: Plan, weeks: tuple[date, ...]) -> Iterator[RowGroup]:
    by_zone = any(unit.zone for unit in problem.units)

    def group(unit: Unit) -> tuple[bool, str, int]:
        # Units without a zone come last.
        return (unit.zone is None, unit.zone or "", 0 if by_zone else TYPES.index(unit.type))

    units = sorted(problem.units, key=lambda unit: (group(unit), TYPES.index(unit.type), unit.name))
    for _, together in groupby(units, key=group):
        members = list(together)
        yield RowGroup(
            zone=members[0].zone,
            unit_type=None if by_zone else members[0].type,
            rows=tuple(
                Row(
                    unit,
                    _cells(
                        problem,
                        plan.by_participant.get(unit.id, ()),
                        _covered(problem, problem.closures[unit.id]),
                        weeks,
                    ),
                )
                for unit in members
            ),
        )


def _covered(problem: Problem, periods: Iterable[ClosedPeriod]) -> set[date]:
    """The days of the grid that lie in any of the periods."""
    return {day for period in periods for day in problem.grid.days if period.covers(day)}


def _cells(
    problem: Problem, meetings: Iterable[PlacedMeeting], closed: set[date], weeks: tuple[date, ...]
) -> tuple[Cell, ...]:
    by_week: defaultdict[date, list[PlacedMeeting]] = defaultdict(list)
    for meeting in sorted(meetings, key=lambda each: (each.start, each.id)):
        by_week[monday_of(meeting.day)].append(meeting)
    open_weeks = {monday_of(day) for day in problem.grid.days if day not in closed}
    return tuple(
        Cell(meetings=tuple(by_week[week]), closed=week not in open_weeks) for week in weeks
    )
