"""From a problem's duties to an assignment, and from what is assigned to contacts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import combinations, product

from planner.domain.almanac import Almanac
from planner.domain.attendance import Level, Named
from planner.domain.duties import Duty, duties_of, minutes_at
from planner.domain.needs import concerns
from planner.domain.people import Person
from planner.domain.problem import Problem
from planner.domain.staffing import Goal as Wanted
from planner.domain.workload import days_at_work, full_position_minutes, present_percent
from planner.engine.assignment import Agent, Assignment, Goal, Proven, Task

REQUIRED_WORTH, AS_NEEDED_WORTH = 10, 1
"""What a meeting loses by being without a contact it requires, or would have liked to have."""

GOALS: dict[Wanted, Goal] = {
    Wanted.CONTINUITY: "continuity",
    Wanted.FAIRNESS: "fairness",
    Wanted.TRAVEL: "travel",
}

Barred = Collection[tuple[str, str]]
"""Duties (by id) with people who shall not have them."""


@dataclass(frozen=True)
class Staffing:
    """Who serves what.

    Parameters
    ----------
    contacts
        Everybody who serves a unit, in the form of `Problem.contacts`: those that the problem
        names, and those that were chosen.
    chosen
        The duties that were filled here, by id, with who got them.
    uncovered
        The duties that nobody got.
    proven
        How well each goal was reached, by its name; `coverage` first. Empty when nothing was open.
    """

    problem: Problem
    duties: dict[str, Duty]
    contacts: dict[str, dict[str, tuple[str, ...]]]
    chosen: dict[str, str]
    uncovered: tuple[Duty, ...]
    proven: dict[Goal, Proven]

    @property
    def staffed(self) -> Problem:
        """The problem with its contacts."""
        return self.problem.with_contacts(self.contacts)


def staff(
    problem: Problem,
    *,
    seconds_left: Callable[[], float],
    seed: int = 1,
    workers: int = 1,
    barred: Barred = (),
    stop: Callable[[], bool] = lambda: False,
) -> Staffing:
    """Choose a contact for every duty that has none.

    Parameters
    ----------
    barred
        Pairs that are not to be, besides those that the problem forbids.
    """
    duties = {duty.id: duty for duty in duties_of(problem)}
    pinned = {name: who for name, duty in duties.items() if (who := _pinned(problem, duty))}
    proven: dict[Goal, Proven] = {}
    assigned: dict[str, str] = dict(pinned)
    if len(pinned) < len(duties):
        from planner.engine.exact_assignment import assign  # noqa: PLC0415  OR-Tools is slow to load

        assignment = assignment_of(problem, tuple(duties.values()), barred)
        answer = assign(
            assignment, seconds_left=seconds_left, seed=seed, workers=workers, stop=stop
        )
        assigned |= answer.assigned
        proven = answer.proven
    return Staffing(
        problem,
        duties,
        _contacts(problem, duties, assigned),
        {name: who for name, who in assigned.items() if name not in pinned},
        tuple(duty for name, duty in duties.items() if name not in assigned),
        proven,
    )


def assignment_of(problem: Problem, duties: Collection[Duty], barred: Barred = ()) -> Assignment:
    """The assignment problem that a problem's duties make."""
    present = _days_at_work(problem)
    by_service: defaultdict[str, list[Person]] = defaultdict(list)
    for person in problem.people:
        by_service[person.service].append(person)
    by_unit: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for duty in duties:
        by_unit[duty.unit, duty.service].append(duty.id)
    tasks = [
        Task(
            id=duty.id,
            minutes=round(duty.minutes),
            worth=_worth(duty),
            agents={
                person.id: _lost(duty, present[person.id])
                for person in by_service[duty.service]
                if _may_have(problem, person, duty, present[person.id])
                and (duty.id, person.id) not in barred
            },
            fixed=_pinned(problem, duty),
            last=_last(problem, duty),
            apart=frozenset(by_unit[duty.unit, duty.service]) - {duty.id},
            place=duty.unit,
            visits=len(duty.meetings),
        )
        for duty in duties
    ]
    doers = {name for task in tasks for name in (*task.agents, task.fixed) if name is not None}
    base = _named_minutes(problem)
    agents = {
        person.id: _agent(problem, person, base[person.id])
        for person in problem.people
        if person.id in doers
    }
    places = sorted({task.place for task in tasks if task.place is not None})
    homes = sorted({agent.home for agent in agents.values() if agent.home} - set(places))
    journeys = {
        frozenset(pair): problem.travel_minutes(*pair)
        for pair in (*combinations(places, 2), *product(homes, places))
    }
    goals = tuple(GOALS[goal] for goal in problem.staffing.order)
    return Assignment(tuple(tasks), agents, journeys, goals)


