"""Drafts over the API: problems that planners work on, each with the plan it has so far."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from planner.application.alternatives import Policy
from planner.application.api.endpoint import (
    DOCUMENT,
    Answered,
    Asked,
    Endpoint,
    InOffice,
    Nothing,
    Told,
)
from planner.application.api.examples import PLAN, PROBLEM
from planner.application.api.job_endpoints import OfJob
from planner.application.api.paging import Page, page_of
from planner.application.api.seeing import note_seen
from planner.application.documents import plan_from, problem_from, read_document
from planner.application.store.access import Seen
from planner.application.store.drafts import (
    Draft,
    delete_draft,
    draft_from_job,
    draft_in,
    drafts_in,
    put_draft,
)
from planner.domain.model import Id, Model
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.roles import Permission

MOST_REVISIONS = 1_000_000_000

EXAMPLE: JsonDict = {
    "id": "var-2027",
    "name": "Våren 2027",
    "planned": True,
    "revision": 4,
    "changed_at": "2026-11-22T12:00:00Z",
}


class OfDraft(InOffice):
    """The path of a draft."""

    draft: Id = Field(examples=["var-2027"])


class Expected(Model):
    """Which revision it must have, so that nobody else's work is lost."""

    expected: int = Field(
        ge=0, le=MOST_REVISIONS, description="The revision it has; 0 for what is not there yet."
    )


class DraftTold(Told):
    """A draft in a list."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    id: str
    name: str
    planned: bool = Field(description="Whether it has a plan.")
    revision: int = Field(description="Whoever changes it says this number.")
    changed_at: datetime


class DraftsPage(Model):
    """Drafts, by id."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"drafts": [EXAMPLE], "next": None}]})
    drafts: tuple[DraftTold, ...]
    next: str | None = Field(description="`after` of the next page; none when there is none.")


class WholeDraft(Model):
    """A draft with its problem, and its plan where it has one."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "var-2027",
                    "name": "Våren 2027",
                    "revision": 4,
                    "changed_at": "2026-11-22T12:00:00Z",
                    "problem": PROBLEM,
                    "plan": PLAN,
                }
            ]
        }
    )
    id: str
    name: str
    revision: int
    changed_at: datetime
    problem: Problem
    plan: Plan | None

    @classmethod
    def of(cls, kept: Draft) -> WholeDraft:
        """What a draft holds."""
        return cls(
            id=kept.id,
            name=kept.name,
            revision=kept.revision,
            changed_at=kept.changed_at,
            problem=read_document(Problem, kept.problem),
            plan=None if kept.plan is None else read_document(Plan, kept.plan),
        )


class DraftGiven(Expected):
    """A draft as it shall be."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Våren 2027", "problem": PROBLEM, "plan": None, "expected": 0}]
        }
    )
    name: str = Field(max_length=1000, description="Nothing about children or single cases.")
    problem: dict[str, Any] = Field(
        description="As a problem file has it, in JSON: see `GET /schemas/problem`.",
    )
    plan: dict[str, Any] | None = Field(
        None, description="As a job or a version has it; none when there is none yet."
    )


class DraftKept(Model):
    """That a draft is kept."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"id": "var-2027", "revision": 5}]})
    id: str
    revision: int = Field(description="The one that it has now.")


class JobForDraft(Expected):
    """Which draft a result goes into."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"draft": "var-2027", "expected": 4}]}
    )
    draft: Id
    policy: Policy | None = Field(
        None, description="Which alternative of a what-if; the first when it is left out."
    )


def list_drafts(asked: Asked[InOffice, Page, Nothing]) -> Answered:
    """Drafts, by id."""
    page = asked.query
    place = page.place_of(str)
    found = drafts_in(
        asked.service.store,
        asked.path.office,
        by=asked.by,
        limit=page.limit + 1,
        after=place[0] if place else None,
    )
    drafts, after = page_of(found, page, lambda each: (each.id,))
    return Answered(DraftsPage(drafts=tuple(map(DraftTold.of, drafts)), next=after))


def one(asked: Asked[OfDraft, Nothing, Nothing]) -> Answered:
    """A draft as a whole."""
    path = asked.path
    found = draft_in(asked.service.store, path.office, path.draft, by=asked.by)
    note_seen(asked, Seen.DRAFT, path.draft)
    return Answered(WholeDraft.of(found))


def put(asked: Asked[OfDraft, Nothing, DraftGiven]) -> Answered:
    """Keep a new draft, or a new revision of one."""
    service, path, given = asked.service, asked.path, asked.body
    # The store sees to it, too. This saves reading megabytes for whoever may not hand them in.
    asked.by.require(Permission.PLAN, path.office)
    problem = problem_from(given.problem, service.kinds, holidays=service.holidays)
    plan = None if given.plan is None else plan_from(given.plan, problem)
    revision = put_draft(
        service.store,
        path.office,
        path.draft,
        given.name,
        problem,
        plan=plan,
        expected=given.expected,
        by=asked.by,
        at=asked.at,
    )
    return Answered(DraftKept(id=path.draft, revision=revision))


def put_from_job(asked: Asked[OfJob, Nothing, JobForDraft]) -> Answered:
    """Put what came of a job in a draft."""
    path, given = asked.path, asked.body
    revision = draft_from_job(
        asked.service.store,
        path.office,
        given.draft,
        path.job,
        policy=given.policy,
        expected=given.expected,
        by=asked.by,
        at=asked.at,
    )
    kept = DraftKept(id=given.draft, revision=revision)
    return Answered(kept, f"/offices/{path.office}/drafts/{given.draft}")


def delete(asked: Asked[OfDraft, Expected, Nothing]) -> Answered:
    """Delete a draft."""
    path, expected = asked.path, asked.query.expected
    store = asked.service.store
    delete_draft(store, path.office, path.draft, expected=expected, by=asked.by, at=asked.at)
    return Answered()


ENDPOINTS = (
    Endpoint(
        name="list_drafts",
        method="GET",
        path="/offices/{office}/drafts",
        summary="What an office works on",
        access=Permission.SEE_PLANS,
        variables=InOffice,
        query=Page,
        body=Nothing,
        answer=DraftsPage,
        call=list_drafts,
    ),
    Endpoint(
        name="get_draft",
        method="GET",
        path="/offices/{office}/drafts/{draft}",
        summary="A draft with its problem and its plan",
        access=Permission.SEE_PLANS,
        variables=OfDraft,
        query=Nothing,
        body=Nothing,
        answer=WholeDraft,
        call=one,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="put_draft",
        method="PUT",
        path="/offices/{office}/drafts/{draft}",
        summary="Keep a new draft, or a new revision of one",
        access=Permission.PLAN,
        variables=OfDraft,
        query=Nothing,
        body=DraftGiven,
        answer=DraftKept,
        call=put,
        refusals=frozenset({404, 409}),
        largest=DOCUMENT,
    ),
    Endpoint(
        name="put_job_in_draft",
        method="POST",
        path="/offices/{office}/jobs/{job}/draft",
        summary="Put what came of a job in a draft, new or old",
        access=Permission.PLAN,
        variables=OfJob,
        query=Nothing,
        body=JobForDraft,
        answer=DraftKept,
        call=put_from_job,
        located=True,
        refusals=frozenset({404, 409}),
    ),
    Endpoint(
        name="delete_draft",
        method="DELETE",
        path="/offices/{office}/drafts/{draft}",
        summary="Delete a draft for good",
        access=Permission.PLAN,
        variables=OfDraft,
        query=Expected,
        body=Nothing,
        answer=None,
        call=delete,
        refusals=frozenset({404, 409}),
    ),
)
