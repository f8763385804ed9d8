"""The offices of a deployment, over the API."""

from __future__ import annotations

from datetime import datetime

from pydantic import ConfigDict, Field
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
from planner.application.api.paging import Page, page_through
from planner.application.store.offices import change_office, make_office, offices
from planner.domain.model import Id, Model, Name
from planner.domain.roles import Permission
from planner.domain.words import Language

EXAMPLE: JsonDict = {
    "id": "ppt-vika",
    "name": "PPT Vika",
    "language": "nb",
    "created_at": "2026-11-22T12:00:00Z",
}


class OfficeListed(Told):
    """An office."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    id: str
    name: str
    language: Language
    created_at: datetime


class OfficesPage(Model):
    """Offices, by id."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"offices": [EXAMPLE], "next": None}]}
    )
    offices: tuple[OfficeListed, ...]
    next: str | None = Field(description="`after` of the next page; none when there is none.")


class OfficeNamed(Model):
    """What an office is called, and which language is spoken with it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "PPT Vika", "language": "nn"}]}
    )
    name: Name
    language: Language = "nb"


class NewOffice(OfficeNamed):
    """An office to be."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"id": "ppt-fjord", "name": "PPT Fjord", "language": "nn"}]}
    )
    id: Id


def list_offices(asked: Asked[Nothing, Page, Nothing]) -> Answered:
    """The offices that one is in."""
    found = offices(asked.service.store, by=asked.by)
    listed, after = page_through(found, asked.query, lambda each: (each.id,))
    return Answered(OfficesPage(offices=tuple(map(OfficeListed.of, listed)), next=after))


def make(asked: Asked[Nothing, Nothing, NewOffice]) -> Answered:
    """Make an office."""
    new, at = asked.body, asked.at
    make_office(asked.service.store, new.id, new.name, new.language, by=asked.by, at=at)
    made = OfficeListed(id=new.id, name=new.name, language=new.language, created_at=at)
    return Answered(made)


def change(asked: Asked[InOffice, Nothing, OfficeNamed]) -> Answered:
    """Call it something else."""
    office, named = asked.path.office, asked.body
    change_office(asked.service.store, office, named.name, named.language, by=asked.by, at=asked.at)
    return Answered()


ENDPOINTS = (
    Endpoint(
        name="list_offices",
        method="GET",
        path="/offices",
        summary="The offices one is in; all of them for whoever manages them",
        access=Access.LOGGED_IN,
        variables=Nothing,
        query=Page,
        body=Nothing,
        answer=OfficesPage,
        call=list_offices,
    ),
    Endpoint(
        name="make_office",
        method="POST",
        path="/offices",
        summary="Make an office",
        access=Permission.MANAGE_OFFICES,
        variables=Nothing,
        query=Nothing,
        body=NewOffice,
        answer=OfficeListed,
        call=make,
        status=201,
    ),
    Endpoint(
        name="change_office",
        method="PUT",
        path="/offices/{office}",
        summary="Call an office something else, or speak another language with it",
        access=Permission.MANAGE_OFFICES,
        variables=InOffice,
        query=Nothing,
        body=OfficeNamed,
        answer=None,
        call=change,
    ),
)
