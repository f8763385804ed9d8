"""An occupancy says the same of a placement, however it came about."""

from __future__ import annotations

from random import Random

import pytest

from planner.domain.grid import set_bits
from planner.engine.compiled import Compiled, compile_timetable
from planner.engine.occupancy import Occupancy, occupancy_of
from tests.engine.random_timetables import random_timetable


def blocked(occupancy: Occupancy) -> list[int]:
    """The starts that are not open to each meeting and each who may be there."""
    compiled = occupancy.compiled
    return [
        occupancy.blocked_for(meeting, resource)
        for meeting in range(len(compiled.ids))
        for resource in sorted(compiled.participants(meeting))
    ]


def put_somewhere(occupancy: Occupancy, meeting: int, random: Random) -> None:
    """Place a meeting with the forced at any start that is open, if there is one."""
    starts = list(set_bits(occupancy.open_starts(meeting)))
    if starts:
        attending = frozenset(occupancy.compiled.forced[meeting])
        occupancy.put(meeting, random.choice(starts), attending)


@pytest.mark.parametrize("seed", range(30))
def test_what_is_blocked_follows_from_the_placement_alone(seed: int) -> None:
    compiled: Compiled = compile_timetable(random_timetable(seed, groups=4, days=14))
    random = Random(seed)
    occupancy = Occupancy(compiled)
    for _ in range(20):
        meeting = random.randrange(len(compiled.ids))
        if meeting in occupancy.start:
            occupancy.take(meeting)
        else:
            put_somewhere(occupancy, meeting, random)

        assert blocked(occupancy) == blocked(occupancy_of(compiled, occupancy.placements()))


def test_a_copy_goes_its_own_way() -> None:
    compiled = compile_timetable(random_timetable(1))
    occupancy = Occupancy(compiled)
    before = blocked(occupancy)

    other = occupancy.copy()
    put_somewhere(other, 0, Random(1))

    assert blocked(other) != before
    assert blocked(occupancy) == before
