"""Mending what is left out, and proving that it cannot be: small cases known in full, and laws."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product

import pytest

from planner.domain.grid import TimeGrid, set_bits, working_week_days
from planner.engine.answer import Answer
from planner.engine.compiled import Compiled, compile_timetable
from planner.engine.construct import construct
from planner.engine.effort import Effort
from planner.engine.evaluate import evaluate
from planner.engine.exact_mend import crowds, mend
from planner.engine.timetable import Attendance, Chain, Meeting, Placement, Placements, Timetable
from planner.engine.timetable import Resource as Timeline
from tests.engine.random_timetables import random_timetable


def one_adviser(days: Mapping[str, tuple[int, ...]]) -> Timetable:
    """Meetings of one adviser, by the days on which each may stand; a day holds one meeting.

    Each further day in a meeting's list costs 1 more; leaving a meeting out costs 1,000.
    """
    week = working_week_days(date(2027, 1, 4), date(2027, 1, 8))
    timetable = Timetable(
        TimeGrid(days=week, day_starts_minute=480, slots_per_day=1, slot_minutes=60)
    )
    timetable.resources["adviser"] = Timeline("adviser")
    timetable.one_at_a_time("adviser", "single")
    for name, own in days.items():
        starts = sum(1 << day for day in own)
        there = {"adviser": Attendance("adviser", ("adviser",), 1)}
        timetable.meetings[name] = Meeting(name, 1, None, starts, there)
        timetable.require(name, "adviser", "needed")
        timetable.price_omission(name, 1_000, "held")
        for cost, day in enumerate(own):
            timetable.price_starts(name, 1 << day, cost, "days off")
    return timetable


def standing(days: Mapping[str, int]) -> Placements:
    """Meetings of the adviser on their days."""
    return {name: Placement(day, frozenset({"adviser"})) for name, day in days.items()}


def mended(
    timetable: Timetable,
    placements: Placements,
    *,
    kept: frozenset[str] = frozenset(),
    seed: int = 1,
    seconds: float = 60,
) -> Answer:
    """What mending makes of placements."""
    compiled = compile_timetable(timetable)
    return mend(
        compiled,
        placements,
        movable=movable_of(compiled, kept),
        effort=Effort(lambda: seconds, seed=seed, workers=2),
        report=lambda _: None,
    )


def proven(
    timetable: Timetable,
    placements: Placements,
    *,
    kept: frozenset[str] = frozenset(),
    seconds: float = 60,
    stopped: bool = False,
) -> dict[str, frozenset[str]]:
    """The crowds that are proven of placements."""
    compiled = compile_timetable(timetable)
    return crowds(
        compiled,
        placements,
        movable=movable_of(compiled, kept),
        effort=Effort(lambda: seconds, lambda: stopped),
    )


def movable_of(compiled: Compiled, kept: frozenset[str]) -> frozenset[int]:
    """All meetings but those that are kept."""
    return frozenset(compiled.index[name] for name in compiled.ids if name not in kept)


MOVES_TWO = {"bup": (0, 1), "rt": (1, 2), "slt": (0,)}
"""SLT can stand on Monday only. BUP has to go to Tuesday for it, and the resource team from there
to Wednesday."""


def test_moves_two_others_to_make_room() -> None:
    """Before: one left out, 1,000. After: BUP and the team each on their second day, 1 + 1 = 2."""
    timetable = one_adviser(MOVES_TWO)
    greedy = standing({"bup": 0, "rt": 1})
    assert evaluate(timetable, greedy).total == 1_000
    answer = mended(timetable, greedy)
    assert answer.placements == standing({"slt": 0, "bup": 1, "rt": 2})
    assert answer.cost == 2


def test_what_could_be_placed_is_no_crowd() -> None:
    """Neither before it is mended, when one is left out, nor after."""
    timetable = one_adviser(MOVES_TWO)
    assert proven(timetable, standing({"bup": 0, "rt": 1})) == {}
    assert proven(timetable, standing({"slt": 0, "bup": 1, "rt": 2})) == {}


THREE_ON_TWO_DAYS = {"bup": (0, 1), "rt": (0, 1), "slt": (0, 1), "ppt": (2, 3)}
"""Monday and Tuesday hold two of the first three; the fourth is not in their way."""


def test_three_on_two_days_are_a_crowd() -> None:
    """Any two of the three can stand, so it takes all three to be one too many."""
    timetable = one_adviser(THREE_ON_TWO_DAYS)
    full = standing({"bup": 0, "rt": 1, "ppt": 2})
    assert mended(timetable, full).placements == full
    assert proven(timetable, full) == {"slt": frozenset({"bup", "rt", "slt"})}


def test_meeting_that_matters_less_is_in_no_crowd() -> None:
    """An optional meeting stands on Monday; it would give way, so it is no reason."""
    timetable = one_adviser({"optional": (0,), "slt": (0,)})
    timetable.price_omission("optional", 10, "held")
    assert proven(timetable, standing({"optional": 0})) == {}
    assert mended(timetable, standing({"optional": 0})).placements == standing({"slt": 0})


def test_beside_what_is_kept_one_may_be_a_crowd_alone() -> None:
    """The kept meeting has the only day; it neither moves nor counts."""
    timetable = one_adviser({"published": (0, 1), "slt": (0,)})
    stand, kept = standing({"published": 0}), frozenset({"published"})
    assert mended(timetable, stand, kept=kept).placements == stand
    assert proven(timetable, stand, kept=kept) == {"slt": frozenset({"slt"})}


def test_order_makes_a_crowd_as_people_do() -> None:
    """Three at least two days apart need five days from Tuesday; the week has four left."""
    timetable = one_adviser(dict.fromkeys(("slt.1", "slt.2", "slt.3"), (1, 2, 3, 4)))
    timetable.chain(Chain("spacing", ("slt.1", "slt.2", "slt.3"), least=2))
    full = standing({"slt.1": 1, "slt.2": 3})
    assert proven(timetable, full) == {"slt.3": frozenset({"slt.1", "slt.2", "slt.3"})}


def test_no_proof_without_time() -> None:
    timetable = one_adviser(THREE_ON_TWO_DAYS)
    full = standing({"bup": 0, "rt": 1, "ppt": 2})
    assert proven(timetable, full, seconds=0) == {}
    assert proven(timetable, full, stopped=True) == {}
    assert mended(timetable, full, seconds=0).placements == full


def with_holes(timetable: Timetable) -> Placements:
    """Greed's placement, every third meeting of it taken out again."""
    placements = construct(compile_timetable(timetable)).placements()
    return {name: each for number, (name, each) in enumerate(placements.items()) if number % 3}


