from datetime import date

from planner.application.semester_map import Cell, Row, SemesterMap, semester_map
from tests.instances import plan, problem, series, unit

WINTER = {"name": "Vinterferie", "first_day": "2027-02-22", "last_day": "2027-02-26"}
HALF = {"name": "Kurs", "first_day": "2027-03-01", "last_day": "2027-03-04"}

LILLEVIK = problem(
    units=[
        unit("vika", zone="sone-2"),
        unit("nes", zone="sone-1", type="kindergarten"),
        unit("eik", zone="sone-1", type="lower_secondary"),
        unit("bo"),
    ],
    school_calendars=[
        {
            "id": "skolerute",
            "municipality": "lillevik",
            "unit_types": ["primary", "lower_secondary"],
            "closed": [WINTER, HALF],
        }
    ],
    series=[series(), series("slt", scope={"together": None}, attendance=[{"person": "ppt-01"}])],
)
PLAN = plan(
    LILLEVIK,
    {
        "rt.vika.1": "2027-01-07T12:00",
        "rt.vika.2": "2027-01-05T09:00",
        "slt.alle.1": "2027-06-18T09:00",
    },
)
MAP = semester_map(LILLEVIK, PLAN)


def row(name: str, on: SemesterMap = MAP) -> Row:
    return next(row for group in on.groups for row in group.rows if row.head.id == name)


def test_there_is_a_column_for_each_week_under_the_month_of_its_thursday() -> None:
    # 4 January to 18 June: weeks 1 to 24. Thursdays: 7, 14, 21, 28 January; 4 to 25 February;
    # 4 to 25 March; 1 to 29 April; 6 to 27 May; 3, 10, 17 June.
    assert len(MAP.weeks) == 24
    assert (MAP.weeks[0], MAP.weeks[-1]) == (date(2027, 1, 4), date(2027, 6, 14))
    assert MAP.months == (
        ("januar", 4),
        ("februar", 4),
        ("mars", 4),
        ("april", 5),
        ("mai", 4),
        ("juni", 3),
    )


def test_units_stand_by_zone_with_schools_first_and_those_without_a_zone_last() -> None:
    assert [(group.zone, [row.head.id for row in group.rows]) for group in MAP.groups] == [
        (None, ["slt"]),
        ("sone-1", ["eik", "nes"]),
        ("sone-2", ["vika"]),
        (None, ["bo"]),
    ]
    assert [group.has_units for group in MAP.groups] == [False, True, True, True]


def test_without_zones_units_stand_by_type_with_schools_first() -> None:
    flat = problem(units=[unit("vika"), unit("nes", type="kindergarten"), unit("eik")])

    groups = semester_map(flat, plan(flat, {})).groups

    assert [(group.unit_type, [row.head.id for row in group.rows]) for group in groups] == [
        ("primary", ["eik", "vika"]),
        ("kindergarten", ["nes"]),
    ]


def test_a_cell_holds_the_weeks_meetings_in_the_order_of_time() -> None:
    assert [meeting.id for meeting in row("vika").cells[0].meetings] == ["rt.vika.2", "rt.vika.1"]
    assert [meeting.id for meeting in row("slt").cells[23].meetings] == ["slt.alle.1"]
    assert row("eik").cells[0] == Cell(meetings=(), closed=False)


def test_a_week_is_closed_when_all_its_days_are() -> None:
    # Week 8 is the winter holiday; in week 9 the Friday is open.
    assert [number for number, cell in enumerate(row("vika").cells, 1) if cell.closed] == [8]
    # The school calendar is not the kindergartens'.
    assert not any(cell.closed for cell in row("nes").cells)


def test_each_week_has_its_milestones_and_the_number_of_its_agendas() -> None:
    # Meetings on Tuesdays of week 3 and 5, agendas a week before: weeks 2 and 4.
    of = problem(
        milestones=[
            {"id": "skjema", "name": "Overgangsskjema", "day": "2027-01-15"},
            {"id": "liste", "name": "Klasselister", "day": "2027-01-11"},
        ],
        series=[series(agenda_days=7)],
    )

    due = semester_map(
        of, plan(of, {"rt.vika.1": "2027-01-19T09:00", "rt.vika.2": "2027-02-02T09:00"})
    ).due

    assert len(due) == 24
    seen = {
        number: ([each.id for each in week.milestones], week.agendas)
        for number, week in enumerate(due, 1)
        if week.milestones or week.agendas
    }
    assert seen == {2: (["liste", "skjema"], 1), 4: ([], 1)}


def test_without_deadlines_nothing_is_due() -> None:
    assert MAP.due == ()


def test_every_series_has_a_letter_of_its_own() -> None:
    many = problem(series=[series(f"rt-{number}") for number in range(28)])

    letters = semester_map(many, plan(many, {})).letters

    assert list(letters.values())[:3] == ["A", "B", "C"]
    assert list(letters.values())[25:] == ["Z", "A2", "B2"]
