"""What the checks of a problem share: what was lost on the way in, and the nearest known word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from planner.domain.errors import Fault
from planner.domain.problem import Problem
from planner.domain.words import Phrase, listed, same

Path = tuple[str | int, ...]

NAMED_AT_MOST = 5

SECTION_WORDS: dict[str, tuple[Phrase, Phrase]] = {
    "services": (Phrase(nb="Tjenesten", nn="Tenesta"), Phrase(nb="tjeneste", nn="teneste")),
    "places": (Phrase(nb="Stedet", nn="Staden"), Phrase(nb="sted", nn="stad")),
    "units": (Phrase(nb="Enheten", nn="Eininga"), Phrase(nb="enhet", nn="eining")),
    "people": (Phrase(nb="Personen", nn="Personen"), Phrase(nb="person", nn="person")),
    "rooms": (Phrase(nb="Rommet", nn="Rommet"), Phrase(nb="rom", nn="rom")),
    "series": (Phrase(nb="Møteserien", nn="Møteserien"), Phrase(nb="møteserie", nn="møteserie")),
    "milestones": (Phrase(nb="Milepælen", nn="Milepælen"), Phrase(nb="milepæl", nn="milepæl")),
    "school_calendars": (
        Phrase(nb="Skoleruten", nn="Skuleruta"),
        Phrase(nb="skolerute", nn="skulerute"),
    ),
}
"""What one of a section is called: at the head of a sentence, and inside it."""

UNKNOWN = Phrase(
    nb="{what} «{name}» finnes ikke; {way_out}", nn="{what} «{name}» finst ikkje; {way_out}"
)
ADD_OR_CHOOSE = Phrase(
    nb="legg til «{name}» under {sections}, eller velg noe som står der.",
    nn="legg til «{name}» under {sections}, eller vel noko som står der.",
)


@dataclass(frozen=True, slots=True)
class Lost:
    """What the reader had to leave out, so that nobody is blamed for missing it.

    Parameters
    ----------
    ids
        Ids that are in the document, on pieces that could not be used.
    whole
        Sections (top-level keys) of which the ids that were lost are not known.
    touched
        Sections from which anything was left out.
    """

    ids: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    touched: frozenset[str] = frozenset()

    def may_hold(self, name: str, *sections: str) -> bool:
        """Whether `name` may be an id in one of `sections` all the same."""
        return name in self.ids or not self.whole.isdisjoint(sections)


NOTHING_LOST = Lost()


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that looks most like `word`; `None` when none does."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.65)), None)


def did_you_mean(word: str, known: Collection[str], *, otherwise: Phrase) -> Phrase:
    """Ask for the nearest known word, or say another way out when there is none."""
    guess = nearest(word, known)
    if guess is None:
        return otherwise
    return Phrase(nb=f"mente du «{guess}»?", nn=f"meinte du «{guess}»?")


def guess_at(word: str, known: Collection[str]) -> Phrase:
    """The nearest known word in brackets, to stand right after `word`; empty when there is none."""
    guess = nearest(word, known)
    if guess is None:
        return same("")
    return Phrase(nb=f" (mente du «{guess}»?)", nn=f" (meinte du «{guess}»?)")


def some_of(names: Sequence[str]) -> Phrase:
    """Names as a list: all, or the first few and the number of others."""
    shown = [same(name) for name in names[:NAMED_AT_MOST]]
    others = len(names) - len(shown)
    if others:
        shown.append(same(f"{others} til"))
    return listed(shown)


def known(name: str, path: Path, problem: Problem, lost: Lost, *sections: str) -> Iterator[Fault]:
    """A fault unless something in one of `sections` has the id `name`."""
    by_id: list[Collection[str]] = [getattr(problem, f"{section}_by_id") for section in sections]
    if any(name in ids for ids in by_id) or lost.may_hold(name, *sections):
        return
    otherwise = ADD_OR_CHOOSE.with_facts(name=name, sections=" eller ".join(sections))
    way_out = did_you_mean(name, [each for ids in by_id for each in ids], otherwise=otherwise)
    what = SECTION_WORDS[sections[0]][0]
    yield Fault(path, UNKNOWN.with_facts(what=what, name=name, way_out=way_out))


AT = Phrase(nb=" for {units}", nn=" for {units}")


@dataclass(frozen=True, slots=True)
class ForUnits:
    """What is wrong for some units: a sentence with a blank, `where`, for their names."""

    sentence: Phrase
    facts: tuple[tuple[str, object], ...]

    def fault(self, path: Path, names: Sequence[str]) -> Fault:
        """The fault, with the names of the units; without any it is so everywhere."""
        where = AT.with_facts(units=some_of(names)) if names else same("")
        return Fault(path, self.sentence.with_facts(where=where, **dict(self.facts)))
