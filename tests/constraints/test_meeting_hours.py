from datetime import date, time

import pytest
from pydantic import ValidationError

from constraints.meeting_hours import MeetingHours
from tests.constraints.requirements import broken, said
from tests.instances import plan, problem, series

VIKA = problem(series=[series(minutes=60)], day={"day_starts": "07:00", "day_ends": "17:00"})
RULE = MeetingHours()  # 08:00 to 15:30, lunch 11:30 to 12:00


@pytest.mark.parametrize("start", ["08:00", "10:30", "12:00", "14:30"])
def test_the_hours_and_lunch_may_be_touched(start: str) -> None:
    # Just after opening, just before lunch, just after lunch, just before closing.
    assert broken(RULE, VIKA, plan(VIKA, {"rt.vika.1": f"2027-01-14T{start}"})) == []


@pytest.mark.parametrize("start", ["07:45", "10:45", "11:45", "14:45"])
def test_a_quarter_of_an_hour_beyond_breaks_it(start: str) -> None:
    assert len(broken(RULE, VIKA, plan(VIKA, {"rt.vika.1": f"2027-01-14T{start}"}))) == 1


def test_a_meeting_outside_the_hours_is_told_with_both_times() -> None:
    late = plan(VIKA, {"rt.vika.1": "2027-01-14T15:00"})

    assert broken(RULE, VIKA, late) == [
        RULE.violation(
            meetings=("rt.vika.1",),
            day=date(2027, 1, 14),
            start="15.00",
            end="16.00",
            broken="hours",
        )
    ]
    assert said(RULE, VIKA, late) == [
        (
            (
                "Ressursteam, Vika skole står torsdag 14. januar kl. 15.00–16.00, "
                "utenfor møtetiden kl. 08.00–15.30."
            ),
            (
                "Ressursteam, Vika skole står torsdag 14. januar kl. 15.00–16.00, "
                "utanfor møtetida kl. 08.00–15.30."
            ),
        )
    ]


def test_a_meeting_over_lunch_is_told_as_that() -> None:
    hungry = plan(VIKA, {"rt.vika.1": "2027-01-14T11:00"})

    assert said(RULE, VIKA, hungry) == [
        (
            (
                "Ressursteam, Vika skole står torsdag 14. januar kl. 11.00–12.00, "
                "over lunsjen kl. 11.30–12.00."
            ),
        )
        * 2
    ]


def test_without_lunch_the_middle_of_the_day_is_open() -> None:
    no_lunch = MeetingHours(lunch_start=None, lunch_end=None)

    assert broken(no_lunch, VIKA, plan(VIKA, {"rt.vika.1": "2027-01-14T11:30"})) == []


def test_a_meeting_past_midnight_is_outside() -> None:
    day_and_night = MeetingHours(first=time(0), last=time(23, 59), lunch_start=None, lunch_end=None)

    assert len(broken(day_and_night, VIKA, plan(VIKA, {"rt.vika.1": "2027-01-14T23:30"}))) == 1


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"first": "15:30", "last": "08:00"}, "hours_out_of_order"),
        ({"lunch_start": "12:00", "lunch_end": "12:00"}, "lunch_out_of_order"),
        ({"lunch_end": None}, "lunch_half_stated"),
    ],
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError, match=code):
        MeetingHours.model_validate(settings)
