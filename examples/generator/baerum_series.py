"""Bærum's series at and between units: resource teams and transitions of the reference case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examples.generator.assemble import AS_NEEDED
from examples.generator.document import Block, Entry
from examples.generator.geography import largest_feeders
from examples.generator.registers import RegisterUnit
from examples.generator.terms import Term

MONTHLY_APART = {"least": 21, "most": 42}


@dataclass(frozen=True)
class Pace:
    """How often a resource team meets, and how many days lie between.

    `often` and `apart` are the same in words, as the remark in the file has them.
    """

    frequency: Entry
    days_between: Entry
    often: str
    apart: str


AT_SCHOOLS = Pace({"per_month": 1}, MONTHLY_APART, "en gang i måneden", "3–6 uker")
IN_KINDERGARTENS = Pace(
    {"per_half_year": 2}, {"least": 42}, "to ganger i halvåret", "minst seks uker"
)


def series(
    units: Sequence[RegisterUnit],
    term: Term,
    *,
    at_schools: Pace = AT_SCHOOLS,
    in_kindergartens: Pace = IN_KINDERGARTENS,
) -> list[Block]:
    """All of them, resource teams first; the transitions from unit to unit are in spring.

    The paces are those of ordinary schools and of kindergartens.
    """
    between = [_hub_meetings(term), *(_transitions(units) if term.is_spring else ())]
    return [*_resource_teams(term, at_schools, in_kindergartens), *between]


def _resource_teams(term: Term, at_schools: Pace, in_kindergartens: Pace) -> list[Block]:
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
                "frequency": at_schools.frequency,
                "window": term.monthly,
                "minutes": 90,
                "days_between": at_schools.days_between,
                "preferred_weekdays": ["tuesday", "wednesday", "thursday"],
                "attendance": school_team,
            },
            f"Skole og PPT, og helsesykepleier fast. Antakelse: {at_schools.often} i 90 minutter, "
            f"{at_schools.apart} mellom, midt i uka, og barnevernet med minst to ganger i "
            "halvåret.",
        ),
        Block(
            {
                "id": "ressursteam-spesialskole",
                "name": "Ressursteam spesialskole",
                "name_nn": "Ressursteam spesialskule",
                "scope": {"each_unit": {"types": ["special"]}},
                "frequency": {"per_month": 1},
                "window": term.monthly,
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
                "window": term.whole,
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
                "frequency": in_kindergartens.frequency,
                "window": term.whole,
                "minutes": 60,
                "days_between": in_kindergartens.days_between,
                "attendance": [{"one_of": ["ppt", "bvs"]}, {"contact": "helse"}],
            },
            "Barnehagen og «PP-tjenesten/rådgiver fra BVS», altså én av de to. Antakelse: "
            f"{in_kindergartens.often} i 60 minutter, {in_kindergartens.apart} mellom, "
            "helsesykepleier fast.",
        ),
    ]


def _hub_meetings(term: Term) -> Block:
    return Block(
        {
            "id": "samarbeid-barnehage-skole",
            "name": "Samarbeidsmøte barnehage–skole",
            "name_nn": "Samarbeidsmøte barnehage–skule",
            "scope": {
                "each_hub": {"types": ["primary"], "owner": "public"},
                "feeders": {"types": ["kindergarten"]},
            },
            "frequency": {"per_school_year": 2},
            "window": term.early,
            "minutes": 60,
            "attendance": [{"contact": "ppt"}],
        },
        "Skolen innbyr alle barnehagene i sin sone, to ganger i skoleåret. Antakelse: tidlig i "
        "halvåret.",
    )


def _transitions(units: Sequence[RegisterUnit]) -> list[Block]:
    return [
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


def _neutral_places(units: Sequence[RegisterUnit]) -> list[list[str]]:
    primary = [unit for unit in units if unit.type == "primary"]
    return largest_feeders(primary, [unit for unit in units if unit.type == "kindergarten"], 2)
