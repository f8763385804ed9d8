"""The meetings of a plan week by week and day by day, as they stand in tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from planner.application.overview import monday_of
from planner.domain.people import Person
from planner.domain.plan import PlacedMeeting, Plan
from planner.domain.problem import Problem
from planner.domain.series import Level


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting as it stands in a table.

    Parameters
    ----------
    place
        Name of the place; `None` when it is nowhere in particular.
    units
        Names of the units that take part and that the title does not name.
    people
        Everybody who is there, each with whether it was as needed.
    """

    meeting: PlacedMeeting
    place: str | None
    units: tuple[str, ...]
    people: tuple[tuple[Person, bool], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day with meetings, in the order of time."""

    day: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday, with those of its days that have meetings."""

    monday: date
    days: tuple[Day, ...]

    @property
    def meetings(self) -> int:
        """Number of meetings."""
        return sum(len(day.lines) for day in self.days)


def week_tables(problem: Problem, plan: Plan) -> Iterator[Week]:
    """Every week of the semester, those without meetings included."""
    meetings = sorted(plan.meetings, key=lambda meeting: (meeting.start, meeting.id))
    days = {
        day: Day(day, tuple(_line(problem, meeting) for meeting in theirs))
        for day, theirs in groupby(meetings, key=lambda meeting: meeting.day)
    }
    mondays = {monday_of(day) for day in (*problem.grid.days, *days)}
    for monday in sorted(mondays):
        yield Week(monday, tuple(days[day] for day in days if monday_of(day) == monday))


def _line(problem: Problem, meeting: PlacedMeeting) -> Line:
    units = (problem.units_by_id[unit].name for unit in meeting.units)
    return Line(
        meeting=meeting,
        place=problem.places_by_id[meeting.place].name if meeting.place else None,
        units=tuple(name for name in units if name not in meeting.title),
        people=tuple(
            (problem.people_by_id[person.id], person.attendance is Level.AS_NEEDED)
            for person in meeting.people
        ),
    )
