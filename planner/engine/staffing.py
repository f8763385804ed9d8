"""From a problem's duties to an assignment, and from what is assigned to contacts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, product

from planner.domain.almanac import Almanac
from planner.domain.candidates import Candidates
from planner.domain.duties import Duty, duties_of, named_minutes
from planner.domain.people import Person
from planner.domain.problem import Problem
from planner.domain.staffing import MAIN, SECOND, ContactsByUnit, joined
from planner.domain.staffing import Goal as Wanted
from planner.domain.workload import days_at_work, working_minutes
from planner.engine.assignment import Agent, Assignment, Goal, Proven, Task
from planner.engine.assignment_measure import loads
from planner.engine.effort import Effort

REQUIRED_WORTH, AS_NEEDED_WORTH = 10, 1
"""What a meeting loses by being without a contact it requires, or would have liked to have."""

GOALS: dict[Wanted, Goal] = {
    Wanted.CONTINUITY: "continuity",
    Wanted.FAIRNESS: "fairness",
    Wanted.TRAVEL: "travel",
}


@dataclass(frozen=True)
class Staffing:
    """Who serves what.

    Parameters
    ----------
    duties
        Every duty, by id.
    pinned, chosen
        Who has each duty: those that the problem names, and those that were chosen.
    taken_over
        Ids of the duties for which somebody was proposed; `chosen` has them, too.
    proven
        How well each goal was reached, `coverage` first; empty when nothing had to be chosen.
    """

    problem: Problem
    duties: dict[str, Duty]
    pinned: dict[str, str]
    chosen: dict[str, str]
    proven: dict[Goal, Proven] = field(default_factory=dict)
    taken_over: frozenset[str] = frozenset()

    @property
    def assigned(self) -> dict[str, str]:
        """Who has each duty that somebody has."""
        return self.pinned | self.chosen

    @property
    def uncovered(self) -> tuple[Duty, ...]:
        """The duties that nobody has."""
        return tuple(duty for name, duty in self.duties.items() if name not in self.assigned)

    @cached_property
    def assignment(self) -> Assignment:
        """The assignment problem that was to be solved, with nothing fixed but what is pinned.

        Who has a duty can have it, even somebody who was proposed and would not be chosen.
        """
        return assignment_of(self.problem, self.duties.values(), self.pinned, had_by=self.assigned)

    @cached_property
    def staffed(self) -> Problem:
        """The problem with everybody who serves a unit among its contacts."""
        return self.problem.with_contacts(_contacts(self.problem, self.duties, self.assigned))

    def with_another(self, duty: Duty, person: str) -> Staffing:
        """The same with somebody else for one duty; nothing is proven of it."""
        chosen, others = self.chosen | {duty.id: person}, self.taken_over - {duty.id}
        return replace(self, chosen=chosen, proven={}, taken_over=others)


def staff(
    problem: Problem,
    effort: Effort,
    *,
    proposed: ContactsByUnit | None = None,
) -> Staffing:
    """Choose a contact for every duty that has none.

    Parameters
    ----------
    proposed
        Contacts that were chosen before, in the form of `Problem.contacts`: they are taken over,
        unless the problem names others. Those for whom no series asks are kept as they are.
    """
    known = problem.with_contacts(joined(problem.contacts, proposed)) if proposed else problem
    duties = {duty.id: duty for duty in duties_of(known)}
    problem = _with_unasked(problem, proposed or {}, duties)
    pinned = _named(problem.contacts, duties)
    assigned = _named(proposed or {}, duties) | pinned
    proven: dict[Goal, Proven] = {}
    if len(assigned) < len(duties):
        from planner.engine.exact_assignment import assign  # noqa: PLC0415  OR-Tools is slow to load

        assignment = assignment_of(problem, duties.values(), assigned)
        answer = assign(assignment, effort)
        assigned |= answer.assigned
        proven = answer.proven
    chosen = {name: who for name, who in assigned.items() if name not in pinned}
    taken_over = frozenset(_named(proposed or {}, duties)) & chosen.keys()
    return Staffing(problem, duties, pinned, chosen, proven, taken_over)


def _with_unasked(
    problem: Problem, proposed: ContactsByUnit, duties: Mapping[str, Duty]
) -> Problem:
    """A problem with the proposed contacts who have no duty: they are nobody's choice to lose."""
    asked = {(duty.unit, duty.service) for duty in duties.values()}
    unasked: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for unit, by_service in proposed.items():
        for service, people in by_service.items():
            if (unit, service) not in asked:
                unasked[unit][service] = people
    return problem.with_contacts(joined(problem.contacts, unasked)) if unasked else problem


def _second_alone(duty: Duty, assigned: Mapping[str, str]) -> bool:
    """Whether a duty is to be second to a main contact that there is not."""
    return duty.rank == SECOND and replace(duty, rank=MAIN).id not in assigned


