"""Drafts: problems that planners work on, each with the plan it has so far.

Problem and plan are whole whenever they are kept: whoever hands them in has read them
(`application/documents`), and they are kept as canonical JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from planner.application.alternatives import Policy
from planner.application.documents import read_document, render_document
from planner.application.jobresults import for_draft
from planner.application.orders import PROBLEM
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.job_rows import document_in, handed_out, one_in
from planner.application.store.revisions import delete, kept, listed, put
from planner.application.store.rights import actor_of, require
from planner.application.store.tables import draft as table
from planner.domain.errors import UnreadableInput
from planner.domain.freetext import text_faults
from planner.domain.job import JobKind
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.roles import Permission, User


@dataclass(frozen=True, slots=True)
class DraftListed:
    """A draft in a list.

    Parameters
    ----------
    planned
        Whether it has a plan.
    revision
        How often it was kept; whoever changes it says this number.
    """

    id: str
    name: str
    planned: bool
    revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, its problem and its plan as canonical JSON; `read_document` makes them again."""

    id: str
    name: str
    problem: str
    plan: str | None
    revision: int
    changed_at: datetime


def drafts_in(
    store: Store, office: str, *, by: User | None, limit: int, after: str | None = None
) -> tuple[DraftListed, ...]:
    """The drafts of an office, by id.

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
    """
    planned = table.c.plan.is_not(None).label("planned")
    columns = (table.c.id, table.c.name, planned, table.c.revision, table.c.changed_at)
    rows = listed(store, table, columns, office, by=by, limit=limit, after=after)
    return tuple(DraftListed(**row) for row in rows)


def draft_in(store: Store, office: str, draft_id: str, *, by: User | None) -> Draft:
    """A draft of an office.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    NotThere
        The office has no such draft.
    """
    row = kept(store, table, office, draft_id, by=by)
    return Draft(row.id, row.name, row.problem, row.plan, row.revision, row.changed_at)


def put_draft(
    store: Store,
    office: str,
    draft_id: str,
    name: str,
    problem: Problem,
    *,
    plan: Plan | None,
    expected: int,
    by: User | None,
    at: datetime,
) -> int:
    """Keep a new draft, or a new revision of one: the revision that it has now.

    Parameters
    ----------
    expected
        The revision that it has; 0 for a new one.

    Raises
    ------
    NotAllowed
        Whoever asks may not plan there.
    NotThere
        The office has no such draft.
    Overtaken
        Somebody else changed it, or a new one has the id of another.
    UnreadableInput
        It cannot have that id or that name.
    """
    values = {
        "name": name.strip(),
        "problem": render_document(problem),
        "plan": render_document(plan) if plan else None,
        "changed_at": at,
    }
    with store.writing() as connection:
        require(connection, by, Permission.PLAN, office)
        if faults := tuple(text_faults(name, ("name",))):
            raise UnreadableInput(faults)
        return _put(connection, office, draft_id, values, expected=expected, by=by, at=at)


def draft_from_job(
    store: Store,
    office: str,
    draft_id: str,
    job_id: str,
    *,
    policy: Policy | None = None,
    expected: int,
    by: User | None,
    at: datetime,
) -> int:
    """Put what came of a job in a draft: the revision that it has now.

    Parameters
    ----------
    policy
        Which alternative of a what-if; the first when it is `None`.
    expected
        As for `put_draft`; a new draft is called what its problem is called.

    Raises
    ------
    NotAllowed, Overtaken, UnreadableInput
        As for `put_draft`.
    NotThere
        The office has no such job or no such draft, or the job has nothing for a draft.
    """
    with store.reading() as connection:
        require(connection, by, Permission.PLAN, office)
        asked = one_in(connection, office, job_id)
        result = handed_out(connection, asked)
        given = document_in(connection, job_id, PROBLEM)
    problem = None if given is None else read_document(Problem, given)
    found = for_draft(JobKind(asked.kind), result, problem, policy)
    values: dict[str, object] = {
        "problem": render_document(found.problem),
        "plan": render_document(found.plan) if found.plan else None,
        "changed_at": at,
    }
    if expected == 0:
        values["name"] = found.problem.name
    with store.writing() as connection:
        require(connection, by, Permission.PLAN, office)
        return _put(connection, office, draft_id, values, expected=expected, by=by, at=at)


def delete_draft(
    store: Store, office: str, draft_id: str, *, expected: int, by: User | None, at: datetime
) -> None:
    """Delete a draft; nobody can have it back.

    Raises
    ------
    NotAllowed, NotThere, Overtaken
        As for `put_draft`.
    """
    deleted = Action.DRAFT_DELETED
    delete(store, table, office, draft_id, deleted, expected=expected, by=by, at=at)


def _put(
    connection: Connection,
    office: str,
    draft_id: str,
    values: Mapping[str, object],
    *,
    expected: int,
    by: User | None,
    at: datetime,
) -> int:
    revision = put(connection, table, office, draft_id, values, expected=expected)
    action = Action.DRAFT_CHANGED if expected else Action.DRAFT_MADE
    log(connection, action, draft_id, actor=actor_of(by), at=at, office=office)
    return revision
