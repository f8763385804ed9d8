"""CP-SAT over a timetable: improve a placement neighbourhood by neighbourhood, or prove it best.

`improve` frees a few dozen meetings that have to do with one another, solves them exactly while the
rest stands, and keeps what is cheaper. `prove` frees everything and so gives a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from math import ceil
from random import Random

from ortools.sat.python import cp_model

from planner.domain.errors import Disagreement
from planner.engine.answer import Answer, Report
from planner.engine.compiled import Compiled
from planner.engine.effort import Effort
from planner.engine.evaluate import Evaluation, evaluate
from planner.engine.exact_model import ExactModel
from planner.engine.exact_neighbourhood import Neighbourhood, Neighbourhoods
from planner.engine.exact_pairs import Pairs
from planner.engine.exact_prices import price
from planner.engine.exact_solver import FOUND, new_solver, stopping
from planner.engine.occupancy import occupancy_of
from planner.engine.timetable import Placements

EFFORT = 0.2
"""CP-SAT's deterministic seconds for one neighbourhood: the same answer on a slow machine."""

WHOLLY_RELAXED = 40
"""Up to so many meetings every clause is in the linear relaxation; with more it gets too slow."""

FEW_THREADS = 2
"""With up to so many threads one alone proves fastest; with more CP-SAT divides the work."""

UNLIMITED = 1 << 50
"""More than any timetable costs."""


Found = dict[int, tuple[int, frozenset[int]]]


def improve(
    compiled: Compiled,
    placements: Placements,
    *,
    movable: frozenset[int],
    effort: Effort,
    report: Report,
) -> Answer:
    """Improve placements until the rounds or the seconds are used, or stop is asked for.

    Parameters
    ----------
    movable
        The meetings that may be placed elsewhere; all others stay.
    effort
        Its workers are neighbourhoods solved side by side in a round, each on one thread.
    """
    first = _price(compiled, placements)
    best = Answer(placements, first.total)
    neighbourhoods = Neighbourhoods(compiled, movable, Random(effort.seed))
    done = 0
    with ThreadPoolExecutor(effort.workers) as pool:
        while (effort.rounds is None or done < effort.rounds) and not effort.is_over:
            occupancy = occupancy_of(compiled, best.placements)
            chosen = neighbourhoods.choose(occupancy, effort.workers)
            task = partial(
                solve_neighbourhood,
                compiled,
                best.placements,
                seed=effort.seed + done,
                left=effort.seconds_left,
            )
            better = adopt(
                compiled, best, zip(chosen, pool.map(task, chosen), strict=True), first.broken
            )
            neighbourhoods.learn(improved=better.cost < best.cost)
            if better.cost < best.cost:
                best = better
            report(best)
            done += 1
    return best


def prove(
    compiled: Compiled,
    placements: Placements,
    *,
    movable: frozenset[int],
    effort: Effort,
    report: Report,
) -> Answer:
    """Solve all movable meetings at once from a known placement, with a bound on every other.

    It is quick when that placement is nearly the best there is, and slow to find better ones.
    Leaving meetings out is left out of account when the placement is already cheaper than that.
    With rounds it works for as long as that many neighbourhoods would, on one thread, so that
    the answer is the same each time.
    """
    best = Answer(placements, _price(compiled, placements).total)
    may_omit = len(placements) < len(compiled.ids) or best.cost >= min(
        compiled.omission[meeting] for meeting in movable
    )
    within = compiled.timetable.grid.everything
    exact = _model(compiled, placements, sorted(movable), within, may_omit=may_omit)
    constant = constant_of(exact, best)
    ask_for(exact.model, best.cost - constant)
    threads = effort.workers if effort.rounds is None and effort.workers > FEW_THREADS else 1
    solver = new_solver(effort.seed, threads)
    _prefer_bounds(solver, len(movable))
    solver.parameters.max_time_in_seconds = max(effort.seconds_left(), 0.01)
    if effort.rounds is not None:
        solver.parameters.max_deterministic_time = EFFORT * effort.rounds
    watcher = _Watcher(exact, best, constant, report)
    with stopping(solver, effort.stop):
        status = solver.solve(exact.model, watcher)
    if status not in FOUND:
        return watcher.best
    return replace(watcher.best, bound=watcher.bound_of(solver.best_objective_bound))


def ask_for(model: cp_model.CpModel, most: int) -> None:
    """Let presolve and relaxation know that nothing dearer than `most` is wanted.

    Where something is known that is best, it should be left in: a solver that is asked only for
    cheaper ones says INFEASIBLE for "optimal", and that answer of CP-SAT has been false.
    """
    objective = model.proto.objective
    objective.domain.extend((-UNLIMITED, most - round(objective.offset)))