@pytest.mark.parametrize("seed", range(10))
def test_breaks_nothing_and_is_never_dearer(seed: int) -> None:
    timetable = random_timetable(seed, groups=5, days=7)
    first = with_holes(timetable)
    answer = mended(timetable, first, seed=seed)
    evaluation = evaluate(timetable, answer.placements)
    assert evaluation.broken == {}
    assert evaluation.total == answer.cost <= evaluate(timetable, first).total


@pytest.mark.parametrize("seed", range(4))
def test_same_seed_same_placements(seed: int) -> None:
    timetable = random_timetable(seed, groups=5, days=7)
    first = with_holes(timetable)
    assert mended(timetable, first, seed=seed) == mended(timetable, first, seed=seed)


def most_of(timetable: Timetable, crowd: frozenset[str]) -> int:
    """How many of some meetings any placement can hold, by trying every one."""
    options: list[list[tuple[str, Placement] | None]] = []
    for name in sorted(crowd):
        meeting = timetable.meetings[name]
        required = [one for one in meeting.attendances.values() if one.required_by]
        ways = [
            (name, Placement(start, frozenset(people)))
            for start in set_bits(meeting.starts)
            for people in product(*(one.options for one in required))
        ]
        possible = [each for each in ways if not evaluate(timetable, dict([each])).broken]
        options.append([None, *possible])
    most = 0
    for chosen in product(*options):
        placements = dict(each for each in chosen if each is not None)
        if len(placements) > most and not evaluate(timetable, placements).broken:
            most = len(placements)
    return most


@pytest.mark.parametrize("seed", range(24))
def test_crowds_are_true(seed: int) -> None:
    """On timetables small enough to try every placement, no more of a crowd can be placed."""
    timetable = random_timetable(seed, groups=2, days=2)
    placements = with_holes(timetable)
    for name, crowd in proven(timetable, placements).items():
        assert name in crowd
        assert name not in placements
        assert most_of(timetable, crowd) == len(crowd & placements.keys())
