from datetime import date

from constraints.one_meeting_per_unit import OneMeetingPerUnit
from tests.constraints.requirements import broken, said
from tests.instances import plan, problem, series, unit

# Vika feeds Nes, so its head is at Nes' transition meeting as well as at its own resource team.
HUB = problem(
    units=[unit("vika", feeds=["nes"]), unit("nes")],
    series=[
        series(scope={"each_unit": {"ids": ["vika"]}}),
        series("overgang", name="Overgangsmøte", scope={"each_link": {}}, minutes=60),
    ],
)
RULE = OneMeetingPerUnit()


def test_a_head_may_go_from_one_meeting_to_the_next() -> None:
    touching = plan(
        HUB, {"rt.vika.1": "2027-01-14T09:00", "overgang.nes.vika.1": "2027-01-14T10:30"}
    )

    assert broken(RULE, HUB, touching) == []


def test_a_guest_elsewhere_is_not_at_a_meeting_of_its_own() -> None:
    overlapping = plan(
        HUB, {"rt.vika.1": "2027-01-14T09:00", "overgang.nes.vika.1": "2027-01-14T10:00"}
    )

    assert broken(RULE, HUB, overlapping) == [
        RULE.violation(
            meetings=("rt.vika.1", "overgang.nes.vika.1"),
            participants=("vika",),
            day=date(2027, 1, 14),
        )
    ]
    assert said(RULE, HUB, overlapping) == [
        (
            (
                "Ledelsen ved Vika skole er i to møter samtidig torsdag 14. januar: "
                "Ressursteam, Vika skole og Overgangsmøte, Nes skole og Vika skole."
            ),
            (
                "Leiinga ved Vika skole er i to møte samstundes torsdag 14. januar: "
                "Ressursteam, Vika skole og Overgangsmøte, Nes skole og Vika skole."
            ),
        )
    ]


def test_the_same_hour_on_another_day_is_no_overlap() -> None:
    apart = plan(HUB, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-01-15T09:00"})

    assert broken(RULE, HUB, apart) == []


def test_a_person_in_two_meetings_at_once_is_another_rule() -> None:
    two_schools = problem(
        units=[unit("vika"), unit("nes")],
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}},
    )
    at_once = plan(two_schools, {"rt.vika.1": "2027-01-14T09:00", "rt.nes.1": "2027-01-14T09:00"})

    assert broken(RULE, two_schools, at_once) == []
