"""CP-SAT over a timetable: improve a placement neighbourhood by neighbourhood, or prove it best.

`improve` frees a few dozen meetings that have to do with one another, solves them exactly while the
rest stands, and keeps what is cheaper. `prove` frees everything and so gives a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from random import Random
from threading import Event, Thread

from ortools.sat.python import cp_model

from planner.domain.errors import Disagreement
from planner.engine.compiled import Compiled
from planner.engine.evaluate import Evaluation, evaluate
from planner.engine.exact_model import ExactModel
from planner.engine.exact_neighbourhood import Neighbourhood, Neighbourhoods
from planner.engine.exact_pairs import Pairs
from planner.engine.exact_prices import price
from planner.engine.occupancy import occupancy_of
from planner.engine.timetable import Placements

EFFORT = 0.2
"""CP-SAT's deterministic seconds for one neighbourhood: the same answer on a slow machine."""

WHOLLY_RELAXED = 40
"""Up to so many meetings every clause is in the linear relaxation; with more it gets too slow."""

_FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


@dataclass(frozen=True, slots=True)
class Answer:
    """A placement with its price, and the bound when one was proven."""

    placements: Placements
    cost: int
    bound: int | None = None


Found = dict[int, tuple[int, frozenset[int]]]
Report = Callable[[Answer], None]


def improve(
    compiled: Compiled,
    placements: Placements,
    *,
    movable: frozenset[int],
    seed: int,
    workers: int,
    rounds: int | None,
    seconds_left: Callable[[], float],
    stop: Callable[[], bool],
    report: Report,
) -> Answer:
    """Improve placements until the rounds or the seconds are used, or stop is asked for.

    Parameters
    ----------
    movable
        The meetings that may be placed elsewhere; all others stay.
    workers
        Neighbourhoods solved side by side in a round, each on one thread.
    rounds
        How many rounds; `None` for as many as the time allows. With a number of rounds and time
        enough the answer depends on the seed and the number of workers alone.
    """
    first = _price(compiled, placements)
    best = Answer(placements, first.total)
    neighbourhoods = Neighbourhoods(compiled, movable, Random(seed))
    done = 0
    with ThreadPoolExecutor(workers) as pool:
        while (rounds is None or done < rounds) and seconds_left() > 0 and not stop():
            occupancy = occupancy_of(compiled, best.placements)
            chosen = neighbourhoods.choose(occupancy, workers)
            task = partial(
                _solve_neighbourhood, compiled, best.placements, seed=seed + done, left=seconds_left
            )
            better = _adopt(
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
    seed: int,
    workers: int,
    rounds: int | None,
    seconds_left: Callable[[], float],
    stop: Callable[[], bool],
    report: Report,
) -> Answer:
    """Solve all movable meetings at once from a known placement, with a bound on every other.

    Leaving meetings out is left out of account when the placement is already cheaper than that.
    With `rounds` it works for as long as that many neighbourhoods would, on one thread, so that
    the answer is the same each time.
    """
    best = Answer(placements, _price(compiled, placements).total)
    may_omit = len(placements) < len(compiled.ids) or best.cost >= min(
        compiled.omission[meeting] for meeting in movable
    )
    within = compiled.timetable.grid.everything
    exact = _model(compiled, placements, sorted(movable), within, may_omit=may_omit)
    constant = _constant(exact, best)
    solver = _solver(seed, workers if rounds is None else 1)
    solver.parameters.max_time_in_seconds = max(seconds_left(), 0.01)
    if len(movable) <= WHOLLY_RELAXED:
        solver.parameters.linearization_level = 2
    if rounds is not None:
        solver.parameters.max_deterministic_time = EFFORT * rounds
    watcher = _Watcher(exact, best, constant, report)
    done = Event()
    alarm = Thread(target=_stop_when_asked, args=(solver, stop, done), daemon=True)
    alarm.start()
    status = solver.solve(exact.model, watcher)
    done.set()
    alarm.join()
    if status not in _FOUND:
        return watcher.best
    return replace(watcher.best, bound=watcher.bound_of(solver.best_objective_bound))


def _stop_when_asked(solver: cp_model.CpSolver, stop: Callable[[], bool], done: Event) -> None:
    """Stop a solve as soon as it is asked for, whether or not it finds anything meanwhile."""
    while not done.wait(0.1):
        if stop():
            solver.stop_search()
            return


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


def _solve_neighbourhood(
    compiled: Compiled,
    placements: Placements,
    chosen: Neighbourhood,
    *,
    seed: int,
    left: Callable[[], float],
) -> Found | None:
    """The cheapest placement found of the free meetings; `None` when it is the one they have."""
    complete = all(compiled.ids[meeting] in placements for meeting in chosen.free)
    exact = _model(compiled, placements, chosen.free, chosen.within, may_omit=not complete)
    solver = _solver(seed, 1)
    solver.parameters.max_deterministic_time = EFFORT
    solver.parameters.max_time_in_seconds = max(left(), 0.01)
    if solver.solve(exact.model) not in _FOUND:
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


def _solver(seed: int, workers: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    # Measured: both take several times longer than they save on these models.
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    # Ctrl-C is for who asked for the work; CP-SAT 9.15 aborts the process in its own handler.
    solver.parameters.catch_sigint_signal = False
    return solver


def _adopt(
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


def _constant(exact: ExactModel, best: Answer) -> int:
    """What the timetable costs beside the model's objective, which says only what can change."""
    solver = _solver(1, 1)
    fixed = exact.model.clone()
    solver.parameters.fix_variables_to_their_hinted_value = True
    solver.parameters.cp_model_presolve = False
    if solver.solve(fixed) not in _FOUND:
        raise Disagreement("the exact model refuses a placement that breaks nothing")
    return best.cost - round(solver.objective_value)
