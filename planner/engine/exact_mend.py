"""What search left unplaced: find it a place by moving what is in its way, or prove there is none.

`mend` frees a meeting that has no place together with those that are in its way, a few at first
and then more. `crowds` looks for a proof instead: a few meetings of which no plan places more than
this one does.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from ortools.sat.python import cp_model

from planner.domain.grid import set_bits
from planner.engine.answer import Answer, Report
from planner.engine.compiled import Compiled
from planner.engine.effort import Effort
from planner.engine.evaluate import evaluate
from planner.engine.exact import EFFORT, adopt, solve_neighbourhood
from planner.engine.exact_model import ExactModel
from planner.engine.exact_neighbourhood import Neighbourhood
from planner.engine.exact_pairs import Pairs
from planner.engine.exact_solver import FOUND, new_solver, stopping
from planner.engine.occupancy import Occupancy, occupancy_of
from planner.engine.timetable import Placements

SIZES = (6, 12, 24, 48, 96)
"""Meetings freed around one that has no place; more when fewer did not help."""

CROWDS = (1, 2, 4, 8, 16, 32, 64)
"""Meetings among which it is asked whether one more could be placed."""

PROOF_EFFORT = 5.0
"""CP-SAT's deterministic seconds for each solve of a proof."""


def mend(
    compiled: Compiled,
    placements: Placements,
    *,
    movable: frozenset[int],
    effort: Effort,
    report: Report,
) -> Answer:
    """Place what is left out, as far as moving others makes room for it, and never dearer.

    Parameters
    ----------
    movable
        The meetings that may be placed elsewhere; all others stay.
    effort
        Its workers are meetings worked on side by side, each on one thread. It has no rounds: with
        time enough the answer depends on the seed and the workers alone.
    """
    surroundings = _Surroundings(compiled, movable)
    first = evaluate(compiled.timetable, placements)
    best = Answer(placements, first.total)
    random = Random(effort.seed)
    with ThreadPoolExecutor(effort.workers) as pool:
        for size in SIZES:
            hardest = _hardest_left_out(compiled, best.placements, movable)
            for at in range(0, len(hardest), effort.workers):
                batch = hardest[at : at + effort.workers]
                if effort.is_over:
                    return best
                occupancy = occupancy_of(compiled, best.placements)
                chosen = [
                    Neighbourhood(
                        surroundings.in_the_way(meeting, occupancy, size, random),
                        compiled.timetable.grid.everything,
                    )
                    for meeting in batch
                    if meeting not in occupancy.start
                ]
                task = partial(
                    solve_neighbourhood,
                    compiled,
                    best.placements,
                    seed=random.randrange(1 << 30),
                    left=effort.seconds_left,
                    effort=EFFORT * size / SIZES[0],
                    to_place=True,
                )
                found = zip(chosen, pool.map(task, chosen), strict=True)
                best = adopt(compiled, best, found, first.broken)
                report(best)
    return best


def crowds(
    compiled: Compiled,
    placements: Placements,
    *,
    movable: frozenset[int],
    effort: Effort,
) -> dict[str, frozenset[str]]:
    """For meetings without a place, others with which they are proven to be too many.

    What is proven of a meeting and its crowd, which it is one of: with the meetings that are not
    movable where they are, no placement that breaks nothing places more of the crowd than this one
    does. All others may then stand anywhere or be left out, since leaving meetings out never breaks
    anything. A meeting that is not in the answer may have a place or not; nothing is known.

    Two solves that have little in common must agree, since CP-SAT has called models infeasible that
    were not (OR-Tools issues 5274 and 5295).
    """
    least = (chain.least for chain in compiled.timetable.chains if chain.least is not None)
    if any(days < 0 for days in least):
        return {}  # Leaving out what is between two meetings could then break their order.
    proven: dict[str, frozenset[str]] = {}
    surroundings = _Surroundings(compiled, movable)
    for meeting in _hardest_left_out(compiled, placements, movable):
        for crowd in surroundings.crowds_of(meeting):
            if effort.is_over:
                return proven
            question = _one_more(compiled, placements, movable, crowd)
            verdict = _verdict(question, effort)
            if verdict == cp_model.INFEASIBLE:
                proven[compiled.ids[meeting]] = frozenset(compiled.ids[each] for each in crowd)
            if verdict not in FOUND:
                break
    return proven


def _hardest_left_out(
    compiled: Compiled, placements: Placements, movable: frozenset[int]
) -> list[int]:
    """The movable meetings without a place, those with the fewest starts first.

    Those that have no start at all are not among them: nothing that is moved makes room for them.
    """
    left_out = [
        meeting
        for meeting in movable
        if compiled.starts[meeting] and compiled.ids[meeting] not in placements
    ]
    return sorted(left_out, key=lambda each: (compiled.starts[each].bit_count(), each))


