"""Jobs as people ask for, follow and stop them: by right, in their office, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from planner.application.store import attempts
from planner.application.store.database import Store
from planner.application.store.job_rows import Job
from planner.application.store.job_tables import job, job_document
from planner.application.store.jobs import ask_to_stop, document_of, job_in, jobs_in, submit
from planner.application.store.tables import audit, outbox
from planner.domain.errors import NotAllowed, NotThere
from planner.domain.job import JobState
from planner.domain.roles import Role, User
from tests.accounts import ELSEWHERE, HERE, MORNING, joined, with_offices

LATER = MORNING + timedelta(minutes=1)


@pytest.fixture
def planner(store: Store) -> User:
    """Somebody who plans here, where there is another office."""
    with_offices(store)
    return joined(store, Role.PLANNER)


def asked_for(store: Store, by: User | None, office: str = HERE, minutes: int = 0) -> Job:
    at = MORNING + timedelta(minutes=minutes)
    return submit(store, office, "plan", '{"seconds": 60}', {"problem": "{}"}, by=by, at=at)


def test_what_is_asked_for_waits_with_all_that_it_takes(store: Store, planner: User) -> None:
    made = asked_for(store, planner)

    assert made == job_in(store, HERE, made.id, by=planner)
    assert (made.state, made.kind, made.asked) == (JobState.WAITING, "plan", '{"seconds": 60}')
    assert (made.asked_by, made.asked_at, made.attempts) == (planner.account, MORNING, 0)
    assert made.standing is None
    assert document_of(store, HERE, made.id, "problem", by=planner) == "{}"
    with pytest.raises(NotThere, match="noe slikt å vise"):
        document_of(store, HERE, made.id, by=planner)


def test_it_is_told_and_logged_in_the_same_transaction(store: Store, planner: User) -> None:
    made = asked_for(store, planner)
    with store.reading() as connection:
        told = connection.execute(sa.select(outbox.c.kind, outbox.c.payload)).all()
        asked = sa.select(audit.c.actor, audit.c.subject, audit.c.office)
        logged = connection.execute(asked.where(audit.c.action == "job.submitted")).all()

    assert [(each.kind, json.loads(each.payload)) for each in told] == [
        ("job.submitted", {"job": made.id})
    ]
    assert [tuple(each) for each in logged] == [(planner.account, made.id, HERE)]


@pytest.mark.parametrize("role", [Role.READER, Role.STAFF])
def test_who_may_not_plan_asks_for_nothing(store: Store, planner: User, role: Role) -> None:
    made = asked_for(store, planner)
    other = joined(store, role, person="ppt-01" if role is Role.STAFF else None)

    with pytest.raises(NotAllowed):
        asked_for(store, other)
    with pytest.raises(NotAllowed):
        ask_to_stop(store, HERE, made.id, by=other, at=LATER)

    with store.reading() as connection:
        rows = (connection.execute(each.select()).all() for each in (job, job_document, outbox))
        assert [len(each) for each in rows] == [1, 1, 1]
    assert job_in(store, HERE, made.id, by=planner).stop_asked_at is None


USES: tuple[Callable[[Store, str, str, User], object], ...] = (
    lambda store, office, job_id, by: job_in(store, office, job_id, by=by),
    lambda store, office, job_id, by: document_of(store, office, job_id, "problem", by=by),
    lambda store, office, job_id, by: ask_to_stop(store, office, job_id, by=by, at=LATER),
    lambda store, office, job_id, by: jobs_in(store, office, by=by, limit=10, after=job_id),
)


@pytest.mark.parametrize("use", USES)
def test_no_office_gets_at_the_jobs_of_another(
    store: Store, planner: User, use: Callable[[Store, str, str, User], object]
) -> None:
    theirs = asked_for(store, None, ELSEWHERE)

    with pytest.raises(NotAllowed):
        use(store, ELSEWHERE, theirs.id, planner)
    with pytest.raises(NotThere):
        use(store, HERE, theirs.id, planner)
    assert job_in(store, ELSEWHERE, theirs.id, by=None) == theirs


def test_nobody_asks_for_an_office_that_is_not_there(store: Store, planner: User) -> None:
    with pytest.raises(NotAllowed):
        asked_for(store, planner, "borte")
    with pytest.raises(NotThere):
        asked_for(store, None, "borte")


def test_the_list_begins_with_the_newest_and_goes_on_where_it_was(
    store: Store, planner: User
) -> None:
    asked_for(store, None, ELSEWHERE)
    made = [asked_for(store, planner, minutes=number // 2) for number in range(5)]
    pages: list[Job] = []
    after = None
    while page := jobs_in(store, HERE, by=planner, limit=2, after=after):
        assert len(page) <= 2
        pages += page
        after = page[-1].id

    assert [each.asked_at for each in pages] == sorted((e.asked_at for e in made), reverse=True)
    assert {each.id for each in pages} == {each.id for each in made}
    assert len(pages) == len(made)


def test_what_nobody_has_begun_stops_at_once(store: Store, planner: User) -> None:
    made = asked_for(store, planner)
    stopped = ask_to_stop(store, HERE, made.id, by=planner, at=LATER)
    again = ask_to_stop(store, HERE, made.id, by=planner, at=LATER + timedelta(minutes=1))

    assert (stopped.state, stopped.stop_asked_at, stopped.ended_at) == ("stopped", LATER, LATER)
    assert again == stopped
    assert attempts.begin(store, made.id, at=LATER) is None
    with store.reading() as connection:
        asked = sa.select(sa.func.count()).where(audit.c.action == "job.stop_asked")
        assert connection.scalar(asked) == 1


def test_what_is_under_way_is_asked_to_stop(store: Store, planner: User) -> None:
    made = asked_for(store, planner)
    attempts.begin(store, made.id, at=MORNING)

    asked = ask_to_stop(store, HERE, made.id, by=planner, at=LATER)
    assert (asked.state, asked.stop_asked_at, asked.ended_at) == (JobState.RUNNING, LATER, None)


def test_what_has_ended_stays_as_it_ended(store: Store, planner: User) -> None:
    made = asked_for(store, planner)
    begun = attempts.begin(store, made.id, at=MORNING)
    assert begun
    attempts.end(store, begun, JobState.DONE, {"result": "{}"}, at=LATER)

    asked = ask_to_stop(store, HERE, made.id, by=planner, at=LATER)
    assert (asked.state, asked.stop_asked_at) == (JobState.DONE, None)
