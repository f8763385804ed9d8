"""Who does what, before any date is set: tasks, agents, and what an assignment is measured by.

A generalised assignment problem (Martello and Toth, "Knapsack Problems", 1990, ch. 7): every task
for at most one agent, agents with limited room. Its goals are met one after the other, none at the
cost of one before it. Everything is named by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Goal = Literal["coverage", "continuity", "fairness", "travel"]

STEPS = 1000
"""Steps in a full position: spread is counted in tenths of a percent of one."""

Assigned = Mapping[str, str]
"""The agent of each task that has one."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that one agent is to do.

    Parameters
    ----------
    minutes
        How much work it is.
    worth
        What is lost when nobody does it.
    agents
        Who may do it, and what is lost when they do; less than `worth`.
    fixed
        Who does it, whatever is said elsewhere; `None` when that is open.
    last
        Who did it last; `None` when nobody did.
    apart
        Tasks that somebody else must do.
    place, visits
        Where it is, and how often somebody goes there.
    """

    id: str
    minutes: int
    worth: int
    agents: Mapping[str, int]
    fixed: str | None = None
    last: str | None = None
    apart: frozenset[str] = frozenset()
    place: str | None = None
    visits: int = 0


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who does tasks.

    Parameters
    ----------
    full_minutes
        What a full position would be, by how much of it is there: load divided by this is load per
        full position.
    room_minutes
        How much work there is room for. Fixed tasks may take more; then there is none for others.
    base_minutes
        Work that is there already; it counts as load and takes of the room.
    home
        The place that travel is counted from; `None` when it is from the middle of their tasks.
    """

    id: str
    full_minutes: int
    room_minutes: int
    base_minutes: int = 0
    home: str | None = None


@dataclass(frozen=True)
class Assignment:
    """An assignment problem.

    Parameters
    ----------
    journeys
        Minutes between two places; pairs that are not there take none.
    goals
        In the order in which they are met, `coverage` before all.
    """

    tasks: tuple[Task, ...]
    agents: Mapping[str, Agent]
    journeys: Mapping[frozenset[str], int] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ("continuity", "fairness", "travel")

    @cached_property
    def expecting(self) -> frozenset[str]:
        """The agents who would have a task if all had their share; the others may have none."""
        open_to: dict[str, list[Task]] = {name: [] for name in self.agents}
        for task in self.tasks:
            for name in _doers(task):
                open_to[name].append(task)
        whole = sum(task.minutes for task in self.tasks)
        whole += sum(agent.base_minutes for agent in self.agents.values())
        full = sum(agent.full_minutes for agent in self.agents.values())
        return frozenset(
            name
            for name, tasks in open_to.items()
            if tasks
            and whole * self.agents[name].full_minutes
            >= full * (self.agents[name].base_minutes + min(task.minutes for task in tasks))
        )

    def journey(self, one: str | None, other: str | None) -> int:
        """Minutes between two places; none to or from nowhere."""
        if one is None or other is None:
            return 0
        return self.journeys.get(frozenset((one, other)), 0)


@dataclass(frozen=True, slots=True)
class Proven:
    """What was reached of a goal, and what nothing can go below.

    Lost worth, contacts changed, steps of spread, or minutes of travel: less is better.
    """

    value: int
    bound: int

    @property
    def optimal(self) -> bool:
        """Whether nothing better is possible, the goals before it kept."""
        return self.value <= self.bound

    def __add__(self, other: Proven) -> Proven:
        return Proven(self.value + other.value, self.bound + other.bound)


def _doers(task: Task) -> Iterable[str]:
    return (task.fixed,) if task.fixed is not None else task.agents


def loads(assignment: Assignment, assigned: Assigned) -> dict[str, int]:
    """Minutes of work of each agent."""
    minutes = {name: agent.base_minutes for name, agent in assignment.agents.items()}
    for task in assignment.tasks:
        if task.id in assigned:
            minutes[assigned[task.id]] += task.minutes
    return minutes


def measure(assignment: Assignment, assigned: Assigned, goal: Goal) -> int:
    """How far from a goal an assignment is: the reference that the solver must agree with."""
    match goal:
        case "coverage":
            return sum(
                task.agents.get(assigned[task.id], 0) if task.id in assigned else task.worth
                for task in assignment.tasks
            )
        case "continuity":
            return sum(
                task.last is not None and assigned.get(task.id) != task.last
                for task in assignment.tasks
            )
        case "fairness":
            return _spread(assignment, assigned)
        case "travel":
            return sum(_travel(assignment, theirs) for theirs in by_agent(assignment, assigned))


def by_agent(assignment: Assignment, assigned: Assigned) -> list[tuple[Agent, list[Task]]]:
    """Each agent with their tasks."""
    tasks: dict[str, list[Task]] = {name: [] for name in assignment.agents}
    for task in assignment.tasks:
        if task.id in assigned:
            tasks[assigned[task.id]].append(task)
    return [(assignment.agents[name], theirs) for name, theirs in tasks.items()]


def middle(assignment: Assignment, agent: Agent, tasks: Iterable[Task]) -> str | None:
    """Where an agent's travel is counted from: home, or the place of theirs nearest to all."""
    theirs = [task for task in tasks if task.place is not None]
    if agent.home is not None or not theirs:
        return agent.home
    return min(
        sorted({task.place for task in theirs if task.place is not None}),
        key=lambda place: sum(
            task.visits * assignment.journey(place, task.place) for task in theirs
        ),
    )


def _spread(assignment: Assignment, assigned: Assigned) -> int:
    """Steps from those with the least load per full position to those with the most."""
    minutes = loads(assignment, assigned)
    agents = [agent for agent in assignment.agents.values() if agent.full_minutes > 0]
    most = max((-(-minutes[each.id] * STEPS // each.full_minutes) for each in agents), default=0)
    least = min(
        (
            minutes[each.id] * STEPS // each.full_minutes
            for each in agents
            if each.id in assignment.expecting
        ),
        default=0,
    )
    return most - least


def _travel(assignment: Assignment, theirs: tuple[Agent, list[Task]]) -> int:
    agent, tasks = theirs
    centre = middle(assignment, agent, tasks)
    return sum(task.visits * assignment.journey(centre, task.place) for task in tasks)
