"""Solving as its callers see it: always an answer, the same answer, and it stops when asked."""

from __future__ import annotations

import pytest

from planner.engine.evaluate import evaluate
from planner.engine.progress import Progress
from planner.engine.solve import solve
from planner.engine.timetable import Placement, Reason
from tests.engine.random_timetables import random_timetable


@pytest.mark.parametrize("groups", [3, 30])
def test_same_seed_and_steps_same_placements(groups: int) -> None:
    """Law L7, for a timetable that is proven and one that is improved."""
    timetable = random_timetable(7, groups=groups, days=60)
    answers = [
        solve(timetable, seconds=120, seed=5, workers=2, steps=3).placements for _ in range(2)
    ]
    assert answers[0] == answers[1]


def test_answer_without_time_is_a_placement() -> None:
    """Law L8: no time, still a plan that breaks nothing."""
    timetable = random_timetable(3, groups=30, days=60)
    solution = solve(timetable, seconds=0)
    assert solution.placements
    assert evaluate(timetable, solution.placements).broken == {}


def test_what_cannot_be_placed_has_the_fewest_reasons() -> None:
    """Two reasons together leave no start; the third takes nothing more and is not named."""
    timetable = random_timetable(3)
    name, meeting = next(iter(timetable.meetings.items()))
    grid = timetable.grid
    meeting.bans.clear()
    first_week = grid.days_mask(grid.days[:5])
    timetable.forbid(name, first_week, "window", name)
    timetable.forbid(name, grid.day_mask(grid.days[0]), "closed", "u0")
    person = meeting.attendances["contact"].options[0]
    for resource in (option for each in meeting.attendances.values() for option in each.options):
        timetable.resources[resource].closed.clear()
    timetable.close(person, grid.days_mask(grid.days[5:]), "working_days")
    solution = solve(timetable, seconds=20)
    assert name not in solution.placements
    assert set(solution.unplaced[name].bans) == {
        Reason("window", name),
        Reason("working_days", person),
    }


def test_stops_when_asked() -> None:
    """Asked to stop from the start, it hands out what it has."""
    timetable = random_timetable(3, groups=30, days=60)
    solution = solve(timetable, seconds=1_000, stop=lambda: True)
    assert solution.stopped
    assert evaluate(timetable, solution.placements).broken == {}


def test_listener_hears_the_stages_and_falling_costs() -> None:
    heard: list[Progress] = []
    timetable = random_timetable(3)
    solution = solve(timetable, seconds=60, listener=heard.append)
    stages = [progress.stage for progress in heard]
    assert stages[0] == "construct"
    assert stages[-1] == "prove"
    costs = [progress.cost for progress in heard if progress.cost is not None]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == evaluate(timetable, solution.placements).total == solution.bound


@pytest.mark.parametrize("seed", range(6))
def test_kept_meetings_stay_and_the_rest_is_placed_around_them(seed: int) -> None:
    """A meeting that is new to a plan moves nothing; with room for it, it gets a place."""
    timetable = random_timetable(seed, groups=5, days=40)
    whole = solve(timetable, seconds=60, steps=2).placements
    extra = next(name for name in timetable.meetings if name in whole)
    published = {name: placement for name, placement in whole.items() if name != extra}
    solution = solve(timetable, seconds=60, steps=2, kept=published)
    assert {name: solution.placements[name] for name in published} == published
    assert extra in solution.placements
    assert evaluate(timetable, solution.placements).broken == {}


def test_kept_meetings_stay_though_they_break_something() -> None:
    timetable = random_timetable(3, groups=5, days=40)
    first, second, *_ = timetable.meetings
    stand = {name: Placement(0, frozenset(("u0",))) for name in (first, second)}
    broken = evaluate(timetable, stand).broken
    assert broken
    solution = solve(timetable, seconds=60, steps=2, kept=stand)
    assert {name: solution.placements[name] for name in stand} == stand
    assert evaluate(timetable, solution.placements).broken == broken
