"""Bærum: the reference case, 147 units and 108 staff."""

from __future__ import annotations

from datetime import date
from random import Random

from examples.generator import baerum_municipal, baerum_series
from examples.generator.assemble import WEEK_40, assemble
from examples.generator.baerum_series import AT_SCHOOLS, IN_KINDERGARTENS, Pace
from examples.generator.document import Document, Entry
from examples.generator.geography import feeding, in_zones
from examples.generator.registers import RegisterUnit, kindergartens, schools
from examples.generator.staff import ALL_KINDERGARTENS, ALL_SCHOOLS, Person, Staff, team
from examples.generator.terms import AUTUMN, SPRING, Term

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
    "ledelse": "Kommunens ledelse",
}

ROOMS: tuple[Entry, ...] = (
    {"id": "kommunestyresalen", "name": "Kommunestyresalen", "place": "kommunegarden"},
    {"id": "moterom-1", "name": "Møterom 1", "place": "kommunegarden"},
    {"id": "moterom-2", "name": "Møterom 2", "place": "kommunegarden"},
)
VISIT_WEEKDAYS = {"lommedalen-skole": "wednesday", "rykkinn-skole": "tuesday"}

SPECIAL = ("Haug skole og ressurssenter", "Solberg skole", "Bærum Alternative")
ZONES = tuple(f"sone-{number}" for number in range(1, 9))

AWAY = {
    AUTUMN.id: (
        ("ppt-14", date(2026, 10, 12), date(2026, 10, 23)),
        ("helse-43", date(2026, 9, 7), date(2026, 10, 2)),
        ("barnevern-05", date(2026, 11, 2), date(2026, 11, 27)),
    ),
    SPRING.id: (
        ("ppt-14", date(2027, 3, 1), date(2027, 3, 12)),
        ("helse-43", date(2027, 2, 1), date(2027, 2, 26)),
        ("barnevern-05", date(2027, 4, 5), date(2027, 4, 30)),
    ),
}
# Examples of how much work it is to be a contact.
CASELOADS: dict[str, Entry] = {
    "ppt": {"hours_per_unit": 20, "hours_per_meeting": 1, "second": {"types": ["special"]}},
    "bvs": {"hours_per_unit": 5, "hours_per_meeting": 1},
    "helse": {"hours_per_meeting": 0.5},
    "barnevern": {"hours_per_meeting": 0.5},
}
ABOUT_CASELOADS = (
    "Gjennomgangen av PP-tjenesten i 2018 nevner en makkerordning. Antakelse: at det er "
    "spesialskolene som har en makker (second), og hvem det er."
)
# The leaders' own meetings, in which they cannot be asked to others: Mondays and Fridays.
LEADERS_MONDAYS = {
    AUTUMN.id: ("2026-08-31", "2026-09-21", "2026-10-19", "2026-11-16", "2026-12-07"),
    SPRING.id: ("2027-01-18", "2027-02-15", "2027-03-15", "2027-04-19", "2027-05-10"),
}
SLT_FRIDAYS = {
    AUTUMN.id: ("2026-09-11", "2026-11-13"),
    SPRING.id: ("2027-02-05", "2027-04-09"),
}


