"""What an office has published, in the store: read as a history, and added to a version at a time.

A version, the line in the audit that says who published it and what is to be done about it are
written in one transaction, so that there are all three or none, whatever is killed when.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import NamedTuple

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.engine import Connection

from planner.application import publishing
from planner.application.publishing import Publication
from planner.application.sentences import OUR_CODES
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.memory import MEMORY
from planner.application.store.offices import NO_OFFICE
from planner.application.store.rights import actor_of, require
from planner.application.store.tables import office, outbox, version
from planner.application.versiondocument import DAMAGED, read_version, render_version
from planner.domain.errors import Damaged, Fault, NotThere, Overtaken, UnreadableInput
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.publication import Erased, History, Version
from planner.domain.roles import Permission, User
from planner.domain.words import Phrase
from planner.engine.rule import Rulebook

OTHERS_PUBLISHED = Phrase(
    nb="Nyeste versjon er {newest}, ikke {expected}: noen kan ha publisert i mellomtiden. Se hva "
    "som er publisert, og prøv på nytt.",
    nn="Nyaste versjon er {newest}, ikkje {expected}: nokon kan ha publisert i mellomtida. Sjå kva "
    "som er publisert, og prøv på nytt.",
)
ERASED = ""
"""The digest of a version that was erased with its school year, and its document."""
MISSING = Phrase(
    nb="Versjon {number} mangler; hent databasen fram igjen fra en sikkerhetskopi.",
    nn="Versjon {number} manglar; hent databasen fram att frå ein tryggingskopi.",
)


def digest_of(document: str) -> str:
    """What is kept beside a document, by which it can be seen that it is as it was written."""
    return sha256(document.encode()).hexdigest()


Made = Callable[[Connection, History], Publication]
"""Makes what is to be published on top of what is there, and sees what else must still be so."""


def history(connection: Connection, office: str) -> History:
    """Every version that an office has published.

    Raises
    ------
    UnreadableInput
        A version is missing, damaged, or from a newer program.
    """
    asked = sa.select(version.c.number, version.c.digest, version.c.published_at)
    asked = asked.where(version.c.office == office).order_by(version.c.number)
    rows = connection.execute(asked).all()
    for number, row in enumerate(rows, start=1):
        if row.number != number:
            raise _fault(office, number, MISSING.with_facts(number=number))
    there = {row.digest: row.number for row in rows if row.digest != ERASED}
    erased = (
        Erased(number=row.number, published_at=row.published_at)
        for row in rows
        if row.digest == ERASED
    )
    kept = MEMORY.of(office)
    versions: list[Version] = []
    for digest, number in there.items():
        found = kept.get(digest)
        if found is None:
            found = version_of(connection, office, number, digest)
            found = found.sharing_with(versions[-1]) if versions else found
        versions.append(found)
    MEMORY.keep(office, dict(zip(there, versions, strict=True)))
    try:
        return History(versions=tuple(versions), erased=tuple(erased))
    except ValidationError:  # each is whole, but they are not of one history
        fault = Fault((), OUR_CODES["versions_out_of_order"], office)
        raise UnreadableInput((fault,)) from None


class Extent(NamedTuple):
    """How far an office's history goes, at little cost: what equals an earlier one is the same.

    Parameters
    ----------
    newest
        The number of the newest version, 0 for none.
    digest
        Of the newest version; that number may be another one's in a database that was restored.
    erased
        How many of all were erased.
    """

    newest: int
    digest: str
    erased: int


def extent(connection: Connection, office: str) -> Extent:
    """How far the history of an office goes."""
    mine = version.c.office == office
    asked = sa.select(version.c.number, version.c.digest).where(mine)
    found = connection.execute(asked.order_by(version.c.number.desc()).limit(1)).first()
    # Written as the index has it, or all the texts would be read for it.
    gone = sa.select(sa.func.count()).where(mine, sa.text("digest = ''")).select_from(version)
    newest, digest = found or (0, ERASED)
    return Extent(newest, digest, connection.scalar(gone) or 0)


def publish(
    store: Store,
    office: str,
    problem: Problem,
    plan: Plan,
    rules: Rulebook,
    *,
    by: User | None,
    at: datetime,
    note: str = "",
    page: str | None = None,
    expected: int | None = None,
    anyway: bool = False,
) -> Publication:
    """Publish a plan on top of what an office has published, as `publishing.publish` does.

    Raises
    ------
    NotAllowed
        Whoever asks may not publish there.
    NotThere
        There is no such office, for a command on the machine.
    Overtaken
        `expected` is not the newest version.
    UnreadableInput
        As `history`, or the note or the address cannot be used.
    StoreUnavailable
        The database cannot be used; nothing was published.
    """
    asked = partial(publishing.publish, problem=problem, plan=plan, rules=rules, at=at)
    asked = partial(asked, note=note, page=page, anyway=anyway)
    return put_on_top(store, office, lambda _, there: asked(there), expected=expected, by=by, at=at)


def put_on_top(
    store: Store,
    office: str,
    made: Made,
    *,
    expected: int | None,
    by: User | None,
    at: datetime,
) -> Publication:
    """Publish what is made of the history that there is when it is published.

    Those who publish for the same office do it one after the other.

    Raises
    ------
    NotAllowed, NotThere, Overtaken, UnreadableInput, StoreUnavailable
        As for `publish`, and whatever `made` raises.
    """
    with store.reading() as connection:
        require(connection, by, Permission.PUBLISH, office)
        # What takes longest is reading what is there, and nobody has to wait for that.
        history(connection, office)
    with store.writing() as connection:
        require(connection, by, Permission.PUBLISH, office)
        _hold(connection, office)
        there = history(connection, office)
        newest = there.newest
        if expected not in {None, newest}:
            facts = {"newest": newest, "expected": expected}
            raise Overtaken(OTHERS_PUBLISHED.with_facts(**facts), newest)
        publication = made(connection, there)
        if publication.published:
            _put_in(connection, office, publication, at=at, actor=actor_of(by))
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
        raise NotThere(NO_OFFICE.with_facts(office=name))


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
    broken = bool(publication.broken)
    action = Action.VERSION_PUBLISHED_ANYWAY if broken else Action.VERSION_PUBLISHED
    log(connection, action, str(published.number), actor=actor, at=at, office=office)
    payload = json.dumps({"number": published.number, "digest": digest}, sort_keys=True)
    told = {"office": office, "at": at, "kind": Action.VERSION_PUBLISHED.value}
    connection.execute(outbox.insert().values(told | {"payload": payload}))


def version_of(connection: Connection, office: str, number: int, digest: str) -> Version:
    """The version of a row that is there."""
    # One at a time: the text of a large municipality's version is half a megabyte.
    asked = sa.select(version.c.document).where(
        version.c.office == office, version.c.number == number
    )
    document: str = connection.execute(asked).scalar_one()
    found = read_version(document.encode()) if digest_of(document) == digest else DAMAGED
    if isinstance(found, Phrase):
        raise _fault(office, number, found)
    if found.number != number:
        raise _fault(office, number, DAMAGED)
    return found


def _fault(office: str, number: int, sentence: Phrase) -> Damaged:
    return Damaged((Fault(("versions", number), sentence, office),))
