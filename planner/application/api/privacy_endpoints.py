"""What is kept about people, over the API: handed out, erased, and who saw it."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import ConfigDict, Field, RootModel
from pydantic.config import JsonDict

from planner.application.api.endpoint import (
    Access,
    Answered,
    Asked,
    Endpoint,
    InOffice,
    Nothing,
    Told,
)
from planner.application.api.meeting_endpoints import OfPerson
from planner.application.api.paging import NO_PLACE, Page, page_of
from planner.application.api.seeing import note_seen
from planner.application.store import access
from planner.application.store.access import Seen, accesses
from planner.application.store.account_export import export_account, export_person
from planner.application.store.erasing import erase_account, erase_person
from planner.application.store.schoolyears import erase_year
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.model import YEARS, Model
from planner.domain.roles import Permission

EXAMPLE: JsonDict = {
    "day": "2026-11-22",
    "account": "5f2b8c0e7d6a4f1e9b3c2d1a0f9e8d7c",
    "name": "PP-rådgiver 07",
    "kind": "version",
    "subject": "3",
}


class AccountExport(RootModel[dict[str, Any]]):
    """All that is kept about an account: rows by what they are of, without secrets."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"account": {}, "memberships": [], "sessions": []}]}
    )


class PersonExport(RootModel[dict[str, Any]]):
    """All that an office keeps about a person: rows by what they are of, without secrets."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"person": "ppt-07", "accounts": [], "memberships": []}]}
    )


class StillNamed(Told):
    """What still names a person who was erased: plans are changed by those who plan."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"drafts": ["var-2027"], "scenarios": [], "versions": [3]}]}
    )
    drafts: tuple[str, ...]
    scenarios: tuple[str, ...]
    versions: tuple[int, ...] = Field(description="They go when their school year is erased.")


class OfYear(InOffice):
    """The path of a school year."""

    year: int = Field(
        ge=YEARS.start, lt=YEARS.stop, description="That it begins in.", examples=[2026]
    )


class YearErased(Told):
    """What was erased with a school year."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"versions": [1, 2], "drafts": ["var-2027"], "scenarios": [], "jobs": []}]
        }
    )
    versions: tuple[int, ...] = Field(description="Their numbers, and when they were made, stay.")
    drafts: tuple[str, ...]
    scenarios: tuple[str, ...]
    jobs: tuple[str, ...]


class AccessTold(Told):
    """That somebody saw something on a day."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    day: date
    account: str
    name: str | None = Field(description="None when the account is there no longer.")
    kind: Seen
    subject: str = Field(description="The id of what they saw; empty where there is but one.")


class AccessesPage(Model):
    """Who saw what, the last day first."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"accesses": [EXAMPLE], "next": None}]}
    )
    accesses: tuple[AccessTold, ...]
    next: str | None = Field(description="`after` of the next page; none when there is none.")


def export_me(asked: Asked[Nothing, Nothing, Nothing]) -> Answered:
    """All that is kept about whoever asks."""
    service = asked.service
    return Answered(
        AccountExport(export_account(service.store, service.seal, by=asked.by, at=asked.at))
    )


def export_of_person(asked: Asked[OfPerson, Nothing, Nothing]) -> Answered:
    """All that an office keeps about a person."""
    path, service = asked.path, asked.service
    found = export_person(
        service.store, path.office, path.person, service.seal, by=asked.by, at=asked.at
    )
    note_seen(asked, Seen.PERSON, path.person)
    return Answered(PersonExport(found))


def erase_me(asked: Asked[Nothing, Nothing, Nothing]) -> Answered:
    """Erase the account of whoever asks."""
    erase_account(asked.service.store, asked.by.account, by=asked.by, at=asked.at)
    return Answered()


def erase_one(asked: Asked[OfPerson, Nothing, Nothing]) -> Answered:
    """Erase a person from an office."""
    path, store = asked.path, asked.service.store
    named = erase_person(store, path.office, path.person, by=asked.by, at=asked.at)
    return Answered(StillNamed.of(named))


def erase_school_year(asked: Asked[OfYear, Nothing, Nothing]) -> Answered:
    """Erase a school year of an office."""
    path, store = asked.path, asked.service.store
    gone = erase_year(store, path.office, path.year, by=asked.by, at=asked.at)
    return Answered(YearErased.of(gone))


def list_accesses(asked: Asked[InOffice, Page, Nothing]) -> Answered:
    """Who saw what."""
    page = asked.query
    found = accesses(
        asked.service.store,
        asked.path.office,
        by=asked.by,
        limit=page.limit + 1,
        after=_after(page),
    )
    listed, after = page_of(
        found, page, lambda each: (str(each.day), each.account, each.kind, each.subject)
    )
    note_seen(asked, Seen.LOG)
    return Answered(AccessesPage(accesses=tuple(map(AccessTold.of, listed)), next=after))


def _after(page: Page) -> access.Access | None:
    """The last line of the page before."""
    place = page.place_of(str, str, str, str)
    if place is None:
        return None
    day, account, kind, subject = place
    try:
        return access.Access(date.fromisoformat(day), account, kind, subject, None)
    except ValueError:
        raise UnreadableInput((Fault(("after",), NO_PLACE),)) from None


ENDPOINTS = (
    Endpoint(
        name="export_me",
        method="GET",
        path="/me/export",
        summary="All that is kept about whoever asks",
        access=Access.LOGGED_IN,
        variables=Nothing,
        query=Nothing,
        body=Nothing,
        answer=AccountExport,
        call=export_me,
    ),
    Endpoint(
        name="export_person",
        method="GET",
        path="/offices/{office}/people/{person}/export",
        summary="All that an office keeps about a person",
        access=Permission.EXPORT_PERSON,
        variables=OfPerson,
        query=Nothing,
        body=Nothing,
        answer=PersonExport,
        call=export_of_person,
    ),
    Endpoint(
        name="erase_me",
        method="DELETE",
        path="/me",
        summary="Erase one's own account with all that is kept about it",
        access=Access.LOGGED_IN,
        variables=Nothing,
        query=Nothing,
        body=Nothing,
        answer=None,
        call=erase_me,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="erase_person",
        method="DELETE",
        path="/offices/{office}/people/{person}",
        summary="Erase a person: links, calendars, membership; what still names them is told",
        access=Permission.ERASE,
        variables=OfPerson,
        query=Nothing,
        body=Nothing,
        answer=StillNamed,
        call=erase_one,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="erase_school_year",
        method="DELETE",
        path="/offices/{office}/school-years/{year}",
        summary="Erase a school year that is over: plans, drafts, scenarios and jobs",
        access=Permission.ERASE,
        variables=OfYear,
        query=Nothing,
        body=Nothing,
        answer=YearErased,
        call=erase_school_year,
        refusals=frozenset({404}),
    ),
    Endpoint(
        name="list_accesses",
        method="GET",
        path="/offices/{office}/accesses",
        summary="Who saw what, the last day first",
        access=Permission.SEE_LOG,
        variables=InOffice,
        query=Page,
        body=Nothing,
        answer=AccessesPage,
        call=list_accesses,
    ),
)
