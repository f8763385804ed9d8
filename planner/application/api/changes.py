"""What differs between two plans, as the API tells it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from planner.application.publication_text import KINDS
from planner.domain.diff import Change
from planner.domain.model import Model
from planner.domain.plan import PlacedMeeting

ChangeKind = Literal["moved", "restaffed", "elsewhere", "new", "cancelled"]

CHANGE: JsonDict = {
    "meeting": "rt.vika.2",
    "title": "Ressursteam, Vika skole",
    "kinds": ["moved"],
    "before": {
        "start": "2027-05-04T09:00:00+02:00",
        "end": "2027-05-04T10:30:00+02:00",
        "place": "vika",
        "room": None,
        "units": ["vika"],
        "people": ["ppt-01"],
    },
    "after": {
        "start": "2027-05-11T09:00:00+02:00",
        "end": "2027-05-11T10:30:00+02:00",
        "place": "vika",
        "room": None,
        "units": ["vika"],
        "people": ["ppt-01"],
    },
    "joined": [],
    "left": [],
    "affected": ["ppt-01", "vika"],
}


class Occasion(Model):
    """When and where a meeting is, and whose time it takes."""

    start: datetime
    end: datetime
    place: str | None
    room: str | None
    units: tuple[str, ...]
    people: tuple[str, ...]

    @classmethod
    def of(cls, meeting: PlacedMeeting | None) -> Occasion | None:
        """What is told of a meeting; `None` where it has no place."""
        if meeting is None:
            return None
        people = tuple(each.id for each in meeting.people)
        return cls(
            start=meeting.start,
            end=meeting.end,
            place=meeting.place,
            room=meeting.room,
            units=meeting.units,
            people=people,
        )


class MeetingChange(Model):
    """What becomes of one meeting."""

    model_config = ConfigDict(json_schema_extra={"examples": [CHANGE]})
    meeting: str
    title: str
    kinds: tuple[ChangeKind, ...] = Field(description="Both moved and restaffed it may be.")
    before: Occasion | None = Field(description="None for a meeting that is new.")
    after: Occasion | None = Field(description="None for a meeting that is cancelled.")
    joined: tuple[str, ...] = Field(description="People who come now and did not.")
    left: tuple[str, ...]
    affected: tuple[str, ...] = Field(description="People, units and rooms who have to know.")

    @classmethod
    def of(cls, change: Change) -> MeetingChange:
        """What is told of a change."""
        return cls(
            meeting=change.meeting.id,
            title=change.meeting.title,
            kinds=tuple(kind for kind, (holds, _, _) in KINDS.items() if holds(change)),  # type: ignore[misc]
            before=Occasion.of(change.before),
            after=Occasion.of(change.after),
            joined=change.joined,
            left=change.left,
            affected=change.affected,
        )
