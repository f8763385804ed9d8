"""Whether somebody may do something, seen in the same transaction as what they do.

What they may was read with their session, and somebody may have taken it back since.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.store.account_tables import membership
from planner.application.store.audit import ON_THE_MACHINE
from planner.domain.errors import NotAllowed
from planner.domain.roles import NOT_ALLOWED, Membership, Permission, Role, User, may, may_give


def actor_of(by: User | None) -> str:
    """What the log calls whoever does something; `None` is a command on the machine."""
    return ON_THE_MACHINE if by is None else by.account


def memberships_of(connection: Connection, account_id: str) -> tuple[Membership, ...]:
    """The roles of an account, the whole deployment's first and then by office."""
    rows = connection.execute(
        sa.select(membership.c.office, membership.c.role, membership.c.person).where(
            membership.c.account == account_id
        )
    )
    found = (Membership(row.office, Role(row.role), row.person) for row in rows)
    return tuple(sorted(found, key=lambda each: each.office or ""))


def require(
    connection: Connection, by: User | None, permission: Permission, office: str | None
) -> None:
    """See that somebody may do something.

    Parameters
    ----------
    by
        `None` for a command on the machine, which may do everything.
    office
        `None` for what concerns the whole deployment.

    Raises
    ------
    NotAllowed
        They may not; it is the same whether there is such an office or not.
    """
    if by is not None and not may(memberships_of(connection, by.account), permission, office):
        raise NotAllowed(NOT_ALLOWED)


def require_for(
    connection: Connection,
    by: User | None,
    permission: Permission,
    office: str,
    person: str | None,
) -> None:
    """See that somebody may do something for a person: for everybody, or because they are it.

    Parameters
    ----------
    permission
        What lets them do it for everybody in the office.
    person
        Whom it is for; `None` when it is for nobody that is a person.

    Raises
    ------
    NotAllowed
        They may not; it is the same whether there is such an office and such a person or not.
    """
    if by is None:
        return
    memberships = memberships_of(connection, by.account)
    if may(memberships, permission, office):
        return
    own = [each for each in memberships if each.office == office and each.person == person]
    if person is None or not may(own, Permission.SEE_OWN_MEETINGS, office):
        raise NotAllowed(NOT_ALLOWED)


def require_giving(connection: Connection, by: User | None, role: Role, office: str | None) -> None:
    """See that somebody may give others a role, as `require` does.

    Raises
    ------
    NotAllowed
        They may not.
    """
    if by is not None and not may_give(memberships_of(connection, by.account), role, office):
        raise NotAllowed(NOT_ALLOWED)
