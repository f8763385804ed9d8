"""What an office has published, over the API: versions, their plans, and what differs."""

from __future__ import annotations

from datetime import datetime

from pydantic import ConfigDict, Field, RootModel
from pydantic.config import JsonDict

from planner.application.api.changes import CHANGE, MeetingChange
from planner.application.api.endpoint import Answered, Asked, Endpoint, InOffice, Nothing, Told
from planner.application.api.examples import PLAN, PROBLEM
from planner.application.api.paging import Page, page_of
from planner.application.api.seeing import note_seen
from planner.application.orders import MOST_VERSIONS
from planner.application.store.access import Seen
from planner.application.store.published import published_in, version_in
from planner.application.store.releasing import difference
from planner.domain.model import Model
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.publication import Version
from planner.domain.roles import Permission

EXAMPLE: JsonDict = {
    "number": 3,
    "published_at": "2026-12-01T11:00:00Z",
    "half_year": "2027-01-04/2027-06-18",
    "note": "Ny rådgiver ved Vika skole",
    "erased": False,
}


class OfVersion(InOffice):
    """The path of a version."""

    number: int = Field(ge=1, le=MOST_VERSIONS, examples=[3])


class Since(Model):
    """What a version is compared with."""

    since: int = Field(ge=1, le=MOST_VERSIONS, description="Another version of the same half-year.")


class VersionListed(Told):
    """A version in a list."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    number: int
    published_at: datetime
    half_year: str = Field(description="The days that it is a plan for, ISO 8601.")
    note: str
    erased: bool = Field(description="Whether it was erased with its school year.")


class VersionsPage(Model):
    """Versions, the newest first."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"versions": [EXAMPLE], "next": None}]}
    )
    versions: tuple[VersionListed, ...]
    next: str | None = Field(description="`after` of the next page; none when there is none.")


class VersionSummary(Model):
    """A version without its plan and its problem, which have addresses of their own."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "number": 3,
                    "published_at": "2026-12-01T11:00:00Z",
                    "note": "Ny rådgiver ved Vika skole",
                    "page": None,
                    "problem": "vika-v27",
                    "name": "Vika, våren 2027",
                    "first_day": "2027-01-04",
                    "last_day": "2027-06-18",
                    "fingerprint": "5f0c2ab41d9e",
                    "meetings": 412,
                    "unplaced": 0,
                }
            ]
        }
    )
    number: int
    published_at: datetime
    note: str
    page: str | None
    problem: str = Field(description="The problem's id.")
    name: str
    first_day: str
    last_day: str
    fingerprint: str = Field(description="The same for the same meetings.")
    meetings: int = Field(description="How many have a place.")
    unplaced: int

    @classmethod
    def of(cls, version: Version) -> VersionSummary:
        """What is told of a version."""
        problem, plan = version.problem, version.plan
        return cls(
            number=version.number,
            published_at=version.published_at,
            note=version.note,
            page=version.page,
            problem=problem.id,
            name=problem.name,
            first_day=str(problem.semester.first_day),
            last_day=str(problem.semester.last_day),
            fingerprint=plan.fingerprint,
            meetings=len(plan.meetings),
            unplaced=len(plan.unplaced),
        )


class VersionChanges(Model):
    """What differs from another version."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"since": 2, "number": 3, "changes": [CHANGE]}]}
    )
    since: int = Field(description="The version that it is compared with.")
    number: int
    changes: tuple[MeetingChange, ...]


class VersionPlan(RootModel[Plan]):
    """The plan of a version: its meetings with their times, and those that have no place."""

    model_config = ConfigDict(json_schema_extra={"examples": [PLAN]})


class VersionProblem(RootModel[Problem]):
    """The problem of a version, with the contacts that its plan has."""

    model_config = ConfigDict(json_schema_extra={"examples": [PROBLEM]})


def list_versions(asked: Asked[InOffice, Page, Nothing]) -> Answered:
    """Versions, the newest first."""
    office, page = asked.path.office, asked.query
    place = page.place_of(int)
    before = place[0] if place else None
    found = published_in(
        asked.service.store, office, by=asked.by, limit=page.limit + 1, before=before
    )
    versions, after = page_of(found, page, lambda each: (each.number,))
    listed = tuple(VersionListed.of(each) for each in versions)
    return Answered(VersionsPage(versions=listed, next=after))


def version(asked: Asked[OfVersion, Nothing, Nothing]) -> Answered:
    """One version, in short."""
    return Answered(VersionSummary.of(_seen(asked)))


def plan(asked: Asked[OfVersion, Nothing, Nothing]) -> Answered:
    """The plan of a version."""
    return Answered(VersionPlan(_seen(asked).plan))


def problem(asked: Asked[OfVersion, Nothing, Nothing]) -> Answered:
    """The problem of a version."""
    return Answered(VersionProblem(_seen(asked).problem))


def changes(asked: Asked[OfVersion, Since, Nothing]) -> Answered:
    """What differs between two versions."""
    office, number = asked.path.office, asked.path.number
    since = asked.query.since
    found = difference(asked.service.store, office, since, number, by=asked.by)
    note_seen(asked, Seen.VERSION, str(number))
    told = tuple(MeetingChange.of(each) for each in found.changes)
    return Answered(VersionChanges(since=since, number=number, changes=told))


def _seen(asked: Asked[OfVersion, Nothing, Nothing]) -> Version:
    """The version that is asked for, which whoever asks has seen then."""
    office, number = asked.path.office, asked.path.number
    found = version_in(asked.service.store, office, number, by=asked.by)
    note_seen(asked, Seen.VERSION, str(number))
    return found


ENDPOINTS = (
    Endpoint(
        name="list_versions",
        method="GET",
        path="/offices/{office}/versions",
        summary="What an office has published, the newest first",
        access=Permission.SEE_PLANS,
        variables=InOffice,
        query=Page,
        body=Nothing,
        answer=VersionsPage,
        call=list_versions,
    ),
    Endpoint(
        name="get_version",
        method="GET",
        path="/offices/{office}/versions/{number}",
        summary="A version in short",
        access=Permission.SEE_PLANS,
        variables=OfVersion,
        query=Nothing,
        body=Nothing,
        answer=VersionSummary,
        call=version,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="get_version_plan",
        method="GET",
        path="/offices/{office}/versions/{number}/plan",
        summary="The plan of a version",
        access=Permission.SEE_PLANS,
        variables=OfVersion,
        query=Nothing,
        body=Nothing,
        answer=VersionPlan,
        call=plan,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="get_version_problem",
        method="GET",
        path="/offices/{office}/versions/{number}/problem",
        summary="The problem that a version's plan is a plan of",
        access=Permission.SEE_PLANS,
        variables=OfVersion,
        query=Nothing,
        body=Nothing,
        answer=VersionProblem,
        call=problem,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="get_version_changes",
        method="GET",
        path="/offices/{office}/versions/{number}/changes",
        summary="What differs between two versions of a half-year",
        access=Permission.SEE_PLANS,
        variables=OfVersion,
        query=Since,
        body=Nothing,
        answer=VersionChanges,
        call=changes,
        refusals=frozenset({404}),
    ),
)
