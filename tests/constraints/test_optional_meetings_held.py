from constraints.meeting_held import MeetingHeld
from constraints.optional_meetings_held import OptionalMeetingsHeld
from tests.constraints.requirements import broken
from tests.constraints.wishes import missed, said
from tests.instances import plan, problem, series

ONE_TO_THREE = problem(series=[series(frequency={"per_half_year": 1, "at_most": 3})])
SURE = {"rt.vika.1": "2027-01-14T09:00"}


def test_each_meeting_above_the_least_counts_when_it_is_not_held() -> None:
    least = plan(ONE_TO_THREE, SURE)

    assert missed(OptionalMeetingsHeld(), ONE_TO_THREE, least) == [1, 1]
    assert said(OptionalMeetingsHeld(), ONE_TO_THREE, least)[0] == (
        "Ressursteam, Vika skole: ikke plass til møte 2; det skal være 1, helst 3."
    )
    assert said(OptionalMeetingsHeld(), ONE_TO_THREE, least, "nn")[0] == (
        "Ressursteam, Vika skole: ikkje plass til møte 2; det skal vere 1, helst 3."
    )


def test_all_of_them_held_is_what_is_wished() -> None:
    most = plan(
        ONE_TO_THREE,
        {**SURE, "rt.vika.2": "2027-03-11T09:00", "rt.vika.3": "2027-05-13T09:00"},
    )

    assert missed(OptionalMeetingsHeld(), ONE_TO_THREE, most) == []


def test_the_least_number_is_a_requirement_and_no_wish() -> None:
    empty = plan(ONE_TO_THREE, {})

    assert missed(OptionalMeetingsHeld(), ONE_TO_THREE, empty) == [1, 1]
    assert [each.meetings for each in broken(MeetingHeld(), ONE_TO_THREE, empty)] == [
        ("rt.vika.1",)
    ]
