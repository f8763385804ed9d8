"""Bærum's series for the whole municipality."""

from __future__ import annotations

from examples.generator.assemble import NO_UNITS, WELCOME
from examples.generator.document import Block, Entry
from examples.generator.terms import Term

ANY_ROOM = ["moterom-1", "moterom-2"]
HALL = ["kommunestyresalen"]


def series(term: Term) -> list[Block]:
    """All of them."""
    return [*_crime_prevention(term), *_child_welfare(term), *_with_others(term)]


def _crime_prevention(term: Term) -> list[Block]:
    twice: Entry = {
        "scope": NO_UNITS,
        "frequency": {"per_half_year": 2},
        "window": term.whole,
        "minutes": 90,
        "days_between": {"least": 56},
        "rooms": ANY_ROOM,
    }
    return [
        Block(
            {
                "id": "slt-styret",
                "name": "SLT-styret",
                **twice,
                "attendance": [
                    {"person": "slt-1"},
                    {"person": "ledelse-1"},
                    {"person": "politi-1"},
                ],
                "convener": "slt-1",
            },
            "Styret fastsetter innsatsområdene. Antakelse: hvem som er med, og to ganger i "
            "halvåret.",
        ),
        Block(
            {
                "id": "slt",
                "name": "SLT koordineringsgruppe",
                **twice,
                "after": [{"series": "slt-styret", "least_days": 3, "each": True}],
                "attendance": [
                    {"person": "slt-1"},
                    {"person": "politi-1"},
                    {"person": "ppt-leder"},
                    {"person": "helse-01"},
                    {"service": "barnevern"},
                ],
                "convener": "slt-1",
            },
            "Representanter fra tjenestene, «regelmessig», i tråd med det styret har fastsatt. "
            "Antakelse: to ganger i halvåret, minst åtte uker mellom, og hver gang etter styret.",
        ),
    ]


def _child_welfare(term: Term) -> list[Block]:
    return [
        Block(
            {
                "id": "konsultasjon-barnevern",
                "name": "Konsultasjon med barnevernet",
                "scope": NO_UNITS,
                "frequency": {"reserved_slots": 6},
                "window": term.whole,
                "minutes": 30,
                "days_between": {"least": 7},
                "place": "barnevernkontoret",
                "attendance": [{"service": "barnevern"}],
                "convener": "barnevern",
                "anonymous": True,
            },
            "Man kan «avtale et tidspunkt» i barnevernets lokaler og drøfte anonymt. Antakelse: "
            "seks plasser i halvåret. Telefonen, som er åpen hele døgnet, trenger ingen plan.",
        ),
        Block(
            {
                "id": "samarbeidsprogram-barnevern",
                "name": "Samarbeidsprogram barnevern og PPT",
                "scope": NO_UNITS,
                "frequency": {"per_half_year": 2},
                "window": term.whole,
                "minutes": 60,
                "days_between": {"least": 42},
                "digital": True,
                "attendance": [
                    {"service": "barnevern"},
                    {"person": "ppt-leder"},
                    {"person": "helse-01"},
                ],
                "agenda_days": 7,
            },
            "Samarbeidsavtaler følges opp «etter faste strukturer på systemnivå». Antakelse: hvem, "
            "to ganger i halvåret på skjerm, og saksliste en uke før.",
        ),
    ]


def _with_others(term: Term) -> list[Block]:
    return [
        Block(
            {
                "id": "inntaksmote",
                "name": "Dialogbasert inntaksmøte",
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
                    {"person": "ppt-leder"},
                    {"person": "bup-1"},
                    {"service": "psykisk-helse"},
                ],
                "anonymous": True,
            },
            "PP-tjenesten, psykisk helseteam og BUP drøfter anonymt. Antakelse: tirsdag hver 6. "
            "uke i to timer, og nærmeste åpne dag når tirsdagen er en helligdag. BUP kommer bare "
            "disse dagene (only_days).",
        ),
        Block(
            {
                "id": "miljolarernettverk",
                "name": "Miljølærernettverk",
                "name_nn": "Miljølærarnettverk",
                "scope": {"together": {"types": ["primary", "lower_secondary"], "owner": "public"}},
                "frequency": {"per_half_year": 3},
                "window": term.whole,
                "minutes": 120,
                "days_between": {"least": 28},
                "rooms": HALL,
                "attendance": [
                    {"person": "trygg-1"},
                    {"person": "trygg-2"},
                    {"contact": "ppt", "of": "all", **WELCOME},
                    {"contact": "helse", "of": "all", **WELCOME},
                ],
                "convener": "trygg",
            },
            "«Tre ganger i semesteret» samler Trygg-kontaktene folk fra alle skolene. PPT, "
            "helsesykepleiere og skoleledere er velkomne. Antakelse: to timer, fire uker mellom, "
            "og at skolene ikke har andre møter da.",
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
                "rooms": HALL,
                "attendance": [{"person": "ppt-leder"}],
            },
            "Antakelse: hele serien; ledere av kommunale enheter og PPT, som regel siste torsdag i "
            "måneden, og torsdagen før når den er stengt.",
        ),
    ]
