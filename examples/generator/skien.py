"""Skien: 25 schools and 43 kindergartens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from examples.generator import skien_series
from examples.generator.assemble import WEEK_41, assemble
from examples.generator.document import Document, Entry
from examples.generator.geography import feeding, in_zones, largest_feeders
from examples.generator.registers import RegisterUnit, kindergartens, schools
from examples.generator.staff import ALL_KINDERGARTENS, ALL_SCHOOLS, Person, Staff, team
from examples.generator.terms import AUTUMN, SPRING, Term

SERVICES = {
    "ppt": "PP-tjenesten (PPT)",
    "helse": "Helsestasjon og skolehelsetjeneste",
    "barnevern": "Barneverntjenesten",
}

SPECIAL = ("Enggrav", "Spesialpedagogisk Enhet")
# An institution, and schools for which the register states neither grades nor coordinates.
LEFT_OUT = (
    "den-rode-skolen",
    "skien-steinerskole-as",
    "skolen-for-sosiale-og-medisinske",
    "svanen-skole",
)
ZONES = ("sone-1", "sone-2", "sone-3", "sone-4")

AWAY = {
    AUTUMN.id: (
        ("ppt-04", date(2026, 10, 19), date(2026, 10, 30)),
        ("helse-15", date(2026, 9, 7), date(2026, 9, 25)),
    ),
    SPRING.id: (
        ("ppt-04", date(2027, 3, 1), date(2027, 3, 12)),
        ("helse-15", date(2027, 2, 1), date(2027, 2, 19)),
    ),
}

# Examples of how much work it is to be a contact.
CASELOADS: dict[str, Entry] = {
    "ppt": {"hours_per_unit": 20, "hours_per_meeting": 1},
    "helse": {"hours_per_meeting": 0.5},
    "barnevern": {"hours_per_meeting": 0.5},
}


def document(term: Term) -> Document:
    """The example."""
    random = Random("skien 2027")
    units = all_units()
    return assemble(
        "Skien",
        "skien",
        "En middels stor kommune: 25 skoler, 43 barnehager. Kommunens dokument beskriver "
        "TPO-team ved skolene og tre slags møter når det trengs. De andre seriene er antakelser om "
        "hva som kommer til.",
        term,
        autumn_break=WEEK_41,
        units=units,
        units_remark=(
            "Antakelse: soner, og hvilken skole barna går videre til (feeds), er satt etter "
            "avstand. NSR fører Bølehøgda og Gjerpen barneskole med 1.–10. trinn; her går elevene "
            "videre etter 7. trinn. Fire skoler uten trinn i registeret eller ved institusjon er "
            "ikke med. Enheter uten koordinater har ingen i registeret."
        ),
        staff=_staff(units, term, random),
        services=SERVICES,
        place_names={
            "ppt-kontoret": "PPT-kontoret",
            "helsestasjonen": "Helsestasjonen",
            "barnevernkontoret": "Barnevernkontoret",
        },
        series=skien_series.series(term, _neutral_places(units)),
        random=random,
    )


def all_units() -> list[RegisterUnit]:
    """Schools and kindergartens, each with its zone and where its children move on to."""
    the_schools = [unit for unit in schools("Skien", special=SPECIAL) if unit.id not in LEFT_OUT]
    primary = _hubs(the_schools)
    lower_secondary = [
        unit for unit in the_schools if unit.type == "lower_secondary" and unit.owner == "public"
    ]
    units = [
        *feeding(primary, lower_secondary),
        *(unit for unit in the_schools if unit not in primary),
        *feeding(kindergartens("Skien", by_department=True), primary),
    ]
    return in_zones(units, primary, ZONES)


def _hubs(units: Sequence[RegisterUnit]) -> list[RegisterUnit]:
    """The municipality's schools with a first grade."""
    return [
        unit for unit in units if unit.type in ("primary", "combined") and unit.owner == "public"
    ]


def _neutral_places(units: Sequence[RegisterUnit]) -> list[list[str]]:
    """Each school with the two largest kindergartens that feed it."""
    feeders = [unit for unit in units if unit.type == "kindergarten"]
    return largest_feeders(_hubs(units), feeders, 2)


def _staff(units: list[RegisterUnit], term: Term, random: Random) -> Staff:
    the_schools = [unit for unit in units if unit.type != "kindergarten"]
    the_kindergartens = [unit for unit in units if unit.type == "kindergarten"]
    ppt, nurse = "PP-rådgiver", "Helsesykepleier"
    office = "ppt-kontoret"

    staff = Staff()
    leader = Person("ppt-leder", "PPT-leder", "ppt", workplace=office)
    staff.serve(
        the_schools,
        [leader, *team("ppt", ppt, range(1, 9), random, home=office)],
        among=ALL_SCHOOLS,
    )
    staff.serve(
        the_kindergartens,
        team("ppt", ppt, range(9, 17), random, home=office),
        among=ALL_KINDERGARTENS,
    )
    staff.serve(
        the_schools,
        team("helse", nurse, range(1, 12), random),
        among=ALL_SCHOOLS,
        at_home_in_units=True,
    )
    staff.serve(
        the_kindergartens,
        team("helse", nurse, range(12, 18), random, home="helsestasjonen"),
        among=ALL_KINDERGARTENS,
    )
    staff.serve(
        [unit for unit in the_schools if unit.owner == "public"],
        team("barnevern", "Barnevernskontakt", range(1, 9), random, home="barnevernkontoret"),
        among={**ALL_SCHOOLS, "owner": "public"},
    )
    staff.caseloads |= CASELOADS
    for person, first, last in AWAY[term.id]:
        staff.away(person, first, last)
    return staff
