"""Tinn: five schools and six kindergartens far apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from examples.generator import tinn_series
from examples.generator.assemble import WEEK_41, assemble
from examples.generator.document import Document, Entry
from examples.generator.registers import RegisterUnit, kindergartens, schools
from examples.generator.staff import Person, Staff
from examples.generator.terms import AUTUMN, SPRING, Term

SERVICES = {
    "ppt": "PP-tjenesten (PPT)",
    "helse": "Helsestasjon og skolehelsetjeneste",
    "barnevern": "Barneverntjenesten",
    "psykiatri": "Psykiatritjenesten",
    "bup": "BUP Notodden, Sykehuset Telemark",
    "ledelse": "Kommunedirektørens ledergruppe",
    "slt": "SLT",
    "politi": "Politiet",
    "naringsliv": "Næringslivet",
    "frivillige": "Frivillige organisasjoner",
}

ROOMS: tuple[Entry, ...] = (
    {"id": "formannskapssalen", "name": "Formannskapssalen", "place": "kommunehuset"},
    {"id": "moterom-2", "name": "Møterom 2", "place": "kommunehuset"},
)

LOWER_SECONDARY = "rjukan-ungdomsskole"
ATRA = "atra-barne-og-ungdomsskole"
HOVIN = "atra-barne-og-ungdomsskole-avd-hovin"
HOVIN_KINDERGARTEN = "furuheim-barnehage-avd-hovin"
# In Atrå and Hovin the kindergartens lie beside the schools; those in Rjukan have one school.
MOVES_ON = {"rjukan-barneskole": (LOWER_SECONDARY,), HOVIN: (ATRA,)}

AWAY = {
    AUTUMN.id: (date(2026, 10, 19), date(2026, 10, 30)),
    SPRING.id: (date(2027, 2, 8), date(2027, 2, 19)),
}


def document(term: Term) -> Document:
    """The example."""
    units = _units()
    return assemble(
        "Tinn",
        "tinn",
        "En liten kommune med lange veier. Arenaene står i kommunens side om tverrfaglig "
        "samarbeid.",
        term,
        autumn_break=WEEK_41,
        units=units,
        units_remark=(
            "Skolene fra NSR (januar 2026), barnehagene fra NBR (februar 2024). Antakelse: "
            "enhetene i Hovin har fast besøksdag (visit_weekday), for veien dit er lang."
        ),
        staff=_staff(units, term),
        services=SERVICES,
        place_names={"kommunehuset": "Kommunehuset, Rjukan", "bup-notodden": "Notodden BUP"},
        rooms=ROOMS,
        series=tinn_series.series(term),
        milestones=tinn_series.milestones(term),
        random=Random("tinn 2027"),
        visit_weekdays={HOVIN: "tuesday", HOVIN_KINDERGARTEN: "tuesday"},
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


def _staff(units: list[RegisterUnit], term: Term) -> Staff:
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
            Person(
                "bup-1",
                "BUP-kontakt 1",
                "bup",
                workplace="bup-notodden",
                only_days=tuple(term.tuesdays),
            ),
            Person("ledelse-1", "Kommunedirektør", "ledelse", workplace=office),
            Person("ledelse-2", "Kommunalsjef 1", "ledelse", workplace=office),
            Person("ledelse-3", "Kommunalsjef 2", "ledelse", workplace=office),
            Person("ledelse-4", "Personal- og organisasjonssjef", "ledelse", workplace=office),
            Person("slt-1", "SLT-koordinator", "slt", 60, ("monday", "friday"), office),
            Person("politi-1", "Politikontakt", "politi"),
            Person("naringsliv-1", "Næringslivskontakt", "naringsliv"),
            Person("frivillige-1", "Frivillighetskontakt", "frivillige"),
        ]
    )
    staff.away("helse-02", *AWAY[term.id])
    return staff
