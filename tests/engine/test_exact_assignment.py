"""Assigning tasks: what is said to be best is, and there is always an answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine.assignment import Agent, Assignment, Proven, Task, components
from planner.engine.assignment_measure import keeps_rules, measure
from planner.engine.assignment_start import first_assignment
from planner.engine.effort import Effort
from planner.engine.exact_assignment import Answer, assign
from tests.engine.random_assignments import every_assignment, measures, random_assignment

SEEDS = st.integers(0, 2**32)


def answer(assignment: Assignment, seconds: float = 60, workers: int = 1) -> Answer:
    return assign(assignment, Effort(lambda: seconds, workers=workers))


def best(part: Assignment) -> list[int]:
    """What the goals are at best, one after the other, all assignments tried."""
    goals = ("coverage", *part.goals)
    return min([measure(part, each, goal) for goal in goals] for each in every_assignment(part))


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_brute_force_agrees(seed: int) -> None:
    for part in components(random_assignment(Random(seed))):
        found = answer(part)
        assert keeps_rules(part, found.assigned)
        proven = list(found.proven.values())
        for each, least in zip(proven, best(part), strict=True):
            assert each.bound <= least <= each.value
            if not each.optimal:
                break
        else:
            assert [each.value for each in proven] == best(part)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_an_answer_says_what_the_reference_says(seed: int) -> None:
    assignment = random_assignment(Random(seed), most_tasks=12, most_agents=6)
    found = answer(assignment, workers=2)
    values = {goal: each.value for goal, each in found.proven.items()}
    assert values == measures(assignment, found.assigned)
    assert keeps_rules(assignment, found.assigned)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_all_there_is_without_homes_is_proven_when_loads_count_before_travel(seed: int) -> None:
    drawn = random_assignment(Random(seed))
    assignment = replace(drawn, goals=("continuity", "fairness", "travel"))
    for part in components(assignment):
        found = answer(part)
        assert all(each.optimal for each in found.proven.values()), found.proven


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_with_no_time_there_is_an_answer(seed: int) -> None:
    assignment = random_assignment(Random(seed), most_tasks=12, most_agents=6)
    found = answer(assignment, seconds=0)
    assert found.assigned == {
        task: name
        for part in components(assignment)
        for task, name in first_assignment(part).items()
    }
    assert keeps_rules(assignment, found.assigned)


def plain(tasks: int = 12, agents: int = 3, **said: object) -> Assignment:
    return Assignment(
        tuple(
            Task(f"t{n}", 60, 10, {f"a{a}": 0 for a in range(agents)}, place=f"p{n % 4}", visits=1)
            for n in range(tasks)
        ),
        {f"a{a}": Agent(f"a{a}", 6000, 6000) for a in range(agents)},
        {frozenset((f"p{n}", f"p{m}")): 10 + n * m for n in range(4) for m in range(n)},
        **said,  # type: ignore[arg-type]
    )


def test_being_stopped_leaves_what_was_found_first() -> None:
    assignment = plain()
    found = assign(assignment, Effort(lambda: 60, lambda: True))
    assert found.assigned == first_assignment(assignment)
    assert found.proven["coverage"] == Proven(0, 0)


def test_time_that_runs_out_midway_leaves_an_answer() -> None:
    left = count(3, -1)
    found = assign(plain(), Effort(lambda: next(left)))
    assert len(found.assigned) == 12


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_seed_gives_the_same_assignment(workers: int) -> None:
    assignment = random_assignment(Random(5), most_tasks=14, most_agents=6)
    effort = Effort(lambda: 60, seed=3, workers=workers)
    found = [assign(assignment, effort) for _ in "ab"]
    assert found[0] == found[1]
    assert found[0] == assign(assignment, replace(effort, workers=3 - workers))


def test_four_places_for_three_who_have_no_home() -> None:
    """Three tasks at each of four places, four tasks each: three places at 0, one shared out.

    Everybody takes the three tasks of a place and one of the fourth: the nearest to the others is
    p0, at 10 minutes from each; 3 x 10 = 30.
    """
    found = answer(plain())
    assert found.proven["fairness"] == Proven(0, 0)
    assert found.proven["travel"] == Proven(30, 30)


def test_travel_that_comes_first_is_kept_by_spread() -> None:
    """Everything at one place: nobody travels, whoever does it; loads can still be even."""
    drawn = plain(goals=("travel", "fairness"))
    assignment = replace(drawn, tasks=tuple(replace(task, place="p0") for task in drawn.tasks))
    found = answer(assignment)
    assert found.proven["travel"] == Proven(0, 0)
    assert found.proven["fairness"].optimal


def test_continuity_comes_before_even_loads() -> None:
    drawn = plain()
    tasks = tuple(replace(task, last="a0") for task in drawn.tasks)
    found = answer(replace(drawn, tasks=tasks))
    assert set(found.assigned.values()) == {"a0"}
    # 12 x 60 = 720 minutes of 6000: 120 steps; the others have nothing.
    assert found.proven["fairness"] == Proven(120, 120)


def test_nothing_to_assign() -> None:
    found = answer(Assignment((), {"a": Agent("a", 100, 100)}))
    assert found.assigned == {}
    assert all(each == Proven(0, 0) for each in found.proven.values())
