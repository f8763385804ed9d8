"""The written form: what is read is what was written, and the documented example is true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from planner.engine.evaluate import evaluate
from planner.engine.solve import solve
from planner.engine.timetable import Quota
from planner.engine.timetable_json import (
    read_placements,
    read_timetable,
    render_placements,
    render_timetable,
)
from tests.engine.random_timetables import random_placements, random_timetable

PAGE = Path(__file__).parents[2] / "docs" / "timetable.md"


def documented(form: str) -> str:
    """The JSON of one form that the page shows."""
    blocks: list[str] = re.findall(
        r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL
    )
    return next(block for block in blocks if json.loads(block)["format"] == form)


@pytest.mark.parametrize("seed", range(10))
def test_round_trip(seed: int) -> None:
    timetable = random_timetable(seed)
    text = render_timetable(timetable)
    assert read_timetable(text) == timetable
    assert render_timetable(read_timetable(text)) == text


def test_a_quota_without_a_most_is_written_as_it_was_before_there_was_any() -> None:
    timetable = random_timetable(3)
    timetable.quotas = [Quota("quota", (), (), 1, 5), Quota("quota", (), (), 1, 5, most=2)]
    without, with_most = json.loads(render_timetable(timetable))["quotas"]
    assert without == {"rule": "quota", "meetings": [], "resources": [], "least": 1, "price": 5}
    assert with_most == without | {"most": 2}


def test_placements_round_trip() -> None:
    timetable = random_timetable(3)
    placements = random_placements(timetable, 5)
    text = render_placements(placements, evaluate(timetable, placements), None)
    assert read_placements(text) == placements


def test_documented_arithmetic() -> None:
    """The page's table of sums: 4 + 3 + 4 + 10 + 5 = 26, and 9 is the best there is."""
    timetable = read_timetable(documented("semesterplan-timetable"))
    answer = json.loads(documented("semesterplan-placements"))
    evaluation = evaluate(timetable, read_placements(json.dumps(answer)))
    assert evaluation.broken == {}
    assert evaluation.price == answer["price"]
    assert evaluation.total == answer["total"] == 26
    best = solve(timetable, seconds=20)
    assert evaluate(timetable, best.placements).total == best.bound == 9


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"starts": "fits"', '"starts": "fots"'),
        ('"options": ["nurse"]', '"options": ["nobody"]'),
        ('"meetings": ["team.1", "team.2"]', '"meetings": ["team.1", "team.9"]'),
        ('"version": 1', '"version": 2'),
        ('"slots": 2', '"slots": 0'),
        ('"place"', '"plase"'),
    ],
)
def test_what_is_no_timetable_is_refused(old: str, new: str) -> None:
    text = documented("semesterplan-timetable")
    assert old in text
    with pytest.raises(ValidationError):
        read_timetable(text.replace(old, new))
