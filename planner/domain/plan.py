"""A plan: when and where each meeting stands and who is there. Documented in docs/formats.md."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property

from pydantic import Field, model_validator

from planner.domain.model import Model
from planner.domain.people import Moment
from planner.domain.series import Level


class Attendee(Model):
    """Somebody who is at a meeting."""

    id: str
    service: str
    attendance: Level


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
        """Everybody whose time the meeting takes: people, then units."""
        return (*(person.id for person in self.people), *self.units)


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

    @cached_property
    def placed(self) -> dict[str, PlacedMeeting]:
        """Placed meetings by id."""
        return {meeting.id: meeting for meeting in self.meetings}

    @cached_property
    def by_participant(self) -> dict[str, tuple[PlacedMeeting, ...]]:
        """The meetings of each person and unit, in the order of time."""
        meetings: defaultdict[str, list[PlacedMeeting]] = defaultdict(list)
        for meeting in sorted(self.meetings, key=lambda each: (each.start, each.id)):
            for participant in meeting.participants:
                meetings[participant].append(meeting)
        return {participant: tuple(theirs) for participant, theirs in meetings.items()}

    @cached_property
    def by_participant_and_day(self) -> dict[tuple[str, date], tuple[PlacedMeeting, ...]]:
        """The meetings of each person and unit on each day, in the order of time."""
        days: defaultdict[tuple[str, date], list[PlacedMeeting]] = defaultdict(list)
        for participant, meetings in self.by_participant.items():
            for meeting in meetings:
                days[participant, meeting.day].append(meeting)
        return {key: tuple(theirs) for key, theirs in days.items()}
