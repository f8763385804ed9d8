"""Who does what, before any date is set: tasks, agents, and the goals of an assignment.

A generalised assignment problem (Martello and Toth, "Knapsack Problems", 1990, ch. 7): every task
for at most one agent, agents with limited room. Its goals are met one after the other, none at the
cost of one before it. Everything is named by id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
        Tasks that somebody else must do, whichever of the two says so.
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
            for name in doers(task):
                open_to[name].append(task)
        whole = sum(task.minutes for task in self.tasks)
        whole += sum(agent.base_minutes for agent in self.agents.values())
        full = sum(agent.full_minutes for agent in self.agents.values())
        return frozenset(
            name
            for name, tasks in open_to.items()
            if tasks
            and self.agents[name].full_minutes > 0
            and whole * self.agents[name].full_minutes
            >= full * (self.agents[name].base_minutes + min(task.minutes for task in tasks))
        )

    @cached_property
    def rivals(self) -> Mapping[str, frozenset[str]]:
        """By task: the others that must be done by somebody else, unless both are fixed."""
        tasks = {task.id: task for task in self.tasks}
        rivals: dict[str, set[str]] = {}
        for task in self.tasks:
            for other in task.apart & tasks.keys() - {task.id}:
                if task.fixed is None or tasks[other].fixed is None:
                    rivals.setdefault(task.id, set()).add(other)
                    rivals.setdefault(other, set()).add(task.id)
        return {name: frozenset(others) for name, others in rivals.items()}

    @cached_property
    def limit_minutes(self) -> Mapping[str, int]:
        """The load that each agent may have: their room, or what is fixed where that is more."""
        minutes = {name: agent.base_minutes for name, agent in self.agents.items()}
        for task in self.tasks:
            if task.fixed is not None:
                minutes[task.fixed] += task.minutes
        return {name: max(agent.room_minutes, minutes[name]) for name, agent in self.agents.items()}

    def kind(self, task: Task) -> object:
        """What tasks have in common that nobody could tell apart but by their place."""
        last = task.last if "continuity" in self.goals else None
        alone = task.id if task.id in self.rivals else None
        agents = frozenset(task.agents.items())
        return (task.minutes, task.worth, agents, task.fixed, last, alone)

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


def doers(task: Task) -> Iterable[str]:
    """Who may do a task."""
    return (task.fixed,) if task.fixed is not None else task.agents


def components(assignment: Assignment) -> Iterator[Assignment]:
    """The parts of an assignment that have nothing to do with one another."""
    by_doer: defaultdict[str, list[Task]] = defaultdict(list)
    for task in assignment.tasks:
        for name in doers(task):
            by_doer[name].append(task)
    seen: set[str] = set()
    for first in assignment.tasks:
        ahead: list[Task] = [first]
        found: set[str] = set()
        names: set[str] = set()
        while ahead:
            task = ahead.pop()
            if task.id not in seen:
                seen.add(task.id)
                found.add(task.id)
                for name in set(doers(task)) - names:
                    names.add(name)
                    ahead += by_doer[name]
        if found:
            yield Assignment(
                tuple(task for task in assignment.tasks if task.id in found),
                {name: agent for name, agent in assignment.agents.items() if name in names},
                assignment.journeys,
                assignment.goals,
            )
