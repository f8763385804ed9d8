"""Oslo's series: resource teams at the schools, transitions, and meetings of the six groups."""

from __future__ import annotations

from collections.abc import Sequence

from examples.generator.assemble import AS_NEEDED, NO_UNITS
from examples.generator.document import Block, Entry
from examples.generator.terms import SPRING


def series(
    groups: Sequence[str], network: Sequence[Sequence[str]], special: Sequence[str]
) -> list[Block]:
    """All series.

    `groups` is their ids, `network` who is welcome in each group's network, `special` the special
    schools.
    """
    blocks = _school_series(special)
    for number, (group, people) in enumerate(zip(groups, network, strict=True), start=1):
        blocks += _group_series(number, f"ppt-{group}", people)
    return blocks


def _school_series(special: Sequence[str]) -> list[Block]:
    team: list[Entry] = [
        {"contact": "ppt"},
        {"contact": "helse"},
        {"contact": "barnevern", **AS_NEEDED, "at_least": 2},
    ]
    return [
        Block(
            {
                "id": "ressursteam",
                "name": "Ressursteam",
                "scope": {
                    "each_unit": {
                        "types": ["primary", "lower_secondary", "combined"],
                        "owner": "public",
                    }
                },
                "frequency": {"per_month": 2},
                "window": SPRING.monthly,
                "minutes": 60,
                "days_between": {"least": 7, "most": 35},
                "attendance": team,
            },
            "Elevsaker drøftes først i skolens ressursteam. Antakelse: to ganger i måneden i en "
            "time, minst en uke mellom, og barnevernet med minst to ganger i halvåret.",
        ),
        Block(
            {
                "id": "ressursteam-spesialskole",
                "name": "Ressursteam spesialskole",
                "name_nn": "Ressursteam spesialskule",
                "scope": {"each_unit": {"ids": special}},
                "frequency": {"per_month": 1},
                "window": SPRING.monthly,
                "minutes": 90,
                "days_between": {"least": 21, "most": 42},
                "attendance": [
                    {"contact": "ppt"},
                    {"contact": "helse"},
                    {"contact": "barnevern", **AS_NEEDED},
                ],
            },
            "Antakelse: en gang i måneden.",
        ),
        Block(
            {
                "id": "ressursteam-privatskole",
                "name": "Ressursteam privatskole",
                "name_nn": "Ressursteam privatskule",
                "scope": {
                    "each_unit": {
                        "types": ["primary", "lower_secondary", "combined"],
                        "owner": "private",
                    }
                },
                "frequency": {"per_half_year": 2},
                "window": SPRING.whole,
                "minutes": 90,
                "days_between": {"least": 42},
                "attendance": [{"contact": "ppt"}, {"contact": "helse", **AS_NEEDED}],
            },
            "Antakelse: to ganger i halvåret, minst seks uker mellom.",
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
            "Antakelse: hele serien; begge skoler og begges PP-rådgivere i februar–april.",
        ),
    ]


def _group_series(number: int, office: str, network: Sequence[str]) -> list[Block]:
    leader = {"person": f"ppt-leder-{number}"}
    return [
        Block(
            {
                "id": f"fagnettverk-{number}",
                "name": f"Fagnettverk gruppe {number}",
                "scope": NO_UNITS,
                "frequency": {"per_month": 1},
                "window": SPRING.monthly,
                "minutes": 120,
                "days_between": {"least": 14},
                "place": office,
                "attendance": [leader, *({"person": person, **AS_NEEDED} for person in network)],
            },
            f"Gruppe {number}. Antakelse: hele serien; de som ikke er kontakt for en skole.",
        ),
        Block(
            {
                "id": f"inntaksmote-{number}",
                "name": f"Inntaksmøte med BUP, gruppe {number}",
                "scope": NO_UNITS,
                "frequency": {
                    "every_weeks": 6,
                    "weekday": "tuesday",
                    "first_day": SPRING.first_tuesday,
                },
                "minutes": 120,
                "place": office,
                "attendance": [leader, {"person": f"bup-{number}"}],
            },
            "Antakelse: hele serien; tirsdag hver 6. uke.",
        ),
        Block(
            {
                "id": f"slt-{number}",
                "name": f"SLT-møte gruppe {number}",
                "scope": NO_UNITS,
                "frequency": {"per_half_year": 2},
                "window": SPRING.whole,
                "minutes": 90,
                "days_between": {"least": 56},
                "place": office,
                "attendance": [
                    {"person": f"slt-{number}"},
                    {"person": f"politi-{number}"},
                    leader,
                ],
            },
            "Antakelse: hele serien; to ganger på våren.",
        ),
    ]
