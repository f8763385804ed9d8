"""A person's own meetings, over the API."""

from __future__ import annotations

from datetime import datetime

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from planner.application.api.endpoint import Answered, Asked, Endpoint, InOffice, Nothing, Told
from planner.application.api.seeing import note_seen
from planner.application.store.access import Seen
from planner.application.store.published import meetings_in
from planner.domain.attendance import Level
from planner.domain.model import Id, Model
from planner.domain.roles import Permission

EXAMPLE: JsonDict = {
    "id": "rt.vika.2",
    "title": "Ressursteam, Vika skole",
    "start": "2027-05-04T09:00:00+02:00",
    "end": "2027-05-04T10:30:00+02:00",
    "place": "Vika skole",
    "level": "required",
    "version": 3,
}


class OfPerson(InOffice):
    """The path of a person of an office."""

    person: Id = Field(examples=["ppt-07"])


class MeetingTold(Told):
    """A meeting as the feed of whoever is at it has it."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})
    id: str
    title: str
    start: datetime = Field(description="From when they are there.")
    end: datetime
    place: str | None
    level: Level
    version: int = Field(description="Of the plan that it stands in.")


class MeetingsOfPerson(Model):
    """The meetings of a person in every half-year that is published, in the order of time."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"meetings": [EXAMPLE]}]})
    meetings: tuple[MeetingTold, ...]


def meetings(asked: Asked[OfPerson, Nothing, Nothing]) -> Answered:
    """The meetings of a person."""
    office, person = asked.path.office, asked.path.person
    found = meetings_in(asked.service.store, office, person, by=asked.by, language=asked.language)
    note_seen(asked, Seen.PERSON, person)
    return Answered(MeetingsOfPerson(meetings=tuple(MeetingTold.of(each) for each in found)))


ENDPOINTS = (
    Endpoint(
        name="list_meetings",
        method="GET",
        path="/offices/{office}/people/{person}/meetings",
        summary="A person's meetings; staff see their own",
        access=Permission.SEE_PLANS,
        variables=OfPerson,
        query=Nothing,
        body=Nothing,
        answer=MeetingsOfPerson,
        call=meetings,
        own=True,
    ),
)
