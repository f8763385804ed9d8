"""Bærum's series: the table of the reference case."""

from __future__ import annotations

from collections.abc import Sequence

from examples.generator.assemble import AS_NEEDED, NO_UNITS
from examples.generator.calendars import (
    BEFORE_EASTER,
    FIRST_TUESDAY,
    LEADER_FORUM_DAYS,
    TO_MAY,
    WHOLE_TERM,
)
from examples.generator.document import Block, Entry
from examples.generator.geography import largest_feeders
from examples.generator.registers import RegisterUnit

MONTHLY_APART = {"least": 21, "most": 42}

# The network meets those who are welcome, not every one of the 88 advisers and nurses.
WELCOME = ("ppt-02", "ppt-09", "ppt-16", "ppt-23", "helse-04", "helse-13", "helse-22", "helse-31")


def series(units: Sequence[RegisterUnit]) -> list[Block]:
    """All series, resource teams first."""
    return [*_resource_teams(), *_transitions(units), *_municipal()]


def _resource_teams() -> list[Block]:
    school_team: list[Entry] = [
        {"contact": "ppt"},
        {"contact": "helse"},
        {"contact": "barnevern", **AS_NEEDED, "at_least": 2},
    ]
    return [
        Block(
            {
                "id": "ressursteam-skole",
                "name": "Ressursteam skole",
                "name_nn": "Ressursteam skule",
                "scope": {
                    "each_unit": {"types": ["primary", "lower_secondary"], "owner": "public"}
                },
                "frequency": {"per_month": 1},
                "window": TO_MAY,
                "minutes": 90,
                "days_between": MONTHLY_APART,
                "preferred_weekdays": ["tuesday", "wednesday", "thursday"],
                "attendance": school_team,
            },
            "Skole og PPT, og helsesykepleier fast. Antakelse: en gang i måneden i 90 minutter, "
            "3–6 uker mellom, midt i uka, og barnevernet med på minst to av fem.",
        ),
        Block(
            {
                "id": "ressursteam-spesialskole",
                "name": "Ressursteam spesialskole",
                "name_nn": "Ressursteam spesialskule",
                "scope": {"each_unit": {"types": ["special"]}},
                "frequency": {"per_month": 1},
                "window": TO_MAY,
                "minutes": 90,
                "days_between": MONTHLY_APART,
                "attendance": school_team,
            },
            "Antakelse: som de andre skolene.",
        ),
        Block(
            {
                "id": "ressursteam-privatskole",
                "name": "Ressursteam privatskole",
                "name_nn": "Ressursteam privatskule",
                "scope": {
                    "each_unit": {"types": ["lower_secondary", "combined"], "owner": "private"}
                },
                "frequency": {"per_half_year": 2},
                "window": WHOLE_TERM,
                "minutes": 90,
                "days_between": {"least": 42},
                "attendance": [{"contact": "ppt"}, {"contact": "helse", **AS_NEEDED}],
            },
            "Antakelse: to ganger i halvåret, minst seks uker mellom.",
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
                "attendance": [{"one_of": ["ppt", "bvs"]}, {"contact": "helse"}],
            },
            "Barnehagen og «PP-tjenesten/rådgiver fra BVS», altså én av de to. Antakelse: to "
            "ganger i halvåret i 60 minutter, minst seks uker mellom, helsesykepleier fast.",
        ),
    ]


