"""The best known plans: only cheaper ones take their place, and each is of one timetable."""

from datetime import date
from pathlib import Path

import pytest

from examples.families import FAMILIES
from examples.measure.best_known import (
    How,
    cost_to_compare,
    digest_of,
    load,
    offer,
    packed,
    unpacked,
)
from examples.measure.problems import timetable_of, write_problems
from planner.domain.grid import TimeGrid
from planner.engine.evaluate import evaluate
from planner.engine.timetable import Meeting, Placement, Placements, Timetable

HOW = How("2027-01-04", "1.0", 3.0, [1])


def timetable(dear: int = 5) -> Timetable:
    """One day of four slots, and a meeting that starts in the last two at a price."""
    made = Timetable(TimeGrid((date(2027, 1, 4),), 480, 4, 60))
    made.meetings["meeting"] = Meeting("meeting", 1, None, 0b1111)
    made.price_starts("meeting", 0b1100, dear, "wish")
    return made


def at(start: int) -> Placements:
    return {"meeting": Placement(start, frozenset())}


def test_only_a_cheaper_plan_takes_the_place_of_the_best_known(tmp_path: Path) -> None:
    assert offer("some", timetable(), at(3), HOW, tmp_path)
    assert not offer("some", timetable(), at(2), HOW, tmp_path)
    assert offer("some", timetable(), at(0), HOW, tmp_path)

    kept = load("some", tmp_path)

    assert kept is not None
    assert (kept.cost, kept.how, unpacked("".join(kept.placements))) == (0, HOW, at(0))


def test_a_plan_that_breaks_something_is_not_kept(tmp_path: Path) -> None:
    closed = timetable()
    closed.forbid("meeting", 0b0001, "closed", "meeting")

    assert not offer("some", closed, at(0), HOW, tmp_path)
    assert load("some", tmp_path) is None


def test_a_plan_is_not_compared_with_that_of_another_timetable(tmp_path: Path) -> None:
    offer("some", timetable(), at(0), HOW, tmp_path)

    assert cost_to_compare("some", digest_of(timetable()), tmp_path) == 0
    assert cost_to_compare("some", digest_of(timetable(dear=6)), tmp_path) is None
    assert cost_to_compare("other", digest_of(timetable()), tmp_path) is None


def test_what_is_known_of_another_timetable_makes_way(tmp_path: Path) -> None:
    offer("some", timetable(), at(0), HOW, tmp_path)

    assert offer("some", timetable(dear=6), at(3), HOW, tmp_path)
    assert cost_to_compare("some", digest_of(timetable(dear=6)), tmp_path) == 6


def test_placements_come_out_of_their_short_text_as_they_were() -> None:
    placements = {
        "møte.1": Placement(17, frozenset({"ppt-1", "skole"})),
        "møte.2": Placement(4, frozenset()),
    }

    assert unpacked(packed(placements)) == placements


@pytest.mark.parametrize("name", FAMILIES)
def test_a_plan_is_known_of_every_family(name: str) -> None:
    known = load(name)

    assert known is not None
    assert len(unpacked("".join(known.placements))) > 0


@pytest.mark.parametrize("name", ["gjerstad", "tinn", "skien"])
def test_a_known_plan_costs_what_is_written(name: str, tmp_path: Path) -> None:
    made = timetable_of(write_problems([name], tmp_path)[name])
    known = load(name)
    assert known is not None
    if known.timetable != digest_of(made):
        pytest.skip("the timetable has changed since; make bench says so too")

    evaluation = evaluate(made, unpacked("".join(known.placements)))

    assert (evaluation.total, evaluation.broken) == (known.cost, {})
