"""Workers as real processes that are killed and told to end: no job is lost, none is done twice."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from planner.application.store import attempts
from planner.application.store.database import Store
from planner.application.store.job_tables import job
from planner.application.store.jobs import ask_to_stop
from planner.application.store.slots import somebody_works
from planner.application.store.tables import outbox
from planner.domain.job import FAILURE, RESULT, JobState
from tests.application.jobs.workers import Workers, workers_of
from tests.offices import OFFICE, made_office
from tests.processes import DEADLINE

pytestmark = pytest.mark.slow

ELSEWHERE = "storvik"
SHORT, LONG, ENDLESS = "10", "40", "100000"
"""Of a job that is soon done, of one under way for seconds, and of one that is never done."""


@pytest.fixture
def workers(store: Store, address: str, tmp_path: Path) -> Iterator[Workers]:
    """An office with jobs to be done, another one, and nobody who does them yet."""
    made_office(store)
    made_office(store, ELSEWHERE)
    with workers_of(store, address, tmp_path) as made:
        yield made


def test_a_job_is_done_and_tells_how_far_it_is(store: Store, workers: Workers) -> None:
    asked = workers.ask("count", SHORT)
    assert not somebody_works(store)
    workers.begin()

    workers.wait_for_some(asked, 1)
    assert somebody_works(store)
    done = workers.wait_for(asked, JobState.DONE)

    assert workers.result(asked) == SHORT
    assert (done.attempts, done.failure) == (1, None)
    assert done.standing is not None
    assert (done.standing.placed, done.standing.meetings, done.standing.cost) == (10, 10, 0)
    assert done.asked_at <= (done.begun_at or done.asked_at) <= (done.ended_at or done.asked_at)


def test_what_was_killed_goes_on_from_what_it_kept(workers: Workers) -> None:
    asked = workers.ask("count", LONG)
    first = workers.begin()
    workers.wait_for_some(asked)
    workers.kill(first.pid)
    reached = int(workers.result(asked, "best"))

    second = workers.begin()
    done = workers.wait_for(asked, JobState.DONE)

    assert 3 <= reached < int(LONG)
    assert workers.result(asked) == LONG
    assert done.attempts == 2
    assert workers.attempts == [first.pid, second.pid]


def test_another_takes_what_a_dead_worker_had(workers: Workers) -> None:
    asked = workers.ask("count", LONG)
    workers.begin()
    workers.begin()
    workers.wait_for_some(asked)
    dead = workers.attempts[0]
    workers.kill(dead)

    done = workers.wait_for(asked, JobState.DONE)

    assert workers.result(asked) == LONG
    assert done.attempts == 2
    assert workers.attempts[1] in {each.pid for each in workers.running} - {dead}


def test_what_kills_whoever_does_it_is_given_up_after_three(workers: Workers) -> None:
    asked, behind = workers.ask("die"), workers.ask("count", SHORT)

    def given_up() -> bool:
        if workers.job(asked).state is JobState.POISONED:
            return True
        if all(each.poll() is not None for each in workers.running):
            workers.begin()
        return False

    workers.until(given_up)
    workers.wait_for(behind, JobState.DONE)

    assert len(workers.tried.read_text().split()) == 3 + 1
    poisoned = workers.job(asked)
    assert poisoned.attempts == 3
    assert poisoned.ended_at is not None


def test_who_hangs_dies_of_it_and_another_takes_the_job(workers: Workers) -> None:
    asked = workers.ask("hang")
    hung = workers.begin()

    assert hung.wait(timeout=DEADLINE) == 1
    workers.begin()
    done = workers.wait_for(asked, JobState.DONE)

    assert (done.attempts, workers.result(asked)) == (2, "ended")
    assert "job.stuck" in workers.said


def test_an_office_with_many_jobs_keeps_nobody_waiting(workers: Workers) -> None:
    many = [workers.ask("count", ENDLESS) for _ in range(3)]
    workers.begin()
    workers.begin()
    workers.until(lambda: workers.attempts)
    asked = workers.ask("count", SHORT, ELSEWHERE)

    workers.wait_for(asked, JobState.DONE, ELSEWHERE)

    states = sorted(workers.job(each).state for each in many)
    assert states == [JobState.RUNNING, JobState.WAITING, JobState.WAITING]


def test_a_job_that_is_stopped_keeps_the_best_so_far(store: Store, workers: Workers) -> None:
    asked = workers.ask("count", ENDLESS)
    workers.begin()
    workers.wait_for_some(asked)
    ask_to_stop(store, OFFICE, asked, by=None, at=datetime.now(UTC))

    stopped = workers.wait_for(asked, JobState.STOPPED)

    assert 3 <= int(workers.result(asked)) < int(ENDLESS)
    assert (stopped.attempts, stopped.failure) == (1, None)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_is_told_to_end_leaves_the_job_to_another(
    workers: Workers, number: signal.Signals
) -> None:
    asked = workers.ask("count", LONG)
    first = workers.begin()
    workers.wait_for_some(asked)
    first.send_signal(number)
    first.send_signal(number)  # a supervisor and the system may both do it

    assert first.wait(timeout=5) == 0
    left = workers.job(asked)
    assert (left.state, left.attempts) == (JobState.WAITING, 0)
    assert 3 <= int(workers.result(asked, "best")) < int(LONG)

    workers.begin()
    assert workers.wait_for(asked, JobState.DONE).attempts == 1
    assert workers.result(asked) == LONG


def test_who_has_nothing_to_do_ends_when_told(store: Store, workers: Workers) -> None:
    idle = workers.begin()
    workers.until(lambda: somebody_works(store))
    idle.send_signal(signal.SIGTERM)

    assert idle.wait(timeout=5) == 0
    assert not somebody_works(store)


def test_what_was_ended_before_the_kill_is_not_done_again(store: Store, workers: Workers) -> None:
    asked = workers.ask("count", LONG)
    first = workers.begin()
    workers.wait_for_some(asked)
    workers.kill(first.pid)
    # As if the kill had come between the end of the job and the queue's hearing of it.
    attempts.end(store, workers.job(asked), JobState.DONE, {RESULT: "once"}, at=datetime.now(UTC))
    behind = workers.ask("count", SHORT)
    workers.begin()
    workers.wait_for(behind, JobState.DONE)

    assert (workers.job(asked).state, workers.result(asked)) == (JobState.DONE, "once")
    assert len(workers.attempts) == 2


def test_jobs_outlive_what_the_queue_knew(store: Store, workers: Workers) -> None:
    asked, waiting = workers.ask("count", LONG), workers.ask("count", SHORT)
    first = workers.begin()
    workers.wait_for_some(asked)
    workers.kill(first.pid)
    if store.file:
        lost = list(store.file.parent.glob("*-jobs.db*"))
        assert lost
        for each in lost:
            each.unlink()
    else:
        with store.writing() as connection:
            connection.execute(sa.text("DROP SCHEMA dbos CASCADE"))
    workers.begin()

    for job_id, whole in ((asked, LONG), (waiting, SHORT)):
        workers.wait_for(job_id, JobState.DONE)
        assert workers.result(job_id) == whole


def test_a_job_that_a_backup_brings_back_is_done_again(store: Store, workers: Workers) -> None:
    asked = workers.ask("count", SHORT)
    first = workers.begin()
    workers.wait_for(asked, JobState.DONE)
    workers.kill(first.pid)
    with store.writing() as connection:
        before = {"state": JobState.WAITING.value, "attempts": 0, "ended_at": None}
        connection.execute(job.update().values(before))
    workers.begin()

    workers.wait_for(asked, JobState.DONE)
    assert len(workers.attempts) == 2


def test_a_chore_that_fails_keeps_nobody_from_the_next(workers: Workers) -> None:
    workers.begin()

    workers.until(lambda: "chore.done" in workers.said)
    assert "chore.failed" in workers.said
    assert "PP-rådgiver" not in workers.said


def test_what_the_queue_gave_and_nobody_got_is_taken_up(store: Store, workers: Workers) -> None:
    asked = workers.ask("count", SHORT)
    workers.begin()
    workers.wait_for(asked, JobState.DONE)
    # As if the queue had noted that the worker, who lives, has the job, and its answer were lost.
    statement = "UPDATE {} SET status = 'PENDING', output = NULL, completed_at = NULL"
    with store.writing() as connection:
        before = {"state": JobState.WAITING.value, "attempts": 0, "ended_at": None}
        connection.execute(job.update().values(before))
        if store.file is None:
            connection.execute(sa.text(statement.format("dbos.workflow_status")))
    if store.file:
        (file,) = store.file.parent.glob("*-jobs.db")
        with closing(sqlite3.connect(file)) as queue, queue:
            queue.execute(statement.format("workflow_status"))

    workers.wait_for(asked, JobState.DONE)
    assert len(workers.attempts) == 2


def test_a_queue_that_cannot_be_opened_is_told_with_the_way_out(
    store: Store, workers: Workers
) -> None:
    if store.file is None:
        with store.writing() as connection:
            connection.execute(sa.text("CREATE SCHEMA dbos"))
            connection.execute(sa.text("CREATE TABLE dbos.dbos_migrations (other TEXT)"))
    else:
        store.file.with_name("semesterplan-jobs.db").write_bytes(b"no database" * 1000)
    begun = workers.begin()

    assert begun.wait(timeout=DEADLINE) != 0
    assert "StoreUnavailable" in workers.said


def test_what_fails_says_why_and_nothing_of_people(workers: Workers) -> None:
    unusable, ours, unknown = workers.ask("fail"), workers.ask("err"), workers.ask("dance")
    workers.begin()
    failed = [workers.wait_for(each, JobState.FAILED) for each in (unusable, ours, unknown)]

    words = [each.failure for each in failed]
    assert words == ["unreadable_input", "our_error", "unknown_kind"]
    assert "Gale." in workers.result(unusable, FAILURE)
    said = workers.said + "".join(workers.result(each, FAILURE) for each in (ours, unknown))
    assert "PP-rådgiver" not in said
    assert "LookupError" in workers.said
    assert [each.attempts for each in failed] == [1, 1, 1]


def test_what_concerns_no_job_is_taken_from_the_outbox(store: Store, workers: Workers) -> None:
    now = datetime.now(UTC)
    told = {"office": OFFICE, "at": now, "kind": "version.published", "payload": "{}"}
    with store.writing() as connection:
        connection.execute(outbox.insert().values(told))
    workers.begin()

    workers.until(lambda: not attempts.undone(store))
