"""The calendar of spring 2027, where plans go wrong by hand: what each form makes of it."""

from datetime import date, timedelta

import pytest

from calendars.holidays import public_holidays
from planner.domain.grid import OSLO
from planner.domain.problem import Problem
from tests.instances import Document, plan, problem, series

HOLIDAYS = [
    each.model_dump(mode="json") for each in public_holidays(date(2026, 8, 1), date(2027, 7, 31))
]
BREAKS = [
    {"name": "Vinterferie", "first_day": "2027-02-22", "last_day": "2027-02-26"},
    {"name": "Påskeferie", "first_day": "2027-03-22", "last_day": "2027-03-29"},
    {"name": "Inneklemt fridag", "first_day": "2027-05-07"},
]
CALENDAR = {
    "id": "skolerute", "municipality": "lillevik", "unit_types": ["primary"], "closed": BREAKS,
}  # fmt: skip


def spring(
    *, last_day: str = "2027-06-18", first_day: str = "2027-01-04", **line: object
) -> Problem:
    """A school with the breaks and holidays of spring 2027, and one series."""
    return problem(
        semester={"name": "Vår 2027", "first_day": first_day, "last_day": last_day},
        holidays=HOLIDAYS,
        school_calendars=[CALENDAR],
        series=[series(**line)],
    )


def days(whole: Problem) -> list[tuple[int, int]]:
    """Day and month of each meeting; every window is a single day."""
    windows = [meeting.window for meeting in whole.meetings.values()]
    assert all(window.first_day == window.last_day for window in windows)
    return [
        (window.first_day.day, window.first_day.month) for window in windows if window.first_day
    ]


def open_days(whole: Problem) -> list[date]:
    """The days on which the school is open."""
    return [day for day in whole.grid.days if whole.is_open(day, ("vika",))]


def last_thursdays(when_closed: str) -> Document:
    return {"weekday_of_month": "thursday", "nth": "last", "when_closed": when_closed}


# The last Thursdays are 28 January, 25 February (winter holiday), 25 March (Maundy Thursday, in the
# Easter holiday), 29 April, 27 May and 24 June.
@pytest.mark.parametrize(
    ("when_closed", "expected"),
    [
        ("skip", [(28, 1), (29, 4), (27, 5), (24, 6)]),
        ("previous", [(28, 1), (18, 2), (18, 3), (29, 4), (27, 5), (24, 6)]),
        # Six days before 25 February is Friday 19, four after is Monday 1 March: in another month,
        # but nearer. From 25 March, Friday 19 is six days before and Tuesday 30 five after.
        ("nearest", [(28, 1), (1, 3), (30, 3), (29, 4), (27, 5), (24, 6)]),
    ],
)
def test_the_last_thursday_of_each_month(when_closed: str, expected: list[tuple[int, int]]) -> None:
    assert days(spring(frequency=last_thursdays(when_closed), last_day="2027-06-30")) == expected


# The term ends on Friday 18 June; the last Thursday of June is the 24th, a week after the 17th.
@pytest.mark.parametrize(
    ("when_closed", "last"), [("skip", (27, 5)), ("previous", (17, 6)), ("nearest", (18, 6))]
)
def test_a_last_thursday_after_the_end_of_term(when_closed: str, last: tuple[int, int]) -> None:
    assert days(spring(frequency=last_thursdays(when_closed)))[-1] == last


def test_usually_the_last_thursday_is_a_wish_within_the_month() -> None:
    usual = spring(frequency={**last_thursdays("previous"), "usual": True})

    february = usual.meetings["rt.vika.2"]

    assert (february.window.first_day, february.window.last_day) == (
        date(2027, 2, 1),
        date(2027, 2, 28),
    )
    assert february.usual_day == date(2027, 2, 18)


