"""How much a plan can bear, in plain text: whom it can least do without, and where that fails."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten, wrap

from planner.application.resilience import Fragility, Resilience
from planner.application.resilience_words import (
    unmended_in_words,
    unmet_in_words,
    verdict,
    worst_in_words,
)
from planner.application.wording import plan_name, whole
from planner.domain.words import Language, Phrase

COLUMNS = 100
WIDEST_NAME = 28
MOST_PEOPLE = 20
MOST_SENTENCES = 20

TITLE = Phrase(nb="Hva planen tåler: {name}", nn="Kva planen toler: {name}")
RANKED = Phrase(nb="Planen er mest sårbar uten:", nn="Planen er mest sårbar utan:")
HEADINGS = (
    Phrase(nb="Person", nn="Person"),
    Phrase(nb="uten løsning", nn="utan løysing"),
    Phrase(nb="følge", nn="følgje"),
    Phrase(nb="må endres", nn="må endrast"),
    Phrase(nb="verst", nn="verst"),
)
UNMET = Phrase(nb="Dette lar seg ikke ordne:", nn="Dette lèt seg ikkje ordne:")
MORE = Phrase(
    nb="og {count} til; alle står på siden som skrives med -o.",
    nn="og {count} til; alle står på sida som blir skriven med -o.",
)
TOOK = Phrase(nb="Det tok {seconds} sekunder.", nn="Det tok {seconds} sekund.")
LEGEND = Phrase(
    nb="Uten løsning: fravær der et krav ikke lenger kan holdes. Følge: endringer av møter som "
    "kunne ha stått, men gir plass til andre. Tallene gjelder alle fraværene til personen samlet.",
    nn="Utan løysing: fråvær der eit krav ikkje lenger kan haldast. Følgje: endringar av møte som "
    "kunne ha stått, men gir plass til andre. Tala gjeld alle fråværa til personen samla.",
)


def resilience_text(found: Resilience) -> str:
    """The text in the problem's language, at most 100 columns wide, without a last newline."""
    language = found.problem.language
    took = TOOK.with_facts(seconds=whole(round(found.seconds)))
    blocks = (
        [_wrapped(phrase.text(language), "  ", "    ") for phrase in (*verdict(found), took)],
        list(_ranked(found, language)),
        list(_unmet(found, language)),
    )
    title = TITLE.with_facts(name=plan_name(found.problem)).text(language)
    return "\n\n".join((title, *("\n".join(block) for block in blocks if block)))


def _ranked(found: Resilience, language: Language) -> Iterator[str]:
    fragile = [each for each in found.people if each.concerned]
    if not fragile:
        return
    shown = fragile[:MOST_PEOPLE]
    yield RANKED.text(language)
    name, *numbers, worst = (heading.text(language) for heading in HEADINGS)
    widest = max(len(name), *(len(_name(each)) for each in shown))
    yield _row(widest, name, numbers, worst)
    for each in shown:
        numbers = [
            unmended_in_words(each).text(language),
            whole(each.knock_on),
            whole(each.forced),
        ]
        yield _row(widest, _name(each), numbers, worst_in_words(each, found).text(language))
    if len(fragile) > MOST_PEOPLE:
        yield f"  {MORE.with_facts(count=len(fragile) - MOST_PEOPLE).text(language)}"
    yield _wrapped(LEGEND.text(language), "", "")


def _unmet(found: Resilience, language: Language) -> Iterator[str]:
    sentences = [phrase.text(language) for phrase in unmet_in_words(found)]
    if sentences:
        yield UNMET.text(language)
    for sentence in sentences[:MOST_SENTENCES]:
        yield _wrapped(sentence, "  - ", "    ")
    if len(sentences) > MOST_SENTENCES:
        yield f"  {MORE.with_facts(count=len(sentences) - MOST_SENTENCES).text(language)}"


def _row(widest: int, name: str, numbers: list[str], worst: str) -> str:
    """A row; what is worst goes on beneath itself."""
    widths = (14, 8, 12)
    start = f"  {name:<{widest}}" + "".join(
        f"{number:>{width}}" for number, width in zip(numbers, widths, strict=True)
    )
    return _wrapped(worst, f"{start}  ", " " * (len(start) + 2))


def _name(fragile: Fragility) -> str:
    return shorten(fragile.person.name, WIDEST_NAME, placeholder=" …")


def _wrapped(text: str, first: str, rest: str) -> str:
    return "\n".join(
        wrap(text, COLUMNS, initial_indent=first, subsequent_indent=rest, break_long_words=False)
    )
