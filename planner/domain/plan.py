"""A plan: when and where each meeting stands and who is there. Documented in docs/formats.md."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from datetime import date, datetime
from functools import cached_property

from pydantic import Field, model_validator

from planner.domain.attendance import Level
from planner.domain.availability import Moment
from planner.domain.deadlines import Deadline
from planner.domain.model import Model


class Attendee(Model):
    """Somebody who is at a meeting, or welcome at it.

    `start` and `end` are given when it is only for a part of the meeting.
    """

    id: str
    service: str
    attendance: Level
    start: Moment | None = None
    end: Moment | None = None


class PlacedMeeting(Model):
    """A meeting with its time, place and people.

    `start` and `end` are aware and half-open; `units` are the units whose leadership is there.
    """

    id: str
    series: str
    title: str
    start: Moment
    end: Moment
    place: str | None
    units: tuple[str, ...]
    people: tuple[Attendee, ...]
    room: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> PlacedMeeting:
        if self.start >= self.end:
            raise ValueError("span_out_of_order")
        return self

    @cached_property
    def day(self) -> date:
        """The day the meeting stands on."""
        return self.start.date()

    @cached_property
    def minutes(self) -> int:
        """Length in minutes."""
        return int((self.end - self.start).total_seconds()) // 60

    @cached_property
    def participants(self) -> tuple[str, ...]:
        """Everybody whose time the meeting takes: people, then units, then the room."""
        people = (each.id for each in self.people if each.attendance is not Level.WELCOME)
        return (*people, *self.units, *((self.room,) if self.room else ()))

    @cached_property
    def _parts(self) -> dict[str, tuple[datetime, datetime]]:
        return {
            person.id: (person.start or self.start, person.end or self.end)
            for person in self.people
            if person.start or person.end
        }

    def span_of(self, participant: str) -> tuple[datetime, datetime]:
        """From when to when a participant is at the meeting."""
        return self._parts.get(participant, (self.start, self.end))


class UnplacedMeeting(Model):
    """A meeting that got no place, and why, a sentence each."""

    id: str
    reasons: tuple[str, ...]


class Plan(Model):
    """Every meeting of a problem, placed or not."""

    problem: str = Field(description="Id of the problem.")
    problem_digest: str
    semester: str
    meetings: tuple[PlacedMeeting, ...]
    unplaced: tuple[UnplacedMeeting, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    contacts: dict[str, dict[str, tuple[str, ...]]] = Field(
        default_factory=dict,
        description="Who serves a unit, as in the problem; those chosen are among them.",
    )

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that are the same for the same meetings, in any order."""
        meetings = [each.model_dump(mode="json") for each in self.meetings]
        for each in meetings:
            each["people"].sort(key=lambda person: person["id"])
        text = json.dumps(sorted(meetings, key=lambda each: each["id"]), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @cached_property
    def placed(self) -> dict[str, PlacedMeeting]:
        """Placed meetings by id."""
        return {meeting.id: meeting for meeting in self.meetings}

    @cached_property
    def by_participant(self) -> dict[str, tuple[PlacedMeeting, ...]]:
        """The meetings of each person and unit, in the order of when they are there."""
        meetings: defaultdict[str, list[PlacedMeeting]] = defaultdict(list)
        for meeting in self.meetings:
            for participant in meeting.participants:
                meetings[participant].append(meeting)
        return {
            participant: tuple(
                sorted(theirs, key=lambda each: (each.span_of(participant)[0], each.id))
            )
            for participant, theirs in meetings.items()
        }

    @cached_property
    def by_participant_and_day(self) -> dict[tuple[str, date], tuple[PlacedMeeting, ...]]:
        """The meetings of each person and unit on each day, in the order of time."""
        days: defaultdict[tuple[str, date], list[PlacedMeeting]] = defaultdict(list)
        for participant, meetings in self.by_participant.items():
            for meeting in meetings:
                days[participant, meeting.day].append(meeting)
        return {key: tuple(theirs) for key, theirs in days.items()}
