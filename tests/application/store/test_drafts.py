"""Drafts: kept whole, changed by one at a time, and seen by nobody in another office."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from planner.application.checking import check_plan
from planner.application.documents import read_document, render_document
from planner.application.jobresults import FetchResult, PlanResult
from planner.application.orders import PROBLEM
from planner.application.store.database import Store
from planner.application.store.drafts import (
    Draft,
    delete_draft,
    draft_from_job,
    draft_in,
    drafts_in,
    put_draft,
)
from planner.application.store.job_rows import document_row
from planner.application.store.job_tables import job_document
from planner.application.store.jobs import submit
from planner.application.store.tables import audit, draft
from planner.domain.errors import NotAllowed, NotThere, Overtaken, UnreadableInput
from planner.domain.job import RESULT, JobKind
from planner.domain.model import Model
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.roles import Role
from tests.accounts import ELSEWHERE, HERE, joined, with_offices
from tests.drafts import DRAFT, kept_draft
from tests.offices import OFFICE, made_office
from tests.publications import BOOK, NOON, OURS, planned

LATER = NOON + timedelta(hours=1)


def kept(store: Store, name: str = DRAFT, office: str = OFFICE) -> Draft:
    return draft_in(store, office, name, by=None)


def rows(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(sa.select(draft).order_by(draft.c.id))]


def test_a_draft_is_kept_as_it_was_handed_in(store: Store) -> None:
    made_office(store)

    assert kept_draft(store, planned(4)) == 1

    found = kept(store)
    assert (found.id, found.name, found.revision, found.changed_at) == (
        DRAFT,
        "Våren 2027",
        1,
        NOON,
    )
    assert read_document(Problem, found.problem) == OURS
    assert read_document(Plan, found.plan or "") == planned(4)


def test_each_change_is_another_revision_and_the_log_says_who_made_it(store: Store) -> None:
    with_offices(store)
    planner = joined(store, Role.PLANNER)

    assert kept_draft(store, by=planner) == 1
    assert kept_draft(store, planned(4), expected=1, by=planner, at=LATER) == 2
    assert kept(store).changed_at == LATER
    delete_draft(store, HERE, DRAFT, expected=2, by=planner, at=LATER)

    assert rows(store) == []
    with store.reading() as connection:
        asked = sa.select(audit.c.action, audit.c.actor, audit.c.office)
        logged = connection.execute(asked.where(audit.c.subject == DRAFT).order_by(audit.c.id))
        assert [tuple(row) for row in logged] == [
            (f"draft.{each}", planner.account, HERE) for each in ("made", "changed", "deleted")
        ]


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_whoever_saw_another_revision_changes_nothing(store: Store, expected: int) -> None:
    made_office(store)
    kept_draft(store)
    kept_draft(store, planned(4), expected=1)
    before = rows(store)

    with pytest.raises(Overtaken) as raised:
        kept_draft(store, planned(11), expected=expected)
    assert raised.value.now == 2
    if expected:
        with pytest.raises(Overtaken):
            delete_draft(store, OFFICE, DRAFT, expected=expected, by=None, at=LATER)
    assert rows(store) == before


def test_what_is_not_there_is_neither_changed_nor_deleted_nor_read(store: Store) -> None:
    made_office(store)
    made_office(store, "annenvik")
    kept_draft(store, office="annenvik")

    asked: list[Callable[[], object]] = [
        partial(draft_in, store, OFFICE, DRAFT, by=None),
        partial(kept_draft, store, expected=1),
        partial(delete_draft, store, OFFICE, DRAFT, expected=1, by=None, at=NOON),
        partial(kept_draft, store, office="ingen"),
    ]
    for each in asked:
        with pytest.raises(NotThere):
            each()
    assert len(rows(store)) == 1


def test_of_many_that_change_it_at_once_one_does(store: Store) -> None:
    made_office(store)
    kept_draft(store)

    def attempt(day: int) -> bool:
        try:
            kept_draft(store, planned(day), expected=1)
        except Overtaken:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(attempt, (4, 11, 18, 25))) == 1
    assert kept(store).revision == 2


@pytest.mark.parametrize(
    ("name", "called", "said"),
    [
        ("Vår 2027", "Våren", "små bokstaver"),
        ("x" * 61, "Våren", "60 tegn"),
        (DRAFT, " ", "mangler det tekst"),
        (DRAFT, "Om 010107 50160", "fødselsnummer"),
    ],
)
def test_what_it_cannot_be_called_is_told(store: Store, name: str, called: str, said: str) -> None:
    made_office(store)
    put = partial(put_draft, store, OFFICE, name, called, OURS, plan=None, expected=0)

    with pytest.raises(UnreadableInput, match=said):
        put(by=None, at=NOON)
    assert rows(store) == []


def test_drafts_are_listed_a_page_at_a_time(store: Store) -> None:
    made_office(store)
    made_office(store, "annenvik")
    for name in ("c", "a", "b"):
        kept_draft(store, planned(4) if name == "b" else None, draft=name)
    kept_draft(store, draft="d", office="annenvik")

    first = drafts_in(store, OFFICE, by=None, limit=2)
    rest = drafts_in(store, OFFICE, by=None, limit=2, after=first[-1].id)

    assert [(each.id, each.planned) for each in (*first, *rest)] == [
        ("a", False),
        ("b", True),
        ("c", False),
    ]


def a_job(store: Store, kind: JobKind, result: Model | None, given: Problem | None = OURS) -> str:
    """A job of the office with what came of it: its id."""
    documents = {} if given is None else {PROBLEM: render_document(given)}
    job = submit(store, OFFICE, kind.value, "{}", documents, by=None, at=NOON)
    if result is not None:
        with store.writing() as connection:
            row = document_row(job.id, RESULT, render_document(result), NOON)
            connection.execute(job_document.insert().values(row))
    return job.id


def from_job(store: Store, job: str, *, expected: int = 0, office: str = OFFICE) -> int:
    return draft_from_job(store, office, DRAFT, job, expected=expected, by=None, at=LATER)


def test_what_came_of_a_job_goes_into_a_draft(store: Store) -> None:
    made_office(store)
    report = check_plan(OURS, planned(11), BOOK)
    job = a_job(store, JobKind.PLAN, PlanResult(plan=planned(11), report=report))

    assert from_job(store, job) == 1
    assert kept(store).name == OURS.name
    kept_draft(store, expected=1)
    assert from_job(store, job, expected=2) == 3

    found = kept(store)
    assert found.name == "Våren 2027"
    assert read_document(Problem, found.problem) == OURS
    assert read_document(Plan, found.plan or "") == planned(11)
    with pytest.raises(Overtaken):
        from_job(store, job, expected=2)
    assert kept(store) == found


def test_a_job_that_has_nothing_for_a_draft_changes_none(store: Store) -> None:
    made_office(store)
    made_office(store, "annenvik")
    kept_draft(store)
    before = rows(store)
    fetched = a_job(store, JobKind.FETCH, FetchResult(tried=1, read=1, failed=0), None)
    waiting = a_job(store, JobKind.PLAN, None)

    for job, office in [(fetched, OFFICE), (waiting, OFFICE), (waiting, "annenvik"), ("x", OFFICE)]:
        with pytest.raises(NotThere):
            from_job(store, job, expected=1, office=office)
    assert rows(store) == before


MAY_SEE, MAY_PLAN = {Role.READER, Role.PLANNER, Role.LEADER}, {Role.PLANNER, Role.LEADER}


@pytest.mark.parametrize("role", Role)
def test_who_may_see_and_change_drafts_of_their_office_and_nobody_of_another(
    store: Store, role: Role
) -> None:
    with_offices(store)
    asking = joined(
        store, role, "spør@kommune.no", office_id=None if role is Role.ADMINISTRATOR else HERE
    )
    for office in (HERE, ELSEWHERE):
        kept_draft(store, planned(4), office=office)

    for office in (HERE, ELSEWHERE, "ingen"):
        seeing: list[Callable[[], object]] = [
            partial(drafts_in, store, office, by=asking, limit=10),
            partial(draft_in, store, office, DRAFT, by=asking),
        ]
        planning: list[Callable[[], object]] = [
            partial(kept_draft, store, draft="ny", office=office, by=asking),
            partial(draft_from_job, store, office, "ny", "x", expected=0, by=asking, at=NOON),
            partial(delete_draft, store, office, DRAFT, expected=1, by=asking, at=NOON),
        ]
        for each in seeing:
            allowed(each, here=office == HERE and role in MAY_SEE)
        for each in planning:
            allowed(each, here=office == HERE and role in MAY_PLAN)


def allowed(ask: Callable[[], object], *, here: bool) -> None:
    """See that it is refused, or that the right at least is not what it is refused for."""
    if not here:
        with pytest.raises(NotAllowed):
            ask()
        return
    with suppress(NotThere):
        ask()
