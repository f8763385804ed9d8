"""Units as lines of a file, and the heading that all files share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from examples.generator.document import Row, Section, Value
from examples.generator.registers import RegisterUnit
from examples.generator.staff import WEEK

SIZE_OF_SMALL = 20
"""Children below which the head of a private kindergarten is taken to have Fridays off."""

HEADINGS = {
    "primary": "Barneskoler",
    "lower_secondary": "Ungdomsskoler",
    "combined": "1–10-skoler",
    "special": "Spesialskoler og andre tilbud",
    "kindergarten": "Barnehager",
}

ATTRIBUTION = (
    "Enhetene med adresse, trinn, eier og koordinater: Utdanningsdirektoratet, NSR/NBR, NLOD 2.0. "
    "Barne- og elevtall er øyeblikksbilder fra 2024 og viser bare størrelsen."
)
MADE_UP = (
    "Alt om ansatte, kontaktpersoner, planleggingsdager og fravær er oppdiktet. Alt som er merket "
    "«Antakelse», står ikke i kommunens dokumenter og må settes av lederen. "
    "Ingen opplysninger om barn hører hjemme her."
)
WRITTEN_BY = "Filen er skrevet av examples/generate.py. Kopier den og endre kopien."

RULES = Section(
    "rules",
    {},
    remark=(
        "Regler som ikke er nevnt her, gjelder med vanlige innstillinger. En regel settes slik: "
        "same_weekday: {weight: high}, og tas ut slik: same_weekday: false."
    ),
)


def heading(title: str, about: str) -> list[str]:
    """The paragraphs at the top of a file."""
    return [f"Semesterplan – eksempel: {title}", about, ATTRIBUTION, MADE_UP, WRITTEN_BY]


def unit_section(
    units: Sequence[RegisterUnit],
    municipality: str,
    planning: Mapping[str, date],
    visit_weekdays: Mapping[str, str],
    remark: str,
) -> Section:
    """All units, under a heading for each type."""
    rows: list[Row | str] = []
    for kind, name in HEADINGS.items():
        of_kind = [unit for unit in units if unit.type == kind]
        if of_kind:
            rows.append(name)
            rows += [
                _row(unit, municipality, planning.get(unit.id), visit_weekdays.get(unit.id))
                for unit in of_kind
            ]
    return Section("units", rows, remark=remark)


def _row(
    unit: RegisterUnit, municipality: str, planning: date | None, visit_weekday: str | None
) -> Row:
    entry: dict[str, Value] = {
        "id": unit.id,
        "name": unit.name,
        "municipality": municipality,
        "type": unit.type,
        "owner": unit.owner,
    }
    if unit.lowest is not None and unit.highest is not None:
        entry["grades"] = {"lowest": unit.lowest, "highest": unit.highest}
    if unit.zone:
        entry["zone"] = unit.zone
    if unit.point:
        entry["coordinates"] = {
            "latitude": unit.point.latitude,
            "longitude": unit.point.longitude,
        }
    if unit.children:
        entry["children"] = unit.children
    if unit.feeds:
        entry["feeds"] = unit.feeds
    if planning:
        entry["planning_days"] = [{"name": "Planleggingsdag", "first_day": planning}]
    if visit_weekday:
        entry["visit_weekday"] = visit_weekday
    if unit.type == "kindergarten" and unit.owner == "private" and unit.children < SIZE_OF_SMALL:
        entry["leadership"] = {"working_days": WEEK[:4]}
    return Row(entry)
