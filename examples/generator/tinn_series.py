"""Tinn's series and milestones, from the municipality's page on cooperation."""

from __future__ import annotations

from datetime import date

from examples.generator.assemble import AS_NEEDED, NO_UNITS, WELCOME
from examples.generator.document import Block, Entry
from examples.generator.terms import Term

ANY_ROOM = ["formannskapssalen", "moterom-2"]

LOWER_SECONDARY = "rjukan-ungdomsskole"
ATRA = "atra-barne-og-ungdomsskole"
HOVIN = "atra-barne-og-ungdomsskole-avd-hovin"
# The two combined schools have these meetings within the house.
TO_LOWER_SECONDARY: Entry = {
    "groups": [[LOWER_SECONDARY, "rjukan-barneskole"], [ATRA], ["tinn-montessoriskole-sa"]]
}


def series(term: Term) -> list[Block]:
    """All series; each half-year has its own transitions."""
    transitions = _in_spring() if term.is_spring else _in_autumn()
    return [*_resource_teams(term), *transitions, *_municipal(term)]


def milestones(term: Term) -> list[Block]:
    """The transition form in May."""
    if not term.is_spring:
        return []
    return [
        Block(
            {
                "id": "overgangsskjema",
                "name": "Overgangsskjema sendt fra barnehage til skole",
                "name_nn": "Overgangsskjema sendt frå barnehage til skule",
                "day": date(2027, 5, 31),
                "units": {"types": ["kindergarten"]},
            },
            "«Mai»: skjemaet er godkjent av foreldrene og sendt. Antakelse: siste dag i mai. "
            "Selve skjemaet hører ikke hjemme her.",
        )
    ]


def _resource_teams(term: Term) -> list[Block]:
    return [
        Block(
            {
                "id": "ressursteam",
                "name": "Ressursteam",
                "scope": {"each_unit": {}},
                "frequency": {"per_year": 2},
                "window": term.whole,
                "minutes": 90,
                "attendance": [{"contact": "ppt"}, {"contact": "helse"}, {"contact": "barnevern"}],
                "anonymous": True,
            },
            "«2 ganger per år, på våren og på høsten», med barnevern, helsestasjon og PPT. Sakene "
            "drøftes anonymt; styrer eller rektor tar med dem de vil. Antakelse: lengden.",
        ),
        Block(
            {
                "id": "ekstra-ressursteam",
                "name": "Ekstra ressursteam, reservert plass",
                "scope": NO_UNITS,
                "frequency": {"per_half_year": 2, "at_most": 4},
                "window": term.whole,
                "minutes": 90,
                "days_between": {"least": 14},
                "rooms": ANY_ROOM,
                "attendance": [{"service": "ppt"}, {"service": "helse"}, {"service": "barnevern"}],
                "anonymous": True,
            },
            "«Barnehager og skoler kan be om ekstra ressursteam ved behov.» Antakelse: to plasser "
            "holdes av, og to til om det er rom for dem, med hvem som helst fra hver tjeneste.",
        ),
    ]


def _in_autumn() -> list[Block]:
    return [
        Block(
            {
                "id": "overforing-barnehage-skole",
                "name": "Samarbeidstid barnehage–skole",
                "name_nn": "Samarbeidstid barnehage–skule",
                "scope": {
                    "each_link": {"types": ["primary", "combined"]},
                    "feeders": {"types": ["kindergarten"]},
                },
                "frequency": {"per_half_year": 1},
                "window": {"months": [10, 11], "before_school_start": {"most_weeks": 46}},
                "minutes": 60,
                "attendance": [{"contact": "ppt"}],
            },
            "«Oktober/november året før skolestart»: barnehage, skole, PP-tjeneste og foreldre, "
            "bare for noen barn. Antakelse: tiden holdes av for hver barnehage, enten den trengs "
            "eller ikke, så verken tittel eller møte peker på noen.",
        ),
        Block(
            {
                "id": "samarbeid-7-8",
                "name": "Samarbeidsmøte 7.–8. trinn",
                "scope": TO_LOWER_SECONDARY,
                "frequency": {"per_half_year": 1},
                "window": {"months": [10]},
                "minutes": 60,
            },
            "«Oktober»: ungdomsskolens spesialpedagogiske koordinator og kontaktlærer på "
            "barneskolen. PPT er ikke nevnt og er ikke med. Antakelse: 1–10-skolene har møtet "
            "internt. Møtet mellom kontaktlærerne følger i februar–april.",
        ),
    ]


