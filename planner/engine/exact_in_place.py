"""A first answer to what the smallest change is: often it is proven at once, without neighbours.

`least_alone` is what the meetings that cannot stay must cost when no other is in their way;
`mended_in_place` mends them while all others stand still, at their own time where that is still
open. When the two meet, no smaller change is possible.
"""

from __future__ import annotations

from dataclasses import replace

from ortools.sat.python import cp_model

from planner.engine.compiled import Compiled
from planner.engine.effort import Effort
from planner.engine.exact_model import ExactModel
from planner.engine.exact_pairs import Pairs
from planner.engine.exact_prices import own_terms, price
from planner.engine.exact_solver import FOUND, new_solver, stopping
from planner.engine.timetable import Placements

PATIENCE = 0.3
"""CP-SAT's deterministic seconds for either; where they take longer, neighbours are asked."""


def least_alone(
    compiled: Compiled,
    known: Placements,
    *,
    movable: frozenset[int],
    asked: frozenset[int],
    effort: Effort,
) -> int | None:
    """What every placement costs at least; `None` when it was not found in time.

    The other movable meetings are left out of account, and so is what is counted over several
    meetings, the order of meetings, and that the meetings asked are in each other's way.

    Parameters
    ----------
    compiled
        A timetable that prices changes, and nothing between meetings but quotas.
    known
        Where meetings stand; only those that are not movable are looked at.
    """
    timetable = compiled.timetable
    quotas = [each for each in timetable.quotas if len(each.meetings) == 1]
    bare = replace(compiled, timetable=replace(timetable, chains=[], quotas=quotas))
    fixed = {name: each for name, each in known.items() if compiled.index[name] not in movable}
    total = sum(
        compiled.omission[number]
        for name, number in compiled.index.items()
        if number not in movable and name not in known
    )
    for meeting in sorted(asked):
        exact = ExactModel(bare, fixed, [meeting], within=timetable.grid.everything, may_omit=True)
        exact.model.minimize(sum(amount * count for amount, count in own_terms(exact)))
        solver = _solver(effort)
        with stopping(solver, effort.stop):
            if solver.solve(exact.model) != cp_model.OPTIMAL:
                return None
        total += round(solver.objective_value)
    return total


def mended_in_place(
    compiled: Compiled,
    known: Placements,
    published: Placements,
    *,
    asked: frozenset[int],
    effort: Effort,
) -> Placements:
    """The cheapest placement found of the meetings asked, all others as they are `known`.

    Those whose published start is still open stay there.
    """
    starts = list(compiled.starts)
    for meeting in asked:
        placement = published.get(compiled.ids[meeting])
        if placement is not None:
            starts[meeting] = starts[meeting] & 1 << placement.start or starts[meeting]
    exact = ExactModel(
        replace(compiled, starts=starts),
        known,
        sorted(asked),
        within=compiled.timetable.grid.everything,
        may_omit=True,
    )
    price(exact, Pairs(exact))
    solver = _solver(effort)
    with stopping(solver, effort.stop):
        status = solver.solve(exact.model)
    return exact.answer(solver).placements() if status in FOUND else known


def _solver(effort: Effort) -> cp_model.CpSolver:
    solver = new_solver(effort.seed, effort.workers)
    solver.parameters.max_deterministic_time = PATIENCE
    solver.parameters.max_time_in_seconds = max(effort.seconds_left(), 0.01)
    return solver
