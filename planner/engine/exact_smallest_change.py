"""The smallest change that mends a placement, proven: CP-SAT on ever more meetings around a fault.

`smallest_change` begins with the meetings that cannot stay. The others that have to do with them
each have two ways: they stay just as they are, or they are *elsewhere*, which costs the least that
any change of them can cost, and nobody asks where. That leaves out of account only what could make
it dearer, so the model's optimum is a bound on every plan. When nobody is elsewhere in it, it is a
plan, and no smaller change is possible. Otherwise those who were elsewhere are asked in earnest,
too, and so on, hop by hop.

`refine` then looks among the smallest changes for the best plan.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeVar

from ortools.sat.python import cp_model

from planner.engine.answer import Answer
from planner.engine.compiled import Compiled
from planner.engine.construct import construct
from planner.engine.effort import Effort
from planner.engine.evaluate import evaluate
from planner.engine.exact import adopt, ask_for, constant_of, solve_neighbourhood
from planner.engine.exact_in_place import least_alone, mended_in_place
from planner.engine.exact_model import ExactModel
from planner.engine.exact_neighbourhood import Neighbourhood
from planner.engine.exact_pairs import Pairs
from planner.engine.exact_prices import price, terms_of
from planner.engine.exact_solver import FOUND, new_solver, stopping
from planner.engine.occupancy import Occupancy, occupancy_of
from planner.engine.standing import Surroundings, what_can_stay
from planner.engine.timetable import Placements

REPAIR = 0.3
"""Part of the time kept for a change that mends, should the smallest not be found in time."""

REPAIR_EFFORT = 10.0
"""CP-SAT's deterministic seconds for that."""

