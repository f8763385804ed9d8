from datetime import date

from constraints.days_between import DaysBetween
from planner.domain.problem import Problem
from tests.constraints.requirements import broken, said
from tests.instances import plan, problem, series

RULE = DaysBetween()


def three_meetings(least: int | None = None, most: int | None = None) -> Problem:
    """A series of three with these days between."""
    return problem(
        series=[series(frequency={"per_half_year": 3}, days_between={"least": least, "most": most})]
    )


THREE_TO_SIX_WEEKS = three_meetings(least=21, most=42)


def test_exactly_the_least_and_exactly_the_most_keep_it() -> None:
    # 14 January + 21 = 4 February; + 42 = 18 March.
    on_the_edge = plan(
        THREE_TO_SIX_WEEKS,
        {
            "rt.vika.1": "2027-01-14T14:00",
            "rt.vika.2": "2027-02-04T08:00",
            "rt.vika.3": "2027-03-18T14:00",
        },
    )

    assert broken(RULE, THREE_TO_SIX_WEEKS, on_the_edge) == []


def test_a_day_less_and_a_day_more_break_it() -> None:
    # 20 days to 3 February, then 43 to 18 March.
    off_by_one = plan(
        THREE_TO_SIX_WEEKS,
        {
            "rt.vika.1": "2027-01-14T09:00",
            "rt.vika.2": "2027-02-03T09:00",
            "rt.vika.3": "2027-03-18T09:00",
        },
    )

    assert broken(RULE, THREE_TO_SIX_WEEKS, off_by_one) == [
        RULE.violation(meetings=("rt.vika.1", "rt.vika.2"), day=date(2027, 2, 3), gap=20),
        RULE.violation(meetings=("rt.vika.2", "rt.vika.3"), day=date(2027, 3, 18), gap=43),
    ]
    assert said(RULE, THREE_TO_SIX_WEEKS, off_by_one) == [
        (
            "Ressursteam, Vika skole: 20 dager fra møte 1 til 2; det skal være minst 21.",
            "Ressursteam, Vika skole: 20 dagar frå møte 1 til 2; det skal vere minst 21.",
        ),
        (
            "Ressursteam, Vika skole: 43 dager fra møte 2 til 3; det skal være høyst 42.",
            "Ressursteam, Vika skole: 43 dagar frå møte 2 til 3; det skal vere høgst 42.",
        ),
    ]


def test_days_are_calendar_days_also_when_summer_time_begins() -> None:
    # 25 March to 1 April is 7 days, one of them an hour short.
    week = three_meetings(least=7, most=7)
    across = plan(week, {"rt.vika.1": "2027-03-25T09:00", "rt.vika.2": "2027-04-01T08:00"})

    assert broken(RULE, week, across) == []


def test_meetings_of_a_series_are_in_order_and_never_on_one_day() -> None:
    unbound = three_meetings(least=0)
    disorder = plan(
        unbound,
        {
            "rt.vika.1": "2027-01-14T09:00",
            "rt.vika.2": "2027-01-14T12:00",
            "rt.vika.3": "2027-01-13T09:00",
        },
    )

    assert said(RULE, unbound, disorder) == [
        (
            "Ressursteam, Vika skole: møte 2 står ikke på en dag etter møte 1.",
            "Ressursteam, Vika skole: møte 2 står ikkje på ein dag etter møte 1.",
        ),
        (
            "Ressursteam, Vika skole: møte 3 står ikke på en dag etter møte 2.",
            "Ressursteam, Vika skole: møte 3 står ikkje på ein dag etter møte 2.",
        ),
    ]


def test_over_a_meeting_without_a_place_the_least_counts_and_the_most_does_not() -> None:
    close = plan(
        THREE_TO_SIX_WEEKS, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.3": "2027-01-28T09:00"}
    )
    far = plan(
        THREE_TO_SIX_WEEKS, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.3": "2027-06-10T09:00"}
    )

    assert [each.facts["gap"] for each in broken(RULE, THREE_TO_SIX_WEEKS, close)] == [14]
    assert broken(RULE, THREE_TO_SIX_WEEKS, far) == []


def test_every_so_many_weeks_on_a_weekday_keeps_the_gap_exact() -> None:
    every_other_tuesday = problem(
        series=[series(frequency={"every_weeks": 2, "weekday": "tuesday"})]
    )
    starts = {"rt.vika.1": "2027-01-12T09:00", "rt.vika.2": "2027-01-26T09:00"}
    late = {**starts, "rt.vika.2": "2027-02-02T09:00"}

    assert broken(RULE, every_other_tuesday, plan(every_other_tuesday, starts)) == []
    assert said(RULE, every_other_tuesday, plan(every_other_tuesday, late)) == [
        (
            "Ressursteam, Vika skole: 21 dager fra møte 1 til 2; det skal være høyst 14.",
            "Ressursteam, Vika skole: 21 dagar frå møte 1 til 2; det skal vere høgst 14.",
        )
    ]
