"""Bærum: the reference case, 147 units, 108 staff, 540 meetings."""

from __future__ import annotations

from datetime import date
from random import Random

from examples.generator import baerum_series
from examples.generator.assemble import assemble
from examples.generator.document import Document
from examples.generator.geography import feeding, in_zones
from examples.generator.registers import RegisterUnit, kindergartens, schools
from examples.generator.staff import Person, Staff, team

SERVICES = {
    "ppt": "PP-tjenesten (PPT)",
    "bvs": "Barnehagenes veiledningssenter (BVS)",
    "helse": "Helsestasjon og skolehelsetjeneste",
    "barnevern": "Barneverntjenesten",
    "psykisk-helse": "Psykisk helseteam",
    "bup": "BUP",
    "slt": "SLT",
    "politi": "Politiet",
    "trygg": "Trygg-kontaktene",
}

SPECIAL = ("Haug skole og ressurssenter", "Solberg skole", "Bærum Alternative")
ZONES = tuple(f"sone-{number}" for number in range(1, 9))


def document() -> Document:
    """The example."""
    random = Random("bærum 2027")
    units = _units()
    return assemble(
        "Bærum",
        "baerum",
        "En stor kommune: 46 skoler, 101 barnehager, 108 ansatte i tjenestene og 540 møter. "
        "Arenaene står i kommunens samarbeidsmodell. Den sier nesten ingenting om hvor ofte de "
        "møtes, så tallene her er eksempler.",
        units=units,
        units_remark=(
            "Antakelse: soner, og hvilken skole barna går videre til (feeds), er satt etter "
            "avstand. Kommunens egne grenser må føres inn. Avdelinger av samme barnehage er én "
            "enhet. Enheter uten koordinater har ingen i registeret."
        ),
        staff=_staff(units, random),
        services=SERVICES,
        place_names={
            "kommunegarden": "Kommunegården",
            "ppt-kontoret": "PPT-kontoret",
            "bvs-kontoret": "Barnehagenes veiledningssenter",
            "helsestasjonen": "Helsestasjonen",
            "barnevernkontoret": "Barnevernkontoret",
        },
        series=baerum_series.series(units),
        random=random,
    )


def _units() -> list[RegisterUnit]:
    the_schools = schools("Bærum", special=SPECIAL)
    primary = [unit for unit in the_schools if unit.type == "primary"]
    lower_secondary = [
        unit for unit in the_schools if unit.type == "lower_secondary" and unit.owner == "public"
    ]
    others = [unit for unit in the_schools if unit not in primary]
    units = [
        *feeding(primary, lower_secondary),
        *others,
        *feeding(kindergartens("Bærum", by_department=False), primary),
    ]
    return in_zones(units, primary, ZONES)


def _staff(units: list[RegisterUnit], random: Random) -> Staff:
    the_schools = [unit for unit in units if unit.type != "kindergarten"]
    the_kindergartens = [unit for unit in units if unit.type == "kindergarten"]
    public_schools = [unit for unit in the_schools if unit.owner == "public"]
    ppt, nurse = "PP-rådgiver", "Helsesykepleier"
    office = "ppt-kontoret"

    staff = Staff()
    staff.add([Person("ppt-leder", "PPT-leder", "ppt", workplace=office)])
    staff.serve(the_schools, team("ppt", ppt, range(1, 28), random, home=office))
    staff.serve(the_kindergartens, team("ppt", ppt, range(28, 40), random, home=office))
    staff.serve(
        the_kindergartens, team("bvs", "BVS-rådgiver", range(1, 9), random, home="bvs-kontoret")
    )
    staff.serve(the_schools, team("helse", nurse, range(1, 39), random), at_home_in_units=True)
    staff.serve(
        the_kindergartens, team("helse", nurse, range(39, 49), random, home="helsestasjonen")
    )
    contacts = team(
        "barnevern", "Barnevernskontakt", range(1, 13), random, home="barnevernkontoret"
    )
    staff.serve(public_schools, contacts)
    staff.add(
        [
            Person("psykisk-helse-1", "Psykisk helse-kontakt 1", "psykisk-helse"),
            Person("psykisk-helse-2", "Psykisk helse-kontakt 2", "psykisk-helse"),
            Person("bup-1", "BUP-kontakt 1", "bup"),
            Person("slt-1", "SLT-koordinator", "slt", workplace="kommunegarden"),
            Person("politi-1", "Politikontakt", "politi"),
            Person("trygg-1", "Trygg-kontakt 1", "trygg", workplace="kommunegarden"),
            Person("trygg-2", "Trygg-kontakt 2", "trygg", workplace="kommunegarden"),
        ]
    )
    staff.away("ppt-14", date(2027, 3, 1), date(2027, 3, 12))
    staff.away("helse-43", date(2027, 2, 1), date(2027, 2, 26))
    staff.away("barnevern-05", date(2027, 4, 5), date(2027, 4, 30))
    for monday in ("2027-01-18", "2027-02-15", "2027-03-15", "2027-04-19", "2027-05-10"):
        staff.busy("ppt-leder", f"{monday}T08:30", f"{monday}T11:00")
    for friday in ("2027-02-05", "2027-04-09"):
        staff.busy("slt-1", f"{friday}T12:00", f"{friday}T15:00")
    return staff
