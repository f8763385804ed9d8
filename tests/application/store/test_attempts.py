"""Attempts at jobs: numbered, so that whoever was taken for dead and is not changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from planner.application.store.attempts import (
    begin,
    end,
    give_back,
    keep,
    look,
    mark_done,
    note,
    open_jobs,
    taken,
    undone,
)
from planner.application.store.database import Store
from planner.application.store.job_rows import Job
from planner.application.store.jobs import ask_to_stop, job_in, submit
from planner.domain.job import JobState, Standing
from tests.offices import OFFICE, made_office
from tests.publications import NOON

LATER = NOON + timedelta(minutes=1)
HALFWAY = Standing("search", 3, 6, cost=2**40, bound=None, seconds=1.5)


@pytest.fixture
def asked(store: Store) -> str:
    """A job that nobody has begun."""
    made_office(store)
    return submit(store, OFFICE, "plan", "{}", {"problem": "{}"}, by=None, at=NOON).id


def begun(store: Store, job_id: str) -> Job:
    found = begin(store, job_id, at=NOON)
    assert found
    return found


def now(store: Store, job_id: str) -> Job:
    return job_in(store, OFFICE, job_id, by=None)


def test_an_attempt_tells_keeps_and_ends(store: Store, asked: str) -> None:
    attempt = begun(store, asked)
    assert note(store, attempt, HALFWAY, at=LATER)
    assert keep(store, attempt, {"best": "1"}, at=LATER)
    assert keep(store, attempt, {"best": "2"}, at=LATER)
    assert look(store, attempt) is JobState.RUNNING
    assert now(store, asked).standing == HALFWAY
    assert now(store, asked).standing_at == LATER

    assert end(store, attempt, JobState.DONE, {"result": "{}"}, at=LATER)

    ended = now(store, asked)
    assert (ended.state, ended.begun_at, ended.ended_at) == (JobState.DONE, NOON, LATER)
    names = ("problem", "best", "result", "other")
    assert [taken(store, ended, name) for name in names] == ["{}", "2", "{}", None]
    assert not open_jobs(store)


def test_a_job_is_begun_three_times_and_not_again(store: Store, asked: str) -> None:
    numbers = [begun(store, asked).attempts for _ in range(3)]

    assert numbers == [1, 2, 3]
    assert begin(store, asked, at=LATER) is None
    given_up = now(store, asked)
    assert (given_up.state, given_up.attempts) == (JobState.POISONED, 3)
    assert (given_up.begun_at, given_up.ended_at) == (NOON, LATER)


def test_what_is_given_back_was_no_attempt(store: Store, asked: str) -> None:
    for _ in range(5):
        attempt = begun(store, asked)
        assert attempt.attempts == 1
        assert give_back(store, attempt)
        assert now(store, asked).state is JobState.WAITING
    assert open_jobs(store) == {asked: OFFICE}


USES: tuple[Callable[[Store, Job], bool], ...] = (
    lambda store, attempt: note(store, attempt, HALFWAY, at=LATER),
    lambda store, attempt: keep(store, attempt, {"best": "old"}, at=LATER),
    lambda store, attempt: end(store, attempt, JobState.DONE, {"result": "old"}, at=LATER),
    give_back,
)


@pytest.mark.parametrize("use", USES)
def test_whoever_was_taken_for_dead_changes_nothing(
    store: Store, asked: str, use: Callable[[Store, Job], bool]
) -> None:
    dead = begun(store, asked)
    living = begun(store, asked)
    keep(store, living, {"best": "new"}, at=NOON)
    before = now(store, asked)

    assert not use(store, dead)
    assert look(store, dead) is JobState.FAILED
    assert now(store, asked) == before
    assert taken(store, living, "best") == "new"
    assert taken(store, living, "result") is None

    assert end(store, living, JobState.DONE, {}, at=LATER)
    assert not use(store, living)
    assert now(store, asked).state is JobState.DONE


def test_an_attempt_sees_that_it_is_to_stop(store: Store, asked: str) -> None:
    attempt = begun(store, asked)
    ask_to_stop(store, OFFICE, asked, by=None, at=LATER)

    assert look(store, attempt) is JobState.STOPPED


def test_what_was_asked_to_stop_and_is_begun_again_still_is_to_stop(
    store: Store, asked: str
) -> None:
    begun(store, asked)
    ask_to_stop(store, OFFICE, asked, by=None, at=LATER)

    assert look(store, begun(store, asked)) is JobState.STOPPED


def test_what_is_not_there_is_not_begun(store: Store, asked: str) -> None:
    assert begin(store, "borte", at=NOON) is None
    assert now(store, asked).state is JobState.WAITING


def test_the_outbox_is_read_until_it_is_done(store: Store, asked: str) -> None:
    (message,) = undone(store)
    assert (message.kind, message.office) == ("job.submitted", OFFICE)
    assert asked in message.payload
    assert undone(store) == (message,)

    mark_done(store, (message,), at=LATER)
    assert undone(store) == ()
