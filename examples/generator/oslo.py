"""Oslo: 172 schools in six groups, the upper end of what the product must carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from examples.generator import oslo_series
from examples.generator.assemble import WEEK_40, assemble
from examples.generator.document import Document, Entry
from examples.generator.geography import feeding, in_zones
from examples.generator.registers import RegisterUnit, schools
from examples.generator.staff import Person, Staff, team
from examples.generator.terms import SPRING

SERVICES = {
    "ppt": "PP-tjenesten (PPT)",
    "helse": "Skolehelsetjenesten",
    "barnevern": "Barneverntjenesten",
    "bup": "BUP",
    "slt": "SLT",
    "politi": "Politiet",
}

GROUPS = tuple(f"gruppe-{number}" for number in range(1, 7))
SPECIAL = ("Språksenteret", "Statped", "Sykehusskolen")

ADVISERS, NURSES, CHILD_WELFARE = 34, 35, 11
"""People per group."""

CONTACTS = 22
"""Advisers, and nurses, per group who are contacts of its schools; the others have the network."""

# Examples of how much work it is to be a contact.
CASELOADS: dict[str, Entry] = {
    "ppt": {"hours_per_unit": 20, "hours_per_meeting": 1},
    "helse": {"hours_per_meeting": 0.5},
    "barnevern": {"hours_per_meeting": 0.5},
}


def document() -> Document:
    """The example."""
    random = Random("oslo 2027")
    units = all_units()
    return assemble(
        "Oslo",
        "oslo",
        "Den største kommunen: 172 skoler i seks skolegrupper, bare skoler. PPT i Oslo er delt i "
        "seks grupper med hver sin leder, og elevsaker drøftes først i skolens ressursteam.",
        SPRING,
        autumn_break=WEEK_40,
        units=units,
        units_remark=(
            "Antakelse: skolegrupper (zone), og hvilken ungdomsskole elevene går videre til "
            "(feeds), er satt etter avstand. Radene i NSR uten trinn, for eksempel "
            "voksenopplæring, står her uten møter. Enheter uten koordinater har ingen i registeret."
        ),
        staff=_staff(units, random),
        services=SERVICES,
        place_names={f"ppt-{group}": f"PPT, {group.replace('-', ' ')}" for group in GROUPS},
        series=oslo_series.series(GROUPS, _network(), special_schools(units)),
        random=random,
    )


def all_units() -> list[RegisterUnit]:
    """Every school, with its group and where its pupils move on to."""
    the_schools = schools("Oslo", special=SPECIAL)
    sending = [
        unit
        for unit in the_schools
        if unit.type == "primary" and unit.highest == 7 and unit.owner == "public"
    ]
    receiving = [
        unit for unit in the_schools if unit.type == "lower_secondary" and unit.owner == "public"
    ]
    units = [
        *feeding(sending, receiving),
        *(unit for unit in the_schools if unit not in sending),
    ]
    return in_zones(units, the_schools, GROUPS)


def special_schools(units: Sequence[RegisterUnit]) -> list[str]:
    """Special schools that state their grades."""
    return [unit.id for unit in units if unit.type == "special" and unit.lowest]


def _numbers(group: int, per_group: int) -> range:
    return range(group * per_group + 1, (group + 1) * per_group + 1)


def _network() -> list[list[str]]:
    """Those in each group who are not the contact of a school."""
    return [
        [
            *(f"ppt-{number:03}" for number in _numbers(group, ADVISERS)[CONTACTS:]),
            *(f"helse-{number:03}" for number in _numbers(group, NURSES)[CONTACTS:]),
        ]
        for group in range(len(GROUPS))
    ]


def _staff(units: list[RegisterUnit], random: Random) -> Staff:
    staff = Staff()
    for number, group in enumerate(GROUPS):
        office = f"ppt-{group}"
        theirs = [unit for unit in units if unit.zone == group and unit.lowest]
        public = [unit for unit in theirs if unit.owner == "public"]
        advisers = team(
            "ppt", "PP-rådgiver", _numbers(number, ADVISERS), random, digits=3, home=office
        )
        nurses = team("helse", "Helsesykepleier", _numbers(number, NURSES), random, digits=3)
        welfare = team(
            "barnevern", "Barnevernskontakt", _numbers(number, CHILD_WELFARE), random, digits=3
        )
        leader = f"PPT-leder gruppe {number + 1}"
        here: Entry = {"zones": [group]}
        staff.add([Person(f"ppt-leder-{number + 1}", leader, "ppt", workplace=office, serves=None)])
        staff.serve(theirs, advisers[:CONTACTS], among=here)
        staff.serve(theirs, nurses[:CONTACTS], among=here, at_home_in_units=True)
        staff.serve(public, welfare, among={**here, "owner": "public"})
        others = [*advisers[CONTACTS:], *nurses[CONTACTS:]]
        staff.add([replace(person, serves=None) for person in others])
        for service, role in (
            ("bup", "BUP-kontakt"),
            ("slt", "SLT-koordinator"),
            ("politi", "Politikontakt"),
        ):
            staff.add([Person(f"{service}-{number + 1}", f"{role} {number + 1}", service)])
    staff.caseloads |= CASELOADS
    staff.away("ppt-030", date(2027, 2, 1), date(2027, 2, 19))
    staff.away("helse-045", date(2027, 4, 12), date(2027, 4, 16))
    staff.away("barnevern-020", date(2027, 3, 1), date(2027, 3, 19))
    return staff
