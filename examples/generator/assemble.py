"""Puts the parts of an example together in the order in which a leader reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from examples.generator import calendars
from examples.generator.document import Block, Document, Entry, Section
from examples.generator.registers import RegisterUnit
from examples.generator.staff import Staff, places
from examples.generator.units import RULES, heading, unit_section

AS_NEEDED: Entry = {"level": "as_needed"}
"""Added to an attendance line: they come when they can."""

NO_UNITS: Entry = {"together": {"ids": []}}
"""The scope of a series for the whole municipality, in which no unit's head takes part."""


def assemble(
    name: str,
    id_: str,
    about: str,
    *,
    units: Sequence[RegisterUnit],
    units_remark: str,
    staff: Staff,
    services: Mapping[str, str],
    place_names: Mapping[str, str],
    series: Sequence[Block],
    random: Random,
) -> Document:
    """The document of a municipality; `random` chooses the units' planning days."""
    title = f"{name}, våren 2027"
    with_kindergartens = any(unit.type == "kindergarten" for unit in units)
    planning = calendars.planning_days(units, random)
    return Document(
        id=id_,
        heading=heading(title, about),
        sections=(
            Section("id", id_),
            Section("name", title),
            Section("language", "nb"),
            calendars.semester(),
            calendars.day(),
            *calendars.closed_days(id_, kindergartens=with_kindergartens),
            places(place_names),
            unit_section(units, id_, planning, units_remark),
            *staff.sections(units, services),
            Section("series", series, remark="Møteseriene. Enhetene er alltid med på sine møter."),
            RULES,
        ),
    )
