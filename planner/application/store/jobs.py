"""Jobs as people see them: asked for, followed, stopped, and what came of them.

A row says what was asked and where it is. Whoever runs it (`job_runs`) is told of it by the outbox,
in the transaction that asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.job_tables import job, job_document
from planner.application.store.rights import actor_of, require
from planner.application.store.tables import office, outbox
from planner.domain.errors import NotThere
from planner.domain.job import OPEN, RESULT, JobState, Standing
from planner.domain.roles import Permission, User
from planner.domain.words import Phrase

NO_OFFICE = Phrase(
    nb="Det finnes ikke noe slikt kontor; se etter i adressen.",
    nn="Det finst ikkje noko slikt kontor; sjå etter i adressa.",
)
NO_JOB = Phrase(
    nb="Det finnes ingen slik jobb her, eller den er slettet; se etter i listen over jobber.",
    nn="Det finst ingen slik jobb her, eller han er sletta; sjå etter i lista over jobbar.",
)
NO_DOCUMENT = Phrase(
    nb="Jobben har ikke noe slikt å vise ennå; vent til den er ferdig, eller be om den på nytt.",
    nn="Jobben har ikkje noko slikt å vise enno; vent til han er ferdig, eller be om han på nytt.",
)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is kept.

    Parameters
    ----------
    kind
        What it is to do, as one of `JobKind`.
    asked
        How, as JSON that the kind understands.
    asked_by
        An account's id, or ``machine``.
    attempts
        How often somebody began, without those who had to give it back.
    stop_asked_at
        When somebody asked it to stop; `None` when nobody has.
    failure
        Why it failed, in a word of ours or a sentence for people; `None` while nothing did.
    standing, standing_at
        How far it is, and when that was; `None` before it has begun.
    """

    id: str
    office: str
    kind: str
    asked: str
    asked_by: str
    asked_at: datetime
    state: JobState
    attempts: int
    stop_asked_at: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None
    failure: str | None
    standing: Standing | None
    standing_at: datetime | None


def submit(
    store: Store,
    office_id: str,
    kind: str,
    asked: str,
    documents: Mapping[str, str],
    *,
    by: User | None,
    at: datetime,
) -> Job:
    """Ask for a job.

    Parameters
    ----------
    asked
        How it is to be done, as JSON that its kind has seen.
    documents
        What it takes, by name, such as its problem: as they are now, whatever comes later.

    Raises
    ------
    NotAllowed
        Whoever asks may not plan there.
    NotThere
        There is no such office.
    """
    with store.writing() as connection:
        require(connection, by, Permission.PLAN, office_id)
        known = connection.execute(sa.select(office.c.id).where(office.c.id == office_id)).first()
        if known is None:
            raise NotThere(NO_OFFICE)
        return put_in(connection, office_id, kind, asked, documents, actor=actor_of(by), at=at)


def put_in(
    connection: Connection,
    office_id: str,
    kind: str,
    asked: str,
    documents: Mapping[str, str],
    *,
    actor: str,
    at: datetime,
) -> Job:
    """Ask for a job within a transaction that does more, and has seen that it may be asked for."""
    job_id = uuid4().hex
    row = {
        "id": job_id,
        "office": office_id,
        "kind": kind,
        "asked": asked,
        "asked_by": actor,
        "asked_at": at,
        "state": JobState.WAITING.value,
        "attempts": 0,
    }
    connection.execute(job.insert().values(row))
    for name, text in sorted(documents.items()):
        connection.execute(job_document.insert().values(document_row(job_id, name, text, at)))
    payload = json.dumps({"job": job_id})
    told = outbox.insert().values(
        office=office_id, at=at, kind=Action.JOB_SUBMITTED.value, payload=payload
    )
    connection.execute(told)
    log(connection, Action.JOB_SUBMITTED, job_id, actor=actor, at=at, office=office_id)
    return job_of(connection.execute(sa.select(job).where(job.c.id == job_id)).mappings().one())


