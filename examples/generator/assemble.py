"""Puts the parts of an example together in the order in which a leader reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from examples.generator import calendars
from examples.generator.document import Block, Document, Entry, Row, Section
from examples.generator.registers import RegisterUnit
from examples.generator.staff import Staff, places
from examples.generator.terms import Term
from examples.generator.units import RULES, heading, unit_section

AS_NEEDED: Entry = {"level": "as_needed"}
"""Added to an attendance line: they come when they can."""

WELCOME: Entry = {"level": "welcome"}
"""Added to an attendance line: they are told, and nothing is planned around them."""

NO_UNITS: Entry = {"together": {"ids": []}}
"""The scope of a series for the whole municipality, in which no unit's head takes part."""

WEEK_40, WEEK_41 = date(2026, 9, 28), date(2026, 10, 5)
"""The Mondays of the two weeks in which schools have their autumn break."""


def assemble(
    name: str,
    municipality: str,
    about: str,
    term: Term,
    *,
    autumn_break: date,
    units: Sequence[RegisterUnit],
    units_remark: str,
    staff: Staff,
    services: Mapping[str, str],
    place_names: Mapping[str, str],
    series: Sequence[Block],
    random: Random,
    rooms: Sequence[Entry] = (),
    milestones: Sequence[Block] = (),
    visit_weekdays: Mapping[str, str] | None = None,
) -> Document:
    """The document of a municipality in a half-year; `random` chooses the planning days.

    `visit_weekdays` is the weekday on which services visit a unit, by the unit's id.
    """
    id_ = f"{municipality}-{term.id}"
    title = f"{name}, {term.name.lower()}"
    with_kindergartens = any(unit.type == "kindergarten" for unit in units)
    planning = calendars.planning_days(units, term, random)
    return Document(
        id=id_,
        heading=heading(title, about),
        sections=(
            Section("id", id_),
            Section("name", title),
            Section("language", "nb"),
            calendars.semester(term),
            calendars.day(),
            *calendars.closed_days(
                municipality, term, autumn_break=autumn_break, kindergartens=with_kindergartens
            ),
            places(place_names),
            *([Section("rooms", [Row(room) for room in rooms], remark=ROOMS)] if rooms else ()),
            unit_section(units, municipality, planning, visit_weekdays or {}, units_remark),
            *staff.sections(units, services),
            Section("series", series, remark="Møteseriene. Enhetene er alltid med på sine møter."),
            *([Section("milestones", milestones, remark=MILESTONES)] if milestones else ()),
            RULES,
        ),
    )


ROOMS = "Møterom. Antakelse: hvilke det er. Hvert rom tar ett møte om gangen."
MILESTONES = "Frister uten møte. De står i planen og i kalenderne til dem det gjelder."
