"""Becoming what one is invited to, with a new account or the one that one has."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.accountdetails import email_faults, email_of, name_faults
from planner.application.passwords import hashed, password_faults
from planner.application.store.account_tables import account, membership
from planner.application.store.accounts import administrators, forget_password_links
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.invitations import (
    NO_LONGER,
    Invitation,
    has_account,
    invitation_with,
    use,
)
from planner.application.store.rows import insert_or_lock
from planner.application.store.sessions import WRONG, check_password
from planner.application.store.subscriptions import revoke_links_of
from planner.domain.errors import Refused, UnreadableInput


def accept(
    store: Store,
    secret: str,
    *,
    password: str,
    name: str = "",
    email: str | None = None,
    address: str | None = None,
    at: datetime,
) -> str:
    """Become what a link invites to: the id of the account. The link holds no longer.

    Parameters
    ----------
    password
        A new one; for whoever has an account, the one it has.
    name
        What others are to call them; of no use to whoever has an account.
    email
        Asked for when the invitation says none.
    address
        Where they come from; see `throttle.Attempt`.

    Raises
    ------
    Refused
        The link no longer holds, or it is not the password that the account has.
    TooManyAttempts
        The password was not even looked at.
    UnreadableInput
        With everything that is wrong with a new account.
    """
    invited = invitation_with(store, secret, at=at)
    whose = email_of(invited.email or email or "")
    with store.reading() as connection:
        is_known = whose is not None and has_account(connection, whose)
    if whose is not None and is_known:
        known = check_password(store, whose, password, address=address, at=at)
        if known is None:
            raise Refused(WRONG)
        with store.writing() as connection:
            use(connection, invited.digest, at)
            give_membership(connection, known.id, known.password, invited, at)
        return known.id
    faults = [
        *email_faults(invited.email or email or ""),
        *name_faults(name),
        *password_faults(password, whose or ""),
    ]
    if whose is None or faults:
        raise UnreadableInput(tuple(faults))
    kept = hashed(password)
    with store.writing() as connection:
        use(connection, invited.digest, at)
        account_id = open_account(connection, whose, name.strip(), kept, at)
        give_membership(connection, account_id, kept, invited, at)
    return account_id


def open_account(connection: Connection, email: str, name: str, kept: str, at: datetime) -> str:
    """Make an account, or open the one that was closed: it has no roles left.

    Raises
    ------
    Refused
        Somebody who used another link was faster.
    """
    row = {"id": uuid4().hex, "email": email, "name": name, "created_at": at}
    insert_or_lock(connection, account, row, "email")
    without = sa.and_(account.c.email == email, account.c.password.is_(None))
    values = {"name": name, "password": kept, "closed_at": None}
    opened = account.update().where(without).values(values).returning(account.c.id)
    found = connection.execute(opened).first()
    if found is None:  # made just now, by somebody who uses another link
        raise Refused(NO_LONGER)
    account_id: str = found.id
    log(connection, Action.ACCOUNT_MADE, account_id, actor=account_id, at=at)
    return account_id


def give_membership(
    connection: Connection, account_id: str, kept: str, invited: Invitation, at: datetime
) -> None:
    """Give an account the role, in the place of one that it has in the same office.

    Parameters
    ----------
    kept
        What is kept of the password that it had when it was found out who asks.

    Raises
    ------
    Refused
        The account was changed since, or somebody else was the first administrator.
    """
    if invited.email is None and administrators(connection):
        raise Refused(NO_LONGER)  # somebody else was the first
    # The account may have been closed, or its password changed, since it was checked.
    same = sa.and_(account.c.id == account_id, account.c.password == kept)
    if connection.execute(sa.select(account).where(same).with_for_update()).first() is None:
        raise Refused(NO_LONGER)
    here = sa.and_(
        membership.c.account == account_id,
        membership.c.office.is_not_distinct_from(invited.office),
    )
    gone = membership.delete().where(here).returning(membership.c.person)
    before = connection.scalar(gone)
    if before is not None and invited.office is not None and before != invited.person:
        # They are another person now, and keep nothing of what they had as the one before.
        revoke_links_of(connection, invited.office, before, actor=account_id, at=at)
    row = {
        "id": uuid4().hex,
        "account": account_id,
        "office": invited.office,
        "role": invited.role.value,
        "person": invited.person,
    }
    connection.execute(membership.insert().values(row))
    forget_password_links(connection, account_id)
    # The invitation's own line says who gave it.
    subject = f"{account_id} {invited.role} {invited.id}"
    given = Action.MEMBERSHIP_GIVEN
    log(connection, given, subject, actor=account_id, at=at, office=invited.office)