def ask_to_stop(store: Store, office_id: str, job_id: str, *, by: User | None, at: datetime) -> Job:
    """Ask a job to stop; what it has come to is kept.

    One that has ended stays as it ended, and one that nobody has begun ends at once. To ask twice
    is to ask once.

    Raises
    ------
    NotAllowed
        Whoever asks may not plan there.
    NotThere
        The office has no such job.
    """
    with store.writing() as connection:
        require(connection, by, Permission.PLAN, office_id)
        found = _one(connection, office_id, job_id, lock=True)
        if found.state not in OPEN or found.stop_asked_at is not None:
            return found
        changed: dict[str, object] = {"stop_asked_at": at}
        if found.begun_at is None:
            changed |= {"state": JobState.STOPPED.value, "ended_at": at}
        connection.execute(job.update().where(job.c.id == job_id).values(changed))
        log(connection, Action.JOB_STOP_ASKED, job_id, actor=actor_of(by), at=at, office=office_id)
        return _one(connection, office_id, job_id)


def job_in(store: Store, office_id: str, job_id: str, *, by: User | None) -> Job:
    """A job of an office, as it is now.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    NotThere
        The office has no such job.
    """
    with store.reading() as connection:
        require(connection, by, Permission.SEE_PLANS, office_id)
        return _one(connection, office_id, job_id)


def jobs_in(
    store: Store, office_id: str, *, by: User | None, limit: int, after: str | None = None
) -> tuple[Job, ...]:
    """The jobs of an office, those asked for last first.

    Parameters
    ----------
    limit
        So many at the most.
    after
        The id of the last one that was seen; `None` for the first ones.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    NotThere
        The office has no job `after`.
    """
    asked = sa.select(job).where(job.c.office == office_id)
    with store.reading() as connection:
        require(connection, by, Permission.SEE_PLANS, office_id)
        if after is not None:
            seen = _one(connection, office_id, after)
            place = sa.tuple_(job.c.asked_at, job.c.id)
            asked = asked.where(
                place
                < sa.tuple_(sa.literal(seen.asked_at, job.c.asked_at.type), sa.literal(seen.id))
            )
        newest = asked.order_by(job.c.asked_at.desc(), job.c.id.desc()).limit(limit)
        return tuple(job_of(row) for row in connection.execute(newest).mappings())


def document_of(
    store: Store, office_id: str, job_id: str, name: str = RESULT, *, by: User | None
) -> str:
    """A document of a job: what it took, or what it hands out.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    NotThere
        The office has no such job, or the job no such document.
    """
    with store.reading() as connection:
        require(connection, by, Permission.SEE_PLANS, office_id)
        _one(connection, office_id, job_id)
        found = document_in(connection, job_id, name)
    if found is None:
        raise NotThere(NO_DOCUMENT)
    return found


def document_in(connection: Connection, job_id: str, name: str) -> str | None:
    """A document of a job; `None` when it has none of that name."""
    asked = sa.select(job_document.c.document).where(
        job_document.c.job == job_id, job_document.c.name == name
    )
    return connection.execute(asked).scalar_one_or_none()


def document_row(job_id: str, name: str, text: str, at: datetime) -> dict[str, object]:
    """A document as a row."""
    digest = sha256(text.encode()).hexdigest()
    return {"job": job_id, "name": name, "document": text, "digest": digest, "written_at": at}


def job_of(row: RowMapping) -> Job:
    """The job that a row holds."""
    standing = None
    if row["stage"] is not None:
        facts = ("stage", "placed", "meetings", "cost", "bound")
        standing = Standing(**{name: row[name] for name in facts}, seconds=row["seconds"] or 0.0)
    same = (
        "id", "office", "kind", "asked", "asked_by", "asked_at", "attempts",
        "stop_asked_at", "begun_at", "ended_at", "failure",
    )  # fmt: skip
    return Job(
        **{name: row[name] for name in same},
        state=JobState(row["state"]),
        standing=standing,
        standing_at=row["progress_at"],
    )


def _one(connection: Connection, office_id: str, job_id: str, *, lock: bool = False) -> Job:
    asked = sa.select(job).where(job.c.office == office_id, job.c.id == job_id)
    row = connection.execute(asked.with_for_update() if lock else asked).mappings().one_or_none()
    if row is None:
        raise NotThere(NO_JOB)
    return job_of(row)