class _Surroundings:
    """Which meetings a meeting has to share people, days or an order with."""

    def __init__(self, compiled: Compiled, movable: frozenset[int]) -> None:
        self.compiled = compiled
        self.movable = movable
        slots_per_day = compiled.timetable.grid.slots_per_day
        self.days = [
            {start // slots_per_day for start in set_bits(starts)} for starts in compiled.starts
        ]
        self.needs = [_needs(compiled, meeting) for meeting in range(len(compiled.ids))]
        self.linked: list[set[int]] = [set() for _ in compiled.ids]
        for chain in compiled.timetable.chains:
            numbers = {compiled.index[name] for name in chain.meetings}
            for number in numbers:
                self.linked[number] |= numbers & movable
        self.needing: list[set[int]] = [set() for _ in compiled.resource_ids]
        for meeting in movable:
            for resource in self.needs[meeting]:
                self.needing[resource].add(meeting)

    def in_the_way(
        self, meeting: int, occupancy: Occupancy, size: int, random: Random
    ) -> list[int]:
        """A meeting with those that take its people on its days, theirs in turn, `size` in all."""
        free = {meeting: None}
        queue = [meeting]
        while queue and len(free) < size:
            one = queue.pop(0)
            taking = {
                other
                for resource in self.needs[one]
                for other in occupancy.meetings_of[resource]
                if occupancy.day_of(other) in self.days[one]
            }
            near = sorted((taking & self.movable | self.linked[one]) - free.keys())
            random.shuffle(near)
            free.update(dict.fromkeys(near))
            queue += near
        return list(free)[:size]

    def crowds_of(self, meeting: int) -> Iterator[list[int]]:
        """A meeting alone, and with more and more of those that compete with it.

        Those that can go nowhere else than where it can come first. Meetings that matter less than
        it are left out: they would have to give way.
        """
        omission = self.compiled.omission
        crowd = {meeting: None}
        queue = [meeting]
        for size in CROWDS:
            while queue and len(crowd) < size:
                one = queue.pop(0)
                rivals = self.linked[one].union(*(self.needing[each] for each in self.needs[one]))
                fresh = [
                    each
                    for each in rivals - crowd.keys()
                    if omission[each] >= omission[meeting]
                    and (each in self.linked[one] or self.days[one] & self.days[each])
                ]
                fresh.sort(key=lambda each: (len(self.days[each] - self.days[one]), each))
                crowd.update(dict.fromkeys(fresh))
                queue += fresh
            yield list(crowd)[:size]
            if not queue and len(crowd) <= size:
                return


def _needs(compiled: Compiled, meeting: int) -> set[int]:
    """The resources without any of which a meeting might not be held."""
    required = (choice.options for choice in compiled.choices[meeting] if choice.required)
    return set(compiled.forced[meeting]).union(*required)


@dataclass(frozen=True, slots=True)
class _Question:
    """Whether more of some meetings could be placed than are.

    `model` lets as many be placed as are now, `more` asks for one more.
    """

    model: cp_model.CpModel
    more: cp_model.CpModel


def _one_more(
    compiled: Compiled, placements: Placements, movable: frozenset[int], crowd: list[int]
) -> _Question:
    """Ask for one more of a crowd, with nobody there who need not be and no other movable meeting.

    Both only make it easier, so that an answer of "no" holds for whole plans too.
    """
    needed = [[choice for choice in own if choice.required] for own in compiled.choices]
    bare = replace(compiled, choices=needed)
    stay = {
        name: placement
        for name, placement in placements.items()
        if compiled.index[name] in crowd or compiled.index[name] not in movable
    }
    everything = compiled.timetable.grid.everything
    exact = ExactModel(bare, stay, crowd, within=everything, may_omit=True)
    Pairs(exact)
    held = sum(variables.held for variables in exact.meetings.values())
    now = sum(compiled.ids[meeting] in placements for meeting in crowd)
    exact.model.add(held >= now)
    more = exact.model.clone()
    more.add(held > now)
    return _Question(exact.model, more)


def _verdict(question: _Question, effort: Effort) -> cp_model.CpSolverStatus:
    """INFEASIBLE only when the model takes the known placement and two solves find no better."""
    known, searched, relaxed = (new_solver(effort.seed + number, 1) for number in range(3))
    known.parameters.fix_variables_to_their_hinted_value = True
    known.parameters.cp_model_presolve = False
    searched.parameters.linearization_level = 0
    relaxed.parameters.linearization_level = 2
    relaxed.parameters.cp_model_presolve = False
    status = cp_model.UNKNOWN
    for solver, model in (
        (known, question.model),
        (searched, question.more),
        (relaxed, question.more),
    ):
        solver.parameters.max_deterministic_time = PROOF_EFFORT
        solver.parameters.max_time_in_seconds = max(effort.seconds_left(), 0.01)
        with stopping(solver, effort.stop):
            status = solver.solve(model)
        expected = FOUND if solver is known else (cp_model.INFEASIBLE,)
        if status not in expected:
            return cp_model.UNKNOWN if solver is known else status
    return status
