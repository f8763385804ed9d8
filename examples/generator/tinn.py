"""Tinn: five schools and six kindergartens far apart, 43 meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from examples.generator.assemble import AS_NEEDED, NO_UNITS, assemble
from examples.generator.calendars import FIRST_TUESDAY, LEADER_FORUM_DAYS, WHOLE_TERM
from examples.generator.document import Block, Document
from examples.generator.registers import RegisterUnit, kindergartens, schools
from examples.generator.staff import Person, Staff

SERVICES = {
    "ppt": "PP-tjenesten (PPT)",
    "helse": "Helsestasjon og skolehelsetjeneste",
    "barnevern": "Barneverntjenesten",
    "psykiatri": "Psykiatritjenesten",
    "bup": "BUP Notodden, Sykehuset Telemark",
    "ledelse": "Kommunedirektørens ledergruppe",
    "slt": "SLT",
    "politi": "Politiet",
}

LOWER_SECONDARY = "rjukan-ungdomsskole"
ATRA = "atra-barne-og-ungdomsskole"
HOVIN = "atra-barne-og-ungdomsskole-avd-hovin"
# In Atrå and Hovin the kindergartens lie beside the schools; those in Rjukan have one school.
MOVES_ON = {"rjukan-barneskole": (LOWER_SECONDARY,), HOVIN: (ATRA,)}


def document() -> Document:
    """The example."""
    units = _units()
    return assemble(
        "Tinn",
        "tinn",
        "En liten kommune med lange veier. Arenaene står i kommunens side om tverrfaglig "
        "samarbeid. Overføringsmøtene mellom barnehage og skole er om høsten og er ikke med.",
        units=units,
        units_remark="Skolene fra NSR (januar 2026), barnehagene fra NBR (februar 2024).",
        staff=_staff(units),
        services=SERVICES,
        place_names={"kommunehuset": "Kommunehuset, Rjukan", "bup-notodden": "Notodden BUP"},
        series=_series(),
        random=Random("tinn 2027"),
    )


def _units() -> list[RegisterUnit]:
    the_schools = schools("Tinn")
    with_first_grade = [unit for unit in the_schools if unit.type != "lower_secondary"]
    chosen = {
        unit.id: min(with_first_grade, key=lambda school: unit.about.kilometres_to(school.about))
        for unit in kindergartens("Tinn", by_department=True)
    }
    return [
        *(replace(unit, feeds=MOVES_ON.get(unit.id, ())) for unit in the_schools),
        *(
            replace(unit, feeds=(chosen[unit.id].id,))
            for unit in kindergartens("Tinn", by_department=True)
        ),
    ]


def _staff(units: list[RegisterUnit]) -> Staff:
    staff = Staff()
    office = "kommunehuset"
    staff.serve(
        units,
        [
            Person("ppt-leder", "PPT-leder", "ppt", workplace=office),
            Person("ppt-01", "PP-rådgiver 01", "ppt", 80, ("friday",), office),
        ],
    )
    staff.serve(
        units,
        [
            Person("helse-01", "Helsesykepleier 01", "helse", workplace=office),
            Person("helse-02", "Helsesykepleier 02", "helse", 80, ("monday",), office),
            Person("helse-03", "Helsesykepleier 03", "helse", 60, ("monday", "wednesday"), office),
        ],
    )
    staff.serve(
        units,
        [
            Person("barnevern-01", "Barnevernskontakt 01", "barnevern", workplace=office),
            Person("barnevern-02", "Barnevernskontakt 02", "barnevern", workplace=office),
        ],
    )
    staff.add(
        [
            Person("psykiatri-1", "Psykiatrikontakt", "psykiatri", workplace=office),
            Person("bup-1", "BUP-kontakt 1", "bup", workplace="bup-notodden"),
            Person("ledelse-1", "Kommunedirektør", "ledelse", workplace=office),
            Person("ledelse-2", "Kommunalsjef", "ledelse", workplace=office),
            Person("slt-1", "SLT-koordinator", "slt", 60, ("monday", "friday"), office),
            Person("politi-1", "Politikontakt", "politi"),
        ]
    )
    staff.away("helse-02", date(2027, 2, 8), date(2027, 2, 19))
    return staff


def _series() -> list[Block]:
    return [
        Block(
            {
                "id": "ressursteam",
                "name": "Ressursteam",
                "scope": {"each_unit": {}},
                "frequency": {"per_half_year": 1},
                "window": WHOLE_TERM,
                "minutes": 90,
                "attendance": [
                    {"contact": "ppt"},
                    {"contact": "helse"},
                    {"contact": "barnevern"},
                ],
            },
            "«2 ganger per år, på våren og på høsten», med barnevern, helsestasjon og PPT. Sakene "
            "drøftes anonymt. Antakelse: lengden.",
        ),
        Block(
            {
                "id": "ekstra-ressursteam",
                "name": "Ekstra ressursteam, reservert plass",
                "scope": NO_UNITS,
                "frequency": {"per_half_year": 4},
                "window": WHOLE_TERM,
                "minutes": 90,
                "days_between": {"least": 14},
                "place": "kommunehuset",
                "attendance": [
                    {"service": "ppt"},
                    {"service": "helse"},
                    {"service": "barnevern"},
                ],
            },
            "«Barnehager og skoler kan be om ekstra ressursteam ved behov.» Antakelse: fire "
            "plasser holdes av, med hvem som helst fra hver tjeneste.",
        ),
        Block(
            {
                "id": "bup",
                "name": "Møte med BUP",
                "scope": NO_UNITS,
                "frequency": {
                    "every_weeks": 6,
                    "weekday": "tuesday",
                    "first_day": FIRST_TUESDAY,
                },
                "minutes": 120,
                "place": "kommunehuset",
                "attendance": [
                    {"person": "bup-1"},
                    {"person": "psykiatri-1"},
                    {"person": "ppt-leder"},
                    {"service": "helse"},
                    {"service": "barnevern"},
                ],
            },
            "«Tirsdag hver 6. uke» med BUP, helsestasjon, PP-tjenesten, psykiatritjenesten og "
            "barnevern, om anonyme saker eller felles temaer. Antakelse: første dag, sted og "
            "lengde.",
        ),
        Block(
            {
                "id": "lederforum",
                "name": "Lederforum",
                "name_nn": "Leiarforum",
                "scope": {"together": {"owner": "public"}},
                "frequency": {"dates": LEADER_FORUM_DAYS},
                "minutes": 120,
                "place": "kommunehuset",
                "attendance": [
                    {"person": "ppt-leder"},
                    {"person": "ledelse-1"},
                    {"person": "ledelse-2"},
                ],
            },
            "«Som regel siste torsdag i måneden»: «rådmannsteamet» og enhetslederne. Februar, "
            "mars og juni er satt en uke tidligere for vinterferie, skjærtorsdag og skoleslutt "
            "(antakelse).",
        ),
        Block(
            {
                "id": "overforing-7-8",
                "name": "Overføringsmøte 7.–8. trinn",
                "scope": {
                    "groups": [
                        [LOWER_SECONDARY, "rjukan-barneskole"],
                        [ATRA],
                        ["tinn-montessoriskole-sa"],
                    ]
                },
                "frequency": {"per_half_year": 1},
                "window": {"months": [2, 3, 4]},
                "minutes": 60,
            },
            "«Februar–april: Møte mellom kontaktlærere 7. trinn og kommende 8. klasse.» PPT er "
            "ikke nevnt og er ikke med. Antakelse: 1–10-skolene har møtet internt.",
        ),
        Block(
            {
                "id": "samarbeid-hovin",
                "name": "Samarbeidsmøte skole–skole",
                "name_nn": "Samarbeidsmøte skule–skule",
                "scope": {"groups": [[ATRA, HOVIN]]},
                "frequency": {"per_half_year": 1},
                "window": {"months": [2, 3, 4]},
                "minutes": 60,
            },
            "Antakelse: hele serien. Avdeling Hovin er så liten at navnet på møtet ikke sier hva "
            "det gjelder; ellers kunne det peke på ett barn.",
        ),
        Block(
            {
                "id": "ansvarsgruppe",
                "name": "Ansvarsgruppe, nøytral plass",
                "scope": NO_UNITS,
                "frequency": {"per_half_year": 12},
                "window": WHOLE_TERM,
                "minutes": 60,
                "place": "kommunehuset",
                "attendance": [
                    {"service": "helse"},
                    {"service": "ppt", **AS_NEEDED},
                    {"service": "barnevern", **AS_NEEDED},
                ],
            },
            "«Vanligvis 2 ganger per år, vår og høst», samordnet av helsesykepleier. Antakelse: "
            "tolv plasser, 1–12, uten noe om hvem de gjelder. Ingen navn føres inn her.",
        ),
        Block(
            {
                "id": "slt",
                "name": "SLT-møte",
                "scope": NO_UNITS,
                "frequency": {"per_half_year": 2},
                "window": WHOLE_TERM,
                "minutes": 60,
                "days_between": {"least": 42},
                "place": "kommunehuset",
                "attendance": [
                    {"person": "slt-1"},
                    {"person": "politi-1"},
                    {"service": "barnevern", **AS_NEEDED},
                    {"service": "ppt", **AS_NEEDED},
                ],
            },
            "«Møtes regelmessig». Antakelse: to ganger på våren.",
        ),
    ]
