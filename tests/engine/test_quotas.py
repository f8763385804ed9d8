"""Quotas while a first placement is made: who is asked to come, and who is not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from planner.domain.grid import TimeGrid, working_week_days
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct
from planner.engine.evaluate import evaluate
from planner.engine.timetable import Attendance, Meeting, Quota, Resource, Timetable

GRID = TimeGrid(working_week_days(date(2027, 1, 4), date(2027, 1, 8)), 480, 2, 60)


def timetable(required: str | None, missing: Mapping[str, int]) -> Timetable:
    """Meetings a and b, each with one of p, q and r."""
    made = Timetable(GRID)
    for person in "pqr":
        made.resources[person] = Resource(person)
    for name in "ab":
        one_of = Attendance("one of", ("p", "q", "r"), 1, required, dict(missing))
        made.meetings[name] = Meeting(name, 1, None, GRID.everything, {"one of": one_of})
    return made


def people(made: Timetable) -> list[str]:
    """Who comes to a and to b, sorted."""
    placements = construct(compile_timetable(made)).placements()
    return ["".join(sorted(placements[name].attending)) for name in "ab"]


def test_nobody_comes_of_whom_there_are_enough() -> None:
    """r, though p and q come first and have no more to do."""
    made = timetable("needed", {})
    made.quota(Quota("none", ("a", "b"), ("p", "q"), 0, 100, most=0))
    assert people(made) == ["r", "r"]


def test_who_need_not_come_is_not_asked_before_others() -> None:
    """A quota of none at the least: p at a, and at b q, who has less to do."""
    made = timetable("needed", {})
    made.quota(Quota("nothing", ("a", "b"), ("q",), 0, 100))
    assert people(made) == ["p", "q"]


def test_one_comes_and_then_another() -> None:
    """Once each of p and q, and no more than that."""
    made = timetable("needed", {})
    made.quota(Quota("p", ("a", "b"), ("p",), 1, 100, most=1))
    made.quota(Quota("q", ("a", "b"), ("q",), 1, 100, most=1))
    assert people(made) == ["p", "q"]
    assert evaluate(made, construct(compile_timetable(made)).placements()).price == {}


@pytest.mark.parametrize(("missing", "there"), [(99, ["", ""]), (101, ["p", "q"])])
def test_it_is_weighed_against_somebody_missing(missing: int, there: list[str]) -> None:
    made = timetable(None, {"missing": missing})
    made.quota(Quota("none", ("a", "b"), ("p", "q", "r"), 0, 100, most=0))
    assert people(made) == there


@pytest.mark.parametrize(("price", "there"), [(99, ""), (101, "p")])
def test_nobody_is_asked_whom_another_quota_has_enough_of(price: int, there: str) -> None:
    """Twice somebody is wanted, at 99 or 101 each, and nobody of them at 100 each."""
    made = timetable(None, {})
    made.quota(Quota("wanted", ("a", "b"), ("p",), 2, price))
    made.quota(Quota("unwanted", ("a", "b"), ("p",), 0, 100, most=0))
    assert people(made) == [there, there]


def test_a_start_is_found_at_which_others_can_come() -> None:
    """Until Friday at nine only p is free, who should not come."""
    made = timetable("needed", {})
    last = 1 << (GRID.slot_count - 1)
    for person in "qr":
        made.close(person, GRID.everything & ~last, "away")
    del made.meetings["b"]
    made.quota(Quota("none", ("a",), ("p",), 0, 100, most=0))
    placements = construct(compile_timetable(made)).placements()
    assert placements["a"].start == GRID.slot_count - 1
    assert evaluate(made, placements).price == {}
