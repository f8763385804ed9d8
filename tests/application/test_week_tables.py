from datetime import date

from planner.application.week_tables import week_tables
from tests.instances import person, plan, problem, series, unit

LILLEVIK = problem(
    units=[unit("vika"), unit("nes", feeds=["vika"]), unit("eik", feeds=["vika"])],
    people=[person("ppt-01"), person("helse-01")],
    contacts={"vika": {"ppt": "ppt-01", "helse": "helse-01"}},
    series=[
        series(
            "hub",
            scope={"each_hub": {"ids": ["vika"]}},
            attendance=[{"contact": "ppt"}, {"contact": "helse", "level": "as_needed"}],
        )
    ],
)
PLAN = plan(LILLEVIK, {"hub.vika.1": "2027-01-07T12:00", "hub.vika.2": "2027-01-05T09:00"})


def test_every_week_is_there_and_days_and_meetings_are_in_order() -> None:
    first, *others = week_tables(LILLEVIK, PLAN)

    assert [day.day for day in first.days] == [date(2027, 1, 5), date(2027, 1, 7)]
    assert first.meetings == 2
    assert len(others) == 23
    assert all(week.meetings == 0 for week in others)


def test_a_line_names_the_units_that_the_title_does_not() -> None:
    line = next(week_tables(LILLEVIK, PLAN)).days[0].lines[0]

    assert line.meeting.title == "Ressursteam, Vika skole"
    assert line.units == ("Nes skole", "Eik skole")
    assert line.place == "Vika skole"
    assert [(person.id, as_needed) for person, as_needed in line.people] == [
        ("ppt-01", False),
        ("helse-01", True),
    ]
