"""The meetings of a plan week by week and day by day, as they stand in tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.application.wording import units_with_noun
from planner.domain.deadlines import Deadline
from planner.domain.grid import monday_of
from planner.domain.people import Person
from planner.domain.plan import PlacedMeeting, Plan
from planner.domain.plan_words import place_in_words, presence_in_words
from planner.domain.problem import Problem
from planner.domain.words import Phrase, same

MOST_UNITS = 4
"""How many units a deadline names; more than these are counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting as it stands in a table.

    Parameters
    ----------
    place
        Room and place, or that it is digital; `None` when it is nowhere in particular.
    units
        Names of the units that take part and that the title does not name.
    people
        Everybody who is there or welcome, each with how; empty when always and all the time.
    """

    meeting: PlacedMeeting
    place: str | None
    units: tuple[str, ...]
    people: tuple[tuple[Person, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as it stands in a table; `concerned` is whom the title does not name."""

    deadline: Deadline
    concerned: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day with meetings or deadlines, the meetings in the order of time."""

    day: date
    due: tuple[Due, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday, with those of its days that have meetings or deadlines."""

    monday: date
    days: tuple[Day, ...]

    @property
    def meetings(self) -> int:
        """Number of meetings."""
        return sum(len(day.lines) for day in self.days)

    @property
    def deadlines(self) -> int:
        """Number of deadlines."""
        return sum(len(day.due) for day in self.days)


def week_tables(problem: Problem, plan: Plan) -> Iterator[Week]:
    """Every week of the semester, those without meetings included."""
    lines: defaultdict[date, list[Line]] = defaultdict(list)
    for meeting in sorted(plan.meetings, key=lambda each: (each.start, each.id)):
        lines[meeting.day].append(_line(problem, meeting))
    due: defaultdict[date, list[Due]] = defaultdict(list)
    # A milestone comes before the agendas of its day.
    for deadline in sorted(plan.deadlines, key=lambda each: (each.kind != "milestone", each.id)):
        due[deadline.day].append(Due(deadline, tuple(_concerned(problem, deadline))))
    by_week: defaultdict[date, list[Day]] = defaultdict(list)
    for day in sorted(lines.keys() | due.keys()):
        by_week[monday_of(day)].append(Day(day, tuple(due[day]), tuple(lines[day])))
    for monday in sorted({monday_of(day) for day in problem.grid.days} | by_week.keys()):
        yield Week(monday, tuple(by_week[monday]))


def _line(problem: Problem, meeting: PlacedMeeting) -> Line:
    units = (problem.units_by_id[unit].name for unit in meeting.units)
    return Line(
        meeting=meeting,
        place=place_in_words(problem, meeting),
        units=tuple(name for name in units if name not in meeting.title),
        people=tuple(
            (problem.people_by_id[person.id], presence_in_words(person, meeting))
            for person in meeting.people
        ),
    )


def _concerned(problem: Problem, deadline: Deadline) -> Iterator[Phrase]:
    """Services and units of a milestone, and whoever convenes the meeting of an agenda."""
    if deadline.meeting is not None:
        convener = problem.groups_by_meeting[deadline.meeting].series.convener
        if convener in problem.services_by_id:
            yield same(problem.services_by_id[convener].name)
        elif convener is not None:
            yield same(problem.resource_name(convener))
        return
    yield from (same(problem.services_by_id[service].name) for service in deadline.services)
    if len(deadline.units) > MOST_UNITS:
        yield units_with_noun(len(deadline.units))
    else:
        yield from (same(problem.units_by_id[unit].name) for unit in deadline.units)
