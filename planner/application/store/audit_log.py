"""The log of who did what, for those who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from planner.application.store.database import Store
from planner.application.store.offices import require_office
from planner.application.store.rights import require
from planner.application.store.tables import audit
from planner.domain.roles import Permission, User


@dataclass(frozen=True, slots=True)
class Logged:
    """Something that happened.

    Parameters
    ----------
    actor
        The account of whoever did it, or a word of `store.audit` for whoever had none.
    action
        What happened, as one of `store.audit.Action`.
    subject
        The ids of what it happened to, with a space between them.
    """

    id: int
    office: str | None
    at: datetime
    actor: str
    action: str
    subject: str


def log_of(
    store: Store, office: str | None, *, by: User | None, limit: int, before: int | None = None
) -> tuple[Logged, ...]:
    """What happened in an office, the newest first.

    Parameters
    ----------
    office
        `None` for what concerns the whole deployment.
    limit
        So many at the most.
    before
        The id of the last one that was seen; `None` for the newest ones.

    Raises
    ------
    NotAllowed
        Whoever asks may not see the log there.
    NotThere
        There is no such office, for whoever sees those of all.
    """
    asked = sa.select(audit).where(audit.c.office.is_not_distinct_from(office))
    if before is not None:
        asked = asked.where(audit.c.id < before)
    with store.reading() as connection:
        require(connection, by, Permission.SEE_LOG, office)
        if office is not None:
            require_office(connection, office)
        rows = connection.execute(asked.order_by(audit.c.id.desc()).limit(limit)).all()
    return tuple(
        Logged(row.id, row.office, row.at, row.actor, row.action, row.subject) for row in rows
    )
