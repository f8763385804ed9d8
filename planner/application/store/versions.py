"""What an office has published, in the store: read as a history, and added to a version at a time.

A version, the line in the audit that says who published it and what is to be done about it are
written in one transaction, so that there are all three or none, whatever is killed when.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from threading import Lock

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.engine import Connection

from planner.application import publishing
from planner.application.publishing import Publication
from planner.application.sentences import OUR_CODES
from planner.application.store.audit import log
from planner.application.store.database import Store
from planner.application.store.tables import office, outbox, version
from planner.application.versiondocument import DAMAGED, read_version, render_version
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.publication import History, Version
from planner.domain.words import Phrase
from planner.engine.rule import Rulebook

PUBLISHED = "version.published"
"""What the audit calls it, and the outbox."""
PUBLISHED_ANYWAY = "version.published_anyway"
"""What the audit calls it when requirements did not hold, and whoever published it knew."""

MOST_KEPT = 16
"""How many versions a process keeps once it has read them; a large one takes 4 MB of memory."""

NO_OFFICE = Phrase(
    nb="Kontoret «{office}» finnes ikke i databasen; lag det først, eller rett id-en.",
    nn="Kontoret «{office}» finst ikkje i databasen; lag det først, eller rett id-en.",
)
MISSING = Phrase(
    nb="Versjon {number} mangler; hent databasen fram igjen fra en sikkerhetskopi.",
    nn="Versjon {number} manglar; hent databasen fram att frå ein tryggingskopi.",
)


class Memory:
    """The versions that this process has read, by the digest of their text.

    A text of a digest never changes, so neither does what was read from it.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: dict[str, Version] = {}
        self._lock = Lock()

    def of(self, digests: Iterable[str]) -> dict[str, Version]:
        """Those of them that are kept."""
        with self._lock:
            return {each: self._kept[each] for each in digests if each in self._kept}

    def keep(self, read: dict[str, Version]) -> None:
        """Keep these too, and let go of those that came first when there are too many."""
        with self._lock:
            self._kept |= read
            for each in list(self._kept)[: -self._most]:
                del self._kept[each]


MEMORY = Memory()


def digest_of(document: str) -> str:
    """What is kept beside a document, by which it can be seen that it is as it was written."""
    return sha256(document.encode()).hexdigest()


def history(connection: Connection, office: str) -> History:
    """Every version that an office has published.

    Raises
    ------
    UnreadableInput
        A version is missing, damaged, or from a newer program.
    """
    asked = sa.select(version.c.number, version.c.digest).where(version.c.office == office)
    digests: dict[int, str] = {
        row.number: row.digest for row in connection.execute(asked.order_by(version.c.number))
    }
    for number, found in enumerate(digests, start=1):
        if found != number:
            raise _fault(office, number, MISSING.with_facts(number=number))
    known = MEMORY.of(digests.values())
    unread = [number for number, digest in digests.items() if digest not in known]
    read: dict[str, Version] = {}
    for number in unread:
        # One at a time: the text of a large municipality's version takes megabytes.
        asked_text = sa.select(version.c.document).where(
            version.c.office == office, version.c.number == number
        )
        document: str = connection.execute(asked_text).scalar_one()
        read[digests[number]] = _read(office, number, document, digests[number])
    MEMORY.keep(read)
    known |= read
    try:
        return History(versions=tuple(known[digest] for digest in digests.values()))
    except ValidationError:  # each is whole, but they are not of one history
        fault = Fault((), OUR_CODES["versions_out_of_order"], office)
        raise UnreadableInput((fault,)) from None


def publish(
    store: Store,
    office: str,
    problem: Problem,
    plan: Plan,
    rules: Rulebook,
    *,
    at: datetime,
    actor: str,
    note: str = "",
    page: str | None = None,
    expected: int | None = None,
    anyway: bool = False,
) -> Publication:
    """Publish a plan on top of what an office has published, as `publishing.publish` does.

    Those who publish for the same office do it one after the other.

    Parameters
    ----------
    actor
        Who does it: an id, for the audit.

    Raises
    ------
    UnreadableInput
        As `history` and `publishing.publish`, or there is no such office.
    StoreUnavailable
        The database cannot be used; nothing was published.
    """
    with store.reading() as connection:
        # What takes longest is reading what is there, and nobody has to wait for that.
        history(connection, office)
    with store.writing() as connection:
        _hold(connection, office)
        publication = publishing.publish(
            history(connection, office),
            problem,
            plan,
            rules,
            at=at,
            note=note,
            page=page,
            expected=expected,
            anyway=anyway,
        )
        if publication.published:
            _put_in(connection, office, publication, at=at, actor=actor)
    return publication


def half_year_of(published: Version) -> str:
    """The days that a version is a plan for: ``2027-01-04/2027-06-18`` (ISO 8601-1, 5.5)."""
    semester = published.problem.semester
    return f"{semester.first_day}/{semester.last_day}"


def _hold(connection: Connection, name: str) -> None:
    """See that nobody else publishes for an office until the transaction ends.

    On PostgreSQL its row is locked, though not against those who only refer to it; SQLite lets
    one write at a time anyway.
    """
    asked = sa.select(office.c.id).where(office.c.id == name).with_for_update(key_share=True)
    if connection.execute(asked).first() is None:
        raise UnreadableInput((Fault((), NO_OFFICE.with_facts(office=name)),))


def _put_in(
    connection: Connection, office: str, publication: Publication, *, at: datetime, actor: str
) -> None:
    """Write the new version, that it was published and by whom, and that it is to be told."""
    published = publication.version
    document = render_version(published).decode()
    digest = digest_of(document)
    connection.execute(
        version.insert().values(
            office=office,
            number=published.number,
            published_at=published.published_at,
            half_year=half_year_of(published),
            document=document,
            digest=digest,
        )
    )
    action = PUBLISHED_ANYWAY if publication.broken else PUBLISHED
    log(connection, action, str(published.number), actor=actor, at=at, office=office)
    payload = json.dumps({"number": published.number, "digest": digest}, sort_keys=True)
    connection.execute(
        outbox.insert().values(office=office, at=at, kind=PUBLISHED, payload=payload)
    )


def _read(office: str, number: int, document: str, digest: str) -> Version:
    """The version that a row holds."""
    found = read_version(document.encode()) if digest_of(document) == digest else DAMAGED
    if isinstance(found, Phrase):
        raise _fault(office, number, found)
    if found.number != number:
        raise _fault(office, number, DAMAGED)
    return found


def _fault(office: str, number: int, sentence: Phrase) -> UnreadableInput:
    return UnreadableInput((Fault(("versions", number), sentence, office),))
