"""Accounts in the store, and the roles that they have in offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.store.account_tables import account, invitation, membership, session
from planner.application.store.audit import ON_THE_MACHINE, log
from planner.application.store.database import Store
from planner.application.store.tables import subscription
from planner.domain.audience import AudienceKind
from planner.domain.errors import Refused
from planner.domain.roles import Membership, Permission, Role, User
from planner.domain.words import Phrase

MEMBERSHIP_ENDED = "membership_ended"
ACCOUNT_CLOSED = "account_closed"

NO_MEMBER = Phrase(
    nb="Denne kontoen er ikke med i kontoret; last siden på nytt.",
    nn="Denne kontoen er ikkje med i kontoret; last sida på nytt.",
)
NO_ACCOUNT = Phrase(
    nb="Det er ingen slik åpen konto; last siden på nytt.",
    nn="Det er ingen slik open konto; last sida på nytt.",
)
LAST_ADMINISTRATOR = Phrase(
    nb="Dette er den eneste administratoren; inviter en annen først.",
    nn="Dette er den einaste administratoren; inviter ein annan først.",
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who has a role in an office."""

    account: str
    name: str
    email: str
    role: Role
    person: str | None


def user_of(connection: Connection, account_id: str) -> User | None:
    """An account with its roles as they are now; `None` when it is closed or there is none."""
    is_open = sa.and_(account.c.id == account_id, account.c.closed_at.is_(None))
    name = connection.scalar(sa.select(account.c.name).where(is_open))
    if name is None:
        return None
    return User(account_id, name, memberships_of(connection, account_id))


def memberships_of(connection: Connection, account_id: str) -> tuple[Membership, ...]:
    """The roles of an account, the whole deployment's first and then by office."""
    rows = connection.execute(
        sa.select(membership.c.office, membership.c.role, membership.c.person).where(
            membership.c.account == account_id
        )
    )
    found = (Membership(row.office, Role(row.role), row.person) for row in rows)
    return tuple(sorted(found, key=lambda each: each.office or ""))


def members(store: Store, office: str, *, by: User) -> tuple[Member, ...]:
    """Everybody who has a role in an office, by e-mail address.

    Raises
    ------
    NotAllowed
        Whoever asks does not manage its members.
    """
    by.require(Permission.MANAGE_MEMBERS, office)
    asked = (
        sa.select(
            account.c.id, account.c.name, account.c.email, membership.c.role, membership.c.person
        )
        .join(membership, membership.c.account == account.c.id)
        .where(membership.c.office == office)
        .order_by(account.c.email)
    )
    with store.reading() as connection:
        rows = connection.execute(asked).all()
    return tuple(Member(row.id, row.name, row.email, Role(row.role), row.person) for row in rows)


def end_membership(store: Store, account_id: str, office: str, *, by: User, at: datetime) -> None:
    """Take somebody out of an office, and revoke their links there, now.

    Raises
    ------
    NotAllowed
        Whoever asks does not manage its members.
    Refused
        The account has no role there.
    """
    by.require(Permission.MANAGE_MEMBERS, office)
    here = sa.and_(membership.c.account == account_id, membership.c.office == office)
    with store.writing() as connection:
        row = connection.execute(membership.select().where(here).with_for_update()).first()
        if row is None:
            raise Refused(NO_MEMBER)
        _end(connection, Membership(office, Role(row.role), row.person), at)
        connection.execute(membership.delete().where(here))
        email = sa.select(account.c.email).where(account.c.id == account_id).scalar_subquery()
        waiting = sa.and_(
            invitation.c.email == email,
            invitation.c.office == office,
            invitation.c.used_at.is_(None),
        )
        connection.execute(invitation.delete().where(waiting))
        log(connection, MEMBERSHIP_ENDED, account_id, actor=by.account, at=at, office=office)


def close_account(store: Store, account_id: str, *, by: User | None, at: datetime) -> None:
    """Close an account: its password, roles and sessions end now, and so do its person's links.

    Parameters
    ----------
    by
        The holder, or whoever manages offices; `None` for a command on the machine.

    Raises
    ------
    NotAllowed
        Somebody else's account is none of theirs.
    Refused
        It is closed, or nobody else is administrator.
    """
    if by is not None and by.account != account_id:
        by.require(Permission.MANAGE_OFFICES, None)
    with store.writing() as connection:
        mine = account.c.id == account_id
        kept = connection.execute(account.select().where(mine).with_for_update()).first()
        if kept is None or kept.closed_at is not None:
            raise Refused(NO_ACCOUNT)
        roles = memberships_of(connection, account_id)
        if administrators(connection) == {account_id}:
            raise Refused(LAST_ADMINISTRATOR)
        actor = by.account if by else ON_THE_MACHINE
        for each in roles:
            _end(connection, each, at)
            log(connection, MEMBERSHIP_ENDED, account_id, actor=actor, at=at, office=each.office)
        connection.execute(membership.delete().where(membership.c.account == account_id))
        end_sessions_of(connection, account_id, at)
        unused = sa.and_(invitation.c.email == kept.email, invitation.c.used_at.is_(None))
        connection.execute(invitation.delete().where(unused))
        connection.execute(account.update().where(mine).values(password=None, closed_at=at))
        log(connection, ACCOUNT_CLOSED, account_id, actor=actor, at=at)


def administrators(connection: Connection) -> set[str]:
    """The accounts that look after the whole deployment; they stay so until the transaction ends.

    A transaction that only reads must not ask for it.
    """
    whole = sa.select(membership.c.account).where(membership.c.office.is_(None))
    return set(connection.scalars(whole.with_for_update()))


def forget_password_links(connection: Connection, account_id: str) -> None:
    """Let no link to a new password hold any more that was given for what the account was."""
    email = sa.select(account.c.email).where(account.c.id == account_id).scalar_subquery()
    earlier = sa.and_(
        invitation.c.email == email, invitation.c.role.is_(None), invitation.c.used_at.is_(None)
    )
    connection.execute(invitation.delete().where(earlier))


def end_sessions_of(connection: Connection, account_id: str, at: datetime) -> None:
    """End every session of an account."""
    its_own = sa.and_(session.c.account == account_id, session.c.revoked_at.is_(None))
    connection.execute(session.update().where(its_own).values(revoked_at=at))


def _end(connection: Connection, ended: Membership, at: datetime) -> None:
    """Revoke the links of the person that a member was."""
    if ended.person is None:
        return
    theirs = sa.and_(
        subscription.c.office == ended.office,
        subscription.c.audience_kind == AudienceKind.PERSON.value,
        subscription.c.audience_id == ended.person,
        subscription.c.revoked_at.is_(None),
    )
    connection.execute(subscription.update().where(theirs).values(revoked_at=at))