def document(
    term: Term, *, at_schools: Pace = AT_SCHOOLS, in_kindergartens: Pace = IN_KINDERGARTENS
) -> Document:
    """The example; the paces are those of the resource teams."""
    random = Random("bærum 2027")
    units = all_units()
    return assemble(
        "Bærum",
        "baerum",
        "En stor kommune: 46 skoler, 101 barnehager, 108 ansatte i tjenestene og over 400 "
        "møter i halvåret. Arenaene står i kommunens samarbeidsmodell. Den sier nesten ingenting "
        "om hvor ofte de møtes, så tallene her er eksempler.",
        term,
        autumn_break=WEEK_40,
        units=units,
        units_remark=(
            "Antakelse: soner, og hvilken skole barna går videre til (feeds), er satt etter "
            "avstand. Kommunens egne grenser må føres inn. Avdelinger av samme barnehage er én "
            "enhet. Enheter uten koordinater har ingen i registeret. To skoler har fast besøksdag "
            "(visit_weekday)."
        ),
        staff=_staff(units, term, random),
        services=SERVICES,
        place_names={
            "kommunegarden": "Kommunegården",
            "ppt-kontoret": "PPT-kontoret",
            "bvs-kontoret": "Barnehagenes veiledningssenter",
            "helsestasjonen": "Helsestasjonen",
            "barnevernkontoret": "Barnevernkontoret",
        },
        rooms=ROOMS,
        series=[
            *baerum_series.series(
                units, term, at_schools=at_schools, in_kindergartens=in_kindergartens
            ),
            *baerum_municipal.series(term),
        ],
        random=random,
        visit_weekdays=VISIT_WEEKDAYS,
    )


def all_units() -> list[RegisterUnit]:
    """Schools and kindergartens, each with its zone and where its children move on to."""
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


def _staff(units: list[RegisterUnit], term: Term, random: Random) -> Staff:
    the_schools = [unit for unit in units if unit.type != "kindergarten"]
    the_kindergartens = [unit for unit in units if unit.type == "kindergarten"]
    public_schools = [unit for unit in the_schools if unit.owner == "public"]
    ppt, nurse = "PP-rådgiver", "Helsesykepleier"
    office = "ppt-kontoret"

    staff = Staff()
    staff.add([Person("ppt-leder", "PPT-leder", "ppt", workplace=office, serves=None)])
    advisers = team("ppt", ppt, range(1, 28), random, home=office)
    staff.serve(the_schools, advisers, among=ALL_SCHOOLS)
    staff.pair([unit for unit in the_schools if unit.type == "special"], advisers)
    staff.serve(
        the_kindergartens,
        team("ppt", ppt, range(28, 40), random, home=office),
        among=ALL_KINDERGARTENS,
    )
    staff.serve(
        the_kindergartens,
        team("bvs", "BVS-rådgiver", range(1, 9), random, home="bvs-kontoret"),
        among=ALL_KINDERGARTENS,
    )
    staff.serve(
        the_schools,
        team("helse", nurse, range(1, 39), random),
        among=ALL_SCHOOLS,
        at_home_in_units=True,
    )
    staff.serve(
        the_kindergartens,
        team("helse", nurse, range(39, 49), random, home="helsestasjonen"),
        among=ALL_KINDERGARTENS,
    )
    staff.serve(
        public_schools,
        team("barnevern", "Barnevernskontakt", range(1, 13), random, home="barnevernkontoret"),
        among={**ALL_SCHOOLS, "owner": "public"},
    )
    staff.caseloads |= CASELOADS
    staff.about_caseloads = ABOUT_CASELOADS
    staff.add(
        [
            Person("psykisk-helse-1", "Psykisk helse-kontakt 1", "psykisk-helse"),
            Person("psykisk-helse-2", "Psykisk helse-kontakt 2", "psykisk-helse"),
            Person("bup-1", "BUP-kontakt 1", "bup", only_days=tuple(term.tuesdays)),
            Person("slt-1", "SLT-koordinator", "slt", workplace="kommunegarden"),
            Person("politi-1", "Politikontakt", "politi"),
            Person("trygg-1", "Trygg-kontakt 1", "trygg", workplace="kommunegarden"),
            Person("trygg-2", "Trygg-kontakt 2", "trygg", workplace="kommunegarden"),
            Person("ledelse-1", "Kommunalsjef", "ledelse", workplace="kommunegarden"),
        ]
    )
    for person, first, last in AWAY[term.id]:
        staff.away(person, first, last)
    for monday in LEADERS_MONDAYS[term.id]:
        staff.busy("ppt-leder", f"{monday}T08:30", f"{monday}T11:00")
    for friday in SLT_FRIDAYS[term.id]:
        staff.busy("slt-1", f"{friday}T12:00", f"{friday}T15:00")
    return staff