def _pinned(problem: Problem, duty: Duty) -> str | None:
    named = problem.contacts_of(duty.unit, duty.service)
    return named[duty.rank] if duty.rank < len(named) else None


def _last(problem: Problem, duty: Duty) -> str | None:
    """Who had a duty last half-year, if that is somebody who is still there."""
    named = problem.staffing.last.get(duty.unit, {}).get(duty.service, ())
    who = named[duty.rank] if duty.rank < len(named) else None
    person = problem.people_by_id.get(who) if who else None
    return person.id if person and person.service == duty.service else None


def _may_have(problem: Problem, person: Person, duty: Duty, present: int) -> bool:
    """Whether a duty may be given to somebody who is at work on some days."""
    if _pinned(problem, duty) == person.id:
        return True
    forbidden = problem.staffing.forbidden.get(duty.unit, {}).get(duty.service, ())
    return (
        person.may_serve(problem.units_by_id[duty.unit])
        and person.id not in forbidden
        and present > 0
        and _lost(duty, present) < _worth(duty)
    )


def _worth(duty: Duty) -> int:
    as_needed = len(duty.meetings) - len(duty.days)
    return max(1, REQUIRED_WORTH * len(duty.days) + AS_NEEDED_WORTH * as_needed)


def _lost(duty: Duty, present: int) -> int:
    """What the meetings lose on whose every day somebody is away."""
    return REQUIRED_WORTH * sum(not days & present for days in duty.days)


def _days_at_work(problem: Problem) -> dict[str, int]:
    """The days on which each person is at work, as the almanac has days."""
    almanac = Almanac(problem)
    return {person.id: almanac.days(days_at_work(problem, person)) for person in problem.people}


def _agent(problem: Problem, person: Person, base_minutes: int) -> Agent:
    present = full_position_minutes(problem) * present_percent(problem, person) / 100
    most_percent = problem.staffing.caseload(person.service).most_percent
    home = person.workplace
    return Agent(
        id=person.id,
        full_minutes=round(present),
        room_minutes=round(present * most_percent / 100),
        base_minutes=base_minutes,
        home=home if home is not None and problem.coordinates_of(home) else None,
    )


def _named_minutes(problem: Problem) -> defaultdict[str, int]:
    """The time that people have in meetings to which they are asked by name."""
    minutes: defaultdict[str, int] = defaultdict(int)
    for group in problem.groups:
        for line in group.series.attendance:
            if isinstance(line, Named) and line.level is not Level.WELCOME:
                for meeting in group.meetings:
                    if concerns(line, group.units, meeting.number, problem):
                        minutes[line.person] += minutes_at(meeting, line)
    return minutes


def _contacts(
    problem: Problem, duties: dict[str, Duty], assigned: dict[str, str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """The problem's contacts and the chosen ones, the main contact of each unit first."""
    contacts = {unit: dict(services) for unit, services in problem.contacts.items()}
    chosen: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, duty in duties.items():  # the main contact's duty stands before the second's
        if name in assigned:
            chosen[duty.unit, duty.service].append(assigned[name])
    for (unit, service), people in chosen.items():
        named = contacts.setdefault(unit, {}).get(service, ())
        contacts[unit][service] = tuple(dict.fromkeys((*named, *people)))
    return contacts
