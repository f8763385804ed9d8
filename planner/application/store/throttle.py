"""How often somebody may try to log in: so often for an account, so often from an address.

An attempt is counted before it is known whether it is right, so that many at once are counted too;
one that was right is taken back. Both are kept as digests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.limiting import neighbourhood
from planner.application.store.account_tables import throttle
from planner.application.store.rows import insert_or_lock

WINDOW = timedelta(minutes=15)
OUT_OF_ORDER = timedelta(minutes=1)
"""How much earlier an attempt may have begun than the one that was counted first."""
OF_ACCOUNT = 10
OF_ADDRESS = 100
"""Whole offices come from one address."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An attempt.

    Parameters
    ----------
    until
        When to try again; `None` when this attempt may be made.
    was_last
        Whether this one may be made, and none after it for a while.
    """

    until: datetime | None
    was_last: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody who tries to log in.

    Parameters
    ----------
    email
        As it was written; there need be no such account.
    address
        The address on the net they come from; `None` when it is not known.
    """

    email: str
    address: str | None

    @property
    def account_key(self) -> str:
        """What attempts on this account are counted under."""
        return _digest("account", self.email)

    @property
    def address_key(self) -> str | None:
        """What attempts from this address are counted under."""
        return None if self.address is None else _digest("address", neighbourhood(self.address))

    @property
    def most(self) -> Mapping[str, int]:
        """The keys it is counted under, each with how often it may be."""
        keys = {self.account_key: OF_ACCOUNT}
        return keys | {self.address_key: OF_ADDRESS} if self.address_key else keys


def count(connection: Connection, attempt: Attempt, at: datetime) -> Counted:
    """Count an attempt, unless there were too many already."""
    _forget_old(connection, at)
    found = {key: _locked(connection, key, at) for key in attempt.most}
    full = [since for key, (n, since) in found.items() if n >= attempt.most[key]]
    if full:
        return Counted(max(full) + WINDOW, was_last=False)
    of_these = throttle.c.key_digest.in_(attempt.most)
    connection.execute(throttle.update().where(of_these).values(count=throttle.c.count + 1))
    return Counted(None, any(n + 1 == attempt.most[key] for key, (n, _) in found.items()))


def take_back(connection: Connection, attempt: Attempt) -> None:
    """It was right: what was counted on the account goes, and this one from the address."""
    of_account = throttle.c.key_digest == attempt.account_key
    connection.execute(throttle.delete().where(of_account))
    of_address = sa.and_(throttle.c.key_digest == attempt.address_key, throttle.c.count > 0)
    connection.execute(throttle.update().where(of_address).values(count=throttle.c.count - 1))


def _locked(connection: Connection, key: str, at: datetime) -> tuple[int, datetime]:
    """How often it was tried, and from when; nobody else counts there until we are through."""
    new = {"key_digest": key, "count": 0, "since": at}
    insert_or_lock(connection, throttle, new, "key_digest")
    row = sa.select(throttle.c.count, throttle.c.since).where(throttle.c.key_digest == key)
    n, since = connection.execute(row).one()
    # Attempts side by side come in any order; but a clock that was set back must not make anybody
    # wait for longer.
    if since - OUT_OF_ORDER <= at < since + WINDOW:
        return n, since
    connection.execute(throttle.update().where(throttle.c.key_digest == key).values(new))
    return 0, at


def _forget_old(connection: Connection, at: datetime) -> None:
    """Take out what no longer counts, but for what somebody is counting in just now."""
    over = throttle.c.since <= at - WINDOW
    old = sa.select(throttle.c.key_digest).where(over).with_for_update(skip_locked=True)
    connection.execute(throttle.delete().where(throttle.c.key_digest.in_(old)))


def _digest(kind: str, text: str) -> str:
    return sha256(f"{kind} {text}".encode(errors="surrogatepass")).hexdigest()
