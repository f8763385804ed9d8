"""Work that takes its time, over the API: asked for, followed, stopped, and what came of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field, RootModel
from pydantic.config import JsonDict

from planner.application.api.endpoint import Answered, Asked, Endpoint, InOffice, Nothing
from planner.application.api.paging import Page, page_of
from planner.application.api.seeing import note_seen
from planner.application.jobresults import (
    FetchResult,
    PlanResult,
    ResilienceResult,
    StaffingResult,
    WhatIfResult,
)
from planner.application.orders import Order
from planner.application.store.access import Seen
from planner.application.store.job_rows import Job
from planner.application.store.jobs import ask_to_stop, document_of, job_in, jobs_in
from planner.application.store.ordering import place_order
from planner.domain.errors import NotThere
from planner.domain.job import FAILURE, JobKind, JobState
from planner.domain.model import Model
from planner.domain.roles import Permission
from planner.domain.words import Phrase

POISONED = Phrase(
    nb="Jobben er prøvd {attempts} ganger uten å bli ferdig, og prøves ikke mer. Be om en "
    "mindre jobb eller kortere tid, og si fra til den som driver tjenesten.",
    nn="Jobben er prøvd {attempts} gonger utan å bli ferdig, og blir ikkje prøvd meir. Be om "
    "ein mindre jobb eller kortare tid, og sei frå til den som driv tenesta.",
)
NEVER_BEGUN = Phrase(
    nb="Jobben ble stoppet før noen begynte på den, og har ikke noe resultat; be om den på nytt.",
    nn="Jobben vart stoppa før nokon byrja på han, og har ikkje noko resultat; be om han på nytt.",
)

JOB_ID = r"^[0-9a-f]{32}$"

EXAMPLE: JsonDict = {
    "id": "3b1f0c9a7d5e4f62a1b0c9d8e7f60514",
    "kind": "plan",
    "state": "running",
    "order": {
        "kind": "plan",
        "draft": "var-2027",
        "revision": 4,
        "seconds": 30.0,
        "seed": 1,
        "keep": False,
        "busy": True,
    },
    "asked_by": "5f2b8c0e7d6a4f1e9b3c2d1a0f9e8d7c",
    "asked_at": "2026-11-22T12:00:00Z",
    "begun_at": "2026-11-22T12:00:01Z",
    "ended_at": None,
    "stop_asked_at": None,
    "attempts": 1,
    "failure": None,
    "why": None,
    "progress": {
        "stage": "search",
        "placed": 410,
        "meetings": 412,
        "cost": 18240,
        "bound": 15100,
        "seconds": 11.5,
        "at": "2026-11-22T12:00:13Z",
    },
}


class OfJob(InOffice):
    """The path of a job."""

    job: str = Field(pattern=JOB_ID, examples=[EXAMPLE["id"]])


class JobOrder(Model):
    """What is to be done."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"order": {"kind": "plan", "draft": "var-2027"}}]}
    )
    order: Order


class JobProgress(Model):
    """How far a job is."""

    stage: str = Field(description="What it does now, in a word of its kind.")
    placed: int | None = Field(description="Things done so far.")
    meetings: int | None = Field(description="Of how many.")
    cost: int | None = Field(description="The price of the best so far.")
    bound: int | None = Field(description="No plan can cost less.")
    seconds: float = Field(description="Used by this attempt.")
    at: datetime | None = Field(description="When that was.")


class JobTold(Model):
    """A job as it is now."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    id: str
    kind: JobKind
    state: JobState
    order: dict[str, Any] = Field(description="What was asked for, as it was settled then.")
    asked_by: str = Field(description="An account's id, or `machine`.")
    asked_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    stop_asked_at: datetime | None
    attempts: int
    failure: str | None = Field(description="Why it failed, in a word for programs.")
    why: str | None = Field(
        description="In a sentence why it has no result; told where one job is asked for."
    )
    progress: JobProgress | None = Field(description="None before it has begun.")

    @classmethod
    def of(cls, kept: Job, why: str | None = None) -> JobTold:
        """What is told of a job."""
        progress = None
        if kept.standing is not None:
            progress = JobProgress(**asdict(kept.standing), at=kept.standing_at)
        return cls(
            id=kept.id,
            kind=JobKind(kept.kind),
            state=kept.state,
            order=json.loads(kept.asked),
            asked_by=kept.asked_by,
            asked_at=kept.asked_at,
            begun_at=kept.begun_at,
            ended_at=kept.ended_at,
            stop_asked_at=kept.stop_asked_at,
            attempts=kept.attempts,
            failure=kept.failure,
            why=why,
            progress=progress,
        )


class JobsPage(Model):
    """Jobs, those asked for last first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"jobs": [EXAMPLE], "next": None}]})
    jobs: tuple[JobTold, ...]
    next: str | None = Field(description="`after` of the next page; none when there is none.")


