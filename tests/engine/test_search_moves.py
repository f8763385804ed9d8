"""Law L4 of the compiled search: after every move the board says what the evaluator says."""

from __future__ import annotations

from random import Random

import pytest

from planner.engine.compiled import Compiled, compile_timetable
from planner.engine.construct import construct
from planner.engine.evaluate import evaluate
from planner.engine.search_anneal import EJECT, KINDS, PERSON, SERIES, SERIES_PERSON, SIMPLE, SWAP
from planner.engine.search_starts import SAME_DAY
from planner.engine.timetable import Placement, Placements, allowed_starts
from tests.engine.boards import Stepper
from tests.engine.random_timetables import odd_timetable, random_placements, random_timetable

EVERY_KIND = range(KINDS)
WARM, COOL = 30.0, 0.01
"""Temperatures at which most that is allowed is taken, and at which only what is no dearer."""

BRINGING_IN = (EJECT, SERIES, SERIES_PERSON)


def everything(compiled: Compiled) -> frozenset[int]:
    return frozenset(range(len(compiled.ids)))


class Law:
    """A stepper whose every step is looked into.

    Attributes
    ----------
    taken, refused, brought_in
        How many steps were taken, how many not, and how many placed a meeting that was left out.
    """

    def __init__(self, compiled: Compiled, placements: Placements, kept: Placements) -> None:
        self.compiled = compiled
        self.kept = kept
        self.inherited = evaluate(compiled.timetable, kept).broken
        movable = everything(compiled) - {compiled.index[name] for name in kept}
        self.stepper = Stepper.at(compiled, placements, movable, seed=len(placements))
        self.constant = evaluate(compiled.timetable, placements).total - self.stepper.cost
        self.taken = self.refused = self.brought_in = 0

    def step(self, kind: int, temperature: float) -> None:
        """Take a step and look at what it left behind."""
        before, was_cost = self.stepper.placements(), self.stepper.cost
        held = self.stepper.contents()
        if self.stepper.step(kind, temperature):
            self.taken += 1
            self._did_what_its_kind_does(kind, before)
        else:
            self.refused += 1
            assert (self.stepper.contents(), self.stepper.cost) == (held, was_cost)

    def holds(self) -> None:
        """The board's cost is right, nothing is broken, and every count is what it would be."""
        compiled, placements = self.compiled, self.stepper.placements()
        evaluation = evaluate(compiled.timetable, placements)
        assert evaluation.total == self.stepper.cost + self.constant
        assert evaluation.broken == self.inherited
        for name, placement in placements.items():
            if name in self.kept:
                assert placement == self.kept[name]
            else:
                self._is_held_as_it_may_be(name, placement)
        anew = Stepper.at(compiled, placements, self.stepper.movable, seed=1)
        assert (anew.contents(), anew.cost) == (self.stepper.contents(), self.stepper.cost)

    def _is_held_as_it_may_be(self, name: str, placement: Placement) -> None:
        meeting = self.compiled.timetable.meetings[name]
        assert allowed_starts(meeting) >> placement.start & 1
        options: set[str] = set()
        for attendance in meeting.attendances.values():
            options.update(attendance.options)
            there = placement.attending.intersection(attendance.options)
            assert len(there) <= attendance.count
        assert placement.attending <= options
        forced = self.compiled.forced[self.compiled.index[name]]
        assert placement.attending >= {self.compiled.resource_ids[each] for each in forced}

    def _did_what_its_kind_does(self, kind: int, before: Placements) -> None:
        after = self.stepper.placements()
        assert after.keys() >= before.keys()
        moved = [name for name in before if after[name].start != before[name].start]
        staffed = [name for name in before if after[name].attending != before[name].attending]
        if after.keys() > before.keys():
            self.brought_in += 1
            assert kind != PERSON
        elif kind < SIMPLE:
            assert (len(moved), staffed) == (1, [])
        elif kind == PERSON:
            assert (moved, len(staffed)) == ([], 1)
        elif kind == SWAP:
            assert len(moved) in {0, 2}
        if kind == SAME_DAY and moved and after.keys() == before.keys():
            per_day = self.compiled.timetable.grid.slots_per_day
            assert len({each[moved[0]].start // per_day for each in (before, after)}) == 1


def spread(law: Law, steps: int) -> None:
    """Let a little of everything happen, so that steps of each kind begin from many places."""
    for number in range(steps):
        law.stepper.step(number % KINDS, WARM)
    law.holds()


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_each_kind_of_move_keeps_board_and_evaluator_at_one(kind: int) -> None:
    """From nothing placed, through every primitive; and each kind is both taken and refused."""
    laws = []
    for seed in range(12):
        compiled = compile_timetable(odd_timetable(seed))
        law = Law(compiled, {}, {})
        for number in range(24):
            spread(law, 5)
            law.step(kind, WARM if number % 3 else COOL)
            law.holds()
        laws.append(law)
    assert sum(law.taken for law in laws)
    assert sum(law.refused for law in laws)
    if kind in BRINGING_IN:
        assert sum(law.brought_in for law in laws)


@pytest.mark.parametrize("seed", range(30))
def test_moves_go_around_what_is_kept_whatever_that_breaks(seed: int) -> None:
    """Kept meetings may break everything among themselves; the rest adds no break to theirs."""
    timetable = odd_timetable(seed)
    random = Random(seed)
    strewn = random_placements(timetable, seed)
    kept = {name: strewn[name] for name in strewn if random.random() < 0.6}
    law = Law(compile_timetable(timetable), kept, kept)
    for number in range(60):
        law.step(number % KINDS, WARM)
        law.holds()
    assert law.taken


def test_kept_meetings_do_break_every_hard_primitive() -> None:
    """So that the test before this is about something."""
    broken: set[str] = set()
    for seed in range(30):
        timetable = odd_timetable(seed)
        broken.update(evaluate(timetable, random_placements(timetable, seed)).broken)
    assert broken >= {"needed", "closed", "cap", "single", "travel", "spacing", "order"}
    assert "no longer" in broken


@pytest.mark.parametrize("days", [40, 60])
def test_moves_of_a_larger_plan(days: int) -> None:
    """From a constructed plan, a month of it kept."""
    timetable = random_timetable(days, groups=16, days=days)
    compiled = compile_timetable(timetable)
    first = construct(compiled).placements()
    month = timetable.grid.slots_per_day * 20
    kept = {name: placement for name, placement in first.items() if placement.start < month}
    law = Law(compiled, first, kept)
    for number in range(10 * KINDS):
        for _ in range(5):
            law.step(number % KINDS, WARM)
        law.holds()
    assert law.taken > law.brought_in


@pytest.mark.parametrize("name", ["g0.0", "alone", "never", "nobody"])
def test_a_timetable_of_one_meeting(name: str) -> None:
    """With nothing around it a meeting still goes where it may, and nowhere else."""
    timetable = odd_timetable(3)
    timetable.meetings = {name: timetable.meetings[name]}
    timetable.chains.clear()
    timetable.rhythms.clear()
    timetable.quotas.clear()
    timetable.ties.clear()
    law = Law(compile_timetable(timetable), {}, {})
    for number in range(20 * KINDS):
        law.step(number % KINDS, WARM)
        law.holds()
    assert bool(law.taken) == (name in {"g0.0", "alone"})
