"""What the travel of an assignment cannot go below, by linear programming.

Whoever has no home travels from the middle of their tasks. Which places are middles is a p-median
problem (ReVelle and Swain, "Central facilities location", 1970), whose relaxation is strong; agents
with a home are in it with their own load.
"""

from __future__ import annotations

from collections import defaultdict
from math import ceil

from ortools.linear_solver import pywraplp

from planner.engine.assignment import STEPS, Agent, Assigned, Assignment, Task

MOST_SECONDS = 3.0
ROUNDING = 1e-6

Expression = pywraplp.LinearExpr


def least_travel(
    assignment: Assignment, assigned: Assigned, *, spread: int | None, seconds: float
) -> int:
    """Minutes that nobody can make less of while the same tasks are done.

    Parameters
    ----------
    spread
        Steps that loads may be apart; `None` for any.
    seconds
        Time for it; 0 is said when it is not enough.
    """
    programme = _Programme(assignment, assigned, spread)
    return programme.solved(min(seconds, MOST_SECONDS))


class _Programme:
    """The relaxation: each task is done from homes and middles, in parts if need be."""

    def __init__(self, assignment: Assignment, assigned: Assigned, spread: int | None) -> None:
        self.assignment = assignment
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.travel: list[Expression] = []
        self.load: defaultdict[str, list[Expression]] = defaultdict(list)
        """By agent with a home, or by middle."""
        self.tasks = [each for each in assignment.tasks if each.id in assigned and each.place]
        self.homeless = [each for each in assignment.agents.values() if each.home is None]
        places = dict.fromkeys(task.place for task in self.tasks) if self.homeless else {}
        self.middles = {place: self._part() for place in places if place is not None}
        if self.middles:
            self.solver.Add(sum(self.middles.values()) <= len(self.homeless))
        for task in self.tasks:
            self.solver.Add(sum(self._parts(task)) == 1)
        if spread is not None:
            self._bind_loads(spread)

    def _part(self, most: float = 1) -> pywraplp.Variable:
        return self.solver.NumVar(0, most, "")

    def _parts(self, task: Task) -> list[Expression]:
        """How much of a task each agent with a home does, and how much is done from each middle."""
        parts = []
        agents = (task.fixed,) if task.fixed is not None else tuple(task.agents)
        for agent in (self.assignment.agents[name] for name in agents):
            if agent.home is not None:
                parts.append(self._done(task, agent.id, agent.home))
        if any(self.assignment.agents[name].home is None for name in agents):
            for place, middle in self.middles.items():
                part = self._done(task, place, place)
                self.solver.Add(part <= middle)
                parts.append(part)
        return parts

    def _done(self, task: Task, doer: str, origin: str) -> Expression:
        part = self._part()
        self.travel.append(task.visits * self.assignment.journey(origin, task.place) * part)
        self.load[doer].append(task.minutes * part)
        return part

    def _bind_loads(self, spread: int) -> None:
        """Loads per full position no further apart than they may be."""
        most, least = self._part(self.solver.infinity()), self._part(self.solver.infinity())
        self.solver.Add(most - least <= spread)
        expecting = self.assignment.expecting
        for agent in self.assignment.agents.values():
            if agent.home is not None:
                load = agent.base_minutes + sum(self.load[agent.id])
                self._bind(load, [agent], most)
                self._bind(load, [agent] if agent.id in expecting else [], least, at_least=True)
        if self.middles:
            among = [each for each in self.homeless if each.id in expecting]
            there = sum(sum(self.load[place]) for place in self.middles)
            load = there + sum(agent.base_minutes for agent in self.homeless)
            self._bind(load, self.homeless, most)
            self._bind(load, among, least, at_least=True)

    def _bind(
        self, load: Expression, agents: list[Agent], limit: Expression, *, at_least: bool = False
    ) -> None:
        full = sum(agent.full_minutes for agent in agents)
        if full:
            self.solver.Add(STEPS * load >= full * limit if at_least else STEPS * load <= full * limit)

    def solved(self, seconds: float) -> int:
        """The bound."""
        self.solver.Minimize(sum(self.travel))
        self.solver.SetTimeLimit(max(1, int(1000 * seconds)))
        if not self.travel or self.solver.Solve() != pywraplp.Solver.OPTIMAL:
            return 0
        return max(0, ceil(self.solver.Objective().Value() - ROUNDING))