def _prefer_bounds(solver: cp_model.CpSolver, meetings: int) -> None:
    """Set a solver to raise the bound by its linear relaxation, the placement being known.

    Measured on Gjerstad and Tinn: one thread set like this needs a fifth to a third of the work of
    two, of which CP-SAT gives one to its own neighbourhoods.
    """
    solver.parameters.search_branching = cp_model.LP_SEARCH
    solver.parameters.max_presolve_iterations = 1
    if meetings <= WHOLLY_RELAXED:
        solver.parameters.linearization_level = 2


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Keeps and reports the best placement of a whole solve."""

    def __init__(self, exact: ExactModel, best: Answer, constant: int, report: Report) -> None:
        super().__init__()
        self.exact = exact
        self.best = best
        self.constant = constant
        self.report = report

    def on_solution_callback(self) -> None:
        """Take over a new solution."""
        placements = self.exact.answer(self).placements()
        cost = _price(self.exact.compiled, placements).total
        if cost < self.best.cost:
            self.best = Answer(placements, cost)
        self.report(replace(self.best, bound=self.bound_of(self.best_objective_bound)))

    def bound_of(self, objective_bound: float) -> int:
        """What no placement costs less than, when no objective is below a bound."""
        return min(ceil(objective_bound - 1e-6) + self.constant, self.best.cost)


def solve_neighbourhood(
    compiled: Compiled,
    placements: Placements,
    chosen: Neighbourhood,
    *,
    seed: int,
    left: Callable[[], float],
    effort: float = EFFORT,
    to_place: bool = False,
) -> Found | None:
    """The cheapest placement found of the free meetings; `None` when it is the one they have.

    `effort` is in CP-SAT's deterministic seconds. With `to_place` only placements that leave out
    less are looked for; that there are none is seen much sooner than what is cheapest.
    """
    complete = all(compiled.ids[meeting] in placements for meeting in chosen.free)
    exact = _model(compiled, placements, chosen.free, chosen.within, may_omit=not complete)
    if to_place:
        omission = compiled.omission
        placed = sum(omission[each] for each in chosen.free if each in exact.known.start)
        held = sum(omission[each] * one.held for each, one in exact.meetings.items())
        exact.model.add(held > placed)
    solver = new_solver(seed, 1)
    solver.parameters.max_deterministic_time = effort
    solver.parameters.max_time_in_seconds = max(left(), 0.01)
    if solver.solve(exact.model) not in FOUND:
        return None
    answer = exact.answer(solver)
    if all(
        answer.start.get(meeting) == exact.known.start.get(meeting)
        and answer.attending.get(meeting) == exact.known.attending.get(meeting)
        for meeting in chosen.free
    ):
        return None
    return {
        meeting: (answer.start[meeting], answer.attending[meeting])
        for meeting in chosen.free
        if meeting in answer.start
    }


def _model(
    compiled: Compiled,
    placements: Placements,
    free: Iterable[int],
    within: int,
    *,
    may_omit: bool,
) -> ExactModel:
    """The priced model of the free meetings."""
    exact = ExactModel(compiled, placements, free, within=within, may_omit=may_omit)
    price(exact, Pairs(exact))
    return exact


def adopt(
    compiled: Compiled,
    best: Answer,
    answers: Iterable[tuple[Neighbourhood, Found | None]],
    broken: dict[str, int],
) -> Answer:
    """Put the neighbourhoods' answers in one after the other, as long as each makes it cheaper.

    They were solved side by side, so one may stand in another's way; that one is dropped. `broken`
    is what meetings that stay break among themselves, and nothing may be added to it.
    """
    for chosen, found in answers:
        if found is None:
            continue
        occupancy = occupancy_of(compiled, best.placements)
        for meeting in chosen.free:
            if meeting in occupancy.start:
                occupancy.take(meeting)
        for meeting, (start, attending) in found.items():
            occupancy.put(meeting, start, attending)
        placements = occupancy.placements()
        evaluation = _price(compiled, placements)
        if evaluation.broken == broken and evaluation.total < best.cost:
            best = Answer(placements, evaluation.total)
    return best


def _price(compiled: Compiled, placements: Placements) -> Evaluation:
    return evaluate(compiled.timetable, placements)


def constant_of(exact: ExactModel, best: Answer) -> int:
    """What the timetable costs beside the model's objective, which says only what can change.

    `best` is the placement that the model was made with, and what it costs.
    """
    solver = new_solver(1, 1)
    fixed = exact.model.clone()
    solver.parameters.fix_variables_to_their_hinted_value = True
    solver.parameters.cp_model_presolve = False
    if solver.solve(fixed) not in FOUND:
        raise Disagreement("the exact model refuses a placement that breaks nothing")
    return best.cost - round(solver.objective_value)
