from datetime import date

import pytest

from planner.application.week_tables import week_tables
from tests.instances import Document, person, plan, problem, series, unit

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
    assert [(person.id, how.nb) for person, how in line.people] == [
        ("ppt-01", ""),
        ("helse-01", "ved behov"),
    ]


def test_a_line_says_who_is_welcome_and_who_is_there_for_a_part() -> None:
    of = problem(
        people=[person("ppt-01"), person("helse-01"), person("barnevern-03")],
        series=[
            series(
                attendance=[
                    {"contact": "ppt"},
                    {"person": "helse-01", "part": {"last_minutes": 30}, "level": "as_needed"},
                    {"person": "barnevern-03", "level": "welcome"},
                ]
            )
        ],
    )

    line = next(week_tables(of, plan(of, {"rt.vika.1": "2027-01-05T09:00"}))).days[0].lines[0]

    # 90 minutes from 09.00: the last 30 begin at 10.00.
    assert [(how.nb, how.nn) for _, how in line.people] == [
        ("", ""),
        ("ved behov, kl. 10.00–10.30", "ved behov, kl. 10.00–10.30"),
        ("velkommen", "velkomen"),
    ]


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ({"rooms": ["rom-2"]}, "Rom 2, Rådhuset"),
        ({"digital": True}, "Digitalt møte"),
        ({"place": "radhuset"}, "Rådhuset"),
        ({}, "Vika skole"),
        ({"scope": {"together": None}, "attendance": []}, None),
    ],
)
def test_a_line_says_room_and_place_or_that_it_is_digital(
    where: Document, place: str | None
) -> None:
    of = problem(
        places=[{"id": "radhuset", "name": "Rådhuset"}],
        rooms=[{"id": "rom-2", "name": "Rom 2", "place": "radhuset"}],
        series=[series(**where)],
    )
    (first, *_) = of.meetings

    line = next(week_tables(of, plan(of, {first: "2027-01-05T09:00"}))).days[0].lines[0]

    assert line.place == place


def test_deadlines_stand_on_their_day_milestones_first() -> None:
    units = [unit(), *(unit(f"bhg-{number}", type="kindergarten") for number in range(5))]
    of = problem(
        units=units,
        milestones=[
            {
                "id": "skjema",
                "name": "Overgangsskjema",
                "day": "2027-01-12",
                "units": {"types": ["kindergarten"]},
                "services": ["ppt"],
            },
            {"id": "svar", "name": "Svar", "day": "2027-01-16", "units": {"types": ["primary"]}},
        ],
        series=[
            series(scope={"each_unit": {"ids": ["vika"]}}, agenda_days=7),
            series("bup", scope={"together": None}, agenda_days=7, convener="ppt", attendance=[]),
            series(
                "slt", scope={"together": None}, agenda_days=7, convener="ppt-01", attendance=[]
            ),
        ],
    )
    planned = plan(
        of,
        {
            "rt.vika.1": "2027-01-19T09:00",
            "bup.alle.1": "2027-01-19T12:00",
            "slt.alle.1": "2027-01-20T12:00",
        },
    )

    _, second, third, *_ = week_tables(of, planned)

    assert [
        (
            day.day.day,
            [(due.deadline.title, [each.nb for each in due.concerned]) for due in day.due],
        )
        for day in second.days
    ] == [
        (
            12,
            [
                ("Overgangsskjema", ["PPT", "5 enheter"]),
                ("Frist for saksliste: Ressursteam", ["PPT"]),
                ("Frist for saksliste: Ressursteam, Vika skole", []),
            ],
        ),
        (13, [("Frist for saksliste: Ressursteam", ["PP-rådgiver 01"])]),
        # A Saturday belongs to the week before it.
        (16, [("Svar", ["Vika skole"])]),
    ]
    assert (second.meetings, second.deadlines) == (0, 5)
    assert (third.meetings, third.deadlines) == (3, 0)
