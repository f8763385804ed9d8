"""The work and the time of contacts, week by week."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from planner.domain.almanac import Almanac, earliest, latest
from planner.domain.duties import named_minutes
from planner.domain.grid import monday_of
from planner.domain.problem import Problem
from planner.domain.workload import days_at_work, working_days, working_minutes

Weeks = tuple[int, int]
"""First and last week, both included, from 0 at the beginning of the half-year."""


@dataclass(frozen=True, slots=True)
class Work:
    """Work that must be done in some weeks; `None` when it is spread through the half-year.

    `meeting` is the meeting that a contact does it at.
    """

    minutes: float
    weeks: Weeks | None = None
    meeting: str | None = None


class WeekByWeek:
    """The weeks of a half-year: where meetings can stand, and what time people have.

    `named` holds the work at meetings to which people are asked by name.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._almanac = Almanac(problem)
        self.monday = monday_of(problem.semester.first_day)
        self.whole = (0, self.week_of(problem.semester.last_day))
        self.working_days = Counter(self.week_of(day) for day in working_days(problem))
        self._weeks: dict[str, Weeks] = {}
        self.named: defaultdict[str, list[Work]] = defaultdict(list)
        for person, meeting, minutes in named_minutes(problem):
            self.named[person].append(Work(minutes, self.weeks_of(meeting.id)))

    def week_of(self, day: date) -> int:
        """The number of the week in which a day is."""
        return (day - self.monday).days // 7

    def weeks_of(self, name: str) -> Weeks:
        """The weeks of the first and the last day on which a meeting can stand."""
        if name not in self._weeks:
            meeting = self._problem.meetings[name]
            almanac = self._almanac
            days = almanac.within(meeting.window) & almanac.open_to(meeting.units)
            self._weeks[name] = (
                (
                    self.week_of(almanac.day(earliest(days))),
                    self.week_of(almanac.day(latest(days))),
                )
                if days
                else self.whole
            )
        return self._weeks[name]

    def room(self, name: str) -> list[float]:
        """The minutes that somebody has for being contact, week by week."""
        person = self._problem.people_by_id[name]
        days = Counter(self.week_of(day) for day in days_at_work(self._problem, person))
        percent = self._problem.staffing.caseload(person.service).most_percent
        minutes = working_minutes(self._problem, person) * percent / 100
        each = minutes / days.total() if days else 0
        return [days[week] * each for week in range(self.whole[1] + 1)]
