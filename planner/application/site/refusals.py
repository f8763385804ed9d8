"""What somebody is told who gets no page: a sentence, as a page for whoever reads pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.application.api import problems
from planner.application.site.frame import rendered
from planner.application.site.visit import Shown, Visit
from planner.domain.errors import UnreadableInput
from planner.domain.words import Phrase

NOTHING_HERE = Phrase(
    nb="Her er det ingenting. Sjekk at hele lenken kom med, eller be om en ny.",
    nn="Her er det ingenting. Sjå etter at heile lenkja kom med, eller be om ei ny.",
)
TOO_LARGE = Phrase(
    nb="Det som ble sendt, er for stort; send mindre om gangen.",
    nn="Det som vart sendt, er for stort; send mindre om gongen.",
)
NOT_SO = Phrase(
    nb="Dette kan ikke gjøres her: {status}.", nn="Dette kan ikkje gjerast her: {status}."
)
NOT_SENT_HERE = Phrase(
    nb="Skjemaet var for gammelt eller kom fra et annet nettsted; gå tilbake, last siden på nytt, "
    "og prøv igjen.",
    nn="Skjemaet var for gammalt eller kom frå ein annan nettstad; gå tilbake, last sida på nytt, "
    "og prøv igjen.",
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no page, and the headers that go with it."""

    sentence: Phrase
    status: int
    headers: tuple[tuple[str, str], ...] = ()


def refusal_of(error: Exception) -> Refusal:
    """Why an error refuses a page; what is none of ours is our fault."""
    refused = {each: problems.refusal_of(error, each) for each in ("nb", "nn")}
    sentence = Phrase(nb=refused["nb"].problem.detail, nn=refused["nn"].problem.detail)
    if isinstance(error, UnreadableInput):
        sentence = error.phrase()
    return Refusal(sentence, refused["nb"].problem.status, refused["nb"].headers)


def refusal_for(status: int, headers: tuple[tuple[str, str], ...] = ()) -> Refusal:
    """What is refused before anybody of ours is asked (RFC 9110, 15.5)."""
    sentence = {404: NOTHING_HERE, 413: TOO_LARGE}.get(status, NOT_SO.with_facts(status=status))
    return Refusal(sentence, status, headers)


def shown(refusal: Refusal, visit: Visit | None) -> Shown:
    """What is sent in the place of a page.

    Parameters
    ----------
    visit
        Of whoever reads pages; `None` for a program, which gets a line.
    """
    if visit is None:
        kept = (*refusal.headers, ("Cache-Control", "no-store"))
        line = f"{refusal.sentence.nb}\n"
        return Shown(line, refusal.status, kind="text/plain", headers=kept)
    page = rendered(visit, "site_refused", status=refusal.status, sentence=refusal.sentence)
    return replace(page, headers=refusal.headers)
