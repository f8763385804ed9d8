"""CP-SAT on assignments: the goals one after the other, each proven before the next is taken.

Tasks that nobody could tell apart are counted, not named, until travel tells them apart: what is
left is small enough to prove. Parts of the problem that share neither agents nor tasks are solved
each on its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.engine.assignment import (
    STEPS,
    Agent,
    Assigned,
    Assignment,
    Goal,
    Proven,
    Task,
    by_agent,
    measure,
    middle,
)
from planner.engine.exact_solver import FOUND, new_solver, stopping
from planner.engine.exact_travel import least_travel

SHARE: dict[Goal, float] = {"coverage": 0.15, "continuity": 0.15, "fairness": 0.5, "travel": 1.0}
"""The part of the time left for a part of the problem that a goal may take."""

MIDDLES_GAP = 0.01
"""From middles that will move on, no more is asked for than this near to the best."""

Stop = Callable[[], bool]
Variable = cp_model.IntVar
Expression = cp_model.LinearExprT


@dataclass(frozen=True, slots=True)
class Answer:
    """An assignment, and how well each goal was reached, `coverage` first."""

    assigned: dict[str, str]
    proven: dict[Goal, Proven]


def assign(
    assignment: Assignment,
    *,
    seconds_left: Callable[[], float],
    seed: int = 1,
    workers: int = 1,
    stop: Stop = lambda: False,
) -> Answer:
    """Assign the tasks, every goal as well as it can be without harm to those before it.

    There is always an answer; what the time did not allow to prove has a bound below its value.
    """
    parts = sorted(components(assignment), key=lambda part: len(part.tasks) * len(part.agents))
    assigned: dict[str, str] = {}
    proven: dict[Goal, Proven] = {}
    work = [len(part.tasks) * len(part.agents) for part in parts]
    for number, part in enumerate(parts):
        until = seconds_left() * (1 - work[number] / max(1, sum(work[number:])))
        answer = _Part(
            part, lambda until=until: seconds_left() - until, seed, workers, stop
        ).answer()
        assigned |= answer.assigned
        for goal, each in answer.proven.items():
            proven[goal] = proven[goal] + each if goal in proven else each
    return Answer(assigned, proven)


def components(assignment: Assignment) -> Iterator[Assignment]:
    """The parts of an assignment that have nothing to do with one another."""
    tasks = {task.id: task for task in assignment.tasks}
    by_doer: defaultdict[str, list[str]] = defaultdict(list)
    for task in assignment.tasks:
        for name in {*task.agents, *([task.fixed] if task.fixed else [])}:
            by_doer[name].append(task.id)
    left = dict.fromkeys(tasks)
    while left:
        found, ahead = {}, [next(iter(left))]
        doers: dict[str, None] = {}
        while ahead:
            name = ahead.pop()
            if name in found:
                continue
            found[name] = None
            task = tasks[name]
            ahead += [other for other in task.apart if other in tasks]
            for doer in {*task.agents, *([task.fixed] if task.fixed else [])} - doers.keys():
                doers[doer] = None
                ahead += by_doer[doer]
        left = {name: None for name in left if name not in found}
        yield Assignment(
            tuple(task for task in assignment.tasks if task.id in found),
            {name: agent for name, agent in assignment.agents.items() if name in doers},
            assignment.journeys,
            assignment.goals,
        )


class _Part:
    """One part, solved goal by goal."""

    def __init__(
        self,
        assignment: Assignment,
        seconds_left: Callable[[], float],
        seed: int,
        workers: int,
        stop: Stop,
    ) -> None:
        self.assignment = assignment
        self.seconds_left = seconds_left
        self.seed = seed
        self.workers = workers
        self.stop = stop
        self.limits: dict[Goal, int] = {}
        self.assigned: dict[str, str] = {
            task.id: task.fixed for task in assignment.tasks if task.fixed is not None
        }

    def answer(self) -> Answer:
        """All goals in their order."""
        proven: dict[Goal, Proven] = {}
        for goal in ("coverage", *self.assignment.goals):
            if goal == "travel":
                bound = self._travel()
            else:
                bound = self._optimise(_Model(self.assignment, alike=True), goal)
            value = measure(self.assignment, self.assigned, goal)
            self.limits[goal] = value
            proven[goal] = Proven(value, min(value, max(0, bound)))
        return Answer(dict(self.assigned), proven)

    def _optimise(self, model: _Model, goal: Goal, *, gap: float = 0) -> int:
        """Take over what is best for a goal; what it cannot go below."""
        model.limit(self.limits)
        model.hint(self.assigned)
        model.model.minimize(model.price(goal))
        solver = new_solver(self.seed, self.workers)
        solver.parameters.symmetry_level = 2
        solver.parameters.relative_gap_limit = gap
        seconds = max(0.0, self.seconds_left()) * SHARE[goal]
        solver.parameters.max_time_in_seconds = max(seconds, 0.2)
        with stopping(solver, self.stop):
            status = solver.solve(model.model)
        if status in FOUND:
            found = model.assigned(solver)
            if self._better(found, goal):
                self.assigned = found
        return round(solver.best_objective_bound) if status in FOUND else 0

    def _better(self, found: Assigned, goal: Goal) -> bool:
        """Whether an assignment keeps to the limits, and is not worse for a goal."""
        return measure(self.assignment, found, goal) <= measure(
            self.assignment, self.assigned, goal
        ) or not self.limits

    def _travel(self) -> int:
        """Least travel: exact from homes; else from middles that move until nothing is gained."""
        assignment = self.assignment
        homes = all(agent.home is not None for agent in assignment.agents.values())
        bound = least_travel(
            assignment,
            self.assigned,
            spread=self.limits.get("fairness"),
            seconds=self.seconds_left() / 4,
        )
        while True:
            before = measure(assignment, self.assigned, "travel")
            centres = {
                agent.id: middle(assignment, agent, theirs)
                for agent, theirs in by_agent(assignment, self.assigned)
            }
            model = _Model(assignment, alike=False, centres=centres)
            proven = self._optimise(model, "travel", gap=0 if homes else MIDDLES_GAP)
            if homes:
                return max(bound, proven)
            gained = before - measure(assignment, self.assigned, "travel")
            if gained <= 0 or self.seconds_left() <= 0 or self.stop():
                return bound


class _Model:
    """The model of an assignment.

    Parameters
    ----------
    alike
        Whether tasks that only their place tells apart are counted together.
    centres
        Where each agent's travel is counted from.
    """

    def __init__(
        self,
        assignment: Assignment,
        *,
        alike: bool,
        centres: dict[str, str | None] | None = None,
    ) -> None:
        self.assignment = assignment
        self.centres = centres or {}
        self.model = cp_model.CpModel()
        kinds: defaultdict[object, list[Task]] = defaultdict(list)
        for task in assignment.tasks:
            kinds[_kind(task) if alike else task.id].append(task)
        self.kinds = list(kinds.values())
        self.done: list[dict[str, Variable]] = []
        """By kind: how many of it each agent does."""
        for tasks in self.kinds:
            doers = (tasks[0].fixed,) if tasks[0].fixed is not None else tuple(tasks[0].agents)
            done = {name: self.model.new_int_var(0, len(tasks), "") for name in doers}
            self.done.append(done)
            everything = sum(done.values())
            if tasks[0].fixed is not None:
                self.model.add(everything == len(tasks))
            else:
                self.model.add(everything <= len(tasks))
        self._keep_apart()
        self.least = self.model.new_int_var(0, 10**6, "")
        self.most = self.model.new_int_var(0, 10**6, "")
        self._bind_loads()

    def _keep_apart(self) -> None:
        number = {task.id: kind for kind, tasks in enumerate(self.kinds) for task in tasks}
        for kind, tasks in enumerate(self.kinds):
            for other in sorted(tasks[0].apart):
                if number.get(other, -1) > kind:
                    for name in self.done[kind].keys() & self.done[number[other]].keys():
                        both = self.done[kind][name] + self.done[number[other]][name]
                        self.model.add(both <= 1)

    def _bind_loads(self) -> None:
        fixed: defaultdict[str, int] = defaultdict(int)
        minutes: defaultdict[str, list[Expression]] = defaultdict(list)
        for tasks, done in zip(self.kinds, self.done, strict=True):
            for name, count in done.items():
                minutes[name].append(tasks[0].minutes * count)
                if tasks[0].fixed is not None:
                    fixed[name] += tasks[0].minutes * len(tasks)
        for name, agent in self.assignment.agents.items():
            load = agent.base_minutes + sum(minutes[name])
            self.model.add(load <= max(agent.room_minutes, agent.base_minutes + fixed[name]))
            if agent.full_minutes > 0:
                self.model.add(STEPS * load <= self.most * agent.full_minutes)
                if name in self.assignment.expecting:
                    self.model.add(STEPS * load >= self.least * agent.full_minutes)
        if not self.assignment.expecting:
            self.model.add(self.least == 0)

    def price(self, goal: Goal) -> Expression:
        """What a goal is measured by."""
        if goal == "fairness":
            return self.most - self.least
        return sum(
            self._price(goal, tasks, name) * count
            for tasks, done in zip(self.kinds, self.done, strict=True)
            for name, count in done.items()
        ) + self._without(goal)

    def _without(self, goal: Goal) -> int:
        """What a goal is measured at when nothing is done."""
        if goal == "travel":
            return 0
        tasks = self.assignment.tasks
        if goal == "coverage":
            return sum(task.worth for task in tasks)
        return sum(task.last is not None for task in tasks)

    def _price(self, goal: Goal, tasks: list[Task], name: str) -> int:
        task = tasks[0]
        match goal:
            case "coverage":
                return task.agents.get(name, 0) - task.worth
            case "continuity":
                return -int(task.last == name)
            case _:
                centre = self.centres.get(name)
                return task.visits * self.assignment.journey(centre, task.place)

    def limit(self, limits: dict[Goal, int]) -> None:
        """Let no goal that was reached before be reached less well."""
        for goal, value in limits.items():
            if goal != "travel":
                self.model.add(self.price(goal) <= value)

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
            doers = [name for name, count in done.items() for _ in range(solver.value(count))]
            assigned |= {task.id: name for task, name in zip(tasks, doers, strict=False)}
        return assigned


def _kind(task: Task) -> object:
    """What tasks have in common that nobody could tell apart but by their place."""
    alone = task.id if task.apart else None
    return (task.minutes, task.worth, frozenset(task.agents.items()), task.fixed, task.last, alone)
