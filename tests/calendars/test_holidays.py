"""The public holidays: the right days, in Norwegian, both languages."""

from datetime import date

import pytest

from calendars.holidays import NAMES, public_holidays


def names(first: date, last: date) -> dict[date, str]:
    return {period.first_day: period.name for period in public_holidays(first, last)}


def test_the_spring_of_2027() -> None:
    # Easter Sunday is 28 March 2027; Ascension is 39 days after, Whit Monday 50.
    assert names(date(2027, 1, 4), date(2027, 6, 18)) == {
        date(2027, 3, 25): "Skjærtorsdag",
        date(2027, 3, 26): "Langfredag",
        date(2027, 3, 28): "Første påskedag",
        date(2027, 3, 29): "Andre påskedag",
        date(2027, 5, 1): "1. mai",
        date(2027, 5, 6): "Kristi himmelfartsdag",
        date(2027, 5, 16): "Første pinsedag",
        date(2027, 5, 17): "17. mai og andre pinsedag",
    }


def test_both_ends_are_included_and_the_year_may_turn() -> None:
    days = [period.first_day for period in public_holidays(date(2026, 12, 25), date(2027, 1, 1))]

    assert days == [date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)]


def test_each_has_its_name_in_nynorsk() -> None:
    (new_year,) = public_holidays(date(2027, 1, 1), date(2027, 1, 1))

    assert (new_year.phrase.nb, new_year.phrase.nn) == ("Første nyttårsdag", "Første nyårsdag")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2008, 5, 1), "1. mai og Kristi himmelfartsdag"),
        (date(2012, 5, 17), "17. mai og Kristi himmelfartsdag"),
        (date(2024, 5, 19), "Første pinsedag"),
    ],
)
def test_a_day_may_be_two_holidays_at_once(day: date, name: str) -> None:
    assert names(day, day) == {day: name}


def test_every_name_is_one_of_ours_for_a_lifetime() -> None:
    # The library has English names for languages it does not know, and may change its own.
    ours = {phrase.nb.lower() for phrase in NAMES.values()}
    found = {
        name.lower()
        for closed in public_holidays(date(2020, 1, 1), date(2100, 12, 31))
        for name in closed.name.split(" og ")
    }

    assert found == ours
