"""Subscriptions: secret links to feeds, each for one audience of one office.

A secret is shown once, when its link is made; the store has only its digest. Whoever has the link
has the feed, so it can be exchanged for another or taken back, and then is as if it had never been.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from planner.application.secret import digest_of_secret, new_secret
from planner.application.store.audit import log
from planner.application.store.tables import subscription as table
from planner.domain.audience import Audience, AudienceKind, Subscription
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.words import Language, Phrase

NO_SUBSCRIPTION = Phrase(
    nb="Det er ingen slik kalenderlenke, eller den er trukket tilbake; lag en ny.",
    nn="Det er inga slik kalenderlenkje, eller ho er trekt tilbake; lag ei ny.",
)


@dataclass(frozen=True, slots=True)
class Link:
    """A new link: the subscription's id, and its secret, which nobody can be shown again."""

    id: str
    secret: str

    def __repr__(self) -> str:
        """Say which it is, without the secret."""
        return f"Link(id={self.id!r})"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A subscription as it is kept.

    Parameters
    ----------
    revoked_at
        When it was taken back; `None` while it is good.
    last_fetched_on, client_family
        The last day on which somebody fetched the feed, and with what; `None` when nobody has.
    """

    id: str
    office: str
    subscription: Subscription
    created_at: datetime
    revoked_at: datetime | None
    last_fetched_on: date | None
    client_family: str | None


def subscribe(
    connection: Connection,
    office: str,
    audience: Audience,
    *,
    at: datetime,
    actor: str,
    language: Language | None = None,
    deadlines: bool = False,
) -> Link:
    """Make a link to the feed of an audience.

    Parameters
    ----------
    language
        `None` for the language of each half-year's problem.
    deadlines
        Whether agenda deadlines and milestones are shown.
    """
    link = Link(uuid4().hex, new_secret())
    row = {
        "id": link.id,
        "office": office,
        "token_digest": digest_of_secret(link.secret),
        "audience_kind": audience.kind.value,
        "audience_id": audience.id,
        "language": language,
        "deadlines": deadlines,
        "chosen_at": at,
        "created_at": at,
    }
    connection.execute(table.insert().values(row))
    log(connection, "subscription.made", link.id, actor=actor, at=at, office=office)
    return link


def rotate(
    connection: Connection, office: str, subscription_id: str, *, at: datetime, actor: str
) -> Link:
    """Make another link in the place of one, which is dead from then on.

    Raises
    ------
    UnreadableInput
        The office has no such subscription, or it was revoked.
    """
    link = Link(subscription_id, new_secret())
    changed = {
        "token_digest": digest_of_secret(link.secret),
        "last_fetched_on": None,
        "client_family": None,
    }
    _change(connection, office, subscription_id, changed)
    log(connection, "subscription.rotated", subscription_id, actor=actor, at=at, office=office)
    return link


def revoke(
    connection: Connection, office: str, subscription_id: str, *, at: datetime, actor: str
) -> None:
    """Take a link back.

    Raises
    ------
    UnreadableInput
        As for `rotate`.
    """
    _change(connection, office, subscription_id, {"revoked_at": at})
    log(connection, "subscription.revoked", subscription_id, actor=actor, at=at, office=office)


def choose(
    connection: Connection,
    office: str,
    subscription_id: str,
    *,
    language: Language | None,
    deadlines: bool,
    at: datetime,
    actor: str,
) -> None:
    """Choose anew what the feed of a link shows.

    Raises
    ------
    UnreadableInput
        As for `rotate`.
    """
    chosen = {"language": language, "deadlines": deadlines, "chosen_at": at}
    _change(connection, office, subscription_id, chosen)
    log(connection, "subscription.chosen", subscription_id, actor=actor, at=at, office=office)


def subscribers(connection: Connection, office: str) -> tuple[Subscriber, ...]:
    """Every subscription of an office, also those that were revoked, in the order of making."""
    asked = sa.select(table).where(table.c.office == office)
    rows = connection.execute(asked.order_by(table.c.created_at, table.c.id)).mappings()
    return tuple(_subscriber(row) for row in rows)


def subscriber_of(connection: Connection, digest: str) -> Subscriber | None:
    """Whose the secret of a digest is; `None` when it is nobody's, or was revoked."""
    asked = sa.select(table).where(table.c.token_digest == digest, table.c.revoked_at.is_(None))
    row = connection.execute(asked).mappings().one_or_none()
    return None if row is None else _subscriber(row)


def note_fetch(connection: Connection, subscription_id: str, day: date, client_family: str) -> None:
    """Keep that somebody fetched a feed on a day; the first fetch of the day is enough."""
    earlier = sa.or_(table.c.last_fetched_on.is_(None), table.c.last_fetched_on < day)
    changed = table.update().where(table.c.id == subscription_id, earlier)
    connection.execute(changed.values(last_fetched_on=day, client_family=client_family))


def _change(connection: Connection, office: str, name: str, values: Mapping[str, object]) -> None:
    good = (table.c.office == office, table.c.id == name, table.c.revoked_at.is_(None))
    if connection.execute(table.update().where(*good).values(values)).rowcount != 1:
        raise UnreadableInput((Fault(("subscription",), NO_SUBSCRIPTION),))


def _subscriber(kept: RowMapping) -> Subscriber:
    chosen = Subscription(
        audience=Audience(AudienceKind(kept["audience_kind"]), kept["audience_id"]),
        language=kept["language"],
        deadlines=kept["deadlines"],
        chosen_at=kept["chosen_at"],
    )
    return Subscriber(
        id=kept["id"],
        office=kept["office"],
        subscription=chosen,
        created_at=kept["created_at"],
        revoked_at=kept["revoked_at"],
        last_fetched_on=kept["last_fetched_on"],
        client_family=kept["client_family"],
    )
