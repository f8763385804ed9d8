"""How long what is kept is kept; whatever is older is forgotten, once a day.

The log of who did what stays: it has ids only. Published versions stay until their school year is
erased.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from planner.application.store.account_tables import (
    access,
    account,
    answer,
    invitation,
    session,
    throttle,
)
from planner.application.store.answers import KEPT as ANSWERS_KEPT
from planner.application.store.audit import ON_THE_MACHINE
from planner.application.store.database import Store
from planner.application.store.erasing import erase_account_in, overwrite_erased
from planner.application.store.job_tables import job, job_document
from planner.application.store.tables import calendar, outbox, subscription
from planner.application.store.throttle import WINDOW
from planner.domain.grid import OSLO

SESSIONS_KEPT = timedelta(days=30)
"""After they ended or ran out: long enough to see who was logged in when something was done."""
INVITATIONS_KEPT = timedelta(days=30)
"""After they were used or ran out."""
OUTBOX_KEPT = timedelta(days=30)
"""After it was done."""
JOBS_KEPT = timedelta(days=90)
"""After they ended, with all that they took and gave; a draft keeps what is worth it."""
BUSY_KEPT = timedelta(days=90)
"""What is known of when somebody is busy, after it was last looked for."""
LINKS_KEPT = timedelta(days=365)
"""After they were taken back."""
ACCOUNTS_KEPT = timedelta(days=365)
"""After they were closed; then nobody knows any longer whom the log means."""
ACCESS_KEPT = timedelta(days=730)
"""Who saw what."""


def forget_old(store: Store, *, at: datetime) -> Mapping[str, int]:
    """Forget what was kept long enough: how many rows of each table.

    Each table is a transaction of its own, so that nobody waits for long; what is left when
    something fails is forgotten the next time.

    Raises
    ------
    StoreUnavailable
        The database cannot be used now.
    """
    counts = {"account": _forget_accounts(store, at)}
    for table, those in _over(at).items():
        with store.writing() as connection:
            counts[table.name] = connection.execute(table.delete().where(those)).rowcount
    unseen = sa.and_(calendar.c.known.is_not(None), calendar.c.tried_at < at - BUSY_KEPT)
    with store.writing() as connection:
        emptied = connection.execute(calendar.update().where(unseen).values(known=None))
        counts[calendar.name] = emptied.rowcount
    if any(counts.values()):
        overwrite_erased(store)
    return counts


def _over(at: datetime) -> dict[sa.Table, sa.ColumnElement[bool]]:
    """What is forgotten of each table, in an order in which nothing is missed by what is left."""
    used, runs_out = invitation.c.used_at, invitation.c.expires_at
    ended = job.c.ended_at < at - JOBS_KEPT
    of_ended = job_document.c.job.in_(sa.select(job.c.id).where(ended))
    last_day = at.astimezone(OSLO).date() - ACCESS_KEPT
    return {
        session: sa.or_(
            session.c.expires_at < at - SESSIONS_KEPT, session.c.revoked_at < at - SESSIONS_KEPT
        ),
        invitation: sa.or_(used < at - INVITATIONS_KEPT, runs_out < at - INVITATIONS_KEPT),
        throttle: throttle.c.since < at - WINDOW,
        answer: answer.c.asked_at < at - ANSWERS_KEPT,
        outbox: outbox.c.done_at < at - OUTBOX_KEPT,
        job_document: of_ended,
        job: ended,
        subscription: subscription.c.revoked_at < at - LINKS_KEPT,
        access: access.c.day < last_day,
    }


def _forget_accounts(store: Store, at: datetime) -> int:
    """Erase the accounts that were closed long ago."""
    closed = sa.select(account.c.id).where(account.c.closed_at < at - ACCOUNTS_KEPT)
    with store.writing() as connection:
        accounts = connection.scalars(closed.with_for_update()).all()
        for each in accounts:
            erase_account_in(connection, each, actor=ON_THE_MACHINE, at=at)
    return len(accounts)
