"""A job run within this process: what it ends in, whatever its kind does and the store answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from planner.application.jobs import running, watching
from planner.application.jobs.running import Runner
from planner.application.jobs.watching import Attempt
from planner.application.jobs.work import Run, Standing, Work
from planner.application.sealing import KEY_BYTES, Seal
from planner.application.service import Service
from planner.application.settings import Settings
from planner.application.store import attempts
from planner.application.store.database import Store
from planner.application.store.job_rows import Job, erase_jobs
from planner.application.store.job_tables import job, job_document
from planner.application.store.jobs import ask_to_stop, document_of, job_in, submit
from planner.domain.errors import NotThere, StoreUnavailable
from planner.domain.job import JobState
from planner.domain.words import same
from tests.application.jobs.tinyworker import fetch, read
from tests.offices import OFFICE, made_office
from tests.publications import NOON


@pytest.fixture
def asked(store: Store) -> str:
    """A job of the kind that a test makes up."""
    made_office(store)
    return submit(store, OFFICE, "trial", "7", {}, by=None, at=NOON).id


def ran(store: Store, job_id: str, run: Run | None) -> Job:
    kinds: Mapping[str, Run] = {} if run is None else {"trial": run}
    seal, now = Seal(bytes(KEY_BYTES)), partial(datetime.now, UTC)
    service = Service(store, Settings(), (), lambda *_: (), seal, now)
    runner = Runner(service, kinds, fetch, read, workers=1)
    runner.run(job_id)
    assert (runner.taken, runner.at_work) == (None, None)
    return job_in(store, OFFICE, job_id, by=None)


def result(store: Store, job_id: str, name: str = "result") -> str:
    return document_of(store, OFFICE, job_id, name, by=None)


def test_the_last_that_was_told_is_kept(store: Store, asked: str) -> None:
    def tell(work: Work) -> str:
        for number in range(100):
            work.tell(Standing("count", number, 100, cost=number, bound=1))
        assert (work.office, work.asked, work.workers) == (OFFICE, "7", 1)
        return "{}"

    done = ran(store, asked, tell)

    assert (done.state, done.attempts, result(store, asked)) == (JobState.DONE, 1, "{}")
    assert done.standing is not None
    assert (done.standing.placed, done.standing.cost, done.standing.bound) == (99, 99, 1)


def test_what_was_to_stop_before_it_began_hears_it_at_once(store: Store, asked: str) -> None:
    begun = attempts.begin(store, asked, at=NOON)
    assert begun
    attempts.give_back(store, begun)
    ask_to_stop(store, OFFICE, asked, by=None, at=NOON)

    stopped = ran(store, asked, lambda work: str(work.stop()))

    assert (stopped.state, result(store, asked)) == (JobState.STOPPED, "True")


def test_what_was_whole_before_it_heard_is_done(store: Store, asked: str) -> None:
    def finish(_: Work) -> str:
        ask_to_stop(store, OFFICE, asked, by=None, at=NOON)
        return "whole"

    assert ran(store, asked, finish).state is JobState.DONE
    assert result(store, asked) == "whole"


def test_when_the_store_is_away_for_a_while_it_is_tried_again(
    store: Store, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PAUSE_SECONDS", 0.0)
    answers: list[Callable[[], str]] = []

    def away() -> str:
        raise StoreUnavailable("sqlite:///x", same("opptatt"))

    answers += (away, away, away, away, lambda: "{}")

    done = ran(store, asked, lambda _: answers.pop(0)())

    assert (done.state, done.attempts, answers) == (JobState.DONE, 1, [])


def test_what_another_has_taken_meanwhile_is_left_to_it(store: Store, asked: str) -> None:
    def overtaken(work: Work) -> str:
        assert attempts.begin(store, asked, at=NOON + timedelta(minutes=1))
        work.keep("best", "old")
        assert work.stop()
        return "old"

    left = ran(store, asked, overtaken)

    assert (left.state, left.attempts) == (JobState.RUNNING, 2)
    for name in ("best", "result"):
        with pytest.raises(NotThere):
            result(store, asked, name)


def test_a_kind_that_nobody_knows_fails(store: Store, asked: str) -> None:
    assert ran(store, asked, None).failure == "unknown_kind"
    assert "Semesterplan" in result(store, asked, "failure")


def test_what_has_ended_is_not_begun(store: Store, asked: str) -> None:
    ask_to_stop(store, OFFICE, asked, by=None, at=NOON)

    def never(_: Work) -> str:
        raise AssertionError

    assert ran(store, asked, never).state is JobState.STOPPED


def test_what_is_erased_under_way_stops_and_leaves_nothing(store: Store, asked: str) -> None:
    def erased(work: Work) -> str:
        with store.writing() as connection:
            erase_jobs(connection, [asked])
        work.keep("best", "Hemmelig")
        assert work.stop()
        assert work.document("best") is None
        return "Hemmelig"

    with pytest.raises(NotThere):
        ran(store, asked, erased)
    with store.reading() as connection:
        assert connection.execute(sa.select(job_document)).all() == []
        assert connection.execute(sa.select(job)).all() == []


def test_whoever_has_had_no_news_for_long_is_stuck(
    store: Store, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(work: Work) -> str:
        assert isinstance(work, Attempt)
        assert not work.stuck
        monkeypatch.setattr(watching, "STUCK_SECONDS", -1.0)
        assert work.stuck
        monkeypatch.setattr(watching, "STUCK_SECONDS", 60.0)
        work.tell(Standing("count", 1, 2))
        assert not work.stuck
        return "{}"

    assert ran(store, asked, hang).state is JobState.DONE
