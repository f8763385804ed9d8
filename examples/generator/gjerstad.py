"""Gjerstad: one school, two kindergarten departments, 23 meetings."""

from __future__ import annotations

from random import Random

from examples.generator.assemble import AS_NEEDED, assemble
from examples.generator.calendars import TO_MAY, WHOLE_TERM
from examples.generator.document import Block, Document
from examples.generator.geography import feeding
from examples.generator.registers import kindergartens, schools
from examples.generator.staff import Person, Staff

SERVICES = {
    "ppt": "PP-tjenesten (PPT)",
    "helse": "Helsestasjon og skolehelsetjeneste",
    "barnevern": "Barneverntjenesten",
    "nav": "NAV",
    "sfo": "SFO",
    "slt": "SLT",
    "politi": "Politiet",
}


def document() -> Document:
    """The example."""
    the_schools = schools("Gjerstad")
    the_kindergartens = feeding(kindergartens("Gjerstad", by_department=True), the_schools)
    units = [*the_schools, *the_kindergartens]
    return assemble(
        "Gjerstad",
        "gjerstad",
        "En liten kommune: én 1–10-skole, to barnehageavdelinger og tjenester som deles med "
        "nabokommunene. Arenaene står på kommunens side om faste tverrfaglige møter.",
        units=units,
        units_remark="Én skole og barnehagens to avdelinger, som har hvert sitt ressursteam.",
        staff=_staff(),
        services=SERVICES,
        place_names={"kommunehuset": "Kommunehuset"},
        series=_series(),
        random=Random("gjerstad 2027"),
    )


def _staff() -> Staff:
    """Shared services are here on fixed days; Tuesday and Thursday are days for all."""
    staff = Staff()
    staff.add(
        [
            Person("ppt-01", "PP-rådgiver 01", "ppt", 60, ("monday", "friday"), "kommunehuset"),
            Person("helse-01", "Helsesykepleier 01", "helse", 80, ("friday",), "abel-skole"),
            Person("helse-02", "Helsesykepleier 02", "helse", 60, ("monday", "wednesday")),
            Person("barnevern-01", "Barnevernskontakt 01", "barnevern", 80, ("wednesday",)),
            Person("nav-1", "NAV-kontakt", "nav"),
            Person("sfo-1", "SFO-leder", "sfo", 100, (), "abel-skole"),
            Person("slt-1", "SLT-koordinator", "slt", 60, ("monday", "wednesday")),
            Person("politi-1", "Politikontakt", "politi"),
        ]
    )
    kindergartens_ = ("visedal-barnehage-avd-alvheim", "visedal-barnehage-avd-renstol")
    for unit, nurse in (
        ("abel-skole", "helse-01"),
        *((each, "helse-02") for each in kindergartens_),
    ):
        staff.contacts[unit] = {"ppt": "ppt-01", "helse": nurse, "barnevern": "barnevern-01"}
    return staff


def _series() -> list[Block]:
    return [
        Block(
            {
                "id": "ressursteam",
                "name": "Ressursteam",
                "scope": {"each_unit": {}},
                "frequency": {"per_month": 1},
                "window": TO_MAY,
                "minutes": 90,
                "days_between": {"least": 21, "most": 42},
                "attendance": [
                    {"contact": "ppt"},
                    {"contact": "helse"},
                    {"contact": "barnevern", **AS_NEEDED},
                ],
            },
            "«1 gang i måneden» i skole og barnehage. Enheten kaller inn og sender saksliste før "
            "møtet. Barnevernet er med ved behov. Antakelse: lengden, og 3–6 uker mellom møtene.",
        ),
        Block(
            {
                "id": "vi-bryr-oss",
                "name": "Ressursgruppe Vi bryr oss",
                "scope": {"together": {}},
                "frequency": {"per_half_year": 4},
                "window": WHOLE_TERM,
                "minutes": 90,
                "days_between": {"least": 21},
                "place": "kommunehuset",
                "attendance": [
                    {"contact": "ppt"},
                    {"contact": "barnevern"},
                    {"person": "nav-1"},
                    {"person": "sfo-1"},
                ],
            },
            "«8 ganger i året», altså fire på våren. Skolen (barne- og ungdomstrinnet), SFO, "
            "barnehagen, NAV, barnevernet og PPT. Antakelse: lengden, og minst tre uker mellom.",
        ),
        Block(
            {
                "id": "slt",
                "name": "SLT-møte",
                "scope": {"together": {"ids": ["abel-skole"]}},
                "frequency": {"per_half_year": 2},
                "window": WHOLE_TERM,
                "minutes": 60,
                "days_between": {"least": 42},
                "place": "kommunehuset",
                "attendance": [{"person": "slt-1"}, {"person": "politi-1"}],
            },
            "«4 ganger i året», altså to på våren. SLT-koordinator, politi og ungdomstrinnets "
            "inspektør, som er regnet med i skolens ledelse. Antakelse: lengden og avstanden.",
        ),
        Block(
            {
                "id": "overforing-barnehage-skole",
                "name": "Overføringsmøte barnehage–skole",
                "name_nn": "Overføringsmøte barnehage–skule",
                "scope": {"each_hub": {"types": ["combined"]}},
                "frequency": {"per_half_year": 1},
                "window": {"months": [4, 5]},
                "minutes": 60,
                "attendance": [{"contact": "ppt"}, {"contact": "helse", **AS_NEEDED}],
            },
            "Dokumentet nevner bare navnet på møtet. Antakelse: ett felles møte i april–mai med "
            "PPT. Møtet gjelder overgangen som sådan og ikke det enkelte barn.",
        ),
        Block(
            {
                "id": "overforing-ungdomstrinn",
                "name": "Overføringsmøte til ungdomstrinnet",
                "scope": {"each_unit": {"types": ["combined"]}},
                "frequency": {"per_half_year": 1},
                "window": {"months": [4, 5]},
                "minutes": 60,
                "attendance": [{"contact": "ppt"}, {"contact": "helse", **AS_NEEDED}],
            },
            "Dokumentet nevner bare navnet på møtet. Antakelse: ett møte i april–mai med PPT.",
        ),
    ]
