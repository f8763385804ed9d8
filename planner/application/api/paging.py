"""Lists by the page: so many at a time, and where the next ones begin.

Where a page ends is told by a text that only we read (`after`), so that how a list is sorted can
change without anybody who asks knowing of it.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from pydantic import Field

from planner.domain.errors import Fault, UnreadableInput
from planner.domain.model import Model
from planner.domain.words import Phrase

Item = TypeVar("Item")

MOST = 100
"""How many there are on a page at most."""
LARGEST = 2**63 - 1
"""What a database counts to."""
NO_PLACE = Phrase(
    nb="Dette er ikke et sted i listen; ta «next» fra siden før, eller begynn forfra uten «after».",
    nn="Dette er ikkje ein stad i lista; ta «next» frå sida før, eller byrj på nytt utan «after».",
)


class Page(Model):
    """The query of a list."""

    limit: int = Field(50, ge=1, le=MOST, description="How many to answer at most.")
    after: str | None = Field(
        None, max_length=400, description="`next` of the page before; none for the first page."
    )

    def place_of(self, *kinds: type[str | int]) -> tuple[Any, ...] | None:
        """The key of the last one on the page before; `None` for the first page.

        Parameters
        ----------
        kinds
            What the parts of a key are.

        Raises
        ------
        UnreadableInput
            Somebody made `after` up, or took it from another list.
        """
        if self.after is None:
            return None
        try:
            key = json.loads(urlsafe_b64decode(self.after.encode()))
        except (Error, ValueError, RecursionError):
            key = None
        known = isinstance(key, list) and tuple(map(type, key)) == kinds
        if not known or not all(map(_may_be_in_a_key, key)):
            raise UnreadableInput((Fault(("after",), NO_PLACE),))
        return tuple(key)


def token_of(key: Sequence[str | int]) -> str:
    """What `after` has to be for the page that begins after a key."""
    return urlsafe_b64encode(json.dumps(list(key)).encode()).decode()


def page_of(
    found: Sequence[Item], page: Page, key: Callable[[Item], Sequence[str | int]]
) -> tuple[tuple[Item, ...], str | None]:
    """The items of a page, and `next`; `None` when there are no more.

    Parameters
    ----------
    found
        Those after the page before, in order: one more than the page takes, when there are more.
    key
        What the list is sorted by, of one item.
    """
    items = tuple(found[: page.limit])
    more = len(found) > len(items)
    return items, token_of(key(items[-1])) if more else None


def page_through(
    everything: Iterable[Item], page: Page, key: Callable[[Item], tuple[str, ...]]
) -> tuple[tuple[Item, ...], str | None]:
    """A page of what is short enough to be read whole, and `next`; sorted by a key of texts."""
    ordered = sorted(everything, key=key)
    if ordered:
        place = page.place_of(*map(type, key(ordered[0])))
        ordered = [each for each in ordered if place is None or key(each) > place]
    return page_of(ordered, page, key)


def _may_be_in_a_key(part: object) -> bool:
    """A text that a database takes, or a number that it counts to."""
    if type(part) is str:
        return part.isprintable()
    return type(part) is int and 0 <= part <= LARGEST
