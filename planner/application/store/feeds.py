"""The feeds of a store by their secrets, each made once and kept while nothing changes.

Any write to the store has every feed that is kept looked at again when it is next asked for: is its
link still good, are the choices the same, is nothing newer published. That is one short
transaction, and a feed is made anew only when something of it changed.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from time import monotonic
from typing import Protocol

from sqlalchemy.engine import Connection

from planner.application.secret import digest_of_secret
from planner.application.store.changes import Changes
from planner.application.store.database import Store
from planner.application.store.fetches import Fetches
from planner.application.store.subscriptions import Subscriber, subscriber_of
from planner.application.store.versions import Extent, extent, history
from planner.domain.audience import Subscription, holders
from planner.domain.errors import StoreUnavailable
from planner.domain.publication import History
from planner.domain.words import Phrase

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
"""What 32 bytes are in base64url; whatever is not so need not be looked for."""
MOST_BYTES = 24_000_000
"""Of the feeds that are kept: some hundreds, and the process stays small."""
PAUSE_SECONDS = 1.0
"""How long a database that could not be used is not asked again."""
MOST_HISTORIES = 2
"""How many offices' histories are kept to make feeds of."""


class Rendered(Protocol):
    """A feed as it was made, with its validators (RFC 9110 section 8.8)."""

    @property
    def body(self) -> bytes:
        """What is sent."""

    @property
    def etag(self) -> str:
        """Quoted, of the whole body."""

    @property
    def last_modified(self) -> datetime:
        """Whole seconds of UTC."""


RenderFeed = Callable[[History, Subscription, date], Rendered]


@dataclass(frozen=True, slots=True)
class Sent:
    """One form of a feed: as it is, or packed, which is other bytes and so has a tag of its own."""

    body: bytes
    etag: str
    last_modified: datetime


@dataclass(frozen=True)
class Feed:
    """A feed in the forms it is sent in."""

    plain: Sent

    @cached_property
    def packed(self) -> Sent:
        """With gzip; the same bytes whenever it is packed."""
        body = gzip.compress(self.plain.body, mtime=0)
        return Sent(body, f'{self.plain.etag[:-1]}-gzip"', self.plain.last_modified)


@dataclass(slots=True)
class _Kept:
    """A feed that was made, and what it was made of."""

    feed: Feed
    subscriber: Subscriber
    published_is: Extent
    today: date
    mark: object = field(default_factory=object)
    fetched_on: date | None = None


class Feeds:
    """What a store has for subscribers.

    Parameters
    ----------
    render
        Makes a feed of a history for a subscription on a day.
    """

    def __init__(self, store: Store, render: RenderFeed) -> None:
        self.fetches = Fetches(store)
        self._store = store
        self._render = render
        self._changes = Changes(store)
        self._making = Lock()
        self._asked_again = float("-inf")
        self._reason: Phrase | None = None
        self._kept: dict[str, _Kept] = {}
        self._bytes = 0
        self._histories: dict[str, tuple[Extent, History]] = {}

    def feed(self, secret: str, today: date, client: str) -> Feed | None:
        """The feed that a secret opens; `None` for whatever opens none.

        Parameters
        ----------
        client
            What the subscriber's program calls itself.

        Raises
        ------
        StoreUnavailable
            The database cannot be used now.
        """
        if not SECRET.fullmatch(secret):
            return None
        digest = digest_of_secret(secret)
        # Taken before anything is read, so that what is written meanwhile is seen the next time.
        mark = self._changes.mark()
        kept = self._kept.get(digest)
        if kept is None or kept.mark != mark or kept.today != today:
            with self._making, self._silence_told_at_once():
                kept = self._looked_up(digest, today)
            if kept is None:
                return None
            kept.mark = mark
        if kept.fetched_on != today:
            kept.fetched_on = today
            self.fetches.note(kept.subscriber.id, today, client)
        return kept.feed

    def keeps(self, secret: str) -> bool:
        """Whether the feed that a secret opens is at hand, so that nothing need be looked up."""
        return digest_of_secret(secret) in self._kept

    def close(self) -> None:
        """Write down who fetched what, and let go of the store's connections."""
        self.fetches.close()
        self._changes.close()
        self._store.engine.dispose()

    @contextmanager
    def _silence_told_at_once(self) -> Iterator[None]:
        """Whoever waited while the database could not be used need not wait for it once more."""
        if self._reason is not None and monotonic() < self._asked_again:
            raise StoreUnavailable(self._store.address, self._reason)
        self._reason = None
        try:
            yield
        except StoreUnavailable as error:
            self._reason, self._asked_again = error.reason, monotonic() + PAUSE_SECONDS
            raise

    def _looked_up(self, digest: str, today: date) -> _Kept | None:
        before = self._kept.get(digest)
        with self._store.reading() as connection:
            found = subscriber_of(connection, digest)
            if found is None:
                self._forget(digest)
                return None
            published_is = extent(connection, found.office)
            if before and _unchanged(before, found, published_is, today):
                return before
            published = self._history(connection, found.office, published_is)
        if not _knows(published, found.subscription):
            self._forget(digest)
            return None
        rendered = self._render(published, found.subscription, today)
        feed = Feed(Sent(rendered.body, rendered.etag, rendered.last_modified))
        made = _Kept(feed, found, published_is, today, fetched_on=found.last_fetched_on)
        self._keep(digest, made)
        return made

    def _history(self, connection: Connection, office: str, published_is: Extent) -> History:
        was, published = self._histories.pop(office, (None, History()))
        if was != published_is:
            published = history(connection, office).after(published)
        self._histories[office] = published_is, published
        while len(self._histories) > MOST_HISTORIES:
            del self._histories[next(iter(self._histories))]
        return published

    def _keep(self, digest: str, made: _Kept) -> None:
        """Keep a feed; those that were made first go when there are too many."""
        self._forget(digest)
        self._kept[digest] = made
        self._bytes += len(made.feed.plain.body)
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            self._forget(next(iter(self._kept)))

    def _forget(self, digest: str) -> None:
        gone = self._kept.pop(digest, None)
        if gone is not None:
            self._bytes -= len(gone.feed.plain.body)


def _unchanged(before: _Kept, found: Subscriber, published_is: Extent, today: date) -> bool:
    same = before.subscriber.subscription == found.subscription
    return same and (before.published_is, before.today) == (published_is, today)


def _knows(published: History, subscription: Subscription) -> bool:
    """Whether any version has whom a subscription is for."""
    kind, name = subscription.audience
    return any(name in holders(each.problem, kind) for each in published.versions)
