"""Invitations: links that somebody gets once, to become a member of an office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from planner.application.accountdetails import email_faults, email_of, person_faults
from planner.application.secret import Link, digest_of_secret, new_secret
from planner.application.store.account_tables import account, invitation
from planner.application.store.accounts import administrators
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.offices import NO_OFFICE, is_there, require_office
from planner.application.store.rights import actor_of, require_giving
from planner.domain.errors import Fault, NotThere, Refused, UnreadableInput
from planner.domain.roles import Role, User
from planner.domain.words import Phrase

GOOD_FOR = timedelta(days=7)
FIRST_GOOD_FOR = timedelta(days=1)

NO_LONGER = Phrase(
    nb="Lenken gjelder ikke lenger; be den som inviterte deg, om en ny.",
    nn="Lenkja gjeld ikkje lenger; be den som inviterte deg, om ei ny.",
)
NO_INVITATION = Phrase(
    nb="Det er ingen slik invitasjon som venter; last siden på nytt.",
    nn="Det er ingen slik invitasjon som ventar; last sida på nytt.",
)
WHOLE_OR_OFFICE = Phrase(
    nb="En administrator er det for alle kontorene, og alle andre for ett; oppgi kontoret, eller "
    "la det være.",
    nn="Ein administrator er det for alle kontora, og alle andre for eitt; oppgje kontoret, eller "
    "lat det vere.",
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What somebody is invited to.

    Parameters
    ----------
    email
        Whom it is for; `None` for the first administrator, who says it.
    has_account
        Whether they give the password they have, and do not choose one.
    """

    id: str
    email: str | None
    office: str | None
    role: Role
    person: str | None
    has_account: bool
    digest: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invitation that was given and not used yet, as those who may give it see it.

    Parameters
    ----------
    email
        `None` for the first administrator's.
    invited_by
        The account that gave it, or what the log calls the machine.
    expires_at
        From when it no longer holds; that moment may be over.
    """

    id: str
    email: str | None
    role: Role
    person: str | None
    invited_by: str
    created_at: datetime
    expires_at: datetime


def invite(
    store: Store,
    office: str | None,
    email: str,
    role: Role,
    *,
    person: str | None = None,
    by: User | None,
    at: datetime,
) -> Link:
    """Invite somebody: the invitation's id, and the secret of its link.

    Those that the same address had to the same office no longer hold.

    Parameters
    ----------
    office
        `None` for an administrator.
    by
        Whoever manages members there; `None` for a command on the machine.

    Raises
    ------
    NotAllowed
        Whoever asks may not give that role there.
    UnreadableInput
        With everything that is wrong with what was said.
    """
    link = Link(uuid4().hex, new_secret())
    with store.writing() as connection:
        require_giving(connection, by, role, office)
        faults = [*email_faults(email), *person_faults(person)]
        if (role is Role.ADMINISTRATOR) != (office is None):
            faults.append(Fault(("office",), WHOLE_OR_OFFICE))
        elif office is not None and not is_there(connection, office):
            faults.append(Fault(("office",), NO_OFFICE.with_facts(office=office)))
        if faults:
            raise UnreadableInput(tuple(faults))
        _withdraw(connection, email_of(email), office)
        whom = {"email": email_of(email), "office": office, "person": person}
        _give(connection, link, role, whom, by=by, at=at, good_for=GOOD_FOR)
    return link


def invitations(store: Store, office: str | None, *, by: User | None) -> tuple[Waiting, ...]:
    """Every invitation to an office that was not used, in the order of giving.

    Parameters
    ----------
    office
        `None` for administrators.

    Raises
    ------
    NotAllowed, NotThere
        Whoever asks could not have given them, or there is no such office.
    """
    asked = invitation.select().where(_unused_in(office))
    with store.reading() as connection:
        require_giving(connection, by, _least(office), office)
        if office is not None:
            require_office(connection, office)
        rows = connection.execute(asked.order_by(invitation.c.created_at, invitation.c.id))
        return tuple(map(_waiting, rows))


def withdraw(
    store: Store, office: str | None, invitation_id: str, *, by: User | None, at: datetime
) -> None:
    """Take back an invitation that was not used.

    Raises
    ------
    NotAllowed
        Whoever asks could not have given it.
    NotThere
        There is none.
    """
    mine = sa.and_(_unused_in(office), invitation.c.id == invitation_id)
    with store.writing() as connection:
        require_giving(connection, by, _least(office), office)
        if not connection.execute(invitation.delete().where(mine)).rowcount:
            raise NotThere(NO_INVITATION)
        withdrawn = Action.INVITATION_WITHDRAWN
        log(connection, withdrawn, invitation_id, actor=actor_of(by), at=at, office=office)


def first_administrator(store: Store, *, at: datetime) -> str | None:
    """The secret of a link that makes the first administrator; `None` when there is one.

    Whoever starts the service gets it to see; a link from an earlier start no longer holds.
    """
    link = Link(uuid4().hex, new_secret())
    with store.writing() as connection:
        if administrators(connection):
            return None
        _withdraw(connection, None, None)
        _give(connection, link, Role.ADMINISTRATOR, {}, by=None, at=at, good_for=FIRST_GOOD_FOR)
    return link.secret


def invitation_with(store: Store, secret: str, *, at: datetime) -> Invitation:
    """What a link invites to.

    Raises
    ------
    Refused
        It no longer holds, or there never was one: nobody is to learn which.
    """
    digest = digest_of_secret(secret)
    with store.reading() as connection:
        kept = unused(connection, digest, at)
        if kept.role is None:
            raise Refused(NO_LONGER)
        return Invitation(
            id=kept.id,
            email=kept.email,
            office=kept.office,
            role=Role(kept.role),
            person=kept.person,
            has_account=has_account(connection, kept.email),
            digest=digest,
        )


def unused(connection: Connection, digest: str, at: datetime) -> Row[Any]:
    """What is kept of a link that still holds.

    Raises
    ------
    Refused
        It does not, or there never was one.
    """
    mine = sa.and_(invitation.c.token_digest == digest, invitation.c.used_at.is_(None))
    kept = connection.execute(invitation.select().where(mine)).first()
    if kept is None or at >= kept.expires_at:
        raise Refused(NO_LONGER)
    return kept


def use(connection: Connection, digest: str, at: datetime) -> None:
    """Use a link up, in the transaction that does what it is for.

    Raises
    ------
    Refused
        It was used or withdrawn in the meantime.
    """
    good = sa.and_(invitation.c.token_digest == digest, invitation.c.used_at.is_(None))
    if not connection.execute(invitation.update().where(good).values(used_at=at)).rowcount:
        raise Refused(NO_LONGER)


def has_account(connection: Connection, email: str | None) -> bool:
    """Whether there is an open account with an e-mail address."""
    is_open = sa.and_(account.c.email == email, account.c.password.is_not(None))
    return connection.scalar(sa.select(account.c.id).where(is_open)) is not None


def _waiting(kept: Row[Any]) -> Waiting:
    return Waiting(
        id=kept.id,
        email=kept.email,
        role=Role(kept.role),
        person=kept.person,
        invited_by=kept.invited_by,
        created_at=kept.created_at,
        expires_at=kept.expires_at,
    )


def _least(office: str | None) -> Role:
    """A role that whoever gives any in an office may give."""
    return Role.ADMINISTRATOR if office is None else Role.STAFF


def _give(
    connection: Connection,
    link: Link,
    role: Role,
    whom: Mapping[str, str | None],
    *,
    by: User | None,
    at: datetime,
    good_for: timedelta,
) -> None:
    row = {
        "id": link.id,
        "token_digest": digest_of_secret(link.secret),
        "invited_by": actor_of(by),
        "role": role.value,
        "created_at": at,
        "expires_at": at + good_for,
    }
    connection.execute(invitation.insert().values({**row, **whom}))
    subject, office = f"{link.id} {role}", whom.get("office")
    log(connection, Action.INVITATION_GIVEN, subject, actor=actor_of(by), at=at, office=office)


def _unused_in(office: str | None) -> sa.ColumnElement[bool]:
    return sa.and_(
        invitation.c.office.is_not_distinct_from(office),
        invitation.c.role.is_not(None),
        invitation.c.used_at.is_(None),
    )


def _withdraw(connection: Connection, email: str | None, office: str | None) -> None:
    """Take out what an address was invited to in an office and has not used."""
    whose = invitation.c.email.is_not_distinct_from(email)
    connection.execute(invitation.delete().where(_unused_in(office), whose))
