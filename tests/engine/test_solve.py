"""Solving as its callers see it: always an answer, the same answer, and it stops when asked."""

from __future__ import annotations

import pytest

from planner.engine import search
from planner.engine import solve as solving
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct
from planner.engine.evaluate import evaluate
from planner.engine.progress import Progress, Stage
from planner.engine.solve import solve
from planner.engine.timetable import Placement, Reason
from tests.engine.random_timetables import random_timetable


def stages_of(heard: list[Progress]) -> list[Stage]:
    """The stages that were told of, each stretch once."""
    stages = [progress.stage for progress in heard]
    return [each for number, each in enumerate(stages) if stages[number - 1 : number] != [each]]


@pytest.fixture(autouse=True, scope="module")
def machine_code_is_ready() -> None:
    """So that no stage depends on what other tests have compiled."""
    search.prepare()


class ReadyLater:
    """A preparation that is ready when it has been asked some times."""

    def __init__(self, asked: float) -> None:
        self.asked = asked

    def wait(self, seconds: float | None) -> bool:
        """Whether it is ready."""
        self.asked = 0 if seconds is None else self.asked - 1
        return self.asked <= 0


@pytest.mark.parametrize("groups", [3, 30])
def test_same_seed_and_steps_same_placements(groups: int) -> None:
    """Law L7, for a timetable that is proven and one that is improved."""
    timetable = random_timetable(7, groups=groups, days=60)
    answers = [
        solve(timetable, seconds=120, seed=5, workers=2, steps=3).placements for _ in range(2)
    ]
    assert answers[0] == answers[1]


def test_answer_without_time_is_the_first_placement() -> None:
    """Law L8: no time, still a plan that breaks nothing."""
    timetable = random_timetable(3, groups=30, days=60)
    heard: list[Progress] = []
    solution = solve(timetable, seconds=0, listener=heard.append)
    assert solution.placements == construct(compile_timetable(timetable)).placements() != {}
    assert evaluate(timetable, solution.placements).broken == {}
    assert (solution.bound, solution.stopped) == (None, False)
    assert stages_of(heard) == ["construct"]


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


def test_stops_in_the_middle_with_the_best_so_far() -> None:
    timetable = random_timetable(3, groups=30, days=60)
    heard: list[Progress] = []
    solution = solve(
        timetable,
        seconds=1_000,
        workers=2,
        listener=heard.append,
        stop=lambda: len(heard) > 4,
    )
    assert solution.stopped
    # The bound is sought side by side with better plans, so either may be heard last.
    assert "search" in stages_of(heard)
    evaluation = evaluate(timetable, solution.placements)
    assert evaluation.broken == {}
    assert heard[-1].cost is not None
    assert evaluation.total <= heard[-1].cost


@pytest.mark.parametrize("seed", range(5))
def test_what_is_small_is_proven(seed: int) -> None:
    """Some of these leave meetings out, and those are mended before the rest is proven."""
    heard: list[Progress] = []
    timetable = random_timetable(seed)
    solution = solve(timetable, seconds=60, steps=1_000, listener=heard.append)
    left_out = timetable.meetings.keys() - solution.placements.keys()
    mended: list[Stage] = ["improve"] if left_out else []
    assert stages_of(heard) == ["construct", "search", *mended, "prove"]
    costs = [progress.cost for progress in heard if progress.cost is not None]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == evaluate(timetable, solution.placements).total == solution.bound
    assert solution.unplaced.keys() == left_out


def test_no_bound_is_above_the_cost_or_taken_back() -> None:
    timetable = random_timetable(8, groups=30, days=60)
    heard: list[Progress] = []
    solution = solve(timetable, seconds=120, steps=4, workers=2, listener=heard.append)
    told = [progress for progress in heard if progress.bound is not None]
    assert all(each.cost is not None and each.bound <= each.cost for each in told if each.bound)
    bounds = [progress.bound for progress in told if progress.bound is not None]
    assert bounds == sorted(bounds)
    assert solution.bound is not None
    assert max(bounds, default=0) <= solution.bound
    assert solution.bound <= evaluate(timetable, solution.placements).total


def test_improves_while_the_search_is_made_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first time on a machine: CP-SAT improves, and the search goes on from there."""
    monkeypatch.setattr(solving, "Preparation", lambda: ReadyLater(3))
    timetable = random_timetable(8, groups=30, days=60)
    heard: list[Progress] = []
    solve(
        timetable,
        seconds=120,
        listener=heard.append,
        stop=lambda: stages_of(heard)[-1:] == ["search"],
    )
    assert stages_of(heard) == ["construct", "prepare", "search"]
    costs = [progress.cost for progress in heard if progress.cost is not None]
    assert costs == sorted(costs, reverse=True)


def test_does_without_the_search_when_it_is_never_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "Preparation", lambda: ReadyLater(float("inf")))
    timetable = random_timetable(1)
    heard: list[Progress] = []
    solution = solve(timetable, seconds=4, listener=heard.append)
    assert stages_of(heard)[:2] == ["construct", "prepare"]
    assert "search" not in stages_of(heard)
    assert evaluate(timetable, solution.placements).total == solution.bound


@pytest.mark.parametrize("steps", [None, 2])
def test_a_fault_in_making_ready_is_not_passed_over(
    monkeypatch: pytest.MonkeyPatch, steps: int | None
) -> None:
    def fail() -> None:
        raise MemoryError("no room for a compiler")

    monkeypatch.setattr(search, "prepare", fail)
    with pytest.raises(MemoryError, match="no room for a compiler"):
        solve(random_timetable(3), seconds=60, steps=steps)


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
