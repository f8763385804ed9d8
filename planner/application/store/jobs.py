"""Jobs as people see them: asked for, followed, stopped, and what came of them.

A row says what was asked and where it is. Whoever runs it (`attempts`) is told of it by the outbox,
in the transaction that asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.job_rows import Job, document_row, handed_out, job_of, one_in
from planner.application.store.job_tables import job, job_document
from planner.application.store.offices import require_office
from planner.application.store.rights import actor_of, require
from planner.application.store.tables import outbox
from planner.domain.job import OPEN, RESULT, JobState
from planner.domain.roles import Permission, User


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
        require_office(connection, office_id)
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
        found = one_in(connection, office_id, job_id, lock=True)
        if found.state not in OPEN or found.stop_asked_at is not None:
            return found
        changed: dict[str, object] = {"stop_asked_at": at}
        if found.begun_at is None:
            changed |= {"state": JobState.STOPPED.value, "ended_at": at}
        connection.execute(job.update().where(job.c.id == job_id).values(changed))
        log(connection, Action.JOB_STOP_ASKED, job_id, actor=actor_of(by), at=at, office=office_id)
        return one_in(connection, office_id, job_id)


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
        return one_in(connection, office_id, job_id)


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
            seen = one_in(connection, office_id, after)
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
        return handed_out(connection, one_in(connection, office_id, job_id), name)
