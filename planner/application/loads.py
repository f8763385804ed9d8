"""Who has how much: what a plan asks of each person, and how evenly a service spreads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.application.round_trips import Travel, travel_of
from planner.domain.grid import monday_of
from planner.domain.people import Person, Service
from planner.domain.plan import PlacedMeeting, Plan
from planner.domain.problem import Problem
from planner.domain.workload import present_percent, working_minutes

NEAR_MINUTES = 30
"""Who is nearer to the fair share than this is neither over nor under it."""


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """What a plan asks of one person; what they are only welcome to is not counted.

    Parameters
    ----------
    meetings, minutes
        Number of meetings and their own time in them.
    present_percent
        What is there of the position through the half-year, whole days of absence taken off; 0
        for whoever is away all the time. With it, those who are away for a while are treated like
        those in a smaller position.
    working_minutes
        Working time in the half-year, absence taken off in the same way.
    travel
        The way to the meetings and back.
    visit_days
        Days with a meeting somewhere else than at the workplace, or nowhere in particular;
        nobody goes anywhere for a digital one.
    busiest_week
        Monday of the week with the most meetings, the first of several; `None` without meetings.
    busiest_week_meetings
        How many meetings that week has.
    """

    person: Person
    meetings: int
    minutes: int
    present_percent: float
    working_minutes: float
    travel: Travel
    visit_days: int
    busiest_week: date | None
    busiest_week_meetings: int

    @property
    def present(self) -> bool:
        """Whether this person is there on any day of the half-year."""
        return self.present_percent > 0

    @property
    def minutes_per_full_position(self) -> float:
        """Time in meetings, as in 100 percent all the half-year; 0 for whoever is never there."""
        return self.minutes * 100 / self.present_percent if self.present else 0.0

    @property
    def working_time_percent(self) -> float:
        """Share of the working time that goes to meetings; 0 for whoever is never there.

        Travel is not in it, for it is measured for some and guessed for others.
        """
        return self.minutes * 100 / self.working_minutes if self.present else 0.0


@dataclass(frozen=True, slots=True)
class ServiceLoad:
    """What a plan asks of a service's people.

    Those with most for their position come first, and those who are never there last. The latter
    have no part in what is compared.
    """

    service: Service
    people: tuple[PersonLoad, ...]

    @property
    def minutes(self) -> int:
        """Time in meetings, everybody's added up."""
        return sum(load.minutes for load in self.people)

    @property
    def present(self) -> tuple[PersonLoad, ...]:
        """Those who can be compared: everybody who is there on any day."""
        return tuple(load for load in self.people if load.present)

    @property
    def comparable(self) -> bool:
        """Whether there is something to compare, and somebody to compare with."""
        return len(self.present) > 1 and any(load.minutes for load in self.present)

    @property
    def minutes_per_full_position(self) -> float:
        """What each would have in a full position if all had the same for their position."""
        positions = sum(load.present_percent for load in self.present)
        return sum(load.minutes for load in self.present) * 100 / positions if positions else 0.0

    def minutes_over(self, load: PersonLoad) -> float:
        """Time above somebody's fair share, below 0 for whoever is under it."""
        return load.minutes - self.minutes_per_full_position * load.present_percent / 100

    @property
    def over(self) -> tuple[PersonLoad, ...]:
        """Those with half an hour or more above their fair share."""
        return tuple(load for load in self.present if self.minutes_over(load) >= NEAR_MINUTES)

    @property
    def under(self) -> tuple[PersonLoad, ...]:
        """Those with half an hour or more below their fair share."""
        return tuple(load for load in self.present if self.minutes_over(load) <= -NEAR_MINUTES)

    @property
    def spread_minutes(self) -> float:
        """From who has least to who has most, each as in a full position."""
        each = [load.minutes_per_full_position for load in self.present]
        return max(each, default=0.0) - min(each, default=0.0)

    @property
    def spread_percent(self) -> float:
        """The spread in percentage points of a full position's working time."""
        each = [load.working_time_percent for load in self.present]
        return max(each, default=0.0) - min(each, default=0.0)


def service_loads(problem: Problem, plan: Plan) -> Iterator[ServiceLoad]:
    """The load of every service that has people."""
    for service in problem.services:
        loads = [
            _person_load(problem, person, plan.by_participant.get(person.id, ()))
            for person in problem.people
            if person.service == service.id
        ]
        if loads:
            loads.sort(
                key=lambda load: (not load.present, -load.minutes_per_full_position, load.person.id)
            )
            yield ServiceLoad(service, tuple(loads))


def _person_load(
    problem: Problem, person: Person, meetings: tuple[PlacedMeeting, ...]
) -> PersonLoad:
    weeks = Counter(monday_of(meeting.day) for meeting in meetings)
    busiest = min(weeks, key=lambda week: (-weeks[week], week), default=None)
    return PersonLoad(
        person=person,
        meetings=len(meetings),
        minutes=sum(_minutes_of(person, meeting) for meeting in meetings),
        present_percent=present_percent(problem, person),
        working_minutes=working_minutes(problem, person),
        travel=travel_of(problem, person, meetings),
        visit_days=len({each.day for each in meetings if _goes_out(problem, person, each)}),
        busiest_week=busiest,
        busiest_week_meetings=weeks[busiest] if busiest else 0,
    )


def _minutes_of(person: Person, meeting: PlacedMeeting) -> int:
    start, end = meeting.span_of(person.id)
    return int((end - start).total_seconds()) // 60


def _goes_out(problem: Problem, person: Person, meeting: PlacedMeeting) -> bool:
    if problem.series_by_id[meeting.series].digital:
        return False
    return meeting.place is None or meeting.place != person.workplace
