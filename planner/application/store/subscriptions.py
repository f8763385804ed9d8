"""Subscriptions: secret links to feeds, each for one audience of one office.

A secret is shown once, when its link is made; the store has only its digest. Whoever has the link
has the feed, so it can be exchanged for another or taken back, and then is as if it had never been.
Whoever hands out links does all of this for everybody; a person does it for their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from planner.application.secret import Link, digest_of_secret, new_secret
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.offices import require_office
from planner.application.store.rights import actor_of, require, require_for
from planner.application.store.tables import subscription as table
from planner.domain.audience import Audience, AudienceKind, Subscription
from planner.domain.errors import NotThere
from planner.domain.roles import Permission, User
from planner.domain.words import Language, Phrase

NO_SUBSCRIPTION = Phrase(
    nb="Det er ingen slik kalenderlenke, eller den er trukket tilbake; lag en ny.",
    nn="Det er inga slik kalenderlenkje, eller ho er trekt tilbake; lag ei ny.",
)


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
    store: Store,
    office: str,
    audience: Audience,
    *,
    by: User | None,
    at: datetime,
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

    Raises
    ------
    NotAllowed
        It is for somebody else, and whoever asks does not hand out links.
    NotThere
        There is no such office, for a command on the machine.
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
    with store.writing() as connection:
        require_for(connection, by, Permission.HAND_OUT_LINKS, office, _person(audience))
        require_office(connection, office)
        connection.execute(table.insert().values(row))
        _log(connection, Action.SUBSCRIPTION_MADE, office, link.id, by=by, at=at)
    return link


def rotate(
    store: Store, office: str, subscription_id: str, *, by: User | None, at: datetime
) -> Link:
    """Make another link in the place of one, which is dead from then on.

    Raises
    ------
    NotAllowed
        It is somebody else's, and whoever asks does not hand out links.
    NotThere
        The office has no such subscription, or it was revoked.
    """
    link = Link(subscription_id, new_secret())
    changed = {
        "token_digest": digest_of_secret(link.secret),
        "last_fetched_on": None,
        "client_family": None,
    }
    with store.writing() as connection:
        _change(connection, office, subscription_id, by, changed)
        _log(connection, Action.SUBSCRIPTION_ROTATED, office, subscription_id, by=by, at=at)
    return link


def revoke(
    store: Store, office: str, subscription_id: str, *, by: User | None, at: datetime
) -> None:
    """Take a link back.

    Raises
    ------
    NotAllowed, NotThere
        As for `rotate`.
    """
    with store.writing() as connection:
        _change(connection, office, subscription_id, by, {"revoked_at": at})
        _log(connection, Action.SUBSCRIPTION_REVOKED, office, subscription_id, by=by, at=at)


def choose(
    store: Store,
    office: str,
    subscription_id: str,
    *,
    language: Language | None,
    deadlines: bool,
    by: User | None,
    at: datetime,
) -> None:
    """Choose anew what the feed of a link shows.

    Raises
    ------
    NotAllowed, NotThere
        As for `rotate`.
    """
    chosen = {"language": language, "deadlines": deadlines, "chosen_at": at}
    with store.writing() as connection:
        _change(connection, office, subscription_id, by, chosen)
        _log(connection, Action.SUBSCRIPTION_CHOSEN, office, subscription_id, by=by, at=at)


def subscribers(store: Store, office: str, *, by: User | None) -> tuple[Subscriber, ...]:
    """Every subscription of an office, also those that were revoked, in the order of making.

    Raises
    ------
    NotAllowed
        Whoever asks does not hand out links.
    """
    with store.reading() as connection:
        require(connection, by, Permission.HAND_OUT_LINKS, office)
        return _subscribers(connection, table.c.office == office)


def subscribers_for(
    store: Store, office: str, person: str, *, by: User | None
) -> tuple[Subscriber, ...]:
    """Every subscription for a person, as `subscribers` has them.

    Raises
    ------
    NotAllowed
        Whoever asks is not that person, and does not hand out links.
    """
    with store.reading() as connection:
        require_for(connection, by, Permission.HAND_OUT_LINKS, office, person)
        return _subscribers(connection, _of_person(office, person))


def revoke_links_of(
    connection: Connection, office: str, person: str, *, actor: str, at: datetime
) -> None:
    """Take back every link for a person, each with its line in the log."""
    good = sa.and_(_of_person(office, person), table.c.revoked_at.is_(None))
    revoked = table.update().where(good).values(revoked_at=at).returning(table.c.id)
    for each in sorted(connection.scalars(revoked)):
        log(connection, Action.SUBSCRIPTION_REVOKED, each, actor=actor, at=at, office=office)


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


def _person(audience: Audience) -> str | None:
    return audience.id if audience.kind is AudienceKind.PERSON else None


def _of_person(office: str, person: str) -> sa.ColumnElement[bool]:
    return sa.and_(
        table.c.office == office,
        table.c.audience_kind == AudienceKind.PERSON.value,
        table.c.audience_id == person,
    )


def _change(
    connection: Connection, office: str, name: str, by: User | None, values: Mapping[str, object]
) -> None:
    """Change a subscription that is good, for whoever may."""
    good = sa.and_(table.c.office == office, table.c.id == name, table.c.revoked_at.is_(None))
    found = connection.execute(table.select().where(good).with_for_update()).mappings().first()
    person = None if found is None else _person(_audience(found))
    require_for(connection, by, Permission.HAND_OUT_LINKS, office, person)
    if found is None:
        raise NotThere(NO_SUBSCRIPTION)
    connection.execute(table.update().where(good).values(values))


def _log(
    connection: Connection, action: Action, office: str, name: str, *, by: User | None, at: datetime
) -> None:
    log(connection, action, name, actor=actor_of(by), at=at, office=office)


def _subscribers(connection: Connection, those: sa.ColumnElement[bool]) -> tuple[Subscriber, ...]:
    asked = sa.select(table).where(those).order_by(table.c.created_at, table.c.id)
    return tuple(_subscriber(row) for row in connection.execute(asked).mappings())


def _audience(kept: RowMapping) -> Audience:
    return Audience(AudienceKind(kept["audience_kind"]), kept["audience_id"])


def _subscriber(kept: RowMapping) -> Subscriber:
    chosen = Subscription(
        audience=_audience(kept),
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
