from datetime import date

import pytest
from pydantic import ValidationError

from constraints.most_meetings_per_day import MostMeetingsPerDay
from planner.domain.plan import Plan
from tests.constraints.requirements import broken, said
from tests.instances import plan, problem, series

FOUR = problem(series=[series(frequency={"per_half_year": 4})])
RULE = MostMeetingsPerDay()  # two


def on_one_day(*hours: str) -> Plan:
    """The first meetings at these hours of 14 January."""
    return plan(
        FOUR,
        {f"rt.vika.{number}": f"2027-01-14T{hour}" for number, hour in enumerate(hours, start=1)},
    )


def test_two_on_a_day_is_allowed_and_the_unit_is_not_counted() -> None:
    assert broken(RULE, FOUR, on_one_day("08:00", "10:00")) == []


def test_each_meeting_above_two_counts() -> None:
    four = on_one_day("08:00", "10:00", "12:00", "14:00")

    assert broken(RULE, FOUR, four) == [
        RULE.violation(
            4 - 2, meetings=tuple(FOUR.meetings), participants=("ppt-01",), day=date(2027, 1, 14)
        )
    ]
    assert said(RULE, FOUR, four) == [
        (
            "PP-rådgiver 01 har 4 møter torsdag 14. januar, men skal ha høyst 2 på en dag.",
            "PP-rådgiver 01 har 4 møte torsdag 14. januar, men skal ha høgst 2 på ein dag.",
        )
    ]


def test_the_leader_decides_the_number() -> None:
    three = on_one_day("08:00", "10:00", "12:00")

    assert broken(MostMeetingsPerDay(most=3), FOUR, three) == []
    assert [each.amount for each in broken(MostMeetingsPerDay(most=1), FOUR, three)] == [2]


def test_the_next_day_is_counted_anew() -> None:
    two_and_one = plan(
        FOUR,
        {
            "rt.vika.1": "2027-03-26T08:00",
            "rt.vika.2": "2027-03-26T14:00",
            "rt.vika.3": "2027-03-29T08:00",  # the first working day of summer time
        },
    )

    assert broken(RULE, FOUR, two_and_one) == []


def test_no_meeting_at_all_on_a_day_is_not_a_number() -> None:
    with pytest.raises(ValidationError):
        MostMeetingsPerDay(most=0)
