"""The frame of every page: who has logged in, the language, and what surrounds what it is about."""

from __future__ import annotations

from planner.application.pages import environment
from planner.application.site.files import ICON, STYLES
from planner.application.site.site_words import SITE_WORDS
from planner.application.site.visit import Shown, Visit
from planner.domain.errors import Fault
from planner.domain.grid import OSLO
from planner.domain.words import Phrase


def rendered(
    visit: Visit,
    template: str,
    *,
    status: int = 200,
    told: Phrase | None = None,
    faults: tuple[Fault, ...] = (),
    **facts: object,
) -> Shown:
    """A page made from a template.

    Parameters
    ----------
    told
        Why what was sent was refused; stands above the form.
    faults
        What is wrong with single fields, told beside each and together above the form.
    facts
        What the template is about.
    """

    def said(phrase: Phrase) -> str:
        return phrase.text(visit.language)

    def say(word: str, **words: object) -> str:
        return said(SITE_WORDS[word].with_facts(**words))

    def wrong(field: str) -> str | None:
        found = (fault for fault in faults if fault.path == (field,))
        return next((said(fault.sentence) for fault in found), None)

    made = environment().get_template(f"{template}.html.j2")
    body = made.render(
        visit=visit,
        language=visit.language,
        styles=STYLES.path,
        icon=ICON.path,
        said=said,
        say=say,
        told=told,
        faults=faults,
        oslo=OSLO,
        wrong=wrong,
        **facts,
    )
    return Shown(body, status)
