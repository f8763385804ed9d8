"""Large: Oslo, Bærum and Skien as one region with 5,000 meetings, for the benchmarks.

It is no example that ships, and there is no such service.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count, islice
from math import ceil
from random import Random

from examples.generator import baerum, large_series, oslo, skien
from examples.generator.assemble import WEEK_40, assemble
from examples.generator.document import Document
from examples.generator.registers import RegisterUnit
from examples.generator.staff import ALL_KINDERGARTENS, ALL_SCHOOLS, Person, Staff, team
from examples.generator.terms import SPRING

SERVICES = {
    "ppt": "PP-tjenesten (PPT)",
    "bvs": "Barnehagenes veiledningssenter (BVS)",
    "helse": "Helsestasjon og skolehelsetjeneste",
    "barnevern": "Barneverntjenesten",
    "bup": "BUP",
    "slt": "SLT",
    "politi": "Politiet",
}
MUNICIPALITIES = {"oslo": oslo.all_units, "baerum": baerum.all_units, "skien": skien.all_units}
SCHOOLS_PER_CONTACT = {"ppt": 2, "helse": 2, "barnevern": 4}
KINDERGARTENS_PER_CONTACT = {"ppt": 8, "bvs": 10, "helse": 8}
IN_NETWORK = 6
"""Advisers, and nurses, in each zone who are nobody's contact; they have the network."""

ROLES = {
    "ppt": "PP-rådgiver",
    "bvs": "BVS-rådgiver",
    "helse": "Helsesykepleier",
    "barnevern": "Barnevernskontakt",
}


def document() -> Document:
    """The problem, in spring."""
    random = Random("region 2027")
    units = _units()
    zones = list(dict.fromkeys(unit.zone for unit in units))
    rooms = [[f"rom-{zone}-{number}" for number in (1, 2)] for zone in zones]
    region = _Region(random)
    networks = [
        region.staff_zone(number, zone, [unit for unit in units if unit.zone == zone])
        for number, zone in enumerate(zones, start=1)
    ]
    return assemble(
        "Regionen",
        "regionen",
        "En tenkt region av Oslo, Bærum og Skien, til å måle programmet med.",
        SPRING,
        autumn_break=WEEK_40,
        units=units,
        units_remark="Antakelse: soner, og hvor barna går videre til (feeds), er etter avstand.",
        staff=region.staff,
        services=SERVICES,
        place_names={f"ppt-{zone}": f"PPT, {zone.replace('-', ' ')}" for zone in zones},
        rooms=[
            {"id": room, "name": f"Rom {zone} {number}", "place": f"ppt-{zone}"}
            for zone, theirs in zip(zones, rooms, strict=True)
            for number, room in enumerate(theirs, start=1)
        ],
        series=large_series.series(units, zones, networks, rooms),
        random=random,
    )


def _units() -> list[RegisterUnit]:
    """The units of the three municipalities, each in a zone of its own municipality."""
    return [
        replace(unit, zone=f"{municipality}-{unit.zone}")
        for municipality, all_units in MUNICIPALITIES.items()
        for unit in all_units()
    ]


class _Region:
    """The staff of the region, zone by zone; people are numbered through all of them."""

    def __init__(self, random: Random) -> None:
        self.staff = Staff()
        self._random = random
        self._numbers = {service: count(1) for service in ROLES}

    def staff_zone(self, number: int, zone: str, units: Sequence[RegisterUnit]) -> list[str]:
        """Give a zone its people; those who are nobody's contact."""
        office = f"ppt-{zone}"
        schools = [unit for unit in units if unit.type != "kindergarten" and unit.lowest]
        kindergartens = [unit for unit in units if unit.type == "kindergarten"]
        for theirs, kind, ratios in (
            (schools, ALL_SCHOOLS, SCHOOLS_PER_CONTACT),
            (kindergartens, ALL_KINDERGARTENS, KINDERGARTENS_PER_CONTACT),
        ):
            for service, ratio in ratios.items() if theirs else ():
                people = self._team(service, ceil(len(theirs) / ratio), office)
                self.staff.serve(
                    theirs,
                    people,
                    among={**kind, "zones": [zone]},
                    at_home_in_units=service == "helse",
                )
        self.staff.add(
            [
                Person(
                    f"ppt-leder-{number}",
                    f"PPT-leder {number}",
                    "ppt",
                    workplace=office,
                    serves=None,
                ),
                Person(f"bup-{number}", f"BUP-kontakt {number}", "bup"),
                Person(f"slt-{number}", f"SLT-koordinator {number}", "slt"),
                Person(f"politi-{number}", f"Politikontakt {number}", "politi"),
            ]
        )
        network = [
            replace(person, serves=None)
            for service in ("ppt", "helse")
            for person in self._team(service, IN_NETWORK)
        ]
        self.staff.add(network)
        return [person.id for person in network]

    def _team(self, service: str, size: int, home: str = "") -> list[Person]:
        numbers = islice(self._numbers[service], size)
        return team(service, ROLES[service], numbers, self._random, digits=3, home=home)
