from datetime import date

from constraints.one_meeting_per_room import OneMeetingPerRoom
from planner.domain.plan import Plan
from tests.constraints.requirements import broken, said
from tests.instances import plan, problem, series

RULE = OneMeetingPerRoom()
TOWN_HALL = problem(
    places=[{"id": "radhuset", "name": "Rådhuset"}],
    rooms=[
        {"id": "stort-rom", "name": "Stort møterom", "place": "radhuset"},
        {"id": "lite-rom", "name": "Lite møterom", "place": "radhuset"},
    ],
    series=[
        series(name, name=title, scope={"together": None}, rooms=["stort-rom", "lite-rom"])
        for name, title in (("slt", "SLT"), ("politirad", "Politiråd"))
    ],
)


def in_rooms(second_start: str, *rooms: str | None) -> Plan:
    """SLT at nine for 90 minutes and politiråd on the same day, in these rooms."""
    starts = {
        "slt.alle.1": "2027-01-14T09:00",
        "politirad.alle.1": f"2027-01-14T{second_start}",
    }
    bare = plan(TOWN_HALL, starts)
    meetings = tuple(
        meeting.model_copy(update={"room": room})
        for meeting, room in zip(bare.meetings, rooms, strict=True)
    )
    return bare.model_copy(update={"meetings": meetings})


def test_two_meetings_at_once_may_have_a_room_each() -> None:
    assert broken(RULE, TOWN_HALL, in_rooms("09:30", "stort-rom", "lite-rom")) == []


def test_one_room_may_have_one_meeting_after_the_other() -> None:
    # 09:00 and 90 minutes end at 10:30.
    assert broken(RULE, TOWN_HALL, in_rooms("10:30", "stort-rom", "stort-rom")) == []


def test_two_meetings_at_once_in_one_room_break_it() -> None:
    overlapping = in_rooms("10:15", "stort-rom", "stort-rom")

    assert broken(RULE, TOWN_HALL, overlapping) == [
        RULE.violation(
            meetings=("slt.alle.1", "politirad.alle.1"),
            participants=("stort-rom",),
            day=date(2027, 1, 14),
        )
    ]
    assert said(RULE, TOWN_HALL, overlapping) == [
        (
            "Stort møterom har to møter samtidig torsdag 14. januar: SLT og Politiråd.",
            "Stort møterom har to møte samstundes torsdag 14. januar: SLT og Politiråd.",
        )
    ]


def test_a_meeting_without_a_room_of_its_own_breaks_it() -> None:
    homeless = in_rooms("12:00", None, "lite-rom")

    assert broken(RULE, TOWN_HALL, homeless) == [
        RULE.violation(meetings=("slt.alle.1",), day=date(2027, 1, 14))
    ]
    assert said(RULE, TOWN_HALL, homeless) == [
        ("SLT torsdag 14. januar har ikke noe rom.", "SLT torsdag 14. januar har ikkje noko rom.")
    ]


def test_a_series_without_rooms_needs_none() -> None:
    anywhere = problem()

    assert broken(RULE, anywhere, plan(anywhere, {"rt.vika.1": "2027-01-14T09:00"})) == []
