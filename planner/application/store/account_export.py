"""Everything that is kept about somebody, to be handed out to them (GDPR, article 15)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.store.account_tables import account, invitation, membership, session
from planner.application.store.audit import log
from planner.application.store.database import Store
from planner.application.store.tables import audit, subscription
from planner.domain.audience import AudienceKind
from planner.domain.errors import Refused
from planner.domain.roles import Permission, User
from planner.domain.words import Phrase

EXPORTED = "exported"
SECRETS = frozenset({"password", "token_digest"})
"""They are not about anybody, and who has them could use them."""

CLOSED = Phrase(
    nb="Kontoen er stengt; spør den som driver tjenesten.",
    nn="Kontoen er stengd; spør den som driv tenesta.",
)


def export_account(store: Store, *, by: User, at: datetime) -> dict[str, Any]:
    """What is kept about whoever asks, in all their offices, in values that JSON has.

    Raises
    ------
    Refused
        The account was closed just now.
    """
    with store.writing() as connection:
        log(connection, EXPORTED, by.account, actor=by.account, at=at)
        found = _rows(connection, account, account.c.id == by.account)
        if not found:
            raise Refused(CLOSED)
        theirs = membership.c.account == by.account
        roles = _rows(connection, membership, theirs)
        return {
            "account": found[0],
            "memberships": roles,
            "invitations": _rows(connection, invitation, invitation.c.email == found[0]["email"]),
            "sessions": _rows(connection, session, session.c.account == by.account),
            "subscriptions": [
                row
                for role in roles
                for row in _subscriptions(connection, role["office"], role["person"])
            ],
            "log": _log_of(connection, by.account),
        }


def export_person(
    store: Store, office: str, person: str, *, by: User, at: datetime
) -> dict[str, Any]:
    """What an office keeps about a person beside its plans, in values that JSON has.

    Raises
    ------
    NotAllowed
        Whoever asks may not hand it out.
    """
    by.require(Permission.EXPORT_PERSON, office)
    here = sa.and_(membership.c.office == office, membership.c.person == person)
    invited = sa.and_(invitation.c.office == office, invitation.c.person == person)
    with store.writing() as connection:
        log(connection, EXPORTED, person, actor=by.account, at=at, office=office)
        members = sa.select(membership.c.account).where(here)
        return {
            "person": person,
            "accounts": [
                {"id": row["id"], "name": row["name"], "email": row["email"]}
                for row in _rows(connection, account, account.c.id.in_(members))
            ],
            "memberships": _rows(connection, membership, here),
            "invitations": _rows(connection, invitation, invited),
            "subscriptions": _subscriptions(connection, office, person),
        }


def _subscriptions(
    connection: Connection, office: str | None, person: str | None
) -> list[dict[str, Any]]:
    if person is None:
        return []
    theirs = sa.and_(
        subscription.c.office == office,
        subscription.c.audience_kind == AudienceKind.PERSON.value,
        subscription.c.audience_id == person,
    )
    return _rows(connection, subscription, theirs)


def _log_of(connection: Connection, account_id: str) -> list[dict[str, Any]]:
    """What an account did, and what was done with it."""
    # A role that was given stands after the account.
    about = sa.or_(audit.c.subject == account_id, audit.c.subject.startswith(f"{account_id} "))
    return _rows(connection, audit, sa.or_(audit.c.actor == account_id, about))


def _rows(
    connection: Connection, table: sa.Table, those: sa.ColumnElement[bool]
) -> list[dict[str, Any]]:
    """Rows in the order of their first column, moments as ISO 8601 and without secrets."""
    columns = [column for column in table.columns if column.name not in SECRETS]
    found = connection.execute(sa.select(*columns).where(those).order_by(columns[0]))
    return [{name: _plain(value) for name, value in row.items()} for row in found.mappings()]


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
