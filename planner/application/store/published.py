"""What an office has published, to be looked at: a list of its versions, and each as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from planner.application.own_meetings import OwnMeeting, own_meetings
from planner.application.store.database import Store
from planner.application.store.memory import MEMORY
from planner.application.store.rights import require, require_for
from planner.application.store.tables import version
from planner.application.store.versions import ERASED, history, version_of
from planner.application.versiondocument import LONGEST_BEGINNING, note_in
from planner.domain.errors import NotThere
from planner.domain.publication import Version
from planner.domain.roles import Permission, User
from planner.domain.words import Language, Phrase

NO_VERSION = Phrase(
    nb="Kontoret har ingen versjon {number}; se etter i listen over versjoner.",
    nn="Kontoret har ingen versjon {number}; sjå etter i lista over versjonar.",
)
IS_ERASED = Phrase(
    nb="Versjon {number} er slettet sammen med skoleåret; se etter en nyere i listen.",
    nn="Versjon {number} er sletta saman med skuleåret; sjå etter ein nyare i lista.",
)


@dataclass(frozen=True, slots=True)
class Published:
    """A version in a list.

    Parameters
    ----------
    half_year
        The days that it is a plan for: ``2027-01-04/2027-06-18``.
    erased
        Whether it was erased with its school year: then its plan and its note are gone.
    """

    number: int
    published_at: datetime
    half_year: str
    note: str
    erased: bool


def published_in(
    store: Store, office: str, *, by: User | None, limit: int, before: int | None = None
) -> tuple[Published, ...]:
    """The versions of an office, the newest first.

    Parameters
    ----------
    limit
        So many at the most.
    before
        Only those with a lower number; `None` for the newest ones.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    """
    # A whole text takes megabytes, and its beginning is enough to know the note.
    beginning = sa.func.substr(version.c.document, 1, LONGEST_BEGINNING).label("beginning")
    asked = sa.select(
        version.c.number, version.c.published_at, version.c.half_year, beginning
    ).where(version.c.office == office)
    if before is not None:
        asked = asked.where(version.c.number < before)
    with store.reading() as connection:
        require(connection, by, Permission.SEE_PLANS, office)
        rows = connection.execute(asked.order_by(version.c.number.desc()).limit(limit)).all()
    return tuple(_listed(row) for row in rows)


def version_in(store: Store, office: str, number: int, *, by: User | None) -> Version:
    """A version of an office, with its plan and the problem it is a plan of.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    NotThere
        The office has no such version, or it was erased.
    UnreadableInput
        It is damaged, or from a newer program.
    """
    with store.reading() as connection:
        require(connection, by, Permission.SEE_PLANS, office)
        digest = require_version(connection, office, number)
        kept = MEMORY.of(office)
        if digest not in kept:
            kept[digest] = version_of(connection, office, number, digest)
            MEMORY.keep(office, kept)
    return kept[digest]


def require_version(connection: Connection, office: str, number: int, *, lock: bool = False) -> str:
    """See that there is a version with its plan: the digest of its text.

    Parameters
    ----------
    lock
        Whether it is to stay so until the transaction ends, which then has to be one that writes.

    Raises
    ------
    NotThere
        The office has no such version, or it was erased.
    """
    here = sa.and_(version.c.office == office, version.c.number == number)
    asked = sa.select(version.c.digest).where(here)
    digest = connection.scalar(asked.with_for_update(read=True) if lock else asked)
    if digest is None:
        raise NotThere(NO_VERSION.with_facts(number=number))
    if digest == ERASED:
        raise NotThere(IS_ERASED.with_facts(number=number))
    return str(digest)


def meetings_in(
    store: Store,
    office: str,
    person: str,
    *,
    by: User | None,
    language: Language | None = None,
) -> tuple[OwnMeeting, ...]:
    """The meetings of a person in what an office has published, in the order of time.

    Raises
    ------
    NotAllowed
        Whoever asks is not that person, and may not see plans there.
    UnreadableInput
        A version is missing, damaged, or from a newer program.
    """
    with store.reading() as connection:
        require_for(connection, by, Permission.SEE_PLANS, office, person)
        return own_meetings(history(connection, office), person, language=language)


def _listed(row: Row[int, datetime, str, str]) -> Published:
    note = note_in(row.beginning)
    return Published(
        row.number, row.published_at, row.half_year, note or "", erased=not row.beginning
    )
