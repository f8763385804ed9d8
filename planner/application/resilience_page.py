"""How much a plan can bear as one HTML page: a ranked table, and a heat map of people and weeks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from planner.application import resilience_words
from planner.application.contingency import Consequence
from planner.application.page_words import PAGE_WORDS
from planner.application.pages import environment
from planner.application.resilience import Fragility, Resilience
from planner.application.wording import days_span
from planner.domain.people import Service
from planner.domain.words import Phrase

SHADES = (1, 3, 6, 10)
"""The fewest changes that get each shade; with none there is no shade."""

RESILIENCE_WORDS: dict[str, Phrase] = {
    "title": Phrase(nb="Hva planen tåler", nn="Kva planen toler"),
    "lead": Phrase(
        nb="Én person om gangen er borte {weeks}. Hva må endres?",
        nn="Éin person om gongen er borte {weeks}. Kva må endrast?",
    ),
    "absences": Phrase(nb="fravær undersøkt", nn="fråvær undersøkte"),
    "touched": Phrase(nb="krever endringer", nn="krev endringar"),
    "unmended": Phrase(nb="lar seg ikke ordne helt", nn="lèt seg ikkje ordne heilt"),
    "most_changes": Phrase(nb="endringer på det meste", nn="endringar på det meste"),
    # --- heat map
    "map": Phrase(nb="Personer og uker", nn="Personar og veker"),
    "map_caption": Phrase(
        nb="Antall møter som endres når en person er borte fra en mandag",
        nn="Talet på møte som blir endra når ein person er borte frå ein måndag",
    ),
    "map_region": Phrase(
        nb="Tabell over personer og uker, kan rulles sidelengs",
        nn="Tabell over personar og veker, kan rullast sidelengs",
    ),
    "no_change": Phrase(nb="ingenting å endre", nn="ingenting å endre"),
    "changes": Phrase(nb="{range} endringer", nn="{range} endringar"),
    "one_change": Phrase(nb="1 endring", nn="1 endring"),
    "unmended_legend": Phrase(
        nb="ramme: lar seg ikke ordne helt", nn="ramme: lèt seg ikkje ordne heilt"
    ),
    "from": Phrase(nb="fra", nn="frå"),
    "everybody": Phrase(nb="Alle", nn="Alle"),
    "everybody_row": Phrase(nb="Uten løsning", nn="Utan løysing"),
    "mean_row": Phrase(nb="Endringer per person", nn="Endringar per person"),
    # --- ranked
    "ranked": Phrase(nb="Mest sårbar uten", nn="Mest sårbar utan"),
    "ranked_caption": Phrase(
        nb="De planen minst kan være foruten, står først",
        nn="Dei planen minst kan vere forutan, står først",
    ),
    "service": Phrase(nb="Tjeneste", nn="Teneste"),
    "without_solution": Phrase(nb="Uten løsning", nn="Utan løysing"),
    "knock_on": Phrase(nb="Følgeendringer", nn="Følgjeendringar"),
    "forced": Phrase(nb="Må endres", nn="Må endrast"),
    "worst": Phrase(nb="Verst", nn="Verst"),
    "nobody": Phrase(
        nb="Ingen endringer trengs, hvem som enn er borte.",
        nn="Ingen endringar trengst, kven som enn er borte.",
    ),
    "untouched": Phrase(
        nb="Uten disse kan alt stå som det er: {people}.",
        nn="Utan desse kan alt stå som det er: {people}.",
    ),
    # --- not mended
    "unmet": Phrase(nb="Dette lar seg ikke ordne", nn="Dette lèt seg ikkje ordne"),
    # --- how to read
    "how_map": Phrase(
        nb="Hver rad er en person, og hver kolonne en mandag som personen blir borte fra. Tallet "
        "er hvor mange møter som endres da, og jo mørkere feltet er, jo flere. «Uten plass» er "
        "møter som ikke får noen ny tid, og «krav brutt» andre krav som ikke kan holdes. «–» betyr "
        "at ingenting må endres.",
        nn="Kvar rad er ein person, og kvar kolonne ein måndag som personen blir borte frå. Talet "
        "er kor mange møte som blir endra då, og jo mørkare feltet er, jo fleire er dei. «Utan "
        "plass» er møte som ikkje får noka ny tid, og «krav brotne» andre krav som ikkje kan "
        "haldast. «–» tyder at ingenting må endrast.",
    ),
    "how_changes": Phrase(
        nb="«Må endres» er møter som ikke kan stå som de er når personen er borte. "
        "«Følgeendringer» er møter som kunne ha stått, men gir plass til andre. For hvert fravær "
        "er det funnet den minste endringen som holder kravene. Der det står «ikke bevist minst», "
        "kan det finnes en mindre, og noe som står uten løsning, kan ha en.",
        nn="«Må endrast» er møte som ikkje kan stå som dei er når personen er borte. "
        "«Følgjeendringar» er møte som kunne ha stått, men gir plass til andre. For kvart fråvær "
        "er det funne den minste endringa som held krava. Der det står «ikkje bevist minst», kan "
        "det finnast ei mindre, og noko som står utan løysing, kan ha ei.",
    ),
    "how_order": Phrase(
        nb="Rangeringen går etter hvor mange fravær som ikke lar seg ordne, så etter "
        "følgeendringene, så etter det som må endres, i alle fraværene til personen samlet.",
        nn="Rangeringa går etter kor mange fråvær som ikkje lèt seg ordne, så etter "
        "følgjeendringane, så etter det som må endrast, i alle fråværa til personen samla.",
    ),
}


@dataclass(frozen=True, slots=True)
class ServiceRows:
    """The rows of the heat map for the people of one service, the most fragile first."""

    service: Service
    people: tuple[Fragility, ...]


def render_resilience(found: Resilience) -> str:
    """The whole page in the problem's language, the same for the same findings."""

    def said(phrase: Phrase) -> str:
        return phrase.text(found.problem.language)

    def say(word: str, **facts: object) -> str:
        return said(RESILIENCE_WORDS[word].with_facts(**facts))

    def fixed(word: str, **facts: object) -> str:
        return said(PAGE_WORDS[word].with_facts(**facts))

    template = environment().get_template("resilience.html.j2")
    return template.render(
        problem=found.problem,
        found=found,
        verdict=tuple(resilience_words.verdict(found)),
        unmet=tuple(resilience_words.unmet_in_words(found)),
        groups=tuple(_by_service(found)),
        weeks=resilience_words.weeks_with_noun(found.weeks),
        shades=tuple(_shades()),
        shade=_shade,
        troubles=resilience_words.troubles,
        in_words=resilience_words.consequence_in_words,
        unanswered=partial(resilience_words.unanswered_in_words, found=found),
        unmended_in_words=resilience_words.unmended_in_words,
        week_in_words=resilience_words.week_in_words,
        worst_in_words=partial(resilience_words.worst_in_words, found=found),
        absence_days=lambda start: days_span(start, found.last_day(start)),
        fixed=fixed,
        said=said,
        say=say,
    )


def _by_service(found: Resilience) -> Iterator[ServiceRows]:
    for service in found.problem.services:
        people = tuple(each for each in found.people if each.person.service == service.id)
        if people:
            yield ServiceRows(service, people)


def _shade(consequence: Consequence) -> int:
    """How dark the cell is, from 0."""
    return sum(consequence.changes >= fewest for fewest in SHADES)


def _shades() -> Iterator[tuple[int, str]]:
    """Each shade with the numbers of changes that get it: "1–2", …, "10+"."""
    for number, fewest in enumerate(SHADES, 1):
        after = SHADES[number] if number < len(SHADES) else None
        yield number, f"{fewest}+" if after is None else f"{fewest}–{after - 1}"
