"""Accounts in the store, and the roles that they have in offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.store.account_tables import (
    account,
    identity,
    invitation,
    membership,
    session,
)
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.offices import require_office
from planner.application.store.rights import actor_of, memberships_of, require
from planner.application.store.subscriptions import revoke_links_of
from planner.domain.errors import NotThere, Refused
from planner.domain.roles import Membership, Permission, Role, User
from planner.domain.words import Phrase

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


def members(store: Store, office: str | None, *, by: User | None) -> tuple[Member, ...]:
    """Everybody who has a role in an office, by e-mail address.

    Parameters
    ----------
    office
        `None` for the administrators.

    Raises
    ------
    NotAllowed
        Whoever asks does not manage its members.
    NotThere
        There is no such office.
    """
    asked = (
        sa.select(
            account.c.id, account.c.name, account.c.email, membership.c.role, membership.c.person
        )
        .join(membership, membership.c.account == account.c.id)
        .where(membership.c.office.is_not_distinct_from(office))
        .order_by(account.c.email)
    )
    with store.reading() as connection:
        require(connection, by, Permission.MANAGE_MEMBERS, office)
        if office is not None:
            require_office(connection, office)
        rows = connection.execute(asked).all()
    return tuple(Member(row.id, row.name, row.email, Role(row.role), row.person) for row in rows)


def end_membership(
    store: Store, office: str, account_id: str, *, by: User | None, at: datetime
) -> None:
    """Take somebody out of an office, and revoke their links and invitations there, now.

    Raises
    ------
    NotAllowed
        Whoever asks does not manage its members.
    NotThere
        The account has no role there.
    """
    here = sa.and_(membership.c.account == account_id, membership.c.office == office)
    actor = actor_of(by)
    with store.writing() as connection:
        require(connection, by, Permission.MANAGE_MEMBERS, office)
        row = connection.execute(membership.select().where(here).with_for_update()).first()
        if row is None:
            raise NotThere(NO_MEMBER)
        _end(connection, Membership(office, Role(row.role), row.person), actor, at)
        connection.execute(membership.delete().where(here))
        forget_invitations_of(connection, account_id, invitation.c.office == office)
        log(connection, Action.MEMBERSHIP_ENDED, account_id, actor=actor, at=at, office=office)


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
    NotThere
        It is closed, or there is none.
    Refused
        Nobody else is administrator.
    """
    actor = actor_of(by)
    with store.writing() as connection:
        if actor != account_id:
            require(connection, by, Permission.MANAGE_OFFICES, None)
        mine = account.c.id == account_id
        kept = connection.execute(account.select().where(mine).with_for_update()).first()
        if kept is None or kept.closed_at is not None:
            raise NotThere(NO_ACCOUNT)
        roles = memberships_of(connection, account_id)
        if administrators(connection) == {account_id}:
            raise Refused(LAST_ADMINISTRATOR)
        for each in roles:
            _end(connection, each, actor, at)
            where = each.office
            log(connection, Action.MEMBERSHIP_ENDED, account_id, actor=actor, at=at, office=where)
        connection.execute(membership.delete().where(membership.c.account == account_id))
        end_sessions_of(connection, account_id, at)
        # Whoever gets the same e-mail address one day is somebody else.
        connection.execute(identity.delete().where(identity.c.account == account_id))
        forget_invitations_of(connection, account_id, sa.true())
        connection.execute(account.update().where(mine).values(password=None, closed_at=at))
        log(connection, Action.ACCOUNT_CLOSED, account_id, actor=actor, at=at)


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


def forget_invitations_of(
    connection: Connection, account_id: str, those: sa.ColumnElement[bool]
) -> None:
    """Let no invitation hold any more that an account was given, or gave, and nobody used."""
    email = sa.select(account.c.email).where(account.c.id == account_id).scalar_subquery()
    to_or_from = sa.or_(invitation.c.email == email, invitation.c.invited_by == account_id)
    unused = sa.and_(to_or_from, invitation.c.used_at.is_(None), those)
    connection.execute(invitation.delete().where(unused))


def end_sessions_of(connection: Connection, account_id: str, at: datetime) -> None:
    """End every session of an account."""
    its_own = sa.and_(session.c.account == account_id, session.c.revoked_at.is_(None))
    connection.execute(session.update().where(its_own).values(revoked_at=at))


def _end(connection: Connection, ended: Membership, actor: str, at: datetime) -> None:
    """Revoke the links of the person that a member was."""
    if ended.office is not None and ended.person is not None:
        revoke_links_of(connection, ended.office, ended.person, actor=actor, at=at)
