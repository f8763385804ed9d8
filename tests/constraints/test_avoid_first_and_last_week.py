import pytest

from constraints.avoid_first_and_last_week import AvoidFirstAndLastWeek
from tests.constraints.wishes import missed, said
from tests.instances import plan, problem, series

SPRING = problem()  # Monday 4 January (week 1) to Friday 18 June (week 24)


@pytest.mark.parametrize(
    ("day", "amounts"),
    [
        ("2027-01-04", [1]),
        ("2027-01-08", [1]),
        ("2027-01-11", []),
        ("2027-06-11", []),
        ("2027-06-14", [1]),
    ],
)
def test_the_first_and_the_last_week_count(day: str, amounts: list[int]) -> None:
    meeting = plan(SPRING, {"rt.vika.1": f"{day}T09:00"})

    assert missed(AvoidFirstAndLastWeek(), SPRING, meeting) == amounts


def test_a_semester_may_begin_in_the_middle_of_a_week_and_across_new_year() -> None:
    # Thursday 31 December 2026 lies in week 53 of 2026, as Friday 1 January 2027 does.
    winter = problem(
        semester={"name": "Vinter", "first_day": "2026-12-31", "last_day": "2027-03-02"}
    )
    meetings = plan(winter, {"rt.vika.1": "2027-01-01T09:00", "rt.vika.2": "2027-01-04T09:00"})

    assert [each.meetings for each in AvoidFirstAndLastWeek().check(winter, meetings)] == [
        ("rt.vika.1",)
    ]


def test_the_sentence_says_which_of_the_two() -> None:
    both = plan(SPRING, {"rt.vika.1": "2027-01-05T09:00", "rt.vika.2": "2027-06-15T09:00"})

    assert said(AvoidFirstAndLastWeek(), SPRING, both) == [
        "Ressursteam, Vika skole står tirsdag 5. januar, i den første uken av halvåret.",
        "Ressursteam, Vika skole står tirsdag 15. juni, i den siste uken av halvåret.",
    ]
    assert said(AvoidFirstAndLastWeek(), SPRING, both, "nn") == [
        "Ressursteam, Vika skole står tysdag 5. januar, i den første veka av halvåret.",
        "Ressursteam, Vika skole står tysdag 15. juni, i den siste veka av halvåret.",
    ]


def test_a_meeting_that_can_stand_in_no_other_week_is_not_blamed() -> None:
    fixed = problem(series=[series(window={"first_day": "2027-01-04", "last_day": "2027-01-08"})])
    meeting = plan(fixed, {"rt.vika.1": "2027-01-05T09:00"})

    assert missed(AvoidFirstAndLastWeek(), fixed, meeting) == []