def assignment_of(
    problem: Problem,
    duties: Collection[Duty],
    fixed: Mapping[str, str],
    *,
    had_by: Mapping[str, str] | None = None,
) -> Assignment:
    """The assignment problem that a problem's duties make.

    Parameters
    ----------
    fixed
        Who has a duty already, by its id.
    had_by
        Who can have a duty besides those who may be chosen for it.
    """
    kept = {**(had_by or {}), **fixed}
    present = _days_at_work(problem)
    candidates = Candidates(problem)
    by_unit: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for duty in duties:
        by_unit[duty.unit, duty.service].append(duty.id)
    tasks = [
        Task(
            id=duty.id,
            minutes=round(duty.minutes),
            worth=_worth(duty),
            agents=_open_to(duty, candidates, present) | _kept_by(duty, kept, present),
            fixed=fixed.get(duty.id),
            last=last_contact(problem, duty),
            apart=frozenset(by_unit[duty.unit, duty.service]) - {duty.id},
            place=duty.unit,
            visits=len(duty.meetings),
        )
        for duty in duties
    ]
    doers = {name for task in tasks for name in (*task.agents, task.fixed) if name is not None}
    base: defaultdict[str, int] = defaultdict(int)
    for name, _, minutes in named_minutes(problem):
        base[name] += minutes
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


def _named(contacts: ContactsByUnit, duties: Mapping[str, Duty]) -> dict[str, str]:
    """Whom contacts name for each duty, those apart for which they name nobody."""
    found = {name: _contact_for(contacts, duty) for name, duty in duties.items()}
    return {name: who for name, who in found.items() if who is not None}


def _contact_for(contacts: ContactsByUnit, duty: Duty) -> str | None:
    named = contacts.get(duty.unit, {}).get(duty.service, ())
    return named[duty.rank] if duty.rank < len(named) else None


def minutes_free(staffing: Staffing) -> dict[str, int]:
    """Room that each person has left."""
    taken = loads(staffing.assignment, staffing.assigned)
    agents = staffing.assignment.agents
    return {name: each.room_minutes - taken[name] for name, each in agents.items()}


def last_contact(problem: Problem, duty: Duty) -> str | None:
    """Who had a duty last half-year, if that is somebody who is still there."""
    who = _contact_for(problem.staffing.last, duty)
    person = problem.people_by_id.get(who) if who else None
    return person.id if person and person.service == duty.service else None


def _open_to(duty: Duty, candidates: Candidates, present: Mapping[str, int]) -> dict[str, int]:
    """Who can do anything of a duty, with what is lost when they have it."""
    lost = {name: _lost(duty, present[name]) for name in candidates.of(duty.unit, duty.service)}
    return {name: each for name, each in lost.items() if present[name] and each < _worth(duty)}


def _kept_by(duty: Duty, kept: Mapping[str, str], present: Mapping[str, int]) -> dict[str, int]:
    """The same of whoever has a duty already, whatever they can do of it."""
    return {kept[duty.id]: _lost(duty, present[kept[duty.id]])} if duty.id in kept else {}


def _worth(duty: Duty) -> int:
    as_needed = len(duty.meetings) - len(duty.days)
    return max(1, REQUIRED_WORTH * len(duty.days) + AS_NEEDED_WORTH * as_needed)


def _lost(duty: Duty, present: int) -> int:
    """What the meetings lose on whose every day somebody is away."""
    return REQUIRED_WORTH * sum(bool(days) and not days & present for days in duty.days)


def _days_at_work(problem: Problem) -> dict[str, int]:
    """The days on which each person is at work, as the almanac has days."""
    almanac = Almanac(problem)
    return {person.id: almanac.days(days_at_work(problem, person)) for person in problem.people}


def _agent(problem: Problem, person: Person, base_minutes: int) -> Agent:
    present = working_minutes(problem, person)
    most_percent = problem.staffing.caseload(person.service).most_percent
    home = person.workplace
    return Agent(
        id=person.id,
        full_minutes=round(present),
        room_minutes=round(present * most_percent / 100),
        base_minutes=base_minutes,
        home=home if home is not None and problem.coordinates_of(home) else None,
    )


def _contacts(
    problem: Problem, duties: Mapping[str, Duty], assigned: Mapping[str, str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """The problem's contacts and the others, the main contact of each unit first.

    Where nobody is the main contact, the second is left out: the list would make them the main one.
    """
    contacts = {unit: dict(services) for unit, services in problem.contacts.items()}
    chosen: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, duty in duties.items():  # the main contact's duty stands before the second's
        if name in assigned and not _second_alone(duty, assigned):
            chosen[duty.unit, duty.service].append(assigned[name])
    for (unit, service), people in chosen.items():
        named = contacts.setdefault(unit, {}).get(service, ())
        contacts[unit][service] = tuple(dict.fromkeys((*named, *people)))
    return contacts
