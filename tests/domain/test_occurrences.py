"""From frequency to meetings: how many each form gives, and on which days they may stand."""

from datetime import date

import pytest

from planner.domain.problem import Problem
from tests.instances import Document, problem, series, unit

AUTUMN: Document = {"name": "Høst 2026", "first_day": "2026-08-17", "last_day": "2026-12-18"}
SPRING: Document = {"name": "Vår 2027", "first_day": "2027-01-04", "last_day": "2027-06-18"}
WHOLE_YEAR: Document = {"name": "2026–27", "first_day": "2026-08-17", "last_day": "2027-06-18"}


def semester(of: Document, **line: object) -> Problem:
    return problem(semester=of, series=[series(**line)])


def spans(whole: Problem) -> list[tuple[str, str]]:
    """First and last day of each meeting's window, as month and day."""
    return [
        (f"{meeting.window.first_day:%m-%d}", f"{meeting.window.last_day:%m-%d}")
        for meeting in whole.meetings.values()
    ]


def test_per_month_gives_each_month_of_the_window_its_own() -> None:
    window = {"first_day": "2027-02-10", "months": [2, 4]}

    assert spans(semester(SPRING, frequency={"per_month": 2}, window=window)) == [
        ("02-10", "02-28"),
        ("02-10", "02-28"),
        ("04-01", "04-30"),
        ("04-01", "04-30"),
    ]


def test_per_half_year_gives_the_whole_window_to_each() -> None:
    assert spans(semester(SPRING, frequency={"per_half_year": 2})) == [("01-04", "06-18")] * 2


def test_at_least_gives_further_meetings_that_need_not_be_held() -> None:
    whole = semester(SPRING, frequency={"per_half_year": 2, "at_most": 4})

    optional = [meeting.optional for meeting in whole.meetings.values()]

    assert optional == [False, False, True, True]


@pytest.mark.parametrize("form", ["per_year", "per_school_year"])
@pytest.mark.parametrize(
    ("of", "count", "stated"),
    [
        # Four in a year are two and two; five with three in autumn leave two for spring.
        (AUTUMN, 2, (4, None)),
        (SPRING, 2, (4, None)),
        (WHOLE_YEAR, 4, (4, None)),
        (AUTUMN, 3, (5, 3)),
        (SPRING, 2, (5, 3)),
        (AUTUMN, 0, (1, 0)),
        (SPRING, 1, (1, 0)),
    ],
)
def test_a_years_meetings_are_shared_between_its_halves(
    form: str, of: Document, count: int, stated: tuple[int, int | None]
) -> None:
    year, in_autumn = stated

    whole = semester(of, frequency={form: year, "in_autumn": in_autumn})

    assert len(whole.meetings) == count


def test_every_weeks_from_a_fixed_day() -> None:
    # From Tuesday 12 January, 42 days each: 23 February, 6 April, 18 May; 29 June is past the end.
    fixed = {"every_weeks": 6, "weekday": "tuesday", "first_day": "2027-01-12"}

    assert spans(semester(SPRING, frequency=fixed)) == [
        (day, day) for day in ("01-12", "02-23", "04-06", "05-18")
    ]


def test_every_weeks_on_a_weekday_leaves_the_first_week_open() -> None:
    # 24 Tuesdays from 5 January to 15 June; a meeting every sixth of them is 4.
    whole = semester(SPRING, frequency={"every_weeks": 6, "weekday": "tuesday"})

    assert len(whole.meetings) == 4
    assert (whole.series[0].limits.least, whole.series[0].limits.most) == (42, 42)
    assert not whole.meetings["rt.vika.1"].window.holds(date(2027, 1, 6))
    assert whole.meetings["rt.vika.1"].window.holds(date(2027, 2, 9))


def test_every_weeks_on_any_weekday_gives_whole_weeks() -> None:
    # The weeks of 1 and 15 February; the last is cut by the window.
    frequency = {"every_weeks": 2, "first_day": "2027-02-01"}

    assert spans(semester(SPRING, frequency=frequency, window={"last_day": "2027-02-17"})) == [
        ("02-01", "02-05"),
        ("02-15", "02-17"),
    ]


@pytest.mark.parametrize(
    ("nth", "expected"),
    [(1, ["03-04", "04-01"]), (4, ["03-25", "04-22"]), ("last", ["03-25", "04-29"])],
)
def test_the_nth_weekday_of_each_month(nth: int | str, expected: list[str]) -> None:
    # The Thursdays are 4, 11, 18 and 25 March, and 1, 8, 15, 22 and 29 April.
    frequency = {"weekday_of_month": "thursday", "nth": nth, "when_closed": "skip"}

    whole = semester(SPRING, frequency=frequency, window={"months": [3, 4]})

    assert spans(whole) == [(day, day) for day in expected]


def test_dates_are_numbered_in_the_order_of_time() -> None:
    whole = semester(SPRING, frequency={"dates": ["2027-03-04", "2027-02-04"]})

    assert spans(whole) == [("02-04", "02-04"), ("03-04", "03-04")]


def test_reserved_slots_have_their_number_in_the_title() -> None:
    whole = semester(SPRING, name="Ansvarsgruppe", frequency={"reserved_slots": 3})

    assert whole.title("rt.vika.3").nb == "Ansvarsgruppe, Vika skole – plass 3"
    assert len(whole.meetings) == 3


def test_by_size_goes_by_the_children_of_each_host() -> None:
    bands = [
        {"up_to": 40, "then": {"per_half_year": 1}},
        {"up_to": 100, "then": {"per_half_year": 2}},
        {"then": {"per_month": 1}},
    ]
    sizes = {"liten": 40, "midt": 41, "stor": 101}
    units = [unit(name, children=children) for name, children in sizes.items()]

    whole = problem(units=units, contacts={}, series=[series(frequency={"by_size": bands})])

    # A band holds its own limit. January to June are six months.
    assert [len(group.meetings) for group in whole.groups] == [1, 2, 6]


def test_a_window_is_counted_back_from_the_school_start() -> None:
    # 16 August 2027 less 14 weeks is 10 May, less 10 weeks 7 June.
    of = {**SPRING, "school_start": "2027-08-16"}
    window = {"before_school_start": {"most_weeks": 14, "least_weeks": 10}}

    whole = semester(of, frequency={"per_half_year": 1}, window=window)

    assert spans(whole) == [("05-10", "06-07")]


def test_iso_weeks_and_weekdays_narrow_a_window() -> None:
    window = {"iso_weeks": [2, 53], "weekdays": ["monday", "friday"]}
    whole = semester(SPRING, frequency={"per_half_year": 1}, window=window)

    # Week 2 of 2027 is 11 to 15 January; 1 January, in week 53, is before the half-year.
    days = [day for day in whole.grid.days if whole.meetings["rt.vika.1"].window.holds(day)]

    assert days == [date(2027, 1, 11), date(2027, 1, 15)]
