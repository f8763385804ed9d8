"""Going on from what was found before: never dearer, and around what no longer holds."""

from __future__ import annotations

import pytest

from planner.engine.evaluate import evaluate
from planner.engine.solve import solve
from planner.engine.timetable import Placement, Timetable
from tests.engine.random_timetables import random_timetable


def large(seed: int) -> Timetable:
    """A timetable for which a first placement is far from the best."""
    return random_timetable(seed, groups=30, days=60)


@pytest.mark.parametrize("seed", range(4))
def test_without_time_the_answer_is_what_was_found_before(seed: int) -> None:
    """Nothing of an earlier attempt is lost, even if the next one has no time at all."""
    timetable = large(seed)
    found = solve(timetable, seconds=60, steps=4, seed=seed)
    first = solve(timetable, seconds=0)
    before = evaluate(timetable, found.placements).total
    assert before < evaluate(timetable, first.placements).total

    again = solve(timetable, seconds=0, begin_at=found.placements)

    assert evaluate(timetable, again.placements).broken == {}
    assert evaluate(timetable, again.placements).total <= before
    assert found.placements.items() <= again.placements.items()


def test_the_search_goes_on_from_what_was_found_before() -> None:
    timetable = large(2)
    found = solve(timetable, seconds=60, steps=4, seed=1)
    again = solve(timetable, seconds=60, steps=2, seed=9, begin_at=found.placements)
    assert (
        evaluate(timetable, again.placements).total <= evaluate(timetable, found.placements).total
    )
    assert evaluate(timetable, again.placements).broken == {}


@pytest.mark.parametrize("groups", [3, 30])
def test_same_beginning_seed_and_steps_same_placements(groups: int) -> None:
    """Law L7, for whoever goes on from something."""
    timetable = random_timetable(7, groups=groups, days=60)
    found = solve(timetable, seconds=0).placements
    half = dict(list(found.items())[::2])
    answers = [
        solve(timetable, seconds=120, seed=5, workers=2, steps=3, begin_at=half).placements
        for _ in range(2)
    ]
    assert answers[0] == answers[1]


def test_what_breaks_something_by_now_is_placed_anew_and_the_rest_stays() -> None:
    """Somebody is busy since: their meetings on the first days cannot stand there any more."""
    timetable = large(4)
    found = solve(timetable, seconds=60, steps=8, seed=1).placements
    busiest = max(
        timetable.resources, key=lambda who: sum(who in p.attending for p in found.values())
    )
    days = timetable.grid.days[: len(timetable.grid.days) // 12]
    closed = timetable.grid.days_mask(days)
    hit = {
        name
        for name, each in found.items()
        if busiest in each.attending and closed >> each.start & 1
    }
    assert hit
    timetable.close(busiest, closed, "busy")

    solution = solve(timetable, seconds=0, begin_at=found)

    assert evaluate(timetable, solution.placements).broken == {}
    first = solve(timetable, seconds=0)
    total = evaluate(timetable, solution.placements).total
    assert total < evaluate(timetable, first.placements).total
    stayed = {name for name, each in found.items() if solution.placements.get(name) == each}
    assert len(stayed) > 0.9 * len(found)


def test_meetings_and_people_that_are_no_longer_there_are_passed_over() -> None:
    timetable = random_timetable(3)
    found = solve(timetable, seconds=60, steps=100).placements
    name, first = next(iter(found.items()))
    strange = {
        **found,
        name: Placement(first.start, first.attending | {"nobody"}),
        "gone": Placement(0, frozenset()),
    }
    solution = solve(timetable, seconds=60, steps=100, begin_at=strange)
    assert solution.placements.keys() <= timetable.meetings.keys()
    assert evaluate(timetable, solution.placements).broken == {}


def test_what_stays_goes_before_what_was_found() -> None:
    timetable = large(5)
    found = solve(timetable, seconds=60, steps=4, seed=1).placements
    kept = dict(list(solve(timetable, seconds=0).placements.items())[:10])
    solution = solve(timetable, seconds=0, kept=kept, begin_at=found)
    assert kept.items() <= solution.placements.items()
    assert evaluate(timetable, solution.placements).broken == {}
