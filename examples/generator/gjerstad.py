"""Gjerstad: one school and two kindergarten departments."""

from __future__ import annotations

from random import Random

from examples.generator import gjerstad_series
from examples.generator.assemble import WEEK_40, assemble
from examples.generator.document import Document
from examples.generator.geography import feeding
from examples.generator.registers import kindergartens, schools
from examples.generator.staff import ALL_KINDERGARTENS, ALL_SCHOOLS, Person, Staff
from examples.generator.terms import Term

SERVICES = {
    "ppt": "PP-tjenesten (PPT)",
    "helse": "Helsestasjon og skolehelsetjeneste",
    "barnevern": "Barneverntjenesten",
    "flyktning": "Flyktningtjenesten",
    "koordinering": "Koordinerende enhet",
    "nav": "NAV",
    "sfo": "SFO",
    "slt": "SLT",
    "politi": "Politiet",
}

KINDERGARTENS = ("visedal-barnehage-avd-alvheim", "visedal-barnehage-avd-renstol")


def document(term: Term) -> Document:
    """The example."""
    the_schools = schools("Gjerstad")
    the_kindergartens = feeding(kindergartens("Gjerstad", by_department=True), the_schools)
    units = [*the_schools, *the_kindergartens]
    return assemble(
        "Gjerstad",
        "gjerstad",
        "En liten kommune: én 1–10-skole, to barnehageavdelinger og tjenester som deles med "
        "nabokommunene. Arenaene står på kommunens side om faste tverrfaglige møter.",
        term,
        autumn_break=WEEK_40,
        units=units,
        units_remark=(
            "Én skole og barnehagens to avdelinger, som har hvert sitt ressursteam. Antakelse: "
            "avdelingene har fast besøksdag (visit_weekday)."
        ),
        staff=_staff(),
        services=SERVICES,
        place_names={"kommunehuset": "Kommunehuset"},
        series=gjerstad_series.series(term),
        random=Random("gjerstad 2027"),
        visit_weekdays=dict.fromkeys(KINDERGARTENS, "thursday"),
    )


def _staff() -> Staff:
    """Shared services are here on fixed days; Tuesday and Thursday are days for all."""
    staff = Staff()
    staff.add(
        [
            Person("ppt-01", "PP-rådgiver 01", "ppt", 60, ("monday", "friday"), "kommunehuset"),
            Person(
                "helse-01",
                "Helsesykepleier 01",
                "helse",
                80,
                ("friday",),
                "abel-skole",
                serves=ALL_SCHOOLS,
            ),
            Person(
                "helse-02",
                "Helsesykepleier 02",
                "helse",
                60,
                ("monday", "wednesday"),
                serves=ALL_KINDERGARTENS,
            ),
            Person("barnevern-01", "Barnevernskontakt 01", "barnevern", 80, ("wednesday",)),
            Person("flyktning-1", "Flyktningkontakt", "flyktning", workplace="kommunehuset"),
            Person("koordinering-1", "IP-koordinator", "koordinering", workplace="kommunehuset"),
            Person("nav-1", "NAV-kontakt", "nav"),
            Person("sfo-1", "SFO-leder", "sfo", 100, (), "abel-skole"),
            Person("slt-1", "SLT-koordinator", "slt", 60, ("monday", "wednesday")),
            Person("politi-1", "Politikontakt", "politi"),
        ]
    )
    for unit, nurse in (
        ("abel-skole", "helse-01"),
        *((each, "helse-02") for each in KINDERGARTENS),
    ):
        staff.contacts[unit] = {"ppt": "ppt-01", "helse": nurse, "barnevern": "barnevern-01"}
    return staff
