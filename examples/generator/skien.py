"""Skien: 25 schools, 43 kindergartens, 247 meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from examples.generator.assemble import AS_NEEDED, assemble
from examples.generator.calendars import BEFORE_EASTER, TO_MAY, WHOLE_TERM
from examples.generator.document import Block, Document
from examples.generator.geography import feeding, in_zones, largest_feeders
from examples.generator.registers import RegisterUnit, kindergartens, schools
from examples.generator.staff import Person, Staff, team

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


def document() -> Document:
    """The example."""
    random = Random("skien 2027")
    units = _units()
    return assemble(
        "Skien",
        "skien",
        "En middels stor kommune: 25 skoler, 43 barnehager og 247 møter. Kommunens dokument "
        "beskriver TPO-team ved skolene. De andre seriene er antakelser om hva som kommer til.",
        units=units,
        units_remark=(
            "Antakelse: soner, og hvilken skole barna går videre til (feeds), er satt etter "
            "avstand. NSR fører Bølehøgda og Gjerpen barneskole med 1.–10. trinn; her går elevene "
            "videre etter 7. trinn. Fire skoler uten trinn i registeret eller ved institusjon er "
            "ikke med. Enheter uten koordinater har ingen i registeret."
        ),
        staff=_staff(units, random),
        services=SERVICES,
        place_names={
            "ppt-kontoret": "PPT-kontoret",
            "helsestasjonen": "Helsestasjonen",
            "barnevernkontoret": "Barnevernkontoret",
        },
        series=_series(units),
        random=random,
    )


def _units() -> list[RegisterUnit]:
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


def _staff(units: list[RegisterUnit], random: Random) -> Staff:
    the_schools = [unit for unit in units if unit.type != "kindergarten"]
    the_kindergartens = [unit for unit in units if unit.type == "kindergarten"]
    ppt, nurse = "PP-rådgiver", "Helsesykepleier"
    office = "ppt-kontoret"

    staff = Staff()
    leader = Person("ppt-leder", "PPT-leder", "ppt", workplace=office)
    staff.serve(the_schools, [leader, *team("ppt", ppt, range(1, 9), random, home=office)])
    staff.serve(the_kindergartens, team("ppt", ppt, range(9, 17), random, home=office))
    staff.serve(the_schools, team("helse", nurse, range(1, 12), random), at_home_in_units=True)
    staff.serve(
        the_kindergartens, team("helse", nurse, range(12, 18), random, home="helsestasjonen")
    )
    staff.serve(
        [unit for unit in the_schools if unit.owner == "public"],
        team("barnevern", "Barnevernskontakt", range(1, 9), random, home="barnevernkontoret"),
    )
    staff.away("ppt-04", date(2027, 3, 1), date(2027, 3, 12))
    staff.away("helse-15", date(2027, 2, 1), date(2027, 2, 19))
    return staff


def _series(units: Sequence[RegisterUnit]) -> list[Block]:
    the_kindergartens = [unit for unit in units if unit.type == "kindergarten"]
    return [
        Block(
            {
                "id": "tpo-team",
                "name": "TPO-team",
                "scope": {
                    "each_unit": {
                        "types": ["primary", "lower_secondary", "combined", "special"],
                        "owner": "public",
                    }
                },
                "frequency": {"per_month": 1},
                "window": TO_MAY,
                "minutes": 90,
                "days_between": {"least": 21, "most": 42},
                "attendance": [
                    {"contact": "helse"},
                    {"contact": "barnevern", **AS_NEEDED, "at_least": 2},
                ],
            },
            "Skolens ledelse, skolens helsesykepleier og «barnevernet (min. 2 møter pr. halvår)». "
            "PPT er ikke medlem. Antakelse: en gang i måneden i 90 minutter, 3–6 uker mellom.",
        ),
        Block(
            {
                "id": "ressursteam-barnehage",
                "name": "Ressursteam barnehage",
                "scope": {"each_unit": {"types": ["kindergarten"]}},
                "frequency": {"per_half_year": 2},
                "window": WHOLE_TERM,
                "minutes": 60,
                "days_between": {"least": 42},
                "attendance": [{"contact": "ppt"}, {"contact": "helse"}],
            },
            "Antakelse: hele serien; to ganger i halvåret, minst seks uker mellom.",
        ),
        Block(
            {
                "id": "samarbeid-privatskole",
                "name": "Samarbeidsmøte privatskole",
                "name_nn": "Samarbeidsmøte privatskule",
                "scope": {
                    "each_unit": {
                        "types": ["primary", "lower_secondary", "combined"],
                        "owner": "private",
                    }
                },
                "frequency": {"per_half_year": 1},
                "window": WHOLE_TERM,
                "minutes": 60,
                "attendance": [{"contact": "ppt"}, {"contact": "helse", **AS_NEEDED}],
            },
            "Antakelse: hele serien.",
        ),
        Block(
            {
                "id": "samarbeid-barnehage-skole",
                "name": "Samarbeidsmøte barnehage–skole",
                "name_nn": "Samarbeidsmøte barnehage–skule",
                "scope": {
                    "each_hub": {"types": ["primary", "combined"], "owner": "public"},
                    "feeders": {"types": ["kindergarten"]},
                },
                "frequency": {"per_half_year": 1},
                "window": BEFORE_EASTER,
                "minutes": 60,
                "attendance": [{"contact": "ppt"}],
            },
            "Antakelse: hele serien; skolen innbyr barnehagene rundt seg før påske.",
        ),
        Block(
            {
                "id": "overgang-barnehage-skole",
                "name": "Overgangsmøte, nøytral plass",
                "scope": {"groups": largest_feeders(_hubs(units), the_kindergartens, 2)},
                "frequency": {"per_half_year": 1},
                "window": {"months": [4, 5]},
                "minutes": 60,
                "attendance": [{"contact": "ppt"}, {"contact": "helse", **AS_NEEDED}],
            },
            "Antakelse: hele serien; hver skole med sine to største barnehager, uten noe om hvem "
            "plassene gjelder. Dokumentet vil ha «gode og sømløse overganger».",
        ),
        Block(
            {
                "id": "overgang-7-8",
                "name": "Overgangsmøte 7.–8. trinn",
                "scope": {
                    "each_link": {"types": ["lower_secondary"], "owner": "public"},
                    "feeders": {"types": ["primary", "combined"]},
                },
                "frequency": {"per_half_year": 1},
                "window": {"months": [2, 3, 4]},
                "minutes": 60,
                "attendance": [
                    {"contact": "ppt", "of": "all"},
                    {"contact": "helse", "of": "all", **AS_NEEDED},
                ],
            },
            "Antakelse: hele serien; begge skoler og begges PP-rådgivere i februar–april.",
        ),
    ]
