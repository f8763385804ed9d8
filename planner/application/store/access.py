"""Who saw what: noted the first time on each day, for those whom it is about (GDPR, article 32)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from threading import Lock
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from planner.application.store.account_tables import access, account
from planner.application.store.database import Store
from planner.application.store.offices import require_office
from planner.application.store.rights import require
from planner.application.store.rows import insert_if_new
from planner.domain.grid import OSLO
from planner.domain.roles import Permission, User

MOST_REMEMBERED = 20_000
"""Of what was noted today by this process; beyond it the database is asked again."""


class Seen(StrEnum):
    """What kind of thing somebody saw."""

    DRAFT = "draft"
    SCENARIO = "scenario"
    VERSION = "version"
    JOB = "job"
    PERSON = "person"
    """What is kept about somebody, or their meetings by themselves."""
    MEMBERS = "members"
    SUBSCRIPTIONS = "subscriptions"
    CALENDARS = "calendars"
    LOG = "log"


@dataclass(frozen=True, slots=True, order=True)
class Access:
    """That somebody saw something on a day, in Norway.

    Parameters
    ----------
    account
        Whose account it was.
    subject
        The id of what they saw; empty where an office has but one.
    name
        What the account is called; `None` when it is there no longer.
    """

    day: date
    account: str
    kind: str
    subject: str
    name: str | None


class _Remembered:
    """What this process has noted today, so that it need not be written again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._day = date.min
        self._rows: set[tuple[str, ...]] = set()

    def holds(self, day: date, row: tuple[str, ...]) -> bool:
        with self._lock:
            return self._day == day and row in self._rows

    def keep(self, day: date, row: tuple[str, ...]) -> None:
        with self._lock:
            if self._day != day or len(self._rows) >= MOST_REMEMBERED:
                self._day, self._rows = day, set()
            self._rows.add(row)


_REMEMBERED: WeakKeyDictionary[Engine, _Remembered] = WeakKeyDictionary()


def note_access(
    store: Store, office: str, kind: Seen, subject: str, *, by: User, at: datetime
) -> None:
    """Note that somebody saw something; nothing when that is noted for the day.

    Raises
    ------
    StoreUnavailable
        It cannot be noted, so they are not to see it.
    """
    day = at.astimezone(OSLO).date()
    remembered = _REMEMBERED.setdefault(store.engine, _Remembered())
    row = (office, by.account, kind.value, subject)
    if remembered.holds(day, row):
        return
    noted = dict(zip(("office", "account", "kind", "subject"), row, strict=True))
    with store.writing() as connection:
        insert_if_new(connection, access, {"day": day, **noted})
    remembered.keep(day, row)


def accesses(
    store: Store, office: str, *, by: User | None, limit: int, after: Access | None = None
) -> tuple[Access, ...]:
    """Who saw what in an office, the last day first.

    Parameters
    ----------
    limit
        How many at the most.
    after
        The last one that is known already; its name does not count.

    Raises
    ------
    NotAllowed
        Whoever asks may not see the log.
    NotThere
        There is no such office, for whoever sees those of all.
    """
    order = (access.c.day.desc(), access.c.account, access.c.kind, access.c.subject)
    asked = (
        sa.select(access.c.day, access.c.account, access.c.kind, access.c.subject, account.c.name)
        .join(account, account.c.id == access.c.account, isouter=True)
        .where(access.c.office == office)
        .order_by(*order)
        .limit(limit)
    )
    if after is not None:
        same_day = sa.tuple_(access.c.account, access.c.kind, access.c.subject) > sa.tuple_(
            *(sa.literal(each) for each in (after.account, after.kind, after.subject))
        )
        earlier = access.c.day < after.day
        asked = asked.where(sa.or_(earlier, sa.and_(access.c.day == after.day, same_day)))
    with store.reading() as connection:
        require(connection, by, Permission.SEE_LOG, office)
        require_office(connection, office)
        rows = connection.execute(asked).all()
    return tuple(Access(row.day, row.account, row.kind, row.subject, row.name) for row in rows)
