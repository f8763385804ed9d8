from datetime import date

from constraints.no_meeting_on_closed_days import NoMeetingOnClosedDays
from planner.engine.build import build_timetable
from planner.engine.timetable import Reason
from tests.constraints.requirements import broken, said
from tests.instances import plan, problem, series, unit

WINTER_BREAK = {"name": "Vinterferie", "first_day": "2027-02-22", "last_day": "2027-02-26"}

# The school follows the school calendar, the kindergarten does not; a hub meeting needs both.
SCHOOL_AND_KINDERGARTEN = problem(
    units=[
        unit("vika", planning_days=[{"name": "Planleggingsdag", "first_day": "2027-01-29"}]),
        unit("lia", name="Lia barnehage", type="kindergarten", feeds=["vika"]),
    ],
    holidays=[{"name": "Skjærtorsdag", "first_day": "2027-03-25"}],
    school_calendars=[
        {
            "id": "skolerute",
            "municipality": "lillevik",
            "unit_types": ["primary"],
            "closed": [WINTER_BREAK],
        }
    ],
    series=[
        series(),
        series("hub", name="Samarbeidsmøte", scope={"each_hub": {}}),
        series("slt", name="SLT", scope={"together": None}, attendance=[{"person": "ppt-01"}]),
    ],
)
RULE = NoMeetingOnClosedDays()


def test_the_days_on_either_side_of_a_break_are_open() -> None:
    around = plan(
        SCHOOL_AND_KINDERGARTEN,
        {"rt.vika.1": "2027-02-19T14:30", "rt.vika.2": "2027-03-01T08:00"},
    )

    assert broken(RULE, SCHOOL_AND_KINDERGARTEN, around) == []


def test_a_unit_has_no_meeting_in_its_break() -> None:
    friday_of_the_break = plan(SCHOOL_AND_KINDERGARTEN, {"rt.vika.1": "2027-02-26T09:00"})

    assert broken(RULE, SCHOOL_AND_KINDERGARTEN, friday_of_the_break) == [
        RULE.violation(
            meetings=("rt.vika.1",),
            participants=("vika",),
            day=date(2027, 2, 26),
            closed="Vinterferie",
        )
    ]
    assert said(RULE, SCHOOL_AND_KINDERGARTEN, friday_of_the_break) == [
        (
            (
                "Ressursteam, Vika skole står fredag 26. februar, "
                "men Vika skole har stengt: Vinterferie."
            ),
            (
                "Ressursteam, Vika skole står fredag 26. februar, "
                "men Vika skole har stengt: Vinterferie."
            ),
        )
    ]


def test_a_unit_of_another_type_is_open_in_the_break() -> None:
    in_the_break = plan(SCHOOL_AND_KINDERGARTEN, {"rt.lia.1": "2027-02-24T09:00"})

    assert broken(RULE, SCHOOL_AND_KINDERGARTEN, in_the_break) == []


def test_a_hub_stands_still_when_one_of_its_units_is_closed() -> None:
    planning_day = plan(SCHOOL_AND_KINDERGARTEN, {"hub.vika.1": "2027-01-29T09:00"})

    assert [each.participants for each in broken(RULE, SCHOOL_AND_KINDERGARTEN, planning_day)] == [
        ("vika",)
    ]


def test_a_holiday_is_closed_for_all_also_for_meetings_without_units() -> None:
    maundy_thursday = plan(
        SCHOOL_AND_KINDERGARTEN, {"slt.alle.1": "2027-03-25T09:00", "rt.vika.1": "2027-03-25T12:00"}
    )

    assert said(RULE, SCHOOL_AND_KINDERGARTEN, maundy_thursday) == [
        (
            "SLT står torsdag 25. mars, men alle har fri: Skjærtorsdag.",
            "SLT står torsdag 25. mars, men alle har fri: Skjærtorsdag.",
        ),
        (
            "Ressursteam, Vika skole står torsdag 25. mars, men alle har fri: Skjærtorsdag.",
            "Ressursteam, Vika skole står torsdag 25. mars, men alle har fri: Skjærtorsdag.",
        ),
    ]


def test_weekends_are_closed_for_all() -> None:
    saturday = plan(SCHOOL_AND_KINDERGARTEN, {"slt.alle.1": "2027-01-16T09:00"})

    assert said(RULE, SCHOOL_AND_KINDERGARTEN, saturday) == [
        (
            "SLT står lørdag 16. januar, men det er helg.",
            "SLT står laurdag 16. januar, men det er helg.",
        ),
    ]


def test_each_ban_names_whoever_is_closed() -> None:
    timetable = build_timetable(SCHOOL_AND_KINDERGARTEN, (RULE,))
    grid = timetable.grid

    # A planning day and five days of break at the school, nothing more at the kindergarten.
    assert timetable.meetings["hub.vika.1"].bans == {
        Reason("no_meeting_on_closed_days", "lillevik"): grid.days_mask([date(2027, 3, 25)]),
        Reason("no_meeting_on_closed_days", "vika"): grid.days_mask(
            [date(2027, 1, 29), *(date(2027, 2, day) for day in range(22, 27))]
        ),
    }