# From 12 January the second Tuesday falls in the winter holiday (23 February); from 9 February in
# Easter week (23 March); from 19 January none does.
@pytest.mark.parametrize(
    ("first_day", "when_closed", "expected"),
    [
        ("2027-01-12", None, [(12, 1), (23, 2), (6, 4), (18, 5)]),
        ("2027-01-12", "skip", [(12, 1), (6, 4), (18, 5)]),
        ("2027-01-12", "previous", [(12, 1), (16, 2), (6, 4), (18, 5)]),
        ("2027-01-12", "nearest", [(12, 1), (19, 2), (6, 4), (18, 5)]),
        ("2027-02-09", None, [(9, 2), (23, 3), (4, 5), (15, 6)]),
        ("2027-02-09", "skip", [(9, 2), (4, 5), (15, 6)]),
        ("2027-02-09", "previous", [(9, 2), (16, 3), (4, 5), (15, 6)]),
        # Friday 19 March is four days before, Tuesday 30 a week after.
        ("2027-02-09", "nearest", [(9, 2), (19, 3), (4, 5), (15, 6)]),
        ("2027-01-19", "skip", [(19, 1), (2, 3), (13, 4), (25, 5)]),
        ("2027-01-19", "nearest", [(19, 1), (2, 3), (13, 4), (25, 5)]),
    ],
)
def test_tuesday_every_six_weeks(
    first_day: str, when_closed: str | None, expected: list[tuple[int, int]]
) -> None:
    frequency = {
        "every_weeks": 6, "weekday": "tuesday", "first_day": first_day, "when_closed": when_closed,
    }  # fmt: skip

    assert days(spring(frequency=frequency)) == expected


def test_week_53_and_week_1_are_both_odd() -> None:
    # 28 December 2026 is the Monday of week 53, 4 January 2027 that of week 1, the 11th of week 2.
    odd = series(window={"week_parity": "odd", "weekdays": ["monday"]})
    window = problem(series=[odd]).series[0].window
    mondays = [date(2026, 12, 14) + timedelta(weeks=number) for number in range(6)]

    weeks = [(day.isocalendar().week, window.holds(day)) for day in mondays]

    assert weeks == [(51, True), (52, False), (53, True), (1, True), (2, False), (3, True)]


def test_two_weeks_on_is_not_the_same_parity_over_that_new_year() -> None:
    # Every second Monday from 14 December (week 51): 28 December (53), 11 January (2), 25 (4). In
    # odd weeks only the first two are left.
    whole = spring(
        first_day="2026-12-01",
        last_day="2027-01-31",
        frequency={"every_weeks": 2, "weekday": "monday", "first_day": "2026-12-14"},
        window={"week_parity": "odd"},
    )

    assert days(whole) == [(14, 12), (28, 12)]


def test_17_may_2027_is_whit_monday_and_closed_once() -> None:
    (closed,) = public_holidays(date(2027, 5, 17), date(2027, 5, 17))
    monthly = {"weekday_of_month": "monday", "nth": 3, "when_closed": "previous"}

    assert closed.name == "17. mai og andre pinsedag"
    assert days(spring(frequency=monthly, window={"months": [5]})) == [(10, 5)]


def test_the_clock_on_the_wall_is_the_same_after_28_march() -> None:
    # Norway is one hour ahead of UTC until 28 March, then two.
    made = plan(spring(), {"rt.vika.1": "2027-03-19T09:00", "rt.vika.2": "2027-03-31T09:00"})

    for meeting, hours in zip(made.meetings, (1, 2), strict=True):
        assert (meeting.start.hour, meeting.end.hour, meeting.minutes) == (9, 10, 90)
        assert meeting.start.astimezone(OSLO).utcoffset() == timedelta(hours=hours)


def test_there_are_106_school_days() -> None:
    # 120 weekdays, 5 of them public holidays (25, 26 and 29 March, 6 and 17 May) leave 115; 5 days
    # of winter holiday, 22 to 24 March and 7 May are 9 more.
    whole = spring()
    by_month = dict.fromkeys(range(1, 7), 0)
    for day in open_days(whole):
        by_month[day.month] += 1

    assert len(whole.grid.days) == 120
    assert sum(whole.is_open(day, ()) for day in whole.grid.days) == 115
    assert by_month == {1: 20, 2: 15, 3: 17, 4: 22, 5: 18, 6: 14}
    assert sum(by_month.values()) == 106


def test_february_to_april_has_54_school_days() -> None:
    whole = spring(window={"months": [2, 3, 4]})
    window = whole.meetings["rt.vika.1"].window

    assert sum(window.holds(day) for day in open_days(whole)) == 54
