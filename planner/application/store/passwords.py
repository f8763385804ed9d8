"""New passwords for accounts: from whoever knows the old one, or by a link that others give."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from planner.application.passwords import hashed, password_faults
from planner.application.secret import digest_of_secret, new_secret
from planner.application.store.account_tables import account, identity, invitation
from planner.application.store.accounts import (
    NO_ACCOUNT,
    end_sessions_of,
    forget_password_links,
)
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.invitations import NO_LONGER, unused, use
from planner.application.store.rights import actor_of, memberships_of, require
from planner.application.store.sessions import WRONG, check_password
from planner.domain.errors import NotThere, Refused, UnreadableInput
from planner.domain.roles import Permission, User

GOOD_FOR = timedelta(days=1)


def password_link(store: Store, account_id: str, *, by: User | None, at: datetime) -> str:
    """Give somebody who forgot their password a link: its secret. One from before holds no longer.

    Parameters
    ----------
    by
        Whoever manages the members of every office that the account has a role in, so that nobody
        comes into an office of others this way; `None` for a command on the machine.

    Raises
    ------
    NotAllowed
        Whoever asks does not.
    NotThere
        The account is closed, or there is none.
    """
    secret = new_secret()
    with store.writing() as connection:
        is_open = sa.and_(account.c.id == account_id, account.c.password.is_not(None))
        email = connection.scalar(sa.select(account.c.email).where(is_open))
        for office in {each.office for each in memberships_of(connection, account_id)} or {None}:
            require(connection, by, Permission.MANAGE_MEMBERS, office)
        if email is None:
            raise NotThere(NO_ACCOUNT)
        forget_password_links(connection, account_id)
        digest = digest_of_secret(secret)
        row = {"token_digest": digest, "email": email, "created_at": at}
        connection.execute(invitation.insert().values(**row, expires_at=at + GOOD_FOR))
        log(connection, Action.PASSWORD_LINK_GIVEN, account_id, actor=actor_of(by), at=at)
    return secret


def check_password_link(store: Store, secret: str, *, at: datetime) -> None:
    """See that such a link still holds.

    Raises
    ------
    Refused
        It does not.
    """
    with store.reading() as connection:
        kept = unused(connection, digest_of_secret(secret), at)
    if kept.role is not None:
        raise Refused(NO_LONGER)


def choose_password(store: Store, secret: str, password: str, *, at: datetime) -> str:
    """Choose a new password by such a link: the id of the account. All its sessions end.

    So does log-in elsewhere: an account may have been made in the name of whoever has it now, by
    somebody who could then come back by an identity of their own.

    Raises
    ------
    Refused
        The link no longer holds.
    UnreadableInput
        With what is wrong with the password.
    """
    digest = digest_of_secret(secret)
    with store.reading() as connection:
        kept = unused(connection, digest, at)
    if kept.role is not None:
        raise Refused(NO_LONGER)
    values = {"password": _new(password, kept.email)}
    is_open = sa.and_(account.c.email == kept.email, account.c.password.is_not(None))
    with store.writing() as connection:
        use(connection, digest, at)
        changed = account.update().where(is_open).values(values).returning(account.c.id)
        found = connection.execute(changed).first()
        if found is None:
            raise Refused(NO_LONGER)
        end_sessions_of(connection, found.id, at)
        connection.execute(identity.delete().where(identity.c.account == found.id))
        log(connection, Action.PASSWORD_CHANGED, found.id, actor=found.id, at=at)
    return str(found.id)


def change_password(
    store: Store, old: str, new: str, *, by: User, address: str | None, at: datetime
) -> None:
    """Change one's own password. All sessions of the account end, this one too.

    Raises
    ------
    Refused
        The old one is wrong.
    TooManyAttempts
        The old one was not even looked at.
    UnreadableInput
        With what is wrong with the new one.
    """
    mine = account.c.id == by.account
    with store.reading() as connection:
        email = connection.scalar(sa.select(account.c.email).where(mine))
    known = check_password(store, email or "", old, address=address, at=at)
    if known is None:
        raise Refused(WRONG)
    kept = _new(new, email or "")
    with store.writing() as connection:
        same = sa.and_(mine, account.c.password == known.password)
        if not connection.execute(account.update().where(same).values(password=kept)).rowcount:
            raise Refused(WRONG)
        forget_password_links(connection, by.account)
        end_sessions_of(connection, by.account, at)
        log(connection, Action.PASSWORD_CHANGED, by.account, actor=by.account, at=at)


def _new(password: str, email: str) -> str:
    """What is kept of a new password."""
    faults = tuple(password_faults(password, email))
    if faults:
        raise UnreadableInput(faults)
    return hashed(password)
