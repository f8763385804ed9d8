"""CP-SAT on assignments: the goals one after the other, each proven before the next is taken.

Parts of the problem that share neither agents nor tasks are solved each on its own, on one thread
each, within budgets of CP-SAT's deterministic time: as long as the clock does not cut it short, the
same seed gives the same assignment on any machine.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import ceil, inf

from ortools.sat.python import cp_model

from planner.engine.assignment import Assignment, Goal, Proven, components
from planner.engine.assignment_measure import (
    by_agent,
    keeps_rules,
    least_changed,
    least_lost,
    measure,
    middle,
)
from planner.engine.assignment_shares import frame_of
from planner.engine.assignment_start import first_assignment
from planner.engine.effort import Effort
from planner.engine.exact_assignment_seats import Seats
from planner.engine.exact_assignment_tasks import Tasks
from planner.engine.exact_relaxation import relaxed
from planner.engine.exact_solver import FOUND, new_solver, stopping

BUDGET = 10.0
"""Deterministic time, much like seconds, that one solve may take."""

QUICK = 0.5
"""The same for what is only tried, and for one step from middles that will move on."""

SEARCHES = ((QUICK, 1.02), (BUDGET, 1.0), (BUDGET, 1.01), (BUDGET, 1.1), (BUDGET, inf))
"""Budgets, and how far above the relaxation travel is looked for."""

MIDDLES_GAP = 0.01
"""In such a step no more is asked for than this near to the best."""

SHARE: dict[Goal, float] = {"coverage": 0.25, "continuity": 0.25, "fairness": 0.5, "travel": 1.0}
"""The part of the time left for a part of the problem that one solve for a goal may take."""

NEVER = 2**60

ROUNDING = 1e-6

GENEROUS = 1.5
"""How many times its share of the time a part may take: most are done long before."""

LEAST_SECONDS = 0.02
"""With less time than this nothing is solved any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An assignment, and how well each goal was reached, `coverage` first.

    Spread is that of each part of the problem for itself, added up.
    """

    assigned: dict[str, str]
    proven: dict[Goal, Proven]


def assign(assignment: Assignment, effort: Effort) -> Answer:
    """Assign the tasks, every goal as well as it can be without harm to those before it.

    There is always an answer; what the time did not allow to prove has a bound below its value.

    Parameters
    ----------
    effort
        Its workers are parts that are solved side by side. It has no rounds.
    """
    parts = sorted(components(assignment), key=_work)
    ahead = [sum(map(_work, parts[number:])) for number in range(len(parts))]

    def answer(number: int) -> Answer:
        """One part, in its share of the time that is left."""
        share = min(1.0, GENEROUS * effort.workers * _work(parts[number]) / ahead[number])
        until = effort.seconds_left() * (1 - share)
        own = replace(effort, seconds_left=lambda: effort.seconds_left() - until)
        return _Part(parts[number], own).answer()

    assigned: dict[str, str] = {}
    proven: dict[Goal, Proven] = {}
    with ThreadPoolExecutor(effort.workers) as pool:
        for each in pool.map(answer, range(len(parts))):
            assigned |= each.assigned
            for goal, reached in each.proven.items():
                proven[goal] = proven[goal] + reached if goal in proven else reached
    for goal in ("coverage", *assignment.goals):
        proven.setdefault(goal, Proven(0, 0))
    return Answer(assigned, proven)


def _work(part: Assignment) -> int:
    """How much time a part takes, roughly."""
    return len(part.tasks) * (len(part.tasks) + 4 * len(part.agents))


class _Part:
    """One part, solved goal by goal; what is found is taken over when the reference agrees."""

    def __init__(self, assignment: Assignment, effort: Effort) -> None:
        self.assignment = assignment
        self.effort = effort
        self.limits: dict[Goal, int] = {}
        self.assigned = first_assignment(assignment)

    def answer(self) -> Answer:
        """All goals in their order."""
        proven: dict[Goal, Proven] = {}
        for goal in ("coverage", *self.assignment.goals):
            bound = self._reach(goal)
            value = self._value(goal)
            self.limits[goal] = value
            proven[goal] = Proven(value, min(value, bound))
        return Answer(dict(self.assigned), proven)

    def _value(self, goal: Goal) -> int:
        return measure(self.assignment, self.assigned, goal)

    def _reach(self, goal: Goal) -> int:
        """Come as near to a goal as can be; what nothing can go below."""
        if self._decided():
            return self._value(goal)
        bound = {
            "coverage": least_lost(self.assignment),
            "continuity": least_changed(self.assignment),
        }.get(goal, 0)
        if goal == "travel":
            return self._reach_travel()
        if self._out_of_time():
            return bound
        if goal == "fairness" and "travel" not in self.limits:
            seats = self._seats(goal)
            bound = self._solve(seats, goal) if seats.useful else 0
        if bound < self._value(goal):
            bound = max(bound, self._solve_tasks(goal, self._homes()))
        if bound < self._value(goal) and "travel" in self.limits:
            # Proves nothing: it keeps to middles that might have moved.
            self._solve_tasks(goal, self._middles())
        return bound

    def _decided(self) -> bool:
        """Whether every task is fixed, or must go on with whoever did it last."""
        going_on = self.limits.get("continuity") == least_changed(self.assignment)
        return all(
            task.fixed is not None or (going_on and task.last in task.agents)
            for task in self.assignment.tasks
        )

    def _reach_travel(self) -> int:
        """Try what may prove at once; then better starts, and ever more of what may be chosen."""
        if self._out_of_time():
            return 0
        seats = self._seats("travel")
        if not seats.useful:
            self._improve()
            return self._solve_tasks("travel", self._homes())
        relaxation = relaxed(seats.model, self.effort.seconds_left())
        bound = 0 if relaxation is None else relaxation.bound
        for budget, part in SEARCHES:
            value = self._value("travel")
            if bound >= value or self._out_of_time():
                break
            most = min(value, ceil(part * bound)) if part < inf else value
            if relaxation is not None:
                relaxation.narrow(seats.model, most)
            bound = max(bound, min(most + 1, self._solve(seats, "travel", budget)))
            if budget == QUICK and bound < min(most + 1, self._value("travel")):
                self._improve()
        if bound < self._value("travel") and not seats.counted and self._homes() == self._middles():
            bound = max(bound, self._solve_tasks("travel", self._homes()))
        return bound

    def _improve(self) -> None:
        """Less travel from where it is counted from now, until nothing is gained."""
        before = self._value("travel") + (self._middles() != self._homes())
        while self._value("travel") < before and not self._out_of_time():
            before = self._value("travel")
            self._solve_tasks("travel", self._middles(), QUICK, MIDDLES_GAP)

    def _homes(self) -> dict[str, str | None]:
        return {name: agent.home for name, agent in self.assignment.agents.items()}

    def _middles(self) -> dict[str, str | None]:
        return {
            agent.id: middle(self.assignment, agent, tasks)
            for agent, tasks in by_agent(self.assignment, self.assigned)
        }

    def _solve_tasks(
        self,
        goal: Goal,
        origins: dict[str, str | None],
        budget: float = BUDGET,
        gap: float = 0,
    ) -> int:
        if self._out_of_time():
            return 0
        return self._solve(Tasks(self.assignment, goal, self.limits, origins), goal, budget, gap)

    def _seats(self, goal: Goal) -> Seats:
        frame = None
        if "fairness" in (goal, *self.limits):
            frame = frame_of(self.assignment, self.limits["coverage"], self._value("fairness"))
        travel = goal == "travel"
        return Seats(self.assignment, travel=travel, frame=frame, limits=self.limits)

    def _out_of_time(self) -> bool:
        return self.effort.stop() or self.effort.seconds_left() < LEAST_SECONDS

    def _solve(
        self, model: Tasks | Seats, goal: Goal, budget: float = BUDGET, gap: float = 0
    ) -> int:
        """Take over what a model finds, if it is better; what the goal cannot go below in it."""
        model.hint(self.assigned)
        solver = self._solver(goal, budget)
        solver.parameters.linearization_level = 2
        solver.parameters.relative_gap_limit = gap
        with stopping(solver, self.effort.stop):
            status = solver.solve(model.model)
        if status in FOUND:
            self._take_over(model.assigned(solver), goal)
        if status == cp_model.INFEASIBLE:
            return NEVER if self._never(model, goal, budget) else 0
        return max(0, ceil(solver.best_objective_bound - ROUNDING))

    def _never(self, model: Tasks | Seats, goal: Goal, budget: float) -> bool:
        """Whether a model without a solution has none when it is solved in another way, either."""
        solver = self._solver(goal, budget)
        solver.parameters.random_seed = self.effort.seed + 1
        solver.parameters.cp_model_presolve = False
        with stopping(solver, self.effort.stop):
            return solver.solve(model.model) == cp_model.INFEASIBLE

    def _solver(self, goal: Goal, budget: float) -> cp_model.CpSolver:
        solver = new_solver(self.effort.seed, 1)
        solver.parameters.max_deterministic_time = budget
        solver.parameters.max_time_in_seconds = max(0.0, self.effort.seconds_left()) * SHARE[goal]
        return solver

    def _take_over(self, found: dict[str, str], goal: Goal) -> None:
        """Trust nobody: an assignment is taken over when it breaks nothing and is better."""
        if (
            keeps_rules(self.assignment, found)
            and all(
                measure(self.assignment, found, each) <= limit
                for each, limit in self.limits.items()
            )
            and measure(self.assignment, found, goal) < self._value(goal)
        ):
            self.assigned = found
