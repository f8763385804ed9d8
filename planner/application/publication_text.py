"""What came of publishing, as plain text and as facts for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from planner.application.publishing import Publication
from planner.application.results import FEED_ENDING, FEEDS_FOLDER
from planner.application.wording import meetings_with_noun, plan_name
from planner.domain.diff import Change
from planner.domain.words import Phrase, listed, same

MOST_SENTENCES = 20

PUBLISHED = Phrase(
    nb="{plan}: publisert som versjon {number}, {meetings}.",
    nn="{plan}: publisert som versjon {number}, {meetings}.",
)
STANDS = Phrase(
    nb="{plan}: planen er alt publisert, som versjon {number}. Ingenting er endret.",
    nn="{plan}: planen er alt publisert, som versjon {number}. Ingenting er endra.",
)
HELD_BACK = Phrase(
    nb="{plan}: planen er ikke publisert, fordi noe ikke holder:",
    nn="{plan}: planen er ikkje publisert, fordi noko ikkje held:",
)
ALL_THE_SAME = Phrase(
    nb="Den er publisert selv om noe ikke holder:", nn="Han er publisert sjølv om noko ikkje held:"
)
WAY_OUT = Phrase(
    nb="Rett planen, eller publiser den som den er med --anyway.",
    nn="Rett planen, eller publiser han som han er med --anyway.",
)
MORE = Phrase(
    nb="og {count} til; se alle med --format json.",
    nn="og {count} til; sjå alle med --format json.",
)
SINCE = Phrase(nb="Siden versjon {number}: {changes}.", nn="Sidan versjon {number}: {changes}.")
SAME_MEETINGS = Phrase(
    nb="Ingen møter er endret siden versjon {number}.",
    nn="Ingen møte er endra sidan versjon {number}.",
)
FEEDS = Phrase(
    nb="Kalenderne ligger i {folder}, en fil for hver person, enhet, tjeneste og møteserie. De som "
    "slutter på {ending}, har også fristene.",
    nn="Kalendrane ligg i {folder}, ei fil for kvar person, eining, teneste og møteserie. Dei som "
    "sluttar på {ending}, har òg fristane.",
)
LINKS = Phrase(
    nb="Kalenderne som noen abonnerer på, viser denne versjonen. Lag en lenke med «semesterplan "
    "subscribe».",
    nn="Kalendrane som nokon abonnerer på, viser denne versjonen. Lag ei lenkje med «semesterplan "
    "subscribe».",
)

KINDS: dict[str, tuple[Callable[[Change], bool], Phrase, Phrase]] = {
    "moved": (
        lambda change: change.is_moved,
        Phrase(nb="1 møte er flyttet", nn="1 møte er flytta"),
        Phrase(nb="{count} møter er flyttet", nn="{count} møte er flytta"),
    ),
    "restaffed": (
        lambda change: change.is_restaffed,
        Phrase(nb="1 møte har andre deltakere", nn="1 møte har andre deltakarar"),
        Phrase(nb="{count} møter har andre deltakere", nn="{count} møte har andre deltakarar"),
    ),
    "elsewhere": (
        lambda change: (
            not (change.is_moved or change.is_restaffed or change.is_new or change.is_cancelled)
        ),
        Phrase(
            nb="1 møte har annet møtested eller andre enheter",
            nn="1 møte har annan møtestad eller andre einingar",
        ),
        Phrase(
            nb="{count} møter har annet møtested eller andre enheter",
            nn="{count} møte har annan møtestad eller andre einingar",
        ),
    ),
    "new": (
        lambda change: change.is_new,
        Phrase(nb="1 møte er nytt", nn="1 møte er nytt"),
        Phrase(nb="{count} møter er nye", nn="{count} møte er nye"),
    ),
    "cancelled": (
        lambda change: change.is_cancelled,
        Phrase(nb="1 møte er avlyst", nn="1 møte er avlyst"),
        Phrase(nb="{count} møter er avlyst", nn="{count} møte er avlyste"),
    ),
}
"""What becomes of meetings, and how it is said of one and of several; both moved and restaffed
meetings are counted twice."""


def publication_text(publication: Publication, folder: Path | None, ending: str) -> str:
    """The text in the problem's language, without a last newline.

    Parameters
    ----------
    folder
        Where the feeds lie; `None` when they have addresses.
    ending
        What the name of a feed with the deadlines ends with.
    """
    language = publication.version.problem.language
    return "\n".join(each.text(language) for each in _sentences(publication, folder, ending))


def publication_as_facts(publication: Publication) -> dict[str, Any]:
    """What a machine wants to know of it."""
    version, before = publication.version, publication.before
    stands = version if publication.published else before
    return {
        "problem": version.problem.id,
        "published": publication.published,
        "version": stands and stands.number,
        "before": before and before.number,
        "broken": list(publication.broken),
        "changes": changes_by_kind(publication),
    }


def changes_by_kind(publication: Publication) -> dict[str, list[str]]:
    """Ids of the meetings that are not as they were, by what became of them."""
    return {
        kind: [change.meeting.id for change in publication.changes if holds(change)]
        for kind, (holds, _, _) in KINDS.items()
    }


def _sentences(publication: Publication, folder: Path | None, ending: str) -> Iterator[Phrase]:
    version, before = publication.version, publication.before
    plan = plan_name(publication.version.problem)
    if publication.published:
        meetings = meetings_with_noun(len(version.plan.meetings))
        yield PUBLISHED.with_facts(plan=plan, number=version.number, meetings=meetings)
        if before is not None:
            yield _changes(publication, before.number)
    elif publication.stands and before is not None:
        yield STANDS.with_facts(plan=plan, number=before.number)
        return
    else:
        yield HELD_BACK.with_facts(plan=plan)
    if publication.broken:
        yield from _broken(publication)
    if not publication.published:
        yield WAY_OUT
    elif folder is None:
        yield LINKS
    else:
        feeds = f"{folder / FEEDS_FOLDER}/"
        yield FEEDS.with_facts(folder=feeds, ending=f"{ending}{FEED_ENDING}")


def _changes(publication: Publication, number: int) -> Phrase:
    """How many meetings are not as they were: "Siden versjon 1: 2 møter er flyttet."."""
    counts = {kind: len(theirs) for kind, theirs in changes_by_kind(publication).items()}
    said = [
        (one if counts[kind] == 1 else many).with_facts(count=counts[kind])
        for kind, (_, one, many) in KINDS.items()
        if counts[kind]
    ]
    if not said:
        return SAME_MEETINGS.with_facts(number=number)
    return SINCE.with_facts(number=number, changes=listed(said))


def _broken(publication: Publication) -> Iterator[Phrase]:
    broken = publication.broken
    if publication.published:
        yield ALL_THE_SAME
    yield from (same(f"- {sentence}") for sentence in broken[:MOST_SENTENCES])
    if len(broken) > MOST_SENTENCES:
        more = MORE.with_facts(count=len(broken) - MOST_SENTENCES)
        yield Phrase(nb=f"- {more.nb}", nn=f"- {more.nn}")
