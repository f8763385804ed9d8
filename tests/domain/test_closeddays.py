"""What of a published school calendar are closed days."""

from datetime import date

import pytest

from planner.domain.closeddays import ClosedDays, closed_days
from planner.domain.schoolcalendar import ClosedPeriod

FIRST, LAST = date(2027, 1, 4), date(2027, 6, 18)
MAY_17 = date(2027, 5, 17)  # a Monday


def period(name: str, first: str, last: str | None = None) -> ClosedPeriod:
    return ClosedPeriod.model_validate({"name": name, "first_day": first, "last_day": last})


def sorted_out(*periods: ClosedPeriod) -> ClosedDays:
    return closed_days(periods, FIRST, LAST, {MAY_17})


def test_a_holiday_that_is_told_day_by_day_is_one_period() -> None:
    days = [period("Påskeferie", f"2027-03-{day}") for day in (24, 22, 23, 25, 26, 29, 30)]

    # The 27th and 28th are Saturday and Sunday.
    assert sorted_out(*days).closed == (period("Påskeferie", "2027-03-22", "2027-03-30"),)


def test_periods_with_a_working_day_between_them_stay_apart() -> None:
    days = [period("Planleggingsdag", "2027-01-11"), period("Planleggingsdag", "2027-01-13")]

    assert sorted_out(*days).closed == tuple(days)


def test_what_is_told_twice_or_overlaps_is_told_once() -> None:
    week = period("Vinterferie", "2027-02-22", "2027-02-26")

    found = sorted_out(week, period("Vinterferie", "2027-02-24"), week)

    assert found.closed == (week,)


def test_periods_are_in_the_order_of_their_days() -> None:
    later, earlier = period("A", "2027-02-22"), period("B", "2027-02-19")

    assert sorted_out(later, earlier).closed == (earlier, later)


def test_a_period_over_the_edge_is_kept_whole_and_one_beyond_it_left_out() -> None:
    christmas = period("Juleferie", "2026-12-21", "2027-01-04")
    autumn = period("Høstferie", "2026-09-28", "2026-10-02")
    summer = period("Sommerferie", "2027-06-19", "2027-08-15")

    assert sorted_out(christmas, autumn, summer) == ClosedDays(closed=(christmas,))


def test_weekends_and_public_holidays_say_nothing_new() -> None:
    saturday, holiday = period("1. mai", "2027-05-01"), period("17. mai", "2027-05-17")

    assert sorted_out(saturday, holiday) == ClosedDays(known=(saturday, holiday))


def test_a_day_beside_a_holiday_is_closed() -> None:
    longer = period("17. mai-helg", "2027-05-15", "2027-05-18")

    assert sorted_out(longer).closed == (longer,)


@pytest.mark.parametrize(
    "name",
    [
        "Første skoledag", "Siste skoledag før påskeferien", "Fyrste skuledag etter jul",
        "Skolestart", "SKOLESLUTT", "Skulen startar", "Vårhalvår", "2. termin",
        "SFO åpent", "Barnehagen er open",
    ],
)  # fmt: skip
def test_a_day_of_school_is_doubtful(name: str) -> None:
    day = period(name, "2027-01-11")

    assert sorted_out(day) == ClosedDays(doubtful=(day,))


@pytest.mark.parametrize(
    "name",
    [
        "Vinterferie", "Skolefri", "Elevfri dag", "Planleggingsdag", "Fri for elevene",
        "Ingen skoledag", "Ikke skoledag", "Barnehagen er stengt", "Skulen har stengd",
    ],
)  # fmt: skip
def test_a_day_off_is_closed(name: str) -> None:
    day = period(name, "2027-01-11")

    assert sorted_out(day) == ClosedDays(closed=(day,))


@pytest.mark.parametrize(("last", "is_closed"), [("2027-03-21", True), ("2027-03-22", False)])
def test_what_is_longer_than_any_holiday_is_doubtful(last: str, *, is_closed: bool) -> None:
    # From 11 January to 21 March are 21 + 28 + 21 = 70 days.
    long = period("Ombygging", "2027-01-11", last)

    assert sorted_out(long) == (
        ClosedDays(closed=(long,)) if is_closed else ClosedDays(doubtful=(long,))
    )
