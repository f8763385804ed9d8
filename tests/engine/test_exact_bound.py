"""The lower bound: below every placement there is, and exact where its parts can be."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import count
from random import Random

import pytest

from planner.domain.grid import TimeGrid
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct
from planner.engine.effort import Effort
from planner.engine.evaluate import evaluate
from planner.engine.exact_bound import lower_bound
from planner.engine.timetable import (
    Attendance,
    Balance,
    Chain,
    DayPrice,
    Meeting,
    Placement,
    Placements,
    Quota,
    Resource,
    Rhythm,
    Tie,
    Timetable,
)
from tests.engine.random_timetables import random_timetable
from tests.engine.test_engines_agree import cheapest_by_brute_force, unbroken_placements

GRID = TimeGrid(
    # Monday 4, Tuesday 5, Monday 11 and Monday 18 January 2027.
    days=tuple(date(2027, 1, day) for day in (4, 5, 11, 18)),
    day_starts_minute=8 * 60,
    slots_per_day=6,
    slot_minutes=60,
)
OMISSION = 1_000


def timetable_of(*meetings: str, slots: int = 2, place: str | None = None) -> Timetable:
    """Meetings that fit everywhere and ask for nobody."""
    timetable = Timetable(GRID)
    for name in meetings:
        timetable.meetings[name] = Meeting(name, slots, place, GRID.starts_fitting(slots))
        timetable.price_omission(name, OMISSION, "held")
    return timetable


def ask(timetable: Timetable, key: str, *options: str, required: bool = True) -> None:
    """Let one of the options be at every meeting."""
    for each in options:
        timetable.resources.setdefault(each, Resource(each, single_by="single"))
    for name, meeting in timetable.meetings.items():
        meeting.attendances[key] = Attendance(key, options, 1)
        if required:
            timetable.require(name, key, "needed")


def only_on(timetable: Timetable, meeting: str, *days: int) -> None:
    """Leave a meeting some days of January."""
    banned = GRID.days_where(lambda day: day.day not in days)
    timetable.forbid(meeting, banned, "window", meeting)


def bound_of(timetable: Timetable, kept: Placements | None = None) -> int:
    return lower_bound(compile_timetable(timetable), kept=kept, effort=Effort(lambda: 60))


# --- below everything -------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_bound_is_below_every_unbroken_placement(seed: int) -> None:
    """Also when leaving out is cheap, a day holds several meetings, or some are kept."""
    random = Random(seed)
    timetable = random_timetable(seed, groups=random.choice((1, 3, 4)))
    for meeting in timetable.meetings.values():
        timetable.price_omission(meeting.id, random.choice((0, 5, 20, 1_000)), "held")
    for resource in random.sample(sorted(timetable.resources), 2):
        timetable.resources[resource].most_per_day = random.choice((None, ("cap", 3)))
    compiled = compile_timetable(timetable)
    bound = bound_of(timetable)
    assert bound <= evaluate(timetable, construct(compiled).placements()).total
    for number in range(4):
        placements = unbroken_placements(compiled, seed * 10 + number)
        cost = evaluate(timetable, placements).total
        assert bound <= cost
        kept = {name: each for name, each in placements.items() if random.random() < 0.5}
        assert bound_of(timetable, kept) <= cost


@pytest.mark.parametrize("seed", range(12))
def test_bound_is_below_the_cheapest_of_all(seed: int) -> None:
    """On timetables small enough to try every placement."""
    timetable = random_timetable(seed, groups=1, days=4)
    assert bound_of(timetable) <= cheapest_by_brute_force(timetable)


# --- exact parts ------------------------------------------------------------------------------


def test_chain_pays_for_the_best_gap_that_windows_leave() -> None:
    """Monday 4 to Monday 18 is 14 days: 2 x (14 - 10 - 1) = 6, and Monday 11 costs 5 more."""
    timetable = timetable_of("a", "b")
    only_on(timetable, "a", 4)
    only_on(timetable, "b", 11, 18)
    timetable.price_starts("b", GRID.day_mask(date(2027, 1, 11)), 5, "days off")
    timetable.chain(Chain("even", ("a", "b"), ideal=10, slack=1, price=2))
    # To the 11th it is 2 x (10 - 7 - 1) = 4, and 5 for the day: 9.
    assert bound_of(timetable) == 6


def test_rhythm_pays_for_those_that_cannot_share_the_commonest_beat() -> None:
    """One Tuesday among three Mondays: 20. One that must be at 08 among three that cannot: 8."""
    timetable = timetable_of("a", "b", "c", "d")
    for name, day in zip("abcd", (4, 5, 11, 18), strict=True):
        only_on(timetable, name, day)
    eight = sum(1 << (day * 6) for day in range(4))
    for name in "abc":
        timetable.forbid(name, eight, "window", name)
    timetable.forbid("d", ~eight & GRID.everything, "window", "d")
    timetable.rhythm(Rhythm("weekday", tuple("abcd"), "weekday", 20))
    timetable.rhythm(Rhythm("time", tuple("abcd"), "time", 8))
    assert bound_of(timetable) == 28


@pytest.mark.parametrize(
    ("most", "days"),
    [
        (1, 5),  # a day for each meeting
        (2, 3),  # two, two and one
        (3, 2),  # three and two
        (None, 1),  # nothing keeps five hours from one day
    ],
)
def test_days_are_as_few_as_the_daily_cap_allows(most: int | None, days: int) -> None:
    """Five meetings away from home, one day free, 8 for each other day."""
    timetable = timetable_of(*"abcde", slots=1, place="school")
    ask(timetable, "adviser", "adviser")
    adviser = timetable.resources["adviser"]
    adviser.most_per_day = ("cap", most) if most else None
    adviser.day_price = DayPrice("days", 8, free=1, home="office")
    assert bound_of(timetable) == 8 * (days - 1)


def test_journeys_are_weighed_against_days() -> None:
    """Two schools twice each: two days of one school (16), not one that also travels."""
    timetable = timetable_of(*"abcd", place="north")
    for name in "cd":
        timetable.meetings[name].place = "south"
    ask(timetable, "adviser", "adviser")
    timetable.resources["adviser"].most_per_day = ("cap", 2)
    timetable.resources["adviser"].day_price = DayPrice("days", 8, free=0, home=None)
    timetable.price_travel({frozenset(("north", "south")): 3}, "journeys")
    assert bound_of(timetable) == 16
    # When neither school has two meetings on one day, each day has a journey: 2 x (8 + 3).
    timetable.chain(Chain("apart", ("a", "b"), least=1))
    timetable.chain(Chain("apart", ("c", "d"), least=1))
    assert bound_of(timetable) == 22


def test_without_a_cap_a_series_still_needs_its_days() -> None:
    """Three meetings that never share a day, with two others: three days, 8 each."""
    timetable = timetable_of(*"abcde", slots=1, place="school")
    ask(timetable, "adviser", "adviser")
    timetable.resources["adviser"].day_price = DayPrice("days", 8, free=0, home=None)
    timetable.chain(Chain("apart", tuple("abc"), least=1))
    assert bound_of(timetable) == 24


def test_load_is_shared_as_fairly_as_choices_allow() -> None:
    """Three meetings of two hours for two people: four hours to two, one hour from fair."""
    timetable = timetable_of(*"abc")
    ask(timetable, "one of", "p", "q")
    timetable.balance(Balance("load", (("p", 100), ("q", 100)), step_slots=1, price=4))
    assert bound_of(timetable) == 4
    # Now p must be at all: six to none, three hours from fair.
    for meeting in timetable.meetings.values():
        meeting.attendances["one of"].options = ("p",)
    assert bound_of(timetable) == 12


def test_quotas_missing_people_and_ties_pay_where_nothing_helps() -> None:
    """Each price is added where there is no way around it."""
    timetable = timetable_of("a", "b", slots=5)
    ask(timetable, "nurse", "p", required=False)
    timetable.resources["q"] = Resource("q")
    for name in "ab":
        timetable.price_missing(name, "nurse", 3, "missing")
    # Nobody asks for q, of whom the quota wants two: 2 x 50.
    timetable.quota(Quota("quota", ("a", "b"), ("q",), least=2, price=50))
    assert bound_of(timetable) == 100
    # Now p is always away and missing at both: 2 x 3 more.
    timetable.close("p", GRID.everything, "away")
    assert bound_of(timetable) == 106
    # With q at b the quota is short by one and p missing at a. The tie has nobody for both.
    timetable.meetings["b"].attendances["nurse"].options = ("q",)
    timetable.tie(Tie("tie", (("a", "nurse"), ("b", "nurse")), price=7))
    assert bound_of(timetable) == 50 + 3 + 7
    assert cheapest_by_brute_force(timetable) == 60


def test_quotas_pay_for_those_above_their_most() -> None:
    """Two meetings that p must be at and q or r: two of p and none of q and r were asked for."""
    timetable = timetable_of("a", "b")
    ask(timetable, "adviser", "p")
    ask(timetable, "one of", "q", "r")
    timetable.quota(Quota("p", ("a", "b"), ("p",), least=0, price=8, most=0))
    assert bound_of(timetable) == 16
    timetable.quota(Quota("q", ("a", "b"), ("q",), least=0, price=5, most=1))
    assert bound_of(timetable) == 16
    timetable.quota(Quota("q and r", ("a", "b"), ("q", "r"), least=0, price=3, most=0))
    assert bound_of(timetable) == 16 + 6


# --- leaving out ------------------------------------------------------------------------------


def test_leaving_out_is_allowed_when_it_is_cheaper() -> None:
    """Wherever it is held the meeting costs 9, left out 6."""
    timetable = timetable_of("a", "b")
    timetable.price_starts("a", GRID.everything, 9, "days off")
    assert bound_of(timetable) == 9
    timetable.price_omission("a", 6, "held")
    assert bound_of(timetable) == 6


def test_leaving_out_spares_the_days_it_would_take() -> None:
    """Three days at 8, but a meeting costs only 5 to leave out: leave them all out."""
    timetable = timetable_of(*"abc", place="school")
    ask(timetable, "adviser", "adviser")
    timetable.resources["adviser"].most_per_day = ("cap", 1)
    timetable.resources["adviser"].day_price = DayPrice("days", 8, free=0, home=None)
    assert bound_of(timetable) == 24
    for name in "ab":
        timetable.price_omission(name, 5, "held")
    assert bound_of(timetable) == 5 + 5 + 8


def test_what_has_no_start_always_pays() -> None:
    """One has no day left, one asks for somebody who is always away; the rest still counts."""
    timetable = timetable_of(*"abc")
    timetable.price_starts("c", GRID.everything, 3, "days off")
    only_on(timetable, "a")
    timetable.resources["q"] = Resource("q")
    timetable.close("q", GRID.everything, "away")
    timetable.meetings["b"].attendances["q"] = Attendance("q", ("q",), 1, "needed")
    assert bound_of(timetable) == 2 * OMISSION + 3


def test_a_chain_that_cannot_be_kept_leaves_its_cheapest_out() -> None:
    """Two weeks apart but never more than nine days: one goes, and 40 is the cheapest."""
    timetable = timetable_of(*"abc")
    only_on(timetable, "a", 4)
    only_on(timetable, "b", 18)
    timetable.chain(Chain("spacing", ("a", "b"), most=9))
    timetable.price_omission("b", 40, "held")
    timetable.price_starts("c", GRID.everything, 3, "days off")
    assert bound_of(timetable) == 43
    assert cheapest_by_brute_force(timetable) == 43


# --- kept meetings ----------------------------------------------------------------------------


def test_kept_meetings_pay_for_where_they_stand() -> None:
    """Kept without the nurse on the dear day: 4 + 3, whatever is done with the other."""
    timetable = timetable_of("a", "b")
    ask(timetable, "nurse", "nurse", required=False)
    timetable.price_missing("a", "nurse", 3, "missing")
    timetable.price_starts("a", GRID.day_mask(date(2027, 1, 5)), 4, "days off")
    assert bound_of(timetable) == 0
    assert bound_of(timetable, {"a": Placement(6, frozenset())}) == 7
    assert bound_of(timetable, {"a": Placement(6, frozenset({"nurse"}))}) == 4


def test_nothing_is_proven_around_kept_meetings_that_break_something() -> None:
    timetable = timetable_of("a", "b")
    timetable.price_starts("b", GRID.everything, 9, "days off")
    only_on(timetable, "a", 4)
    assert bound_of(timetable, {"a": Placement(0, frozenset())}) == 9
    assert bound_of(timetable, {"a": Placement(6, frozenset())}) == 0


# --- time -------------------------------------------------------------------------------------


def test_bound_holds_whenever_it_is_stopped() -> None:
    """The more is done, the higher; whatever is done, it holds."""
    timetable = random_timetable(3, groups=4, days=14)
    compiled = compile_timetable(timetable)
    whole = bound_of(timetable)
    bounds = []
    for patience in range(12):
        asked = (number >= patience for number in count())
        bounds.append(lower_bound(compiled, effort=Effort(lambda: 60, partial(next, asked))))
    assert bounds[0] < whole
    assert bounds == sorted(bounds)
    assert max(bounds) <= whole
    out_of_time = lower_bound(compiled, effort=Effort(lambda: 0))
    assert out_of_time == bounds[0]


def test_the_same_timetable_gives_the_same_bound() -> None:
    timetable = random_timetable(7, groups=6, days=20)
    assert len({bound_of(timetable) for _ in range(3)}) == 1
