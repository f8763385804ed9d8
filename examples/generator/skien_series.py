"""Skien's series: the TPO teams of the document, meetings when needed, and assumptions."""

from __future__ import annotations

from collections.abc import Sequence

from examples.generator.assemble import AS_NEEDED, NO_UNITS
from examples.generator.document import Block
from examples.generator.terms import Term


def series(term: Term, neutral_places: Sequence[Sequence[str]]) -> list[Block]:
    """All series; the transitions are in spring, those to school at `neutral_places`."""
    transitions = _transitions(neutral_places) if term.is_spring else []
    return [*_regular(term), *transitions, *_when_needed(term)]


def _regular(term: Term) -> list[Block]:
    return [
        Block(
            {
                "id": "tpo-team",
                "name": "TPO-team",
                "scope": {
                    "each_unit": {
                        "types": ["primary", "lower_secondary", "combined", "special"],
                        "owner": "public",
                    }
                },
                "frequency": {"per_month": 1},
                "window": term.monthly,
                "minutes": 90,
                "days_between": {"least": 21, "most": 42},
                "attendance": [
                    {"contact": "helse"},
                    {"contact": "barnevern", **AS_NEEDED, "at_least": 2},
                ],
            },
            "Skolens ledelse, skolens helsesykepleier og «barnevernet (min. 2 møter pr. halvår)». "
            "PPT er ikke medlem. Antakelse: en gang i måneden i 90 minutter, 3–6 uker mellom.",
        ),
        Block(
            {
                "id": "ressursteam-barnehage",
                "name": "Ressursteam barnehage",
                "scope": {"each_unit": {"types": ["kindergarten"]}},
                "frequency": {"per_half_year": 2},
                "window": term.whole,
                "minutes": 60,
                "days_between": {"least": 42},
                "attendance": [{"contact": "ppt"}, {"contact": "helse"}],
            },
            "Antakelse: hele serien; to ganger i halvåret, minst seks uker mellom.",
        ),
        Block(
            {
                "id": "samarbeid-privatskole",
                "name": "Samarbeidsmøte privatskole",
                "name_nn": "Samarbeidsmøte privatskule",
                "scope": {
                    "each_unit": {
                        "types": ["primary", "lower_secondary", "combined"],
                        "owner": "private",
                    }
                },
                "frequency": {"per_half_year": 1},
                "window": term.whole,
                "minutes": 60,
                "attendance": [{"contact": "ppt"}, {"contact": "helse", **AS_NEEDED}],
            },
            "Antakelse: hele serien.",
        ),
        Block(
            {
                "id": "samarbeid-barnehage-skole",
                "name": "Samarbeidsmøte barnehage–skole",
                "name_nn": "Samarbeidsmøte barnehage–skule",
                "scope": {
                    "each_hub": {"types": ["primary", "combined"], "owner": "public"},
                    "feeders": {"types": ["kindergarten"]},
                },
                "frequency": {"per_half_year": 1},
                "window": term.early,
                "minutes": 60,
                "attendance": [{"contact": "ppt"}],
            },
            "Antakelse: hele serien; skolen innbyr barnehagene rundt seg tidlig i halvåret.",
        ),
    ]


def _transitions(neutral_places: Sequence[Sequence[str]]) -> list[Block]:
    return [
        Block(
            {
                "id": "overgang-barnehage-skole",
                "name": "Overgangsmøte, nøytral plass",
                "scope": {"groups": neutral_places},
                "frequency": {"per_half_year": 1},
                "window": {"months": [4, 5]},
                "minutes": 60,
                "attendance": [{"contact": "ppt"}, {"contact": "helse", **AS_NEEDED}],
            },
            "Antakelse: hele serien; hver skole med sine to største barnehager, uten noe om hvem "
            "plassene gjelder. Dokumentet vil ha «gode og sømløse overganger».",
        ),
        Block(
            {
                "id": "overgang-7-8",
                "name": "Overgangsmøte 7.–8. trinn",
                "scope": {
                    "each_link": {"types": ["lower_secondary"], "owner": "public"},
                    "feeders": {"types": ["primary", "combined"]},
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


def _when_needed(term: Term) -> list[Block]:
    return [
        Block(
            {
                "id": "enhet-og-foresatte",
                "name": "Møte lokal enhet og foresatte",
                "name_nn": "Møte lokal eining og føresette",
                "scope": {"each_unit": {}},
                "frequency": {"reserved_slots": 1},
                "window": term.whole,
                "minutes": 30,
            },
            "Holdes ved behov (nivå 1 i handlingsveilederen). Antakelse: én plass i halvåret ved "
            "hver enhet, enten den trengs eller ikke, så den ikke peker på noen.",
        ),
        Block(
            {
                "id": "koordinerende-mote",
                "name": "Koordinerende møte",
                "scope": NO_UNITS,
                "frequency": {"reserved_slots": 12},
                "window": term.whole,
                "minutes": 60,
                "place": "helsestasjonen",
                "attendance": [
                    {"service": "helse"},
                    {"service": "ppt", **AS_NEEDED},
                    {"service": "barnevern", **AS_NEEDED},
                ],
            },
            "Holdes ved behov (nivå 2–3), med foresatte. Antakelse: tolv plasser, uten noe om hvem "
            "de gjelder. Logg og stafettholder hører ikke hjemme her.",
        ),
        Block(
            {
                "id": "anonym-drofting",
                "name": "Anonym drøfting",
                "scope": NO_UNITS,
                "frequency": {"reserved_slots": 6},
                "window": term.whole,
                "minutes": 30,
                "digital": True,
                "attendance": [
                    {"service": "ppt"},
                    {"service": "helse"},
                    {"service": "barnevern", **AS_NEEDED},
                ],
                "anonymous": True,
            },
            "Enheten drøfter anonymt med andre tjenester ved behov (nivå 0). Antakelse: seks "
            "plasser på skjerm, en halv time hver.",
        ),
    ]
