"""A scenario: a named list of changes to a problem that has a published plan.

Applying one gives another problem (`scenario_applied`); the published plan is never touched. The
changes are small forms, told apart by their first key, as in a scenario file.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, Tag, model_validator

from planner.domain.availability import Moment
from planner.domain.forms import by_first_key
from planner.domain.frequency import Frequency
from planner.domain.model import Day, Id, Model, Name
from planner.domain.people import Person
from planner.domain.schoolcalendar import Weekday
from planner.domain.semester import minute_of
from planner.domain.series import DaysBetween, Series
from planner.domain.units import Unit


def _check_days(first_day: date, last_day: date | None) -> None:
    if last_day is not None and first_day > last_day:
        raise ValueError("days_out_of_order")


class Away(Model):
    """Somebody is away on some days, both included, or in the same hours of each of them."""

    away: Id = Field(description="The person; nothing says why.")
    first_day: Day
    last_day: Day
    start: time | None = Field(default=None, description="Only from this time of each day.")
    end: time | None = None
    substitutes: Annotated[tuple[Id, ...], Field(min_length=1)] | None = Field(
        default=None,
        description="Who may come instead; left out: whoever of the service may serve the units.",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Away:
        _check_days(self.first_day, self.last_day)
        if (self.start is None) != (self.end is None):
            raise ValueError("hours_half_stated")
        if self.start and self.end and minute_of(self.start) >= minute_of(self.end):
            raise ValueError("hours_out_of_order")
        return self


class Leaves(Model):
    """Somebody leaves, and is away from a day to the end of the half-year."""

    leaves: Id
    from_day: Day
    replaced_by: Id | None = Field(
        default=None,
        description="Who takes over every unit and seat; left out: successors are chosen.",
    )


class NewContact(Model):
    """A unit gets another contact from a service; meetings before `from_day` keep the old one."""

    contact_of: Id = Field(description="The unit.")
    service: Id
    becomes: Id
    instead_of: Id | None = Field(
        default=None, description="The contact who is replaced; left out: the main contact."
    )
    from_day: Day | None = Field(
        default=None, description="Left out: at once; only meetings that are held keep the old one."
    )


class Closed(Model):
    """A unit is closed for meetings on some days; `last_day` left out means one day."""

    closed: Id
    first_day: Day
    last_day: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Closed:
        _check_days(self.first_day, self.last_day)
        return self


class AddUnit(Model):
    """A unit that was not there, with its contacts by service."""

    add_unit: Unit
    contacts: dict[Id, Id] = Field(default_factory=dict)


class RemoveUnit(Model):
    """A unit is there no more, nor are its meetings."""

    remove_unit: Id


class AddPerson(Model):
    """A person who was not there."""

    add_person: Person


class AddSeries(Model):
    """A series that was not there."""

    add_series: Series


class RemoveSeries(Model):
    """A series is there no more, nor are its meetings."""

    remove_series: Id


class ExtraMeeting(Model):
    """One more meeting of a series' kind on one of some days, with the same people and place."""

    extra_meeting: Id = Field(description="The series.")
    units: Annotated[tuple[Id, ...], Field(min_length=1)] | None = Field(
        default=None,
        description="The units, the host first; left out where the series has one group.",
    )
    first_day: Day
    last_day: Day

    @model_validator(mode="after")
    def _in_order(self) -> ExtraMeeting:
        _check_days(self.first_day, self.last_day)
        return self


class NewFrequency(Model):
    """A series meets more or less often."""

    frequency_of: Id = Field(description="The series.")
    becomes: Frequency
    days_between: DaysBetween | None = Field(default=None, description="Left out: as it was.")


class CalendarPeriod(Model):
    """A closed period of a school calendar gets other days, or is added to it."""

    school_calendar: Id
    period: Name = Field(description="The name of the period, in either written language.")
    first_day: Day
    last_day: Day | None = Field(default=None, description="Left out: one day.")

    @model_validator(mode="after")
    def _in_order(self) -> CalendarPeriod:
        _check_days(self.first_day, self.last_day)
        return self


class ServiceDays(Model):
    """The people of a service work on these weekdays only, and what goes by their days follows."""

    service_days: Id = Field(description="The service.")
    becomes: Annotated[tuple[Weekday, ...], Field(min_length=1)]


class NewRule(Model):
    """A rule gets other settings, or is left out."""

    rule: str
    becomes: Any = Field(description="Its settings, or false to leave it out.")


class Move(Model):
    """One meeting is moved by hand; the problem stays as it is."""

    move: str = Field(description="Id of the meeting.")
    to: Moment


ScenarioChange = Annotated[
    Annotated[Away, Tag("away")]
    | Annotated[Leaves, Tag("leaves")]
    | Annotated[NewContact, Tag("contact_of")]
    | Annotated[Closed, Tag("closed")]
    | Annotated[AddUnit, Tag("add_unit")]
    | Annotated[RemoveUnit, Tag("remove_unit")]
    | Annotated[AddPerson, Tag("add_person")]
    | Annotated[AddSeries, Tag("add_series")]
    | Annotated[RemoveSeries, Tag("remove_series")]
    | Annotated[ExtraMeeting, Tag("extra_meeting")]
    | Annotated[NewFrequency, Tag("frequency_of")]
    | Annotated[CalendarPeriod, Tag("school_calendar")]
    | Annotated[ServiceDays, Tag("service_days")]
    | Annotated[NewRule, Tag("rule")]
    | Annotated[Move, Tag("move")],
    by_first_key(
        "away",
        "leaves",
        "contact_of",
        "closed",
        "add_unit",
        "remove_unit",
        "add_person",
        "add_series",
        "remove_series",
        "extra_meeting",
        "frequency_of",
        "school_calendar",
        "service_days",
        "rule",
        "move",
    ),
]


class Scenario(Model):
    """What might happen, and what must stay where it is meanwhile."""

    name: Name
    plan: str | None = Field(
        default=None, description="Fingerprint of the published plan that it was made against."
    )
    changes: Annotated[tuple[ScenarioChange, ...], Field(min_length=1)]
    locked: tuple[str, ...] = Field(default=(), description="Ids of meetings that never move.")
    freeze_days: Annotated[int, Field(ge=0, le=60)] = Field(
        default=0, description="Meetings before so many days from today never move."
    )

    @cached_property
    def moves(self) -> dict[str, datetime]:
        """Where the meetings are moved to that are moved by hand, by id."""
        return {each.move: each.to for each in self.changes if isinstance(each, Move)}