class JobResult(
    RootModel[PlanResult | StaffingResult | WhatIfResult | ResilienceResult | FetchResult]
):
    """What came of a job, by its kind."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"tried": 3, "read": 2, "failed": 1}]}
    )


def submit(asked: Asked[InOffice, Nothing, JobOrder]) -> Answered:
    """Ask for a job."""
    office = asked.path.office
    # The store sees to it, too; but whoever may not, need not be told what is there.
    asked.by.require(Permission.PLAN, office)
    job = place_order(asked.service.store, office, asked.body.order, by=asked.by, at=asked.at)
    return Answered(JobTold.of(job), f"/offices/{office}/jobs/{job.id}")


def list_jobs(asked: Asked[InOffice, Page, Nothing]) -> Answered:
    """Jobs, those asked for last first."""
    page = asked.query
    place = page.place_of(str)
    found = jobs_in(
        asked.service.store,
        asked.path.office,
        by=asked.by,
        limit=page.limit + 1,
        after=place[0] if place else None,
    )
    jobs, after = page_of(found, page, lambda each: (each.id,))
    return Answered(JobsPage(jobs=tuple(JobTold.of(each) for each in jobs), next=after))


def one(asked: Asked[OfJob, Nothing, Nothing]) -> Answered:
    """A job as it is now."""
    path, store = asked.path, asked.service.store
    job = job_in(store, path.office, path.job, by=asked.by)
    return Answered(JobTold.of(job, _why(asked, job)))


def stop(asked: Asked[OfJob, Nothing, Nothing]) -> Answered:
    """Ask a job to stop."""
    path, store = asked.path, asked.service.store
    return Answered(JobTold.of(ask_to_stop(store, path.office, path.job, by=asked.by, at=asked.at)))


def result(asked: Asked[OfJob, Nothing, Nothing]) -> Answered:
    """What came of a job."""
    path = asked.path
    found = document_of(asked.service.store, path.office, path.job, by=asked.by)
    note_seen(asked, Seen.JOB, path.job)
    return Answered(found)


def _why(asked: Asked[OfJob, Nothing, Nothing], job: Job) -> str | None:
    """Why a job that is over has no result; `None` where nobody knows any more, too."""
    match job.state:
        case JobState.FAILED:
            path, store = asked.path, asked.service.store
            try:
                told = document_of(store, path.office, path.job, FAILURE, by=asked.by)
            except NotThere:  # it was so long ago that what it handed out is gone
                return None
            why: str = json.loads(told)[asked.language]
            return why
        case JobState.POISONED:
            return POISONED.with_facts(attempts=job.attempts).text(asked.language)
        case JobState.STOPPED if job.begun_at is None:
            return NEVER_BEGUN.text(asked.language)
    return None


ENDPOINTS = (
    Endpoint(
        name="list_jobs",
        method="GET",
        path="/offices/{office}/jobs",
        summary="What was asked for, the last first",
        access=Permission.SEE_PLANS,
        variables=InOffice,
        query=Page,
        body=Nothing,
        answer=JobsPage,
        call=list_jobs,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="submit_job",
        method="POST",
        path="/offices/{office}/jobs",
        summary="Have something planned, mended, tried out or fetched",
        access=Permission.PLAN,
        variables=InOffice,
        query=Nothing,
        body=JobOrder,
        answer=JobTold,
        call=submit,
        located=True,
        status=202,
        refusals=frozenset({404, 409}),
    ),
    Endpoint(
        name="get_job",
        method="GET",
        path="/offices/{office}/jobs/{job}",
        summary="How far a job is",
        access=Permission.SEE_PLANS,
        variables=OfJob,
        query=Nothing,
        body=Nothing,
        answer=JobTold,
        call=one,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="stop_job",
        method="POST",
        path="/offices/{office}/jobs/{job}/stop",
        summary="Ask a job to stop; the best so far is kept",
        access=Permission.PLAN,
        variables=OfJob,
        query=Nothing,
        body=Nothing,
        answer=JobTold,
        call=stop,
        status=202,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="get_job_result",
        method="GET",
        path="/offices/{office}/jobs/{job}/result",
        summary="What came of a job",
        access=Permission.SEE_PLANS,
        variables=OfJob,
        query=Nothing,
        body=Nothing,
        answer=JobResult,
        call=result,
        refusals=frozenset({404}),
    ),
)
