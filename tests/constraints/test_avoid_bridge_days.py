import pytest

from constraints.avoid_bridge_days import AvoidBridgeDays
from tests.constraints.wishes import missed, said
from tests.instances import plan, problem, series

HOLIDAYS = {
    "holidays": [
        {"name": "Påske", "first_day": "2027-03-25", "last_day": "2027-03-29"},
        {"name": "Kristi himmelfartsdag", "first_day": "2027-05-06"},
        {"name": "17. mai", "first_day": "2027-05-17"},
        {"name": "En tirsdag fri", "first_day": "2027-06-08"},
        {"name": "En torsdag fri", "first_day": "2027-06-10"},
    ]
}
SPRING = problem(**HOLIDAYS)


@pytest.mark.parametrize(
    ("day", "amounts"),
    [
        ("2027-05-07", [1]),  # Friday between Ascension Day and Saturday
        ("2027-06-07", [1]),  # Monday between Sunday and a Tuesday off
        ("2027-06-09", [1]),  # Wednesday between a Tuesday and a Thursday off
        ("2027-05-06", []),  # itself a holiday
        ("2027-05-05", []),  # Wednesday before Ascension Day, with a working Tuesday before it
        ("2027-03-24", []),  # Wednesday before Easter
        ("2027-05-18", []),  # Tuesday after 17 May
        ("2027-05-14", []),  # Friday, with a working Thursday before it
    ],
)
def test_a_working_day_between_two_days_off_counts(day: str, amounts: list[int]) -> None:
    assert missed(AvoidBridgeDays(), SPRING, plan(SPRING, {"rt.vika.1": f"{day}T09:00"})) == amounts


def test_the_sentence_says_what_the_day_is() -> None:
    friday = plan(SPRING, {"rt.vika.1": "2027-05-07T09:00"})

    assert said(AvoidBridgeDays(), SPRING, friday) == [
        (
            "Ressursteam, Vika skole står fredag 7. mai, "
            "som er en inneklemt dag med fri både før og etter."
        )
    ]
    assert said(AvoidBridgeDays(), SPRING, friday, "nn") == [
        (
            "Ressursteam, Vika skole står fredag 7. mai, "
            "som er ein inneklemd dag med fri både før og etter."
        )
    ]


def test_a_meeting_that_is_fixed_to_a_bridge_day_is_not_blamed() -> None:
    fixed = problem(**HOLIDAYS, series=[series(frequency={"dates": ["2027-05-07"]})])

    assert missed(AvoidBridgeDays(), fixed, plan(fixed, {"rt.vika.1": "2027-05-07T09:00"})) == []


def test_a_school_holiday_makes_no_bridge_day() -> None:
    closed_thursday = problem(
        school_calendars=[
            {
                "id": "skolerute",
                "municipality": "lillevik",
                "unit_types": ["primary"],
                "closed": [{"name": "Fridag", "first_day": "2027-02-04"}],
            }
        ]
    )
    friday = plan(closed_thursday, {"rt.vika.1": "2027-02-05T09:00"})

    assert missed(AvoidBridgeDays(), closed_thursday, friday) == []
