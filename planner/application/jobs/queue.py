"""DBOS, behind one door: it hands each job to one worker, again if that worker died of it.

It knows the ids of jobs and offices and nothing else. What it keeps may be lost: jobs that are open
in the store and unknown here are put in anew (`relay`). On SQLite that is a file of its own beside
the store's; on PostgreSQL a schema of the same database.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dbos import (
    DBOS,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    SetEnqueueOptions,
    SetWorkflowID,
    WorkflowStatusString,
)

from planner.application.logs import fail
from planner.application.store.database import Store
from planner.application.store.refusals import CLOSED
from planner.domain.errors import StoreUnavailable
from planner.domain.words import Phrase

APPLICATION = "semesterplan"
FORM = "1"
"""What the queue takes for the version of the program, which otherwise is any change to its code:
jobs that wait while the program is upgraded would be left to nobody."""
QUEUE = "jobs"
LOOK_SECONDS = 0.5
"""Between two looks for a job that waits."""
KEPT = timedelta(days=1)
"""How long the queue remembers what has ended."""
AT_ONCE = 500
CONNECTIONS = 5

PENDING = WorkflowStatusString.PENDING.value
OVER = frozenset(
    each.value
    for each in WorkflowStatusString
    if each
    not in {
        WorkflowStatusString.PENDING,
        WorkflowStatusString.ENQUEUED,
        WorkflowStatusString.DELAYED,
    }
)

CLOSED_QUEUE = Phrase(
    nb="Køen over jobber kan ikke åpnes. Ligger den i en fil ved siden av databasen (…-jobs.db), "
    "flytt filen bort; på en tjener må brukeren ha lov til å lage skjemaet «dbos». Jobbene står i "
    "databasen, og blir tatt opp igjen.",
    nn="Køen over jobbar kan ikkje opnast. Ligg han i ei fil ved sida av databasen (…-jobs.db), "
    "flytt fila bort; på ein tenar må brukaren ha lov til å lage skjemaet «dbos». Jobbane står i "
    "databasen, og blir tekne opp att.",
)

Done = Callable[[str], None]


class Queue:
    """The queue as one worker has it: it takes one job after the other from it."""

    def __init__(self, store: Store, slot: int, run: Done) -> None:
        """Have jobs run; those that this slot's last holder left come first.

        Parameters
        ----------
        slot
            A number that nobody else holds now.
        run
            Runs the job with an id to its end, in a thread of the queue.
        """
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": _address(store),
            "application_version": FORM,
            "executor_id": _executor(slot),
            # Text that can be read by eye and by a later program; the default is pickled.
            "serializer": DBOSPortableJSONSerializer(),
            "sys_db_pool_size": CONNECTIONS,
            "log_level": "WARNING",
            "enable_otlp": False,
            "use_listen_notify": False,
        }
        # It logs through our door, and not through one of its own.
        logging.getLogger("dbos").addHandler(logging.NullHandler())
        DBOS(config=config)
        # Attempts are counted in the job's own row.
        self._run = DBOS.workflow(name="run", max_recovery_attempts=None)(_wanted(run))
        try:
            DBOS.launch()
        except Exception as error:  # noqa: BLE001  in words of the driver's
            fail("queue.closed", error)
            raise StoreUnavailable(store.address, CLOSED_QUEUE) from None
        DBOS.register_queue(
            QUEUE,
            worker_concurrency=1,
            # One office has one at a time, so that none keeps the others waiting.
            partition_concurrency=1,
            polling_interval_sec=LOOK_SECONDS,
        )

    def put_in(self, jobs: Iterable[tuple[str, str]]) -> None:
        """Have jobs run: each an id and its office. One that is known already is left as it is."""
        for job, office in jobs:
            with SetWorkflowID(job), SetEnqueueOptions(queue_partition_key=office):
                DBOS.enqueue_workflow(QUEUE, self._run, job)

    def put_in_again(self, jobs: dict[str, str]) -> tuple[str, ...]:
        """Have jobs run that are over or unknown here, and others left alone; which those are."""
        if not jobs:
            return ()
        known = DBOS.list_workflows(workflow_ids=list(jobs), load_input=False, load_output=False)
        over = [each.workflow_id for each in known if each.status in OVER]
        if over:
            DBOS.delete_workflows(over)
        under_way = {each.workflow_id for each in known}.difference(over)
        left = tuple(job for job in jobs if job not in under_way)
        self.put_in((job, jobs[job]) for job in left)
        return left

    def holders(self) -> frozenset[int]:
        """The slots whose holders have taken a job and have not ended it."""
        taken = DBOS.list_workflows(status=PENDING, load_input=False, load_output=False)
        found = (_slot(each.executor_id) for each in taken)
        return frozenset(slot for slot in found if slot is not None)

    def taken_by(self, slot: int) -> frozenset[str]:
        """The jobs that the holder of a slot has taken and has not ended."""
        left = DBOS.list_workflows(
            status=PENDING, executor_id=_executor(slot), load_input=False, load_output=False
        )
        return frozenset(each.workflow_id for each in left)

    def hand_on(self, jobs: Iterable[str]) -> None:
        """Leave jobs to whoever takes them first, which somebody had taken who is dead."""
        DBOS.resume_workflows(sorted(jobs), queue_name=QUEUE)

    def forget(self, *, at: datetime) -> None:
        """Forget what ended long ago."""
        before = (at - KEPT).astimezone(UTC).isoformat()
        ended = DBOS.list_workflows(
            status=sorted(OVER),
            completed_before=before,
            limit=AT_ONCE,
            load_input=False,
            load_output=False,
        )
        if ended:
            DBOS.delete_workflows([each.workflow_id for each in ended])


def _wanted(run: Done) -> Done:
    """What the queue calls, by a name of its own that stays the same."""

    def wanted(job: str) -> None:
        run(job)

    return wanted


def _executor(slot: int) -> str:
    return f"slot-{slot}"


def _slot(executor: str | None) -> int | None:
    number = (executor or "").removeprefix("slot-")
    return int(number) if number.isdecimal() else None


def _address(store: Store) -> str:
    """Where the queue keeps what it knows."""
    if store.file is None:
        return store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    file = store.file.with_name(f"{store.file.stem}-jobs{store.file.suffix}")
    _make(file, store.address)
    return f"sqlite:///{file}"


def _make(file: Path, address: str) -> None:
    """An empty database that is its owner's alone, in which readers keep no writer waiting."""
    try:
        file.touch(mode=0o600)
        connection = sqlite3.connect(file)
    except (OSError, sqlite3.Error):
        raise StoreUnavailable(address, CLOSED) from None
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error:
        raise StoreUnavailable(address, CLOSED) from None
    finally:
        connection.close()
