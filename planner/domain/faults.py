"""What the checks of a problem share: what was lost on the way in, and the nearest known word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from planner.domain.words import Phrase, listed, same

NAMED_AT_MOST = 5


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
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Collection[str], *, otherwise: Phrase) -> Phrase:
    """Ask for the nearest known word, or say another way out when there is none."""
    guess = nearest(word, known)
    if guess is None:
        return otherwise
    return Phrase(nb=f"mente du «{guess}»?", nn=f"meinte du «{guess}»?")


def some_of(names: Sequence[str]) -> Phrase:
    """Names as a list: all, or the first few and the number of others."""
    shown = [same(name) for name in names[:NAMED_AT_MOST]]
    others = len(names) - len(shown)
    if others:
        shown.append(same(f"{others} til"))
    return listed(shown)
