from datetime import date

from constraints.no_double_booking import NoDoubleBooking
from tests.constraints.requirements import broken, said
from tests.instances import plan, problem, series, unit

# One adviser at two schools; meetings last 90 minutes.
TWO_SCHOOLS = problem(
    units=[unit("vika"), unit("nes")],
    contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}},
)
RULE = NoDoubleBooking()


def test_a_meeting_may_begin_when_the_one_before_ends() -> None:
    touching = plan(TWO_SCHOOLS, {"rt.vika.1": "2027-01-14T09:00", "rt.nes.1": "2027-01-14T10:30"})

    assert broken(RULE, TWO_SCHOOLS, touching) == []


def test_a_quarter_of_an_hour_in_two_meetings_breaks_it() -> None:
    overlapping = plan(
        TWO_SCHOOLS, {"rt.nes.1": "2027-01-14T10:15", "rt.vika.1": "2027-01-14T09:00"}
    )

    assert broken(RULE, TWO_SCHOOLS, overlapping) == [
        RULE.violation(
            meetings=("rt.vika.1", "rt.nes.1"), participants=("ppt-01",), day=date(2027, 1, 14)
        )
    ]
    assert said(RULE, TWO_SCHOOLS, overlapping) == [
        (
            (
                "PP-rådgiver 01 er i to møter samtidig torsdag 14. januar: "
                "Ressursteam, Vika skole og Ressursteam, Nes skole."
            ),
            (
                "PP-rådgiver 01 er i to møte samstundes torsdag 14. januar: "
                "Ressursteam, Vika skole og Ressursteam, Nes skole."
            ),
        )
    ]


def test_three_meetings_at_once_are_three_pairs() -> None:
    three = plan(
        TWO_SCHOOLS,
        {
            "rt.vika.1": "2027-01-14T09:00",
            "rt.vika.2": "2027-01-14T09:00",
            "rt.nes.1": "2027-01-14T09:30",
        },
    )

    assert len(broken(RULE, TWO_SCHOOLS, three)) == 3


def test_a_unit_in_two_meetings_at_once_is_another_rule() -> None:
    no_people = problem(series=[series(attendance=[])])
    at_once = plan(no_people, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-01-14T09:00"})

    assert broken(RULE, no_people, at_once) == []


def test_who_is_there_for_a_part_is_free_for_the_rest() -> None:
    # Both meetings take PP-rådgiver 01 for the first 30 minutes only: 09:00–09:30 and then on.
    first_half_hour = problem(
        units=[unit("vika"), unit("nes")],
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}},
        series=[series(attendance=[{"contact": "ppt", "part": {"first_minutes": 30}}])],
    )
    for start, overlapping in (("09:30", 0), ("09:15", 1)):
        two = plan(
            first_half_hour,
            {"rt.vika.1": "2027-01-14T09:00", "rt.nes.1": f"2027-01-14T{start}"},
        )
        assert len(broken(RULE, first_half_hour, two)) == overlapping


def test_who_is_only_welcome_is_not_booked() -> None:
    welcome = problem(
        units=[unit("vika"), unit("nes")],
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}},
        series=[series(attendance=[{"contact": "ppt", "level": "welcome"}])],
    )
    both = plan(welcome, {"rt.vika.1": "2027-01-14T09:00", "rt.nes.1": "2027-01-14T09:00"})

    assert broken(RULE, welcome, both) == []
