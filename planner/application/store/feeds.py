"""The feeds of a store by their secrets, each made once and kept while nothing changes.

Any write to the store has every feed that is kept looked at again when it is next asked for: is its
link still good, are the choices the same, is nothing newer published. That is one short
transaction, and a feed is made anew only when something of it changed.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.secret import digest_of_secret
from planner.application.store.changes import Changes
from planner.application.store.database import Store
from planner.application.store.fetches import Fetches
from planner.application.store.subscriptions import Subscriber, subscriber_of
from planner.application.store.tables import version
from planner.application.store.versions import history
from planner.domain.audience import Subscription, holders
from planner.domain.publication import History

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
"""What 32 bytes are in base64url; whatever is not so need not be looked for."""
MOST_BYTES = 24_000_000
"""Of the feeds that are kept: some hundreds, and the process stays small."""
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
    newest: int
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
        self._kept: dict[str, _Kept] = {}
        self._bytes = 0
        self._histories: dict[str, History] = {}

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
            with self._making:
                kept = self._looked_up(digest, today)
            if kept is None:
                return None
            kept.mark = mark
        if kept.fetched_on != today:
            kept.fetched_on = today
            self.fetches.note(kept.subscriber.id, today, client)
        return kept.feed

    def close(self) -> None:
        """Write down who fetched what, and let go of the store's connections."""
        self.fetches.close()
        self._changes.close()
        self._store.engine.dispose()

    def _looked_up(self, digest: str, today: date) -> _Kept | None:
        before = self._kept.get(digest)
        with self._store.reading() as connection:
            found = subscriber_of(connection, digest)
            newest = 0 if found is None else _newest(connection, found.office)
            if found is None or newest == 0:
                self._forget(digest)
                return None
            if before and _unchanged(before, found, newest, today):
                return before
            published = self._history(connection, found.office, newest)
        if not _knows(published, found.subscription):
            self._forget(digest)
            return None
        rendered = self._render(published, found.subscription, today)
        feed = Feed(Sent(rendered.body, rendered.etag, rendered.last_modified))
        made = _Kept(feed, found, newest, today, fetched_on=found.last_fetched_on)
        self._keep(digest, made)
        return made

    def _history(self, connection: Connection, office: str, newest: int) -> History:
        published = self._histories.pop(office, None)
        if published is None or len(published.versions) != newest:
            published = history(connection, office)
        self._histories[office] = published
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


def _newest(connection: Connection, office: str) -> int:
    asked = sa.select(sa.func.max(version.c.number)).where(version.c.office == office)
    return connection.scalar(asked) or 0


def _unchanged(before: _Kept, found: Subscriber, newest: int, today: date) -> bool:
    same = before.subscriber.subscription == found.subscription
    return same and (before.newest, before.today) == (newest, today)


def _knows(published: History, subscription: Subscription) -> bool:
    """Whether any version has whom a subscription is for."""
    kind, name = subscription.audience
    return any(name in holders(each.problem, kind) for each in published.versions)
