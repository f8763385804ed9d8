"""The calendars that people are busy in, over the API. Their addresses come in and never out."""

from __future__ import annotations

from datetime import datetime

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from planner.application.api.endpoint import Answered, Asked, Endpoint, InOffice, Nothing
from planner.application.api.meeting_endpoints import OfPerson
from planner.application.api.seeing import note_seen
from planner.application.store.access import Seen
from planner.application.store.calendars import (
    KnownCalendar,
    calendars,
    put_calendar,
    remove_calendar,
)
from planner.domain.model import Model
from planner.domain.roles import Permission
from planner.domain.words import Language

LONGEST_ADDRESS = 2000
DIGEST = r"^[0-9a-f]{32}$"

EXAMPLE: JsonDict = {
    "person": "ppt-07",
    "digest": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "host": "outlook.office365.com",
    "added_at": "2026-11-20T08:15:00Z",
    "tried_at": "2026-11-22T06:00:00Z",
    "read_at": "2026-11-22T06:00:00Z",
    "trouble": None,
}


class OfCalendar(OfPerson):
    """The path of a person's calendar."""

    digest: str = Field(pattern=DIGEST, examples=[EXAMPLE["digest"]])


class CalendarGiven(Model):
    """Where a calendar is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"address": "https://outlook.office365.com/…/calendar.ics"}]
        }
    )
    address: str = Field(
        max_length=LONGEST_ADDRESS, repr=False, description="It is a secret, and never shown again."
    )


class CalendarKept(Model):
    """That a calendar is kept."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"person": "ppt-07", "digest": EXAMPLE["digest"]}]}
    )
    person: str
    digest: str = Field(description="What tells it from the person's other calendars.")


class CalendarTold(Model):
    """A calendar, without its address and without when anybody is busy."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    person: str
    digest: str
    host: str | None = Field(description="None when the address can be read no more.")
    added_at: datetime
    tried_at: datetime | None = Field(description="When it was last tried.")
    read_at: datetime | None = Field(description="When it was last read, or found unchanged.")
    trouble: str | None = Field(description="Why the last attempt failed, and the way out.")

    @classmethod
    def of(cls, kept: KnownCalendar, language: Language) -> CalendarTold:
        """What is told of a calendar."""
        return cls(
            person=kept.person,
            digest=kept.digest,
            host=kept.host,
            added_at=kept.added_at,
            tried_at=kept.tried_at,
            read_at=kept.read_at,
            trouble=None if kept.trouble is None else kept.trouble.text(language),
        )


class Calendars(Model):
    """Calendars, by person and as they were added."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"calendars": [EXAMPLE]}]})
    calendars: tuple[CalendarTold, ...]


def list_all(asked: Asked[InOffice, Nothing, Nothing]) -> Answered:
    """Everybody's calendars."""
    return _listed(asked, None)


def list_of_person(asked: Asked[OfPerson, Nothing, Nothing]) -> Answered:
    """A person's calendars."""
    return _listed(asked, asked.path.person)


def add(asked: Asked[OfPerson, Nothing, CalendarGiven]) -> Answered:
    """Say where a person's calendar is."""
    service, path = asked.service, asked.path
    given = asked.body.address
    digest = put_calendar(
        service.store, path.office, path.person, given, service.seal, by=asked.by, at=asked.at
    )
    kept = CalendarKept(person=path.person, digest=digest)
    return Answered(kept, f"/offices/{path.office}/people/{path.person}/calendars/{digest}")


def remove(asked: Asked[OfCalendar, Nothing, Nothing]) -> Answered:
    """Forget a calendar."""
    path = asked.path
    store = asked.service.store
    remove_calendar(store, path.office, path.person, path.digest, by=asked.by, at=asked.at)
    return Answered()


def _listed(
    asked: Asked[InOffice, Nothing, Nothing] | Asked[OfPerson, Nothing, Nothing], person: str | None
) -> Answered:
    service, office = asked.service, asked.path.office
    found = calendars(service.store, office, service.seal, by=asked.by, person=person)
    note_seen(asked, Seen.CALENDARS, person or "")
    told = tuple(CalendarTold.of(each, asked.language) for each in found)
    return Answered(Calendars(calendars=told))


ENDPOINTS = (
    Endpoint(
        name="list_calendars",
        method="GET",
        path="/offices/{office}/calendars",
        summary="The calendars that people are busy in, of everybody",
        access=Permission.PLAN,
        variables=InOffice,
        query=Nothing,
        body=Nothing,
        answer=Calendars,
        call=list_all,
    ),
    Endpoint(
        name="list_person_calendars",
        method="GET",
        path="/offices/{office}/people/{person}/calendars",
        summary="The calendars that a person is busy in; staff see their own",
        access=Permission.PLAN,
        variables=OfPerson,
        query=Nothing,
        body=Nothing,
        answer=Calendars,
        call=list_of_person,
        own=True,
    ),
    Endpoint(
        name="add_person_calendar",
        method="POST",
        path="/offices/{office}/people/{person}/calendars",
        summary="Say where a person's calendar is; staff say where their own is",
        access=Permission.PLAN,
        variables=OfPerson,
        query=Nothing,
        body=CalendarGiven,
        answer=CalendarKept,
        call=add,
        located=True,
        own=True,
        status=201,
    ),
    Endpoint(
        name="remove_person_calendar",
        method="DELETE",
        path="/offices/{office}/people/{person}/calendars/{digest}",
        summary="Forget a calendar, with all that came from it",
        access=Permission.PLAN,
        variables=OfCalendar,
        query=Nothing,
        body=Nothing,
        answer=None,
        call=remove,
        own=True,
        refusals=frozenset({404}),
    ),
)
