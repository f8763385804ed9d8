"""More need than capacity: where the contacts of a service have more work than they have time for.

For some people and some weeks in a row, the work that only they can do, and only then, is compared
with the time they have. What is found by this arithmetic, no choice of contacts can mend.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import ceil

from planner.domain.candidates import Candidates
from planner.domain.duties import Duty, duties_of
from planner.domain.problem import Problem
from planner.domain.weekbyweek import WeekByWeek, Weeks, Work
from planner.domain.workload import FULL_DAY_MINUTES

People = frozenset[str]

ROUNDING = 0.001
"""Minutes; a shortage that is smaller is none."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """More work than time, for some people of a service in some weeks.

    Parameters
    ----------
    people
        Ids of those among whom the work must be shared.
    units
        Ids of the units that nobody else may serve; empty when it is about the whole service.
    first_week, last_week
        Their Mondays.
    whole
        Whether these are all weeks of the half-year.
    work_minutes, room_minutes
        The work that must be done in these weeks, and the time there is for it.
    positions
        Full positions, through these weeks, that would do; rounded up to a tenth.
    series, fewer, saved_minutes
        The series that would do with the fewest meetings dropped for each unit, how many that is,
        and what it saves; `None` when no series would do alone.
    """

    service: str
    people: tuple[str, ...]
    units: tuple[str, ...]
    first_week: date
    last_week: date
    whole: bool
    work_minutes: float
    room_minutes: float
    positions: float
    series: str | None
    fewer: int
    saved_minutes: float

    @property
    def minutes_short(self) -> float:
        """By how much the work exceeds the time."""
        return self.work_minutes - self.room_minutes


@dataclass(frozen=True, slots=True)
class _Found:
    """People and weeks with the work and the room they have."""

    people: People
    weeks: Weeks
    work: float
    room: float

    @property
    def rank(self) -> tuple[float, int, int]:
        """The greatest shortage comes last; of those alike the narrowest, for the fewest."""
        short = round(self.work - self.room, 3)
        return short, self.weeks[0] - self.weeks[1], -len(self.people)


def shortages(problem: Problem) -> Iterator[Shortage]:
    """The greatest shortage of each service that has one."""
    duties: defaultdict[str, list[Duty]] = defaultdict(list)
    for duty in duties_of(problem):
        duties[duty.service].append(duty)
    calendar = WeekByWeek(problem)
    for service, theirs in duties.items():
        yield from _Service(problem, service, theirs, calendar).worst()


class _Service:
    """The work of one service: among whom each piece must be shared, and in which weeks."""

    def __init__(
        self, problem: Problem, service: str, duties: list[Duty], calendar: WeekByWeek
    ) -> None:
        self._problem = problem
        self._service = service
        self._calendar = calendar
        self._works: defaultdict[People, list[Work]] = defaultdict(list)
        self._units: defaultdict[People, dict[str, None]] = defaultdict(dict)
        candidates = Candidates(problem)
        for duty in duties:
            pinned = problem.contacts_of(duty.unit, service)[duty.rank : duty.rank + 1]
            people = frozenset(pinned or candidates.of(duty.unit, service))
            if people:  # what nobody may do is no shortage of time
                self._works[people] += self._of(duty)
                if not pinned:
                    self._units[people][duty.unit] = None
        self._everybody = frozenset(name for people in self._works for name in people)
        self._room = {
            person.id: calendar.room(person.id)
            for person in problem.people
            if person.id in self._everybody
        }
        for name in self._room:
            if name in calendar.named:
                self._works[frozenset([name])] += calendar.named[name]

    def _of(self, duty: Duty) -> Iterator[Work]:
        calendar = self._calendar
        for name, minutes in zip(duty.meetings, duty.at_each, strict=True):
            yield Work(minutes, calendar.weeks_of(name), name)
        yield Work(duty.minutes - sum(duty.at_each))

    def worst(self) -> Iterator[Shortage]:
        """The greatest shortage, if there is one."""
        if not self._everybody:
            return
        groups = dict.fromkeys((self._everybody, *self._units))
        found = max(
            (each for people in groups for each in self._over_weeks(people)),
            key=lambda each: each.rank,
        )
        if found.work - found.room > ROUNDING:
            yield self._told(found)

    def _works_of(self, people: People) -> list[Work]:
        """The work that nobody else can do."""
        return [work for among, works in self._works.items() if among <= people for work in works]

    def _over_weeks(self, people: People) -> Iterator[_Found]:
        """Work and room in all weeks, and from each week a meeting begins to each where one ends.

        What is spread through the half-year is spread as the room is: nothing of it falls on weeks
        in which nobody is there.
        """
        ends: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
        spread = 0.0
        for work in self._works_of(people):
            if work.weeks is None:
                spread += work.minutes
            else:
                ends[work.weeks[0]][work.weeks[1]] += work.minutes
        rooms = (room for name, room in self._room.items() if name in people)
        by_week = zip(*rooms, strict=True)
        until = [0, *accumulate(map(sum, by_week))]
        whole = self._calendar.whole
        firsts = sorted({whole[0], *ends}, reverse=True)
        lasts = sorted({whole[1], *(last for found in ends.values() for last in found)})
        at = dict.fromkeys(lasts, 0.0)
        for first in firsts:
            for last, minutes in ends[first].items():
                at[last] += minutes
            for last, inside in zip(lasts, accumulate(at.values()), strict=True):
                if first <= last:
                    room = until[last + 1] - until[first]
                    part = room / until[-1] if until[-1] else (first, last) == whole
                    yield _Found(people, (first, last), inside + spread * part, room)

    def _told(self, found: _Found) -> Shortage:
        problem, service, calendar = self._problem, self._service, self._calendar
        first, last = found.weeks
        days = sum(calendar.working_days[week] for week in range(first, last + 1))
        percent = problem.staffing.caseload(service).most_percent
        position = FULL_DAY_MINUTES * max(1, days) * percent / 100
        short = found.work - found.room
        series, fewer, saved = self._fewer(found, short)
        return Shortage(
            service=service,
            people=tuple(each.id for each in problem.people if each.id in found.people),
            units=()
            if found.people == self._everybody
            else tuple(
                dict.fromkeys(
                    unit
                    for people, units in self._units.items()
                    if people <= found.people
                    for unit in units
                )
            ),
            first_week=calendar.monday + timedelta(weeks=first),
            last_week=calendar.monday + timedelta(weeks=last),
            whole=found.weeks == calendar.whole,
            work_minutes=found.work,
            room_minutes=found.room,
            positions=ceil(round(10 * short / position, 6)) / 10,
            series=series,
            fewer=fewer,
            saved_minutes=saved,
        )

    def _fewer(self, found: _Found, short: float) -> tuple[str | None, int, float]:
        """The series that would save enough with the fewest meetings dropped for each group."""
        first, last = found.weeks
        at: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for work in self._works_of(found.people):
            if work.meeting and work.weeks and first <= work.weeks[0] and work.weeks[1] <= last:
                at[self._problem.meetings[work.meeting].group][work.meeting] += work.minutes
        by_series: defaultdict[str, list[list[float]]] = defaultdict(list)
        for meetings in at.values():
            group = self._problem.groups_by_meeting[next(iter(meetings))]
            # The cheapest ones, and one meeting at least is left of each group.
            least = sorted(meetings.values())[: len(group.meetings) - 1]
            by_series[group.series.id].append(least)
        ways: list[tuple[int, int, float, str]] = []
        for name, groups in by_series.items():
            for fewer in range(1, max(map(len, groups)) + 1):
                saved = sum(sum(least[:fewer]) for least in groups)
                if saved >= short - ROUNDING:
                    dropped = sum(min(fewer, len(least)) for least in groups)
                    ways.append((fewer, dropped, saved, name))
                    break
        if not ways:
            return None, 0, 0
        fewer, _, saved, name = min(ways)
        return name, fewer, saved
