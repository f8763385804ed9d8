"""A comparison as one HTML page that needs nothing from outside: to look at, to send, to print."""

from __future__ import annotations

from planner.application.alternatives import Comparison
from planner.application.change_words import ChangeWords, message_of
from planner.application.comparison_figures import (
    POLICIES,
    ROWS,
    broken_at_once,
    broken_by,
    figures_of,
    folder_name,
)
from planner.application.comparison_words import (
    POLICY_LEADS,
    SAME_AS,
    WHATIF_WORDS,
    added_by,
    gone_in_words,
    proof_in_words,
    verdict_of,
)
from planner.application.page_words import PAGE_WORDS
from planner.application.pages import environment
from planner.application.results import PAGE_FILE
from planner.application.wording import whole
from planner.domain.words import Phrase


def render_comparison(comparison: Comparison) -> str:
    """The whole page in the problem's language, the same for the same comparison."""
    situation = comparison.situation
    problem = situation.problem

    def said(phrase: Phrase) -> str:
        return phrase.text(problem.language)

    def say(word: str, **facts: object) -> str:
        return said((PAGE_WORDS | WHATIF_WORDS)[word].with_facts(**facts))

    return (
        environment()
        .get_template("whatif.html.j2")
        .render(
            added=added_by(situation),
            broken_at_once=broken_at_once(situation),
            broken_by=broken_by,
            comparison=comparison,
            difference=_difference,
            figures=[figures_of(situation, each) for each in comparison.alternatives],
            folder_name=folder_name,
            gone_in_words=gone_in_words,
            message_of=message_of,
            page_file=PAGE_FILE,
            policies=POLICIES,
            policy_leads=POLICY_LEADS,
            problem=problem,
            proof_in_words=proof_in_words,
            rows=ROWS,
            said=said,
            same_as=SAME_AS,
            say=say,
            situation=situation,
            verdict=verdict_of(situation),
            words_of=ChangeWords,
        )
    )


def _difference(points: int) -> str:
    """A change in points with its sign: "+12", "−3", "0"."""
    if not points:
        return "0"
    return f"{'+' if points > 0 else '−'}{whole(abs(points))}"
