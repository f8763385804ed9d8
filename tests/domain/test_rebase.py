"""A published plan carried over: what stands for what, and what is gone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from planner.domain.grid import OSLO
from planner.domain.problem import Problem
from planner.domain.rebase import moved_by_hand, rebased
from tests.instances import Document, plan, problem, series

MONTHLY = problem(
    series=[
        series(
            frequency={"per_month": 1},
            window={"first_day": "2027-01-04", "last_day": "2027-04-30"},
        )
    ]
)
STARTS = {
    "rt.vika.1": "2027-01-12T09:00",
    "rt.vika.2": "2027-02-09T09:00",
    "rt.vika.3": "2027-03-09T09:00",
    "rt.vika.4": "2027-04-13T09:00",
}
PUBLISHED = plan(MONTHLY, STARTS)


def with_frequency(frequency: Document) -> Problem:
    (rt,) = MONTHLY.series
    changed = {**rt.model_dump(mode="json"), "frequency": frequency}
    return Problem.model_validate({**MONTHLY.model_dump(mode="json"), "series": [changed]})


@pytest.mark.parametrize(
    ("frequency", "numbers", "gone"),
    [
        # The same frequency, and one that gives as many: each stands for its own number.
        ({"per_month": 1}, [1, 2, 3, 4], []),
        ({"per_half_year": 4}, [1, 2, 3, 4], []),
        # Two a month: the first of each month, since both of a month have the same window.
        ({"per_month": 2}, [1, 3, 5, 7], []),
        # Fewer: those that come first stand for them, the last are gone.
        ({"per_half_year": 2}, [1, 2], ["rt.vika.3", "rt.vika.4"]),
    ],
)
def test_with_another_frequency_they_stand_for_those_in_whose_window_they_lie(
    frequency: Document, numbers: list[int], gone: list[str]
) -> None:
    carried, lost, _ = rebased(PUBLISHED, MONTHLY, with_frequency(frequency))

    assert [each.id for each in carried.meetings] == [f"rt.vika.{each}" for each in numbers]
    assert [each.start for each in carried.meetings] == [
        each.start for each in PUBLISHED.meetings[: len(numbers)]
    ]
    assert [each.id for each in lost] == gone


def test_what_lies_in_no_window_is_carried_over_all_the_same() -> None:
    """As BUP on Tuesdays becomes BUP on Wednesdays: each meeting has to move by a day."""
    tuesdays = {"every_weeks": 4, "weekday": "tuesday", "first_day": "2027-01-12"}
    wednesdays = {"every_weeks": 4, "weekday": "wednesday", "first_day": "2027-01-13"}
    before, after = with_frequency(tuesdays), with_frequency(wednesdays)
    starts = {name: each for name, each in STARTS.items() if name in before.meetings}

    carried, lost, _ = rebased(plan(before, starts), before, after)

    assert [each.id for each in carried.meetings] == list(starts)
    assert lost == ()


def test_a_series_and_a_person_that_are_gone_are_in_no_meeting() -> None:
    without = MONTHLY.model_copy(update={"series": ()})
    alone = MONTHLY.model_copy(update={"people": (), "contacts": {}})

    assert rebased(PUBLISHED, MONTHLY, without)[0].meetings == ()
    assert len(rebased(PUBLISHED, MONTHLY, without)[1]) == 4
    assert {each.participants for each in rebased(PUBLISHED, MONTHLY, alone)[0].meetings} == {
        ("vika",)
    }


def test_a_meeting_moved_by_hand_takes_its_people_with_it() -> None:
    part = problem(series=[series(attendance=[{"contact": "ppt", "part": {"last_minutes": 30}}])])
    before = plan(part, {"rt.vika.1": "2027-01-12T09:00", "rt.vika.2": "2027-03-09T09:00"})
    to = datetime(2027, 1, 14, 12, tzinfo=OSLO)

    first, second = moved_by_hand(before, {"rt.vika.1": to}).meetings

    assert (first.start, first.end) == (to, to + timedelta(minutes=90))
    assert first.span_of("ppt-01") == (to + timedelta(minutes=60), to + timedelta(minutes=90))
    assert second == before.meetings[1]
