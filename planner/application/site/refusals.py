"""What somebody is told who gets no page: a sentence, as a page for whoever reads pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from planner.application.api import problems
from planner.application.site.frame import rendered
from planner.application.site.visit import Shown, Visit
from planner.domain.errors import UnreadableInput
from planner.domain.words import Phrase, same

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


def shown(
    why: Exception | int, visit: Visit | None, headers: Iterable[tuple[str, str]] = ()
) -> Shown:
    """What is sent in the place of a page.

    Parameters
    ----------
    why
        What broke, none of ours being our fault; or the status with which the web server refused
        before anybody was asked (RFC 9110, 15.5).
    visit
        Of whoever reads pages; `None` for a program, which gets a line.
    headers
        What goes with that status.
    """
    known = problems.refusal_of(why, visit.language if visit else "nb")
    status = why if isinstance(why, int) else known.problem.status
    kept = (*known.headers, *(each for each in headers if each[0].lower() != "content-type"))
    if isinstance(why, int):
        sentence = {404: NOTHING_HERE, 413: TOO_LARGE}.get(why, NOT_SO.with_facts(status=why))
    elif isinstance(why, UnreadableInput):
        sentence = why.phrase()
    else:
        sentence = same(known.problem.detail)
    if visit is None:
        kept = (*kept, ("Cache-Control", "no-store"))
        return Shown(f"{sentence.nb}\n", status, kind="text/plain", headers=kept)
    page = rendered(visit, "site_refused", status=status, sentence=sentence)
    return replace(page, headers=kept)
