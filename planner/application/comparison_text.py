"""A comparison as plain text: what breaks, the alternatives side by side, and their changes."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from planner.application.alternatives import Alternative, Comparison
from planner.application.change_words import ChangeWords
from planner.application.comparison_figures import (
    POLICIES,
    ROWS,
    broken_at_once,
    broken_by,
    figures_of,
)
from planner.application.comparison_words import (
    MORE,
    SAME_AS,
    TITLE,
    gone_in_words,
    proof_in_words,
    verdict_of,
)
from planner.application.situation import Situation
from planner.application.wording import plan_name
from planner.domain.words import Language

COLUMNS = 100
COLUMN = 15
MOST_SENTENCES = 20
BROKEN, CHANGED = "!", "–"


def comparison_text(comparison: Comparison) -> str:
    """The text in the problem's language, at most 100 columns wide, without a last newline."""
    situation = comparison.situation
    language = situation.problem.language
    names = {"scenario": situation.scenario.name, "plan": plan_name(situation.before)}
    parts = [
        (TITLE.with_facts(**names).text(language),),
        _breaks(situation, language),
        _table(comparison, language) if comparison.alternatives else (),
        *(
            _alternative(number, situation, each, language)
            for number, each in enumerate(comparison.alternatives, start=1)
        ),
    ]
    return "\n\n".join(block for block in ("\n".join(lines) for lines in parts) if block)


def _breaks(situation: Situation, language: Language) -> Iterator[str]:
    yield from wrap(verdict_of(situation).text(language), COLUMNS, break_on_hyphens=False)
    sentences = [*broken_at_once(situation)]
    sentences += [gone_in_words(each).text(language) for each in situation.gone]
    yield from _at_most(sentences, language, BROKEN)


def _table(comparison: Comparison, language: Language) -> Iterator[str]:
    """A column for each alternative, a row for each figure."""
    figures = [figures_of(comparison.situation, each) for each in comparison.alternatives]
    widest = max(len(label.text(language)) for label, _ in ROWS)
    heads = [POLICIES[each.policy].text(language) for each in comparison.alternatives]
    yield f"{'':<{widest}}" + "".join(f"{head:>{COLUMN}}" for head in heads)
    for label, value in ROWS:
        cells = (value(each).text(language) for each in figures)
        yield f"{label.text(language):<{widest}}" + "".join(f"{cell:>{COLUMN}}" for cell in cells)


def _alternative(
    number: int, situation: Situation, alternative: Alternative, language: Language
) -> Iterator[str]:
    """What is proven, which requirements do not hold, and every change."""
    yield f"{number}. {POLICIES[alternative.policy].text(language)}"
    if alternative.same_as:
        same_as = POLICIES[alternative.same_as]
        yield from _indented(SAME_AS.with_facts(policy=same_as).text(language))
        return
    yield from _indented(proof_in_words(situation, alternative).text(language))
    yield from _at_most([*broken_by(situation, alternative)], language, BROKEN)
    words = ChangeWords(situation, alternative)
    changes = (
        f"{words.when(each).text(language)}, {each.meeting.title}: "
        f"{words.becomes(each).text(language)} ({words.status(each).text(language)})"
        for each in alternative.changes
    )
    yield from _at_most(list(changes), language, CHANGED)


def _at_most(sentences: list[str], language: Language, mark: str) -> Iterator[str]:
    for sentence in sentences[:MOST_SENTENCES]:
        yield from _indented(f"{mark} {sentence}")
    if len(sentences) > MOST_SENTENCES:
        more = MORE.with_facts(count=len(sentences) - MOST_SENTENCES)
        yield from _indented(more.text(language))


def _indented(text: str) -> list[str]:
    return wrap(
        text,
        COLUMNS,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
