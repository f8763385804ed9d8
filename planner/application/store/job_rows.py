"""Jobs as the rows that they are, for everybody who asks for them, runs them or erases them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from planner.application.store.job_tables import job, job_document
from planner.domain.errors import NotThere
from planner.domain.job import RESULT, JobState, Standing
from planner.domain.words import Phrase

NO_JOB = Phrase(
    nb="Det finnes ingen slik jobb her, eller den er slettet; se etter i listen over jobber.",
    nn="Det finst ingen slik jobb her, eller han er sletta; sjå etter i lista over jobbar.",
)
NO_DOCUMENT = Phrase(
    nb="Jobben har ikke noe slikt å vise: den er ikke ferdig, fikk det ikke til, eller er ryddet "
    "bort. Vent til den er ferdig, eller be om den på nytt.",
    nn="Jobben har ikkje noko slikt å vise: han er ikkje ferdig, fekk det ikkje til, eller er "
    "rydda bort. Vent til han er ferdig, eller be om han på nytt.",
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


def handed_out(connection: Connection, kept: Job, name: str = RESULT) -> str:
    """A document of a job that has to have it.

    Raises
    ------
    NotThere
        It has none of that name.
    """
    found = document_in(connection, kept.id, name)
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


def erase_jobs(connection: Connection, ids: Iterable[str]) -> None:
    """Take jobs out with all that they took and gave; whoever runs one finds that it is gone."""
    these = job.c.id.in_(tuple(ids))
    # In the order of those who run them: first the job, then what belongs to it.
    connection.execute(sa.select(job.c.id).where(these).order_by(job.c.id).with_for_update())
    connection.execute(
        job_document.delete().where(job_document.c.job.in_(sa.select(job.c.id).where(these)))
    )
    connection.execute(job.delete().where(these))


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


def one_in(connection: Connection, office_id: str, job_id: str, *, lock: bool = False) -> Job:
    """A job of an office; `lock` for whoever changes it.

    Raises
    ------
    NotThere
        The office has no such job.
    """
    asked = sa.select(job).where(job.c.office == office_id, job.c.id == job_id)
    row = connection.execute(asked.with_for_update() if lock else asked).mappings().one_or_none()
    if row is None:
        raise NotThere(NO_JOB)
    return job_of(row)
