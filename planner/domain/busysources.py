"""What is kept of people's own calendars: when they are busy, and how far and how late we know it.

Nothing else of a calendar is kept, nor where it is: only its host, and a digest by which its
address is known again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import Field, model_validator

from planner.domain.availability import Moment
from planner.domain.busytimes import BusyInterval
from planner.domain.calendar_faults import SENTENCES as UNUSABLE
from planner.domain.calendar_faults import CalendarWarning, Unusable
from planner.domain.fetching import CannotFetch, Trouble, Validators
from planner.domain.grid import OSLO
from planner.domain.model import Day, Id, Model
from planner.domain.semester import Semester
from planner.domain.words import Phrase

BusyTimes = Mapping[str, tuple[BusyInterval, ...]]
"""When people are busy, by the person's id."""

OUR_FAULT = Phrase(
    nb="Kalenderen fra {host} kunne ikke leses på grunn av en feil i Semesterplan; meld fra om "
    "det.",
    nn="Kalenderen frå {host} kunne ikkje lesast på grunn av ein feil i Semesterplan; meld frå om "
    "det.",
)


class Setback(Model):
    """Why the last attempt came to nothing: in fetching, in reading, or by an error of ours."""

    fetching: Trouble | None = None
    status: int | None = None
    reading: Unusable | None = None

    def phrase(self, host: str) -> Phrase:
        """What happened, and the way out."""
        if self.fetching is not None:
            return CannotFetch(self.fetching, host, self.status).phrase()
        if self.reading is not None:
            return UNUSABLE[self.reading]
        return OUR_FAULT.with_facts(host=host)


class BusySource(Model):
    """One published calendar of a person, as it last could be read.

    Parameters
    ----------
    digest
        Of the address, see `Address.digest`.
    first_day, last_day
        What was asked for, both included; beyond it nothing is known.
    last_success
        When it last was fetched and read, or was the same as before; `None` for never.
    setback
        Why the last attempt failed; `None` when it did not. What is below is then from before.
    known_until
        Until when the calendar tells of anything; `None` when it does not say.
    etag, last_modified
        The validators of what was read.
    """

    host: str
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    first_day: Day
    last_day: Day
    last_attempt: Moment
    last_success: Moment | None = None
    setback: Setback | None = None
    known_until: Moment | None = None
    etag: str | None = None
    last_modified: str | None = None
    warnings: tuple[CalendarWarning, ...] = ()
    intervals: tuple[BusyInterval, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> BusySource:
        naive = any(None in {each.start.tzinfo, each.end.tzinfo} for each in self.intervals)
        if naive or any(each.start >= each.end for each in self.intervals):
            raise ValueError("span_out_of_order")
        return self

    @property
    def validators(self) -> Validators:
        """What its server knows it by."""
        return Validators(self.etag, self.last_modified)

    @property
    def horizon(self) -> datetime | None:
        """Until when it is known whether somebody is busy; `None` for not at all."""
        if self.last_success is None or self.known_until is None:
            return None
        return min(self.known_until, midnight_after(self.last_day))


class BusySources(Model):
    """The calendars of several people, by the person's id."""

    people: dict[Id, tuple[BusySource, ...]] = Field(default_factory=dict)

    @property
    def times(self) -> dict[str, tuple[BusyInterval, ...]]:
        """When each of them is busy, from all calendars together."""
        return {
            person: tuple(sorted({interval for source in sources for interval in source.intervals}))
            for person, sources in self.people.items()
        }

    @property
    def horizons(self) -> dict[str, datetime | None]:
        """Until when it is known of each of them; the calendar that tells least decides."""
        return {person: _least(sources) for person, sources in self.people.items()}


def _least(sources: tuple[BusySource, ...]) -> datetime | None:
    known = [source.horizon for source in sources]
    told = [each for each in known if each is not None]
    return min(told) if told and len(told) == len(known) else None


def midnight_after(day: date) -> datetime:
    """When a day is over, in Norway."""
    return datetime.combine(day + timedelta(days=1), time(), OSLO)


def bounds_of(semester: Semester) -> tuple[datetime, datetime]:
    """The half-year as a stretch of time."""
    return datetime.combine(semester.first_day, time(), OSLO), midnight_after(semester.last_day)
