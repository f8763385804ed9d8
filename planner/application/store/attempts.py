"""Jobs as whoever runs them sees them: begun, told of, given back, ended. No rights are asked for.

An attempt is known by its number. A process that was taken for dead and is not finds that its
number is no longer that of the row, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.store.database import Store
from planner.application.store.job_rows import (
    Job,
    document_in,
    document_row,
    job_of,
)
from planner.application.store.job_tables import job, job_document
from planner.application.store.tables import outbox
from planner.domain.job import OPEN, JobState, Standing

TRIES = 3
"""So many processes may die of a job; it is not begun again after that."""
AT_ONCE = 100
"""Messages of the outbox that are read together."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be done because of a transaction."""

    id: int
    office: str
    kind: str
    payload: str


def begin(store: Store, job_id: str, *, at: datetime) -> Job | None:
    """Begin a job, or go on with it after whoever had it died.

    Returns
    -------
        The job with the number of this attempt; `None` when there is nothing to do: it has ended,
        or it ends here because it was tried too often.
    """
    with store.writing() as connection:
        asked = sa.select(job).where(job.c.id == job_id).with_for_update()
        row = connection.execute(asked).mappings().one_or_none()
        if row is None or row["state"] not in OPEN:
            return None
        if row["attempts"] >= TRIES:
            ended = {"state": JobState.POISONED.value, "ended_at": at}
            connection.execute(job.update().where(job.c.id == job_id).values(ended))
            return None
        begun = {
            "state": JobState.RUNNING.value,
            "attempts": row["attempts"] + 1,
            "begun_at": row["begun_at"] or at,
        }
        connection.execute(job.update().where(job.c.id == job_id).values(begun))
        return job_of(connection.execute(sa.select(job).where(job.c.id == job_id)).mappings().one())


def look(store: Store, attempt: Job) -> JobState:
    """What is wanted of an attempt: ``running`` to go on, ``stopped`` when somebody asked for it.

    Any other state when it is no longer ours to go on with.
    """
    asked = sa.select(job.c.state, job.c.attempts, job.c.stop_asked_at).where(
        job.c.id == attempt.id
    )
    with store.reading() as connection:
        row = connection.execute(asked).one_or_none()
    if row is None or (row.state, row.attempts) != (JobState.RUNNING, attempt.attempts):
        return JobState.FAILED
    return JobState.RUNNING if row.stop_asked_at is None else JobState.STOPPED


def note(store: Store, attempt: Job, standing: Standing, *, at: datetime) -> bool:
    """Write how far an attempt is; whether it was ours to write."""
    told = {
        "stage": standing.stage,
        "placed": standing.placed,
        "meetings": standing.meetings,
        "cost": standing.cost,
        "bound": standing.bound,
        "seconds": standing.seconds,
        "progress_at": at,
    }
    with store.writing() as connection:
        return _change(connection, attempt, told)


def keep(store: Store, attempt: Job, documents: Mapping[str, str], *, at: datetime) -> bool:
    """Keep documents in the place of those that have their names; whether it was ours to do."""
    with store.writing() as connection:
        return _hold(connection, attempt) and _put_in(connection, attempt, documents, at=at)


def end(
    store: Store,
    attempt: Job,
    state: JobState,
    documents: Mapping[str, str],
    *,
    failure: str | None = None,
    at: datetime,
) -> bool:
    """End a job with what it hands out, all at once; whether it was ours to end."""
    ended = {"state": state.value, "ended_at": at, "failure": failure}
    with store.writing() as connection:
        return _change(connection, attempt, ended) and _put_in(
            connection, attempt, documents, at=at
        )


def give_back(store: Store, attempt: Job) -> bool:
    """Leave a job to whoever begins it next, as if this attempt had not been."""
    waiting = {"state": JobState.WAITING.value, "attempts": attempt.attempts - 1}
    with store.writing() as connection:
        return _change(connection, attempt, waiting)


def taken(store: Store, attempt: Job, name: str) -> str | None:
    """A document that a job was given or that was kept; `None` when there is none."""
    with store.reading() as connection:
        return document_in(connection, attempt.id, name)


def open_jobs(store: Store) -> dict[str, str]:
    """The jobs that have not ended, with their office."""
    asked = sa.select(job.c.id, job.c.office).where(job.c.state.in_(sorted(OPEN)))
    with store.reading() as connection:
        return {row.id: row.office for row in connection.execute(asked.order_by(job.c.asked_at))}


def undone(store: Store) -> tuple[Message, ...]:
    """What of the outbox nobody has done yet, the oldest first."""
    asked = sa.select(outbox.c.id, outbox.c.office, outbox.c.kind, outbox.c.payload)
    asked = asked.where(outbox.c.done_at.is_(None)).order_by(outbox.c.id).limit(AT_ONCE)
    with store.reading() as connection:
        return tuple(Message(*row) for row in connection.execute(asked))


def mark_done(store: Store, messages: tuple[Message, ...], *, at: datetime) -> None:
    """Keep that these were done, so that nobody does them again."""
    ids = [each.id for each in messages]
    with store.writing() as connection:
        connection.execute(outbox.update().where(outbox.c.id.in_(ids)).values(done_at=at))


def _change(connection: Connection, attempt: Job, values: Mapping[str, object]) -> bool:
    """Change the row of an attempt, if it is still that attempt's."""
    ours = sa.and_(
        job.c.id == attempt.id,
        job.c.attempts == attempt.attempts,
        job.c.state == JobState.RUNNING.value,
    )
    return connection.execute(job.update().where(ours).values(dict(values))).rowcount == 1


def _hold(connection: Connection, attempt: Job) -> bool:
    return _change(connection, attempt, {"attempts": attempt.attempts})


def _put_in(
    connection: Connection, attempt: Job, documents: Mapping[str, str], *, at: datetime
) -> bool:
    for name, text in sorted(documents.items()):
        earlier = sa.and_(job_document.c.job == attempt.id, job_document.c.name == name)
        connection.execute(job_document.delete().where(earlier))
        connection.execute(job_document.insert().values(document_row(attempt.id, name, text, at)))
    return True
