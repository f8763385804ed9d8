"""CP-SAT on an assignment as it is told: how many tasks of each kind each agent does.

Tasks that nobody could tell apart are counted, not named, until travel tells them apart. Travel is
counted from given places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ortools.sat.python import cp_model

from planner.engine.assignment import STEPS, Assigned, Assignment, Goal, Task, doers
from planner.engine.assignment_measure import measure

Variable = cp_model.IntVar
Expression = cp_model.LinearExprT


class Tasks:
    """The model of who does what.

    Parameters
    ----------
    goal
        What is minimised.
    limits
        What goals that come before may not go above.
    origins
        Where each agent's travel is counted from; nowhere unless it is said.
    """

    def __init__(
        self,
        assignment: Assignment,
        goal: Goal,
        limits: Mapping[Goal, int],
        origins: Mapping[str, str | None],
    ) -> None:
        self.assignment = assignment
        self.origins = origins
        self.model = cp_model.CpModel()
        named = "travel" in (goal, *limits)
        kinds: defaultdict[object, list[Task]] = defaultdict(list)
        for task in assignment.tasks:
            kinds[task.id if named else assignment.kind(task)].append(task)
        self.kinds = list(kinds.values())
        self.done: list[dict[str, Variable]] = []
        """By kind: how many of it each agent does."""
        for tasks in self.kinds:
            done = {name: self.model.new_int_var(0, len(tasks), "") for name in doers(tasks[0])}
            self.done.append(done)
            if tasks[0].fixed is not None:
                self.model.add(sum(done.values()) == len(tasks))
            else:
                self.model.add(sum(done.values()) <= len(tasks))
        self._keep_apart()
        self.spread = self._bind_loads()
        for each, value in limits.items():
            self.model.add(self._price(each) <= value)
        self.model.minimize(self._price(goal))

    def _keep_apart(self) -> None:
        number = {task.id: kind for kind, tasks in enumerate(self.kinds) for task in tasks}
        for task, rivals in sorted(self.assignment.rivals.items()):
            for rival in sorted(rivals):
                one, other = self.done[number[task]], self.done[number[rival]]
                for name in one.keys() & other.keys() if task < rival else ():
                    self.model.add(one[name] + other[name] <= 1)

    def _bind_loads(self) -> Expression:
        """Keep to everybody's room; the spread of loads per full position."""
        agents = self.assignment.agents
        everything = sum(task.minutes for task in self.assignment.tasks)
        steps = [
            STEPS * (agent.base_minutes + everything) // agent.full_minutes + 1
            for agent in agents.values()
            if agent.full_minutes
        ]
        least = self.model.new_int_var(0, max(steps, default=0), "")
        most = self.model.new_int_var(0, max(steps, default=0), "")
        for name, agent in agents.items():
            load = agent.base_minutes + sum(
                tasks[0].minutes * done[name]
                for tasks, done in zip(self.kinds, self.done, strict=True)
                if name in done
            )
            self.model.add(load <= self.assignment.limit_minutes[name])
            if agent.full_minutes:
                self.model.add(STEPS * load <= most * agent.full_minutes)
            if name in self.assignment.expecting:
                self.model.add(STEPS * load >= least * agent.full_minutes)
        if not self.assignment.expecting:
            self.model.add(least == 0)
        return most - least

    def _price(self, goal: Goal) -> Expression:
        """What a goal is measured by."""
        if goal == "fairness":
            return self.spread
        return measure(self.assignment, {}, goal) + sum(
            self._gain(goal, tasks[0], name) * count
            for tasks, done in zip(self.kinds, self.done, strict=True)
            for name, count in done.items()
        )

    def _gain(self, goal: Goal, task: Task, name: str) -> int:
        """What a task adds when somebody does it, against its being left undone."""
        match goal:
            case "coverage":
                return task.agents.get(name, 0) - task.worth
            case "continuity":
                return -int(task.last == name)
            case _:
                return task.visits * self.assignment.journey(self.origins.get(name), task.place)

    def hint(self, assigned: Assigned) -> None:
        """Begin with a known assignment."""
        for tasks, done in zip(self.kinds, self.done, strict=True):
            theirs = [assigned.get(task.id) for task in tasks]
            for name, count in done.items():
                self.model.add_hint(count, theirs.count(name))

    def assigned(self, solver: cp_model.CpSolver) -> dict[str, str]:
        """The assignment of a solution; of tasks that are alike the first go to the first."""
        assigned: dict[str, str] = {}
        for tasks, done in zip(self.kinds, self.done, strict=True):
            names = [name for name, count in done.items() for _ in range(solver.value(count))]
            assigned |= {task.id: name for task, name in zip(tasks, names, strict=False)}
        return assigned
