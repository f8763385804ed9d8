"""For whom a feed is, as somebody names them."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.audience import Audience, AudienceKind, holders
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.faults import guess_at
from planner.domain.publication import History
from planner.domain.words import Phrase

UNKNOWN = Phrase(
    nb="Ingen versjon har noe som heter «{name}»{guess}; oppgi id-en til en person, en enhet eller "
    "en tjeneste, eller til en møteserie sammen med --series.",
    nn="Ingen versjon har noko som heiter «{name}»{guess}; oppgje id-en til ein person, ei eining "
    "eller ei teneste, eller til ein møteserie saman med --series.",
)

NOBODY_SUCH = Phrase(
    nb="Ingen versjon har noe slikt med id-en «{name}»{guess}; rett id-en, eller publiser først en "
    "plan som har det.",
    nn="Ingen versjon har noko slikt med id-en «{name}»{guess}; rett id-en, eller publiser først "
    "ein plan som har det.",
)


def audience_named(history: History, name: str, *, series: bool) -> Audience:
    """The audience of a name, among all that any version knows of.

    Parameters
    ----------
    series
        Whether it is a series that is meant; nothing else may be named like one.

    Raises
    ------
    UnreadableInput
        There is none.
    """
    known = {each.id: each for each in _known(history, series=series)}
    if name not in known:
        guess = guess_at(name, known)
        language = history.versions[-1].problem.language if history.versions else "nb"
        fault = Fault((), UNKNOWN.with_facts(name=name, guess=guess))
        raise UnreadableInput((fault,), language)
    return known[name]


def check_known(history: History, audience: Audience, *, path: tuple[str, ...]) -> None:
    """See that a version knows of an audience; what has published nothing is not asked.

    Parameters
    ----------
    path
        Where its id stands in what was handed in.

    Raises
    ------
    UnreadableInput
        None does: a link to its feed would open nothing.
    """
    ids = {id_ for each in history.versions for id_ in holders(each.problem, audience.kind)}
    if ids and audience.id not in ids:
        facts = {"name": audience.id, "guess": guess_at(audience.id, ids)}
        raise UnreadableInput((Fault(path, NOBODY_SUCH.with_facts(**facts)),))


def _known(history: History, *, series: bool) -> Iterator[Audience]:
    kinds = [kind for kind in AudienceKind if (kind is AudienceKind.SERIES) == series]
    for version in history.versions:
        for kind in kinds:
            yield from (Audience(kind, each) for each in holders(version.problem, kind))
