"""The half-year, its holidays, and what stands in for unpublished school calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import holidays

from examples.generator.document import Block, Entry, Row, Section
from examples.generator.registers import RegisterUnit
from examples.generator.terms import SCHOOL_START, Term

SCHOOLS = ("primary", "lower_secondary", "combined", "special")


def semester(term: Term) -> Section:
    """The half-year."""
    entry: Entry = {
        "name": term.name,
        "first_day": term.first_day,
        "last_day": term.last_day,
        "school_start": SCHOOL_START,
    }
    return Section("semester", entry)


def day() -> Section:
    """The raster of a day."""
    return Section(
        "day",
        {
            "day_starts": "08:00",
            "day_ends": "16:00",
            "slot_minutes": 15,
            "start_every_minutes": 30,
        },
        remark=(
            "Dagens tidsruter. Antakelse: møter begynner på hel og halv time. Regelen "
            "meeting_hours sier når på dagen de kan stå."
        ),
    )


def closed_days(
    municipality: str, term: Term, *, autumn_break: date, kindergartens: bool
) -> list[Section]:
    """Public holidays, and the calendars of schools and, where they take part, kindergartens.

    `autumn_break` is its Monday.
    """
    norwegian = holidays.country_holidays("NO", years=term.first_day.year, language="no")
    public = [
        Row({"name": _in_words(name), "first_day": day})
        for day, name in sorted(norwegian.items())
        if term.first_day <= day <= term.last_day
    ]
    closed = _SPRING_CLOSED if term.is_spring else _autumn_closed(autumn_break)
    usual = USUAL_IN_SPRING if term.is_spring else USUAL_IN_AUTUMN
    calendar = _calendar(municipality, "skolerute", SCHOOLS, closed)
    calendars = [Block(calendar, UNPUBLISHED.format(usual=usual))]
    if kindergartens:
        calendar = _calendar(municipality, "barnehagerute", ("kindergarten",), ())
        calendars.append(Block(calendar, OPEN_IN_HOLIDAYS))
    return [
        Section("holidays", public, remark=HOLIDAYS if public else NO_HOLIDAYS),
        Section("school_calendars", calendars),
    ]


HOLIDAYS = "Helligdager. De gjelder alle enheter."
NO_HOLIDAYS = "Ingen helligdager er i halvåret."
UNPUBLISHED = (
    "Antakelse: kommunen hadde ikke lagt ut skoleruta for 2026–27 da eksempelet ble laget. {usual} "
    "Lederen må føre inn den rette."
)
USUAL_IN_SPRING = (
    "Vinterferie i uke 8, påskeferie 22.–29. mars og fri på den inneklemte fredagen 7. mai er det "
    "vanligste der ruta var ute."
)
USUAL_IN_AUTUMN = (
    "Skolestart 17. august, høstferie i uke 40 i Agder og rundt Oslo og ellers i uke 41, og siste "
    "skoledag 18. desember er det vanligste der ruta var ute."
)
OPEN_IN_HOLIDAYS = "Barnehagene har åpent i skoleferiene. Felles stengte dager føres inn her."

_SPRING_CLOSED: tuple[Entry, ...] = (
    {"name": "Vinterferie", "first_day": date(2027, 2, 22), "last_day": date(2027, 2, 26)},
    {"name": "Påskeferie", "first_day": date(2027, 3, 22), "last_day": date(2027, 3, 29)},
    {"name": "Inneklemt fridag", "first_day": date(2027, 5, 7)},
)


def _autumn_closed(monday: date) -> tuple[Entry, ...]:
    friday = monday + timedelta(days=4)
    return ({"name": "Høstferie", "first_day": monday, "last_day": friday},)


def _calendar(municipality: str, kind: str, types: Sequence[str], closed: Sequence[Entry]) -> Entry:
    return {
        "id": f"{kind}-{municipality}",
        "municipality": municipality,
        "unit_types": types,
        "closed": closed,
    }


def _in_words(name: str) -> str:
    """The name of a day that may be two holidays at once."""
    first, *others = sorted(name.split("; "), reverse=True)
    return " og ".join([first, *(other.lower() for other in others)])


def planning_days(units: Sequence[RegisterUnit], term: Term, random: Random) -> dict[str, date]:
    """A planning day for about every third unit, by the unit's id."""
    days: dict[str, date] = {}
    for unit in units:
        is_kindergarten = unit.type == "kindergarten"
        choices = term.kindergarten_planning_days if is_kindergarten else term.school_planning_days
        if random.random() < 1 / 3:
            days[unit.id] = random.choice(choices)
    return days
