"""Invitations: links that somebody gets once, to become a member of an office."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from planner.application.accountdetails import email_faults, email_of, person_faults
from planner.application.secret import digest_of_secret, new_secret
from planner.application.store.account_tables import account, invitation
from planner.application.store.accounts import administrators
from planner.application.store.audit import ON_THE_MACHINE, log
from planner.application.store.database import Store
from planner.application.store.tables import office as offices
from planner.domain.errors import Fault, Refused, UnreadableInput
from planner.domain.roles import Role, User
from planner.domain.words import Phrase

GOOD_FOR = timedelta(days=7)
FIRST_GOOD_FOR = timedelta(days=1)

INVITED = "invited"
INVITATION_WITHDRAWN = "invitation_withdrawn"

NO_LONGER = Phrase(
    nb="Lenken gjelder ikke lenger; be den som inviterte deg, om en ny.",
    nn="Lenkja gjeld ikkje lenger; be den som inviterte deg, om ei ny.",
)
NO_OFFICE = Phrase(
    nb="Det er ikke noe kontor med denne id-en; se etter hva kontoret heter.",
    nn="Det er ikkje noko kontor med denne id-en; sjå etter kva kontoret heiter.",
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

    email: str | None
    office: str | None
    role: Role
    person: str | None
    has_account: bool
    digest: str = field(repr=False)


def invite(
    store: Store,
    email: str,
    role: Role,
    office: str | None,
    *,
    person: str | None = None,
    by: User | None,
    at: datetime,
) -> str:
    """Invite somebody: the secret of the link, which nobody can be shown again.

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
    if by is not None:
        by.require_giving(role, office)
    secret = new_secret()
    with store.writing() as connection:
        faults = [*email_faults(email), *person_faults(person)]
        if (role is Role.ADMINISTRATOR) != (office is None):
            faults.append(Fault(("office",), WHOLE_OR_OFFICE))
        elif office is not None and not _there_is(connection, office):
            faults.append(Fault(("office",), NO_OFFICE))
        if faults:
            raise UnreadableInput(tuple(faults))
        _withdraw(connection, email_of(email), office)
        row = {
            "token_digest": digest_of_secret(secret),
            "email": email_of(email),
            "office": office,
            "role": role.value,
            "person": person,
            "created_at": at,
            "expires_at": at + GOOD_FOR,
        }
        connection.execute(invitation.insert().values(row))
        actor = by.account if by else ON_THE_MACHINE
        log(connection, INVITED, role.value, actor=actor, at=at, office=office)
    return secret


def withdraw(store: Store, email: str, office: str | None, *, by: User, at: datetime) -> None:
    """Take back an invitation that was not used.

    Raises
    ------
    NotAllowed
        Whoever asks could not have given it.
    Refused
        There is none.
    """
    by.require_giving(Role.ADMINISTRATOR if office is None else Role.STAFF, office)
    with store.writing() as connection:
        if not _withdraw(connection, email_of(email), office):
            raise Refused(NO_LONGER)
        log(connection, INVITATION_WITHDRAWN, office or "", actor=by.account, at=at, office=office)


def first_administrator(store: Store, *, at: datetime) -> str | None:
    """The secret of a link that makes the first administrator; `None` when there is one.

    Whoever starts the service gets it to see; a link from an earlier start no longer holds.
    """
    secret = new_secret()
    with store.writing() as connection:
        if administrators(connection):
            return None
        _withdraw(connection, None, None)
        row = {
            "token_digest": digest_of_secret(secret),
            "role": Role.ADMINISTRATOR.value,
            "created_at": at,
            "expires_at": at + FIRST_GOOD_FOR,
        }
        connection.execute(invitation.insert().values(row))
        log(connection, INVITED, Role.ADMINISTRATOR.value, actor=ON_THE_MACHINE, at=at)
    return secret


def invitation_with(store: Store, secret: str, *, at: datetime) -> Invitation:
    """What a link invites to.

    Raises
    ------
    Refused
        It no longer holds, or there never was one: nobody is to learn which.
    """
    with store.reading() as connection:
        return _invitation(connection, digest_of_secret(secret), at)


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


def _invitation(connection: Connection, digest: str, at: datetime) -> Invitation:
    kept = unused(connection, digest, at)
    if kept.role is None:
        raise Refused(NO_LONGER)
    return Invitation(
        email=kept.email,
        office=kept.office,
        role=Role(kept.role),
        person=kept.person,
        has_account=has_account(connection, kept.email),
        digest=digest,
    )


def _withdraw(connection: Connection, email: str | None, office: str | None) -> bool:
    """Take out what an address was invited to in an office and has not used; whether it was."""
    unused = sa.and_(
        invitation.c.email.is_not_distinct_from(email),
        invitation.c.office.is_not_distinct_from(office),
        invitation.c.role.is_not(None),
        invitation.c.used_at.is_(None),
    )
    return connection.execute(invitation.delete().where(unused)).rowcount > 0


def _there_is(connection: Connection, office: str) -> bool:
    return connection.scalar(sa.select(offices.c.id).where(offices.c.id == office)) is not None