def _transitions(units: Sequence[RegisterUnit]) -> list[Block]:
    return [
        Block(
            {
                "id": "samarbeid-barnehage-skole",
                "name": "Samarbeidsmøte barnehage–skole",
                "name_nn": "Samarbeidsmøte barnehage–skule",
                "scope": {
                    "each_hub": {"types": ["primary"], "owner": "public"},
                    "feeders": {"types": ["kindergarten"]},
                },
                "frequency": {"per_half_year": 1},
                "window": BEFORE_EASTER,
                "minutes": 60,
                "attendance": [{"contact": "ppt"}],
            },
            "Skolen innbyr alle barnehagene i sin sone; ett av årets to møter. Antakelse: før "
            "påske.",
        ),
        Block(
            {
                "id": "overgang-barnehage-skole",
                "name": "Overgangsmøte, nøytral plass",
                "scope": {"groups": _neutral_places(units)},
                "frequency": {"per_half_year": 1},
                "window": {"months": [4, 5]},
                "minutes": 60,
                "attendance": [{"contact": "ppt"}, {"contact": "helse", **AS_NEEDED}],
            },
            "Plasser for overgangen til skole, uten noe om hvem de gjelder. Antakelse: hver skole "
            "med sine to største barnehager. I små enheter bør heller bare tid holdes av.",
        ),
        Block(
            {
                "id": "overgang-7-8",
                "name": "Overgangsmøte 7.–8. trinn",
                "scope": {
                    "each_link": {"types": ["lower_secondary"], "owner": "public"},
                    "feeders": {"types": ["primary"]},
                },
                "frequency": {"per_half_year": 1},
                "window": {"months": [2, 3, 4]},
                "minutes": 60,
                "attendance": [
                    {"contact": "ppt", "of": "all"},
                    {"contact": "helse", "of": "all", **AS_NEEDED},
                ],
            },
            "Begge skoler og begges PP-rådgivere. Antakelse: ett møte per par i februar–april.",
        ),
    ]


def _municipal() -> list[Block]:
    return [
        Block(
            {
                "id": "inntaksmote",
                "name": "Dialogbasert inntaksmøte",
                "scope": NO_UNITS,
                "frequency": {
                    "every_weeks": 6,
                    "weekday": "tuesday",
                    "first_day": FIRST_TUESDAY,
                },
                "minutes": 120,
                "place": "kommunegarden",
                "attendance": [
                    {"person": "ppt-leder"},
                    {"person": "bup-1"},
                    {"service": "psykisk-helse"},
                ],
            },
            "PP-tjenesten, psykisk helseteam og BUP drøfter anonymt. Antakelse: tirsdag hver 6. "
            "uke fra 19. januar, i to timer.",
        ),
        Block(
            {
                "id": "slt",
                "name": "SLT koordineringsgruppe",
                "scope": NO_UNITS,
                "frequency": {"per_half_year": 2},
                "window": WHOLE_TERM,
                "minutes": 90,
                "days_between": {"least": 56},
                "place": "kommunegarden",
                "attendance": [
                    {"person": "slt-1"},
                    {"person": "politi-1"},
                    {"person": "ppt-leder"},
                    {"person": "helse-01"},
                    {"service": "barnevern"},
                ],
            },
            "Representanter fra tjenestene, «regelmessig». Antakelse: to ganger på våren, minst "
            "åtte uker mellom.",
        ),
        Block(
            {
                "id": "miljolarernettverk",
                "name": "Miljølærernettverk",
                "name_nn": "Miljølærarnettverk",
                "scope": NO_UNITS,
                "frequency": {"per_half_year": 3},
                "window": WHOLE_TERM,
                "minutes": 120,
                "days_between": {"least": 28},
                "place": "kommunegarden",
                "attendance": [
                    {"person": "trygg-1"},
                    {"person": "trygg-2"},
                    *({"person": person, **AS_NEEDED} for person in WELCOME),
                ],
            },
            "«Tre ganger i semesteret». PPT og helsesykepleiere er velkomne; her er noen av dem "
            "tatt med (antakelse).",
        ),
        Block(
            {
                "id": "lederforum",
                "name": "Lederforum",
                "name_nn": "Leiarforum",
                "scope": {"together": {"owner": "public"}},
                "frequency": {"dates": LEADER_FORUM_DAYS},
                "minutes": 120,
                "place": "kommunegarden",
                "attendance": [{"person": "ppt-leder"}],
            },
            "Ledere av kommunale enheter og PPT. Antakelse: siste torsdag i måneden; februar, "
            "mars og juni er satt en uke tidligere for vinterferie, skjærtorsdag og skoleslutt.",
        ),
    ]


def _neutral_places(units: Sequence[RegisterUnit]) -> list[list[str]]:
    primary = [unit for unit in units if unit.type == "primary"]
    return largest_feeders(primary, [unit for unit in units if unit.type == "kindergarten"], 2)