def _in_spring() -> list[Block]:
    return [
        Block(
            {
                "id": "overforing-7-8",
                "name": "Overføringsmøte 7.–8. trinn",
                "scope": TO_LOWER_SECONDARY,
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
    ]


def _municipal(term: Term) -> list[Block]:
    return [
        Block(
            {
                "id": "bup",
                "name": "Møte med BUP",
                "scope": NO_UNITS,
                "frequency": {
                    "every_weeks": 6,
                    "weekday": "tuesday",
                    "first_day": term.first_tuesday,
                    "when_closed": "nearest",
                },
                "minutes": 120,
                "rooms": ANY_ROOM,
                "attendance": [
                    {"person": "bup-1"},
                    {"person": "psykiatri-1"},
                    {"person": "ppt-leder"},
                    {"service": "helse"},
                    {"service": "barnevern"},
                ],
                "anonymous": True,
            },
            "«Tirsdag hver 6. uke» med BUP, helsestasjon, PP-tjenesten, psykiatritjenesten og "
            "barnevern, om anonyme saker eller felles temaer. BUP kommer bare disse dagene "
            "(only_days). Antakelse: første dag, sted, lengde, og nærmeste åpne dag når tirsdagen "
            "er en helligdag.",
        ),
        Block(
            {
                "id": "lederforum",
                "name": "Lederforum",
                "name_nn": "Leiarforum",
                "scope": {"together": {"owner": "public"}},
                "frequency": {
                    "weekday_of_month": "thursday",
                    "nth": "last",
                    "when_closed": "previous",
                    "usual": True,
                },
                "minutes": 120,
                "rooms": ["formannskapssalen"],
                "attendance": [{"person": "ppt-leder"}, {"service": "ledelse", "count": 4}],
            },
            "«En gang i måneden – som regel siste torsdag»: rådmannsteamet og enhetslederne, som "
            "da ikke kan være i andre møter. Antakelse: torsdagen før når den siste er stengt.",
        ),
        Block(
            {
                "id": "ansvarsgruppe",
                "name": "Ansvarsgruppe",
                "scope": NO_UNITS,
                "frequency": {"reserved_slots": 12},
                "window": term.whole,
                "minutes": 60,
                "rooms": ANY_ROOM,
                "attendance": [
                    {"service": "helse"},
                    {"service": "ppt", **AS_NEEDED},
                    {"service": "barnevern", **AS_NEEDED},
                ],
                "convener": "helse",
                "keeps_minutes": False,
            },
            "«Vanligvis … 2 ganger per år, vår og høst», samordnet av helsesykepleier; individuell "
            "plan er referatet. Antakelse: tolv plasser i halvåret, uten noe om hvem de gjelder. "
            "Ingen navn føres inn her.",
        ),
        Block(
            {
                "id": "slt",
                "name": "SLT-møte",
                "scope": NO_UNITS,
                "frequency": {"per_half_year": 2},
                "window": term.whole,
                "minutes": 60,
                "days_between": {"least": 42},
                "rooms": ANY_ROOM,
                "attendance": [
                    {"person": "slt-1"},
                    {"person": "politi-1"},
                    {"service": "barnevern", **AS_NEEDED},
                    {"service": "ppt", **AS_NEEDED},
                    {"person": "naringsliv-1", **WELCOME},
                    {"person": "frivillige-1", **WELCOME},
                ],
                "convener": "slt-1",
            },
            "«Møtes regelmessig»: politi og kommune, og næringsliv og frivillige. Antakelse: to "
            "ganger i halvåret, og at koordinatoren kaller inn.",
        ),
    ]
