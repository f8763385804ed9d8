from typing import Any

import pytest

from constraints.even_spacing import EvenSpacing
from planner.engine.build import build_timetable
from tests.constraints.wishes import missed, said
from tests.instances import plan, problem, series

MONTHLY = problem(series=[series(frequency={"per_month": 1}, window={"months": [1, 2, 3, 4, 5]})])


def days(first: str, second: str) -> dict[str, str]:
    return {"rt.vika.1": f"{first}T09:00", "rt.vika.2": f"{second}T09:00"}


# Monday 4 January to Monday 31 May is 148 days; 148/5 = 29.6, nearest whole weeks 28; slack 7.
@pytest.mark.parametrize(
    ("second", "beyond"),
    [
        ("2027-02-11", []),  # 28 days
        ("2027-02-04", []),  # 21 days, as few as there is slack for
        ("2027-02-18", []),  # 35 days, as many as there is slack for
        ("2027-02-03", [1]),  # 20 days: 8 off, 7 of them slack
        ("2027-02-25", [7]),  # 42 days: 14 off, 7 of them slack
    ],
)
def test_days_beyond_the_slack_count(second: str, beyond: list[int]) -> None:
    assert missed(EvenSpacing(), MONTHLY, plan(MONTHLY, days("2027-01-14", second))) == beyond


def test_the_sentence_names_both_days() -> None:
    far_apart = plan(MONTHLY, days("2027-01-14", "2027-02-25"))

    assert said(EvenSpacing(), MONTHLY, far_apart) == [
        (
            "I Ressursteam, Vika skole går det 42 dager fra torsdag 14. januar til "
            "torsdag 25. februar; jevnt fordelt ville det vært 28."
        )
    ]
    assert said(EvenSpacing(), MONTHLY, far_apart, "nn") == [
        (
            "I Ressursteam, Vika skole går det 42 dagar frå torsdag 14. januar til "
            "torsdag 25. februar; jamt fordelt ville det vore 28."
        )
    ]


def test_a_meeting_without_a_place_breaks_the_row() -> None:
    first_and_third = plan(
        MONTHLY, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.3": "2027-03-31T09:00"}
    )

    assert missed(EvenSpacing(), MONTHLY, first_and_third) == []


@pytest.mark.parametrize(
    ("changes", "ideal", "slack"),
    [
        # 4 January to 18 June is 166 days.
        ({"frequency": {"per_half_year": 2}}, 84, 21),  # 83.0, nearest whole weeks
        ({"frequency": {"per_half_year": 8}}, 21, 5),  # 20.75
        ({"frequency": {"per_half_year": 20}}, 8, 2),  # 8.3, too close for whole weeks
        ({"frequency": {"per_month": 1}}, 28, 7),  # 166/6 = 27.7
        ({"frequency": {"per_month": 2}}, 14, 3),  # 166/12 = 13.8, too close for whole weeks
        # 1 February to 30 April is 89 days; 89/2 = 44.5.
        ({"window": {"months": [2, 3, 4]}}, 42, 10),
        ({"window": {"months": [2, 3, 4]}, "days_between": {"least": 56}}, 56, 14),
        ({"window": {"months": [2, 3, 4]}, "days_between": {"most": 30}}, 30, 7),
    ],
)
def test_what_is_even_follows_from_the_window_and_the_number(
    changes: dict[str, Any], ideal: int, slack: int
) -> None:
    (chain,) = build_timetable(problem(series=[series(**changes)]), (EvenSpacing(),)).chains

    assert (chain.ideal, chain.slack) == (ideal, slack)


@pytest.mark.parametrize(
    "frequency",
    [
        {"dates": ["2027-01-14", "2027-01-21", "2027-06-03"]},
        {"every_weeks": 6, "weekday": "tuesday", "first_day": "2027-01-19"},
        {"per_half_year": 1},
    ],
)
def test_fixed_dates_and_single_meetings_are_left_alone(frequency: dict[str, object]) -> None:
    fixed = problem(series=[series(frequency=frequency)])

    assert build_timetable(fixed, (EvenSpacing(),)).chains == []


@pytest.mark.parametrize(
    ("frequency", "ideal"),
    [
        ({"every_weeks": 4}, 28),
        ({"every_weeks": 4, "weekday": "tuesday"}, 28),
        ({"every_weeks": 4, "weekday": "tuesday", "first_day": "2027-01-12"}, None),
        ({"weekday_of_month": "tuesday", "nth": 2, "when_closed": "skip"}, None),
    ],
)
def test_every_so_many_weeks_is_even_by_itself(
    frequency: dict[str, object], ideal: int | None
) -> None:
    regular = problem(series=[series(frequency=frequency)])
    chains = build_timetable(regular, (EvenSpacing(),)).chains

    assert [chain.ideal for chain in chains] == ([] if ideal is None else [ideal])
