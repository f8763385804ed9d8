"""Gjerstad's series, from the municipality's page on cross-disciplinary meetings."""

from __future__ import annotations

from examples.generator.assemble import AS_NEEDED, NO_UNITS
from examples.generator.document import Block, Entry
from examples.generator.terms import Term

LAST_HALF_HOUR: Entry = {"part": {"last_minutes": 30}}


def series(term: Term) -> list[Block]:
    """All series; the transitions are in spring."""
    transitions = _transitions() if term.is_spring else []
    return [*_regular(term), *transitions, *_on_demand(term)]


def _regular(term: Term) -> list[Block]:
    return [
        Block(
            {
                "id": "ressursteam",
                "name": "Ressursteam",
                "scope": {"each_unit": {}},
                "frequency": {"per_month": 1},
                "window": term.monthly,
                "minutes": 90,
                "days_between": {"least": 21, "most": 42},
                "attendance": [
                    {"contact": "ppt"},
                    {"contact": "helse"},
                    {"contact": "barnevern", **AS_NEEDED, **LAST_HALF_HOUR},
                    {"service": "flyktning", **AS_NEEDED, "at_least": 1, **LAST_HALF_HOUR},
                ],
                "agenda_days": 7,
            },
            "«1 gang i måneden» i skole og barnehage. Enheten kaller inn og sender saksliste før "
            "møtet. Barnevernet og flyktningtjenesten kalles inn ved behov, «til hele eller deler "
            "av møte». Antakelse: lengden, 3–6 uker mellom, sakslista en uke før, at de som "
            "kalles inn, er med den siste halvtimen, og flyktningtjenesten minst en gang.",
        ),
        Block(
            {
                "id": "vi-bryr-oss",
                "name": "Ressursgruppe Vi bryr oss",
                "scope": {"together": {}},
                "frequency": {"per_year": 8},
                "window": term.whole,
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
            "«8 ganger i året», altså fire i hvert halvår. Skolen (barne- og ungdomstrinnet), SFO, "
            "barnehagen, NAV, barnevernet og PPT. Antakelse: lengden, og minst tre uker mellom.",
        ),
        Block(
            {
                "id": "slt",
                "name": "SLT-møte",
                "scope": {"together": {"ids": ["abel-skole"]}},
                "frequency": {"per_year": 4},
                "window": term.whole,
                "minutes": 60,
                "days_between": {"least": 42},
                "place": "kommunehuset",
                "attendance": [{"person": "slt-1"}, {"person": "politi-1"}],
                "convener": "slt-1",
            },
            "«4 ganger i året», altså to i hvert halvår. SLT-koordinator, politi og "
            "ungdomstrinnets inspektør, som er regnet med i skolens ledelse. Antakelse: lengden, "
            "avstanden, og at koordinatoren kaller inn.",
        ),
    ]


def _transitions() -> list[Block]:
    before_start: Entry = {"before_school_start": {"most_weeks": 19, "least_weeks": 11}}
    people: list[Entry] = [{"contact": "ppt"}, {"contact": "helse", **AS_NEEDED}]
    return [
        Block(
            {
                "id": "overforing-barnehage-skole",
                "name": "Overføringsmøte barnehage–skole",
                "name_nn": "Overføringsmøte barnehage–skule",
                "scope": {"each_hub": {"types": ["combined"]}},
                "frequency": {"per_half_year": 1},
                "window": before_start,
                "minutes": 60,
                "attendance": people,
            },
            "Dokumentet nevner bare navnet på møtet. Antakelse: ett felles møte 19–11 uker før "
            "skolestart, med PPT. Møtet gjelder overgangen som sådan og ikke det enkelte barn.",
        ),
        Block(
            {
                "id": "overforing-ungdomstrinn",
                "name": "Overføringsmøte til ungdomstrinnet",
                "scope": {"each_unit": {"types": ["combined"]}},
                "frequency": {"per_half_year": 1},
                "window": before_start,
                "minutes": 60,
                "attendance": people,
            },
            "Dokumentet nevner bare navnet på møtet. Antakelse: ett møte 19–11 uker før "
            "skolestart, med PPT.",
        ),
    ]


def _on_demand(term: Term) -> list[Block]:
    helpers: list[Entry] = [{"service": "ppt", **AS_NEEDED}, {"service": "barnevern", **AS_NEEDED}]
    return [
        Block(
            {
                "id": "samarbeidsmote",
                "name": "Samarbeidsmøte",
                "scope": NO_UNITS,
                "frequency": {"reserved_slots": 4},
                "window": term.whole,
                "minutes": 60,
                "place": "kommunehuset",
                "attendance": [{"service": "helse"}, *helpers],
                "keeps_minutes": True,
            },
            "Hvor ofte «bestemmes individuelt»; som oftest skrives det referat. Antakelse: fire "
            "plasser holdes av, uten noe om hvem de gjelder. Ingen navn føres inn her.",
        ),
        Block(
            {
                "id": "ansvarsgruppe",
                "name": "Ansvarsgruppe",
                "scope": NO_UNITS,
                "frequency": {"reserved_slots": 4},
                "window": term.whole,
                "minutes": 60,
                "place": "kommunehuset",
                "attendance": [{"person": "koordinering-1"}, {"service": "helse"}, *helpers],
                "agenda_days": 7,
                "convener": "koordinering-1",
                "keeps_minutes": True,
            },
            "IP-koordinator kaller inn, sakslista kommer før møtet, og det skrives alltid referat. "
            "Antakelse: fire plasser, saksliste en uke før. Er møtet et barnevernstiltak, kaller "
            "barnevernet inn.",
        ),
    ]
