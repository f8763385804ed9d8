from constraints.visit_day_kept import VisitDayKept
from planner.domain.problem import Problem
from tests.constraints.wishes import missed, said
from tests.instances import Document, plan, problem, series, unit


def thursdays_at_vika(**changes: object) -> Problem:
    """Services visit Vika on Thursdays; some fields of the series changed."""
    return problem(
        units=[unit(visit_weekday="thursday"), unit("nes")],
        rooms=[{"id": "vikas-rom", "name": "Møterom", "place": "vika"}],
        series=[series(**changes)],
    )


AT_VIKA = thursdays_at_vika()


def test_any_thursday_will_do() -> None:
    thursdays = plan(AT_VIKA, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-03-11T12:00"})

    assert missed(VisitDayKept(), AT_VIKA, thursdays) == []


def test_a_meeting_at_the_unit_on_another_weekday_counts() -> None:
    friday = plan(AT_VIKA, {"rt.vika.1": "2027-01-15T09:00"})

    assert missed(VisitDayKept(), AT_VIKA, friday) == [1]
    assert said(VisitDayKept(), AT_VIKA, friday) == [
        "Ressursteam, Vika skole står fredag 15. januar, mens fastdagen ved Vika skole er torsdag."
    ]
    assert said(VisitDayKept(), AT_VIKA, friday, "nn") == [
        "Ressursteam, Vika skole står fredag 15. januar, medan fastdagen ved Vika skole er torsdag."
    ]


def test_a_room_at_the_unit_is_at_the_unit() -> None:
    in_a_room = thursdays_at_vika(rooms=["vikas-rom"])

    assert missed(
        VisitDayKept(), in_a_room, plan(in_a_room, {"rt.vika.1": "2027-01-15T09:00"})
    ) == [1]


def test_units_without_a_visit_day_and_meetings_elsewhere_are_free() -> None:
    elsewhere: tuple[Document, ...] = ({"digital": True}, {"place": "nes"})
    for where in elsewhere:
        free = thursdays_at_vika(**where)
        assert missed(VisitDayKept(), free, plan(free, {"rt.vika.1": "2027-01-15T09:00"})) == []

    assert missed(VisitDayKept(), AT_VIKA, plan(AT_VIKA, {"rt.nes.1": "2027-01-15T09:00"})) == []


def test_a_meeting_that_can_stand_on_no_such_day_is_not_blamed() -> None:
    fridays = thursdays_at_vika(window={"weekdays": ["friday"]})

    assert missed(VisitDayKept(), fridays, plan(fridays, {"rt.vika.1": "2027-01-15T09:00"})) == []
