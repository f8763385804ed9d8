from datetime import date

from constraints.required_attendance import RequiredAttendance
from tests.constraints.requirements import broken, said
from tests.instances import person, plan, problem, series

RULE = RequiredAttendance()

# The adviser, one of two nurses, and barnevern as needed.
TEAM = problem(
    people=[person(), person("helse-01"), person("helse-02"), person("barnevern-01")],
    contacts={"vika": {"ppt": "ppt-01", "barnevern": "barnevern-01"}},
    series=[
        series(
            attendance=[
                {"contact": "ppt"},
                {"service": "helse"},
                {"contact": "barnevern", "level": "as_needed"},
            ]
        )
    ],
)
START = {"rt.vika.1": "2027-01-14T09:00"}


def test_those_as_needed_may_be_missing_and_any_of_the_nurses_will_do() -> None:
    enough = plan(TEAM, START, people={"rt.vika.1": ("ppt-01", "helse-02")})

    assert broken(RULE, TEAM, enough) == []


def test_a_missing_contact_is_named() -> None:
    alone = plan(TEAM, START, people={"rt.vika.1": ("helse-01",)})

    assert broken(RULE, TEAM, alone) == [
        RULE.violation(
            meetings=("rt.vika.1",),
            participants=("ppt-01",),
            day=date(2027, 1, 14),
            short=1,
            services="ppt",
        )
    ]
    assert said(RULE, TEAM, alone) == [
        (
            "Ressursteam, Vika skole mangler PP-rådgiver 01 torsdag 14. januar.",
            "Ressursteam, Vika skole manglar PP-rådgiver 01 torsdag 14. januar.",
        )
    ]


def test_where_any_of_several_will_do_the_service_is_named() -> None:
    no_nurse = plan(TEAM, START, people={"rt.vika.1": ("ppt-01",)})

    assert said(RULE, TEAM, no_nurse) == [
        (
            "Ressursteam, Vika skole mangler 1 fast deltaker fra HELSE torsdag 14. januar.",
            "Ressursteam, Vika skole manglar 1 fast deltakar frå HELSE torsdag 14. januar.",
        )
    ]


def test_each_line_of_the_series_that_is_short_is_one_violation() -> None:
    nobody = plan(TEAM, START, people={"rt.vika.1": ()})

    assert [each.participants for each in broken(RULE, TEAM, nobody)] == [
        ("ppt-01",),
        ("helse-01", "helse-02"),
    ]


def test_a_meeting_is_not_held_without_its_unit() -> None:
    full = plan(TEAM, START, people={"rt.vika.1": ("ppt-01", "helse-01")})
    without_unit = full.model_copy(
        update={"meetings": tuple(each.model_copy(update={"units": ()}) for each in full.meetings)}
    )

    assert said(RULE, TEAM, without_unit) == [
        (
            "Ressursteam, Vika skole mangler Vika skole torsdag 14. januar.",
            "Ressursteam, Vika skole manglar Vika skole torsdag 14. januar.",
        )
    ]


def test_a_need_that_asks_for_more_than_there_are_can_never_be_met() -> None:
    three_nurses = problem(
        people=[person("helse-01"), person("helse-02")],
        contacts={},
        series=[series(attendance=[{"service": "helse", "count": 3}])],
    )
    both = plan(three_nurses, START)

    assert [each.facts["short"] for each in broken(RULE, three_nurses, both)] == [1]
    assert said(RULE, three_nurses, both)[0][0] == (
        "Ressursteam, Vika skole mangler 1 fast deltaker fra HELSE torsdag 14. januar."
    )
