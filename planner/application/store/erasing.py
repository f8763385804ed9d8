"""Erasing what is kept about somebody, for good (GDPR, article 17).

What says that something was done stays: the logs have ids, which no longer lead to anybody. Plans
that name a person stay too, and are told of; jobs that do go, for they can be asked for again.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from planner.application.store.account_tables import (
    account,
    answer,
    identity,
    invitation,
    membership,
    session,
)
from planner.application.store.accounts import (
    LAST_ADMINISTRATOR,
    NO_ACCOUNT,
    administrators,
    forget_invitations_of,
)
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.job_rows import erase_jobs
from planner.application.store.naming import Named, jobs_naming, named_in
from planner.application.store.offices import require_office
from planner.application.store.rights import actor_of, memberships_of, require
from planner.application.store.subscriptions import revoke_links_of
from planner.application.store.tables import calendar, subscription
from planner.domain.audience import AudienceKind
from planner.domain.errors import NotThere, Refused
from planner.domain.roles import Permission, User
from planner.domain.words import Phrase

NOBODY_KNOWN = Phrase(
    nb="Ingenting er lagret om «{person}» i dette kontoret; se etter id-en i planen.",
    nn="Ingenting er lagra om «{person}» i dette kontoret; sjå etter id-en i planen.",
)


def erase_person(store: Store, office: str, person: str, *, by: User | None, at: datetime) -> Named:
    """Erase a person from an office: links, calendars, invitations, membership, jobs.

    Their account goes too, unless it has a role elsewhere.

    Returns
    -------
    Named
        The plans that still name them.

    Raises
    ------
    NotAllowed
        Whoever asks may not erase there.
    NotThere
        There is no such office, or nothing is kept about such a person.
    """
    here = sa.and_(membership.c.office == office, membership.c.person == person)
    invited = sa.and_(invitation.c.office == office, invitation.c.person == person)
    actor = actor_of(by)
    with store.reading() as connection:
        require(connection, by, Permission.ERASE, office)
        require_office(connection, office)
        # Reading all plans takes longest, and nobody has to wait for that.
        named = named_in(connection, office, person)
        jobs = jobs_naming(connection, office, person)
    with store.writing() as connection:
        require(connection, by, Permission.ERASE, office)
        theirs = sa.select(membership.c.account).where(here).with_for_update()
        accounts = connection.scalars(theirs).all()
        links = _forget_person(connection, office, person, actor, at)
        invitations = connection.execute(invitation.delete().where(invited)).rowcount
        connection.execute(membership.delete().where(here))
        erase_jobs(connection, jobs)
        for each in accounts:
            forget_invitations_of(connection, each, invitation.c.office == office)
            if not memberships_of(connection, each):
                _forget_account(connection, each, actor, at)
        if not (accounts or links or invitations or named or jobs):
            raise NotThere(NOBODY_KNOWN.with_facts(person=person))
        log(connection, Action.PERSON_ERASED, person, actor=actor, at=at, office=office)
    overwrite_erased(store)
    return named


def erase_account(store: Store, account_id: str, *, by: User | None, at: datetime) -> None:
    """Erase an account, with the links and calendars of the person it is in each office.

    Parameters
    ----------
    by
        The holder, or whoever manages offices; `None` for a command on the machine.

    Raises
    ------
    NotAllowed
        Somebody else's account is none of theirs.
    NotThere
        There is none.
    Refused
        Nobody else is administrator.
    """
    actor = actor_of(by)
    mine = sa.select(account.c.id).where(account.c.id == account_id).with_for_update()
    with store.writing() as connection:
        if actor != account_id:
            require(connection, by, Permission.MANAGE_OFFICES, None)
        if connection.execute(mine).first() is None:
            raise NotThere(NO_ACCOUNT)
        if administrators(connection) == {account_id}:
            raise Refused(LAST_ADMINISTRATOR)
        erase_account_in(connection, account_id, actor=actor, at=at)
    overwrite_erased(store)


def erase_account_in(connection: Connection, account_id: str, *, actor: str, at: datetime) -> None:
    """Erase an account within a transaction that has seen that it may be."""
    for each in memberships_of(connection, account_id):
        if each.office is not None and each.person is not None:
            _forget_person(connection, each.office, each.person, actor, at)
    _forget_account(connection, account_id, actor, at)


def overwrite_erased(store: Store) -> None:
    """See that SQLite's log does not hold any longer what was erased; the file itself does not.

    While others read it may not be possible; then it happens with the next writes. PostgreSQL
    does it in its own time.
    """
    if store.file is None:
        return
    with suppress(DBAPIError), store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _forget_person(
    connection: Connection, office: str, person: str, actor: str, at: datetime
) -> int:
    """Take out the links and calendars of a person: how many there were."""
    revoke_links_of(connection, office, person, actor=actor, at=at)
    links = sa.and_(
        subscription.c.office == office,
        subscription.c.audience_kind == AudienceKind.PERSON.value,
        subscription.c.audience_id == person,
    )
    calendars = sa.and_(calendar.c.office == office, calendar.c.person == person)
    gone = connection.execute(subscription.delete().where(links)).rowcount
    return gone + connection.execute(calendar.delete().where(calendars)).rowcount


def _forget_account(connection: Connection, account_id: str, actor: str, at: datetime) -> None:
    """Take out an account and all that belongs to it."""
    mine = account.c.id == account_id
    forget_invitations_of(connection, account_id, sa.true())
    email = sa.select(account.c.email).where(mine).scalar_subquery()
    connection.execute(invitation.delete().where(invitation.c.email == email))
    for table in (membership, session, identity, answer):
        connection.execute(table.delete().where(table.c.account == account_id))
    connection.execute(account.delete().where(mine))
    log(connection, Action.ACCOUNT_ERASED, account_id, actor=actor, at=at)
