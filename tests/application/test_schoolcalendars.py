"""School calendars in and out: which one is meant, and the lines to paste."""

from datetime import date

import pytest
import yaml

from planner.application.schoolcalendars import closures_of, render_closed, school_years
from planner.domain.closeddays import ClosedDays
from planner.domain.errors import UnreadableInput
from planner.domain.problem import Problem
from planner.domain.schoolcalendar import ClosedPeriod, SchoolCalendar
from planner.domain.words import same
from tests.instances import Document, problem, unit

WINTER = {"name": "Vinterferie", "first_day": "2027-02-22", "last_day": "2027-02-26"}
PLANNING = {"name": "Planleggingsdag", "first_day": "2027-03-05"}
HOLIDAY = {"name": "Langfredag", "first_day": "2027-03-26"}


def calendar(name: str, *types: str) -> Document:
    return {"id": name, "municipality": "lillevik", "unit_types": types, "closed": [WINTER]}


def lillevik(*calendars: Document) -> Problem:
    return problem(
        school_calendars=calendars,
        holidays=[HOLIDAY],
        units=[unit(planning_days=[PLANNING])],
    )


SCHOOLS, KINDERGARTENS = calendar("skolerute", "primary", "combined"), calendar("bhg-rute")
ONE, TWO = lillevik(SCHOOLS), lillevik(SCHOOLS, KINDERGARTENS)


def names(periods: tuple[ClosedPeriod, ...]) -> list[str]:
    return [period.name for period in periods]


def test_the_only_school_calendar_need_not_be_named() -> None:
    closures = closures_of(ONE, None, None)

    assert closures == closures_of(TWO, "skolerute", None)
    assert names(closures.periods) == ["Langfredag", "Vinterferie"]
    assert closures.name.nb == "Stengte dager, barneskole og 1–10-skole: Lillevik kommune"


def test_a_unit_has_its_planning_days_too() -> None:
    closures = closures_of(ONE, None, "vika")

    assert names(closures.periods) == ["Langfredag", "Vinterferie", "Planleggingsdag"]
    assert closures.name.nn == "Stengde dagar: Vika skole"


def test_a_unit_and_a_school_calendar_of_one_id_are_told_apart() -> None:
    alike = lillevik(calendar("vika", "primary"))

    assert closures_of(alike, "vika", None).source != closures_of(alike, None, "vika").source


@pytest.mark.parametrize(
    ("of", "calendar", "unit", "sentence"),
    [
        (lillevik(), None, None, "ingen skolerute; legg til en under school_calendars."),
        (lillevik(), "skole", None, "ingen skolerute; legg til en under school_calendars."),
        (TWO, None, None, "flere skoleruter; velg en med --calendar: skolerute, bhg-rute."),
        (TWO, "skoleruta", None, "ingen skolerute «skoleruta»; mente du «skolerute»?"),
        (TWO, "x", None, "ingen skolerute «x»; velg blant skolerute, bhg-rute."),
        (ONE, None, "vik", "ingen enhet «vik»; mente du «vika»?"),
        (ONE, None, "x", "ingen enhet «x»; velg en som står under units."),
        (ONE, "skolerute", "vika", "enten --calendar eller --unit, ikke begge."),
    ],
)
def test_what_is_not_there_is_refused_with_a_way_out(
    of: Problem, calendar: str | None, unit: str | None, sentence: str
) -> None:
    with pytest.raises(UnreadableInput) as refused:
        closures_of(of, calendar, unit)

    assert sentence in refused.value.phrase().nb


def found(*names: str) -> tuple[ClosedPeriod, ...]:
    return tuple(ClosedPeriod(name=name, first_day=date(2027, 2, 22)) for name in names)


def test_closed_days_can_be_pasted_into_a_school_calendar() -> None:
    week = ClosedPeriod.model_validate(WINTER | {"name_nn": "Vinterferie: nynorsk"})

    lines = render_closed(ClosedDays(closed=(week,)), (), "nb", for_unit=False)

    assert "  - {name: Vinterferie, name_nn: 'Vinterferie: nynorsk', first_day: 2027-02-22" in lines
    pasted = yaml.safe_load(lines)
    assert SchoolCalendar.model_validate(calendar("rute", "primary") | pasted).closed == (week,)


def test_planning_days_can_be_pasted_into_a_unit() -> None:
    lines = render_closed(ClosedDays(closed=found("Plan")), (), "nb", for_unit=True)

    assert yaml.safe_load(lines)["planning_days"][0]["name"] == "Plan"
    assert lines.startswith("# Lim inn ved enheten, under units.\n")


def test_what_is_in_doubt_or_known_is_told_and_not_closed() -> None:
    told = render_closed(
        ClosedDays(doubtful=found("Skolestart"), known=found("1. mai", "1. mai", "Lang {dag}")),
        (same("En merknad."),),
        "nn",
        for_unit=False,
    )

    assert yaml.safe_load(told) == {"closed": []}
    assert told.splitlines() == [
        "# Lim inn i skuleruta, under school_calendars.",
        "# En merknad.",
        "closed: []",
        "# Dette ser ikkje ut som stengde dagar. Fjern # framfor det som er det:",
        "#  - {name: Skolestart, first_day: 2027-02-22}",
        "# Utelate, for dette er berre helger og heilagdagar: 1. mai, Lang {dag}.",
    ]


@pytest.mark.parametrize(
    "name", ["Fri: hele dagen", "# fri", "{a, b}", "*ferie", "'", '"', "- dag", "nei", "3 %", "å"]
)
def test_no_name_can_break_the_lines(name: str) -> None:
    told = render_closed(
        ClosedDays(closed=found(name), doubtful=found(name)), (), "nb", for_unit=False
    )

    (entry,) = yaml.safe_load(told)["closed"]
    assert entry == {"name": name, "first_day": date(2027, 2, 22)}


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("first", "last", "today", "expected"),
    [
        ("", "", "2026-11-22", ("2026-08-01", "2028-07-30")),
        ("", "", "2027-07-31", ("2026-08-01", "2028-07-30")),
        ("", "", "2027-08-01", ("2027-08-01", "2029-07-30")),
        ("2027-01-04", "2027-06-18", "2026-11-22", ("2027-01-04", "2027-06-18")),
        ("2027-01-04", "", "2026-11-22", ("2027-01-04", "2029-01-02")),
    ],
)
def test_without_dates_two_school_years_are_read(
    first: str, last: str, today: str, expected: tuple[str, str]
) -> None:
    asked = school_years(day(first), day(last), date.fromisoformat(today))

    assert tuple(map(str, asked)) == expected


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2027-01-02", "2027-01-01", "--to (2027-01-01) er før --from (2027-01-02)"),
        ("2027-01-01", "2033-01-01", "er for lenge; les høyst fem år om gangen"),
        ("0001-01-01", "0001-12-31", "mellom 2000 og 2099"),
        ("9999-12-31", "", "mellom 2000 og 2099"),
    ],
)
def test_days_that_nobody_can_mean_are_refused(first: str, last: str, sentence: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        school_years(day(first), day(last), date(2026, 11, 22))

    assert sentence in refused.value.phrase().nb
