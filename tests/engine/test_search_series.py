"""Setting down a series: the dates found for it are the best there are, by trying them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from planner.domain.grid import set_bits
from planner.engine import search_layout as at
from planner.engine.compiled import Compiled, compile_timetable
from planner.engine.construct import construct
from planner.engine.evaluate import evaluate
from planner.engine.search_series import reinsert
from planner.engine.search_state import begin, undo
from planner.engine.timetable import Placement, Placements, Timetable
from tests.engine.boards import Stepper
from tests.engine.random_timetables import random_timetable

STARTS = 10
"""So many starts are left to each meeting: few enough to try every way to place three."""

REPEATS = 80
"""Each try looks at two times of day and three weekdays; so many look at all of them."""

COLD = 1e-9


def settled(seed: int) -> tuple[Timetable, list[str]]:
    """A timetable, and its longest group, what each of whose dates costs being given by the others.

    So nobody is chosen, no days away are free, of which it would matter how many are used, and the
    meetings of a group are on different days.
    """
    random = Random(seed)
    timetable = random_timetable(seed, days=14)
    for resource in timetable.resources.values():
        if resource.day_price:
            resource.day_price = replace(resource.day_price, free=0)
    for meeting in timetable.meetings.values():
        del meeting.attendances["one of"]
        starts = random.sample(list(set_bits(meeting.starts)), STARTS)
        meeting.starts = sum(1 << start for start in starts)
        meeting.bans.clear()
    timetable.ties.clear()
    timetable.chains = [replace(chain, least=chain.least or 1) for chain in timetable.chains]
    groups = [
        [name for name in timetable.meetings if name.startswith(f"g{number}.")]
        for number in range(3)
    ]
    return timetable, max(groups, key=len)


def placed(timetable: Timetable, around: Placements, starts: Mapping[str, int]) -> Placements:
    """The group at some starts, with everybody, around all else."""
    return around | {
        name: Placement(
            start,
            frozenset(
                each
                for attendance in timetable.meetings[name].attendances.values()
                for each in attendance.options
            ),
        )
        for name, start in starts.items()
    }


def cheapest_by_brute_force(
    timetable: Timetable, around: Placements, group: list[str]
) -> int | None:
    """The lowest price of a group that is wholly placed; `None` when it cannot be."""
    costs = []
    open_starts = [
        [
            start
            for start in set_bits(timetable.meetings[name].starts)
            if not evaluate(timetable, placed(timetable, around, {name: start})).broken
        ]
        for name in group
    ]
    for starts in product(*open_starts):
        placements = placed(timetable, around, dict(zip(group, starts, strict=True)))
        evaluation = evaluate(timetable, placements)
        if not evaluation.broken:
            costs.append(evaluation.total)
    return min(costs, default=None)


def cheapest_set_down(compiled: Compiled, around: Placements, group: list[str]) -> int | None:
    """The lowest price at which a group, left out at first, is set down."""
    movable = frozenset(compiled.index[name] for name in group)
    stepper = Stepper.at(compiled, around, movable, seed=1)
    constant = evaluate(compiled.timetable, around).total - stepper.cost
    cells, sums = stepper.board.cells, stepper.board.sums
    row = int(cells[stepper.board.meetings[min(movable)] + at.GROUP])
    costs = []
    for _ in range(REPEATS):
        begin(cells)
        if reinsert(cells, sums, row, COLD):
            costs.append(stepper.cost + constant)
            assert evaluate(compiled.timetable, stepper.placements()).total == costs[-1]
        undo(cells, sums)
    return min(costs, default=None)


@pytest.mark.parametrize("seed", range(24))
def test_a_series_gets_the_cheapest_dates_there_are(seed: int) -> None:
    """The others standing where they stand, whatever weekday and time of day are the best."""
    timetable, group = settled(seed)
    compiled = compile_timetable(timetable)
    everywhere = construct(compiled).placements()
    around = {name: everywhere[name] for name in everywhere if name not in group}
    found = cheapest_set_down(compiled, around, group)
    assert found == cheapest_by_brute_force(timetable, around, group)
