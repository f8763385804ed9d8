"""What a staffing asks of each contact: units, work, travel, and what is new to them."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.duties import Duty
from planner.domain.people import Person, Service
from planner.domain.workload import full_position_minutes
from planner.engine.assignment import Agent, Assignment, Task, components
from planner.engine.assignment_measure import by_agent, middle
from planner.engine.staffing import Staffing


@dataclass(frozen=True, slots=True)
class ContactLoad:
    """What somebody has to do as a contact.

    Parameters
    ----------
    minutes
        Work in the half-year, with meetings they are asked to by name.
    percent
        The work in percent of a full position.
    percent_of_full
        The same as it would be in a full position, present the whole half-year; `None` for
        somebody who is away all of it.
    travel_minutes
        There and back for every meeting, from the workplace; or, where nobody knows where that is,
        from the unit in the middle of theirs.
    from_workplace
        Whether travel is from the workplace.
    """

    person: Person
    duties: tuple[Duty, ...]
    minutes: int
    percent: float
    percent_of_full: float | None
    travel_minutes: int
    from_workplace: bool


@dataclass(frozen=True, slots=True)
class Team:
    """People of a service who could take over duties from one another, and no others could."""

    service: Service
    people: tuple[ContactLoad, ...]

    @property
    def span(self) -> tuple[float, float]:
        """Least and most load per full position, in percent of one; zeros when nobody is there."""
        loads = [each.percent_of_full for each in self.people if each.percent_of_full is not None]
        return min(loads, default=0.0), max(loads, default=0.0)


def contact_loads(staffing: Staffing) -> tuple[Team, ...]:
    """What each contact has to do, by team, in the problem's order of services and people."""
    problem = staffing.problem
    teams = [
        Team(
            problem.services_by_id[problem.people_by_id[next(iter(part.agents))].service],
            tuple(
                _load(staffing, part, agent, tasks)
                for agent, tasks in by_agent(part, staffing.assigned)
            ),
        )
        for part in components(staffing.assignment)
        if part.agents  # duties that nobody can have are nobody's load
    ]
    services = {service.id: number for number, service in enumerate(problem.services)}
    people = {person.id: number for number, person in enumerate(problem.people)}
    teams.sort(key=lambda team: (services[team.service.id], people[team.people[0].person.id]))
    return tuple(teams)


def _load(
    staffing: Staffing, assignment: Assignment, agent: Agent, tasks: list[Task]
) -> ContactLoad:
    origin = middle(assignment, agent, tasks)
    one_way = sum(task.visits * assignment.journey(origin, task.place) for task in tasks)
    minutes = agent.base_minutes + sum(task.minutes for task in tasks)
    return ContactLoad(
        person=staffing.problem.people_by_id[agent.id],
        duties=tuple(staffing.duties[task.id] for task in tasks),
        minutes=minutes,
        percent=100 * minutes / full_position_minutes(staffing.problem),
        percent_of_full=100 * minutes / agent.full_minutes if agent.full_minutes else None,
        travel_minutes=2 * one_way,
        from_workplace=agent.home is not None,
    )