REFINING = 0.5
"""CP-SAT's deterministic seconds for the best among the smallest changes."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Smallest:
    """A placement that breaks nothing it need not, as near to the published one as was found.

    Parameters
    ----------
    cost
        What it costs in the timetable of changes.
    bound
        No placement that leaves the fixed meetings where they are costs less.
    asked
        The meetings that were asked in earnest, by index.
    """

    placements: Placements
    cost: int
    bound: int
    asked: frozenset[int]


def smallest_change(
    compiled: Compiled,
    published: Placements,
    *,
    movable: frozenset[int],
    forced: Collection[int],
    effort: Effort,
) -> Smallest:
    """Change a placement as little as its timetable prices changes, until it breaks nothing.

    Parameters
    ----------
    compiled
        A timetable that prices changes of `published`, broken requirements far above them, and
        nothing else.
    published
        A placement that may break anything.
    movable
        The meetings that may be changed; all others stay, whatever they break.
    forced
        Movable meetings that something is wrong with: those that break anything as they stand.
        Those that have no place need not be among them.
    """
    stay = what_can_stay(compiled, published, movable, forced)
    known = stay.placements()
    asked = (movable - stay.start.keys()) | movable.intersection(forced)
    questions = effort.part(1 - REPAIR)
    bound = 0
    if not questions.is_over:
        bound = least_alone(compiled, known, movable=movable, asked=asked, effort=questions) or 0
        placements = mended_in_place(compiled, known, published, asked=asked, effort=questions)
        if all(compiled.ids[each] in placements for each in asked):
            cost = evaluate(compiled.timetable, placements).total
            if cost == bound:
                return Smallest(placements, cost, cost, frozenset(asked))
    surroundings = Surroundings(compiled, movable)
    while not questions.is_over:
        question = _Question(compiled, known, asked, surroundings.of_all(asked))
        found = question.answered(questions)
        if found is not None and not found.elsewhere:
            cost = evaluate(compiled.timetable, found.placements).total
            all_placed = all(compiled.ids[each] in found.placements for each in asked)
            if all_placed or question.confirms(questions):
                bound = cost
            return Smallest(found.placements, cost, bound, frozenset(asked))
        bound = max(bound, question.bound)
        if found is None:
            break
        asked |= found.elsewhere
    best = _repaired(compiled, known, asked, effort)
    # That something has no place is not said on one answer.
    all_placed = all(compiled.ids[each] in best.placements for each in asked)
    most = best.cost if all_placed else best.cost - 1
    return Smallest(best.placements, best.cost, min(bound, most), frozenset(asked))


def _repaired(
    compiled: Compiled, known: Placements, asked: frozenset[int], effort: Effort
) -> Answer:
    """The best that is found of the meetings that were asked, all others standing still."""
    tried = construct(compiled, known).placements()
    answers = [Answer(each, evaluate(compiled.timetable, each).total) for each in (known, tried)]
    best = min(answers, key=lambda each: each.cost)
    found = solve_neighbourhood(
        compiled,
        best.placements,
        Neighbourhood(sorted(asked), compiled.timetable.grid.everything),
        seed=effort.seed,
        left=effort.seconds_left,
        effort=REPAIR_EFFORT,
    )
    broken = evaluate(compiled.timetable, known).broken
    chosen = Neighbourhood(sorted(asked), compiled.timetable.grid.everything)
    return adopt(compiled, best, [(chosen, found)], broken)


def refine(whole: Compiled, changes: Compiled, smallest: Smallest, *, effort: Effort) -> Placements:
    """The best plan by `whole` that is found among those that cost no more by `changes`.

    Only meetings that were asked for the smallest change may stand anywhere else than in it.
    """
    exact = ExactModel(
        whole,
        smallest.placements,
        sorted(smallest.asked),
        within=whole.timetable.grid.everything,
        may_omit=True,
    )
    pairs = Pairs(exact)
    changed = sum(amount * count for amount, count in terms_of(exact.priced_by(changes), pairs))
    exact.model.minimize(changed)
    constant = constant_of(exact, Answer(smallest.placements, smallest.cost))
    exact.model.add(changed <= smallest.cost - constant)
    price(exact, pairs)
    solver = new_solver(effort.seed, effort.workers)
    solver.parameters.max_deterministic_time = REFINING
    solver.parameters.max_time_in_seconds = max(effort.seconds_left(), 0.01)
    with stopping(solver, effort.stop):
        status = solver.solve(exact.model)
    return exact.answer(solver).placements() if status in FOUND else smallest.placements


@dataclass(frozen=True, slots=True)
class _Found:
    """An optimum: where the meetings that were asked stand, and who would have to be elsewhere."""

    placements: Placements
    elsewhere: frozenset[int]


class _Question:
    """Where the meetings that are asked should stand, those around them staying or elsewhere."""

    def __init__(
        self, compiled: Compiled, known: Placements, asked: frozenset[int], around: set[int]
    ) -> None:
        standing = occupancy_of(compiled, known)
        self.compiled = compiled
        self.known = known
        self.around = around & standing.start.keys()
        least = _least_changes(compiled, standing)

        def either(values: list[Value], of: Callable[[int], Value]) -> list[Value]:
            return [of(m) if m in self.around else value for m, value in enumerate(values)]

        relaxed = replace(
            compiled,
            starts=either(compiled.starts, lambda meeting: 1 << standing.start[meeting]),
            start_prices=either(compiled.start_prices, lambda _: []),
            omission=either(compiled.omission, lambda meeting: least[meeting]),
            forced=either(compiled.forced, lambda meeting: tuple(standing.attending[meeting])),
            choices=either(compiled.choices, lambda _: []),
        )
        self.exact = ExactModel(
            relaxed,
            known,
            [*sorted(asked), *sorted(self.around)],
            within=compiled.timetable.grid.everything,
            may_omit=True,
            elsewhere={meeting: compiled.participants(meeting) for meeting in self.around},
        )
        price(self.exact, Pairs(self.exact))
        self.least_objective = 0.0

    def answered(self, effort: Effort) -> _Found | None:
        """The optimum; `None` when it was not found in time."""
        solver = new_solver(effort.seed, effort.workers)
        solver.parameters.max_time_in_seconds = max(effort.seconds_left(), 0.01)
        with stopping(solver, effort.stop):
            status = solver.solve(self.exact.model)
        if status in FOUND:
            self.least_objective = solver.best_objective_bound
        if status != cp_model.OPTIMAL:
            return None
        elsewhere = frozenset(
            meeting
            for meeting in self.around
            if not solver.boolean_value(self.exact.meetings[meeting].held)
        )
        return _Found(self.exact.answer(solver).placements(), elsewhere)

    def confirms(self, effort: Effort) -> bool:
        """Whether another way of solving agrees that nothing is cheaper than the optimum.

        That a meeting has no place is not said on one answer: CP-SAT has called models infeasible
        that were not (OR-Tools issues 5274 and 5295).
        """
        cheaper = self.exact.model.clone()
        ask_for(cheaper, round(self.least_objective) - 1)
        solver = new_solver(effort.seed + 1, effort.workers)
        solver.parameters.linearization_level = 2
        solver.parameters.cp_model_presolve = False
        solver.parameters.max_time_in_seconds = max(effort.seconds_left(), 0.01)
        with stopping(solver, effort.stop):
            return solver.solve(cheaper) == cp_model.INFEASIBLE

    @property
    def bound(self) -> int:
        """What no change costs less than, as far as this question was answered."""
        known = Answer(self.known, evaluate(self.compiled.timetable, self.known).total)
        return ceil(self.least_objective - 1e-6) + constant_of(self.exact, known)


def _least_changes(compiled: Compiled, standing: Occupancy) -> list[int]:
    """For each meeting that stands, what any change of it costs at the least."""
    of_people: dict[int, int] = {}
    for quota in compiled.timetable.quotas:
        if len(quota.meetings) == 1:
            meeting = compiled.index[quota.meetings[0]]
            of_people[meeting] = min(quota.price, of_people.get(meeting, quota.price))
    least: list[int] = []
    for meeting in range(len(compiled.ids)):
        start = standing.start.get(meeting)
        elsewhere = compiled.starts[meeting] & ~(0 if start is None else 1 << start)
        move = sum(
            amount for amount, mask in compiled.start_prices[meeting] if not elsewhere & ~mask
        )
        others = of_people.get(meeting, 0) if compiled.choices[meeting] else move
        least.append(min(move, others))
    return least
