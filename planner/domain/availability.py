"""When somebody can be asked to a meeting. Absence is kept without its reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from planner.domain.grid import OSLO
from planner.domain.model import YEARS, Day, Model
from planner.domain.schoolcalendar import Weekday


def _in_oslo(moment: datetime) -> datetime:
    """Read a time without an offset as Norwegian local time."""
    if moment.year not in YEARS:
        raise ValueError("moment_too_far")
    return moment.replace(tzinfo=OSLO) if moment.tzinfo is None else moment.astimezone(OSLO)


Moment = Annotated[datetime, AfterValidator(_in_oslo)]


class BusySpan(Model):
    """A stretch of time, ``[start, end)``, in which somebody cannot meet. Nothing says why."""

    start: Moment
    end: Moment

    @model_validator(mode="after")
    def _in_order(self) -> BusySpan:
        if self.start >= self.end:
            raise ValueError("span_out_of_order")
        return self


class Absence(Model):
    """Whole days, both included, on which somebody is not available. Nothing says why."""

    first_day: Day
    last_day: Day

    @model_validator(mode="after")
    def _in_order(self) -> Absence:
        if self.first_day > self.last_day:
            raise ValueError("days_out_of_order")
        return self

    def spans(self) -> BusySpan:
        """The absence as one span of time, from midnight to midnight."""
        return BusySpan(
            start=datetime.combine(self.first_day, datetime.min.time(), OSLO),
            end=datetime.combine(self.last_day + timedelta(days=1), datetime.min.time(), OSLO),
        )


WORKING_WEEK: tuple[Weekday, ...] = (
    Weekday.MONDAY,
    Weekday.TUESDAY,
    Weekday.WEDNESDAY,
    Weekday.THURSDAY,
    Weekday.FRIDAY,
)


class Availability(Model):
    """When a person, or the leadership of a unit, can be asked to a meeting."""

    working_days: tuple[Weekday, ...] = WORKING_WEEK
    busy: tuple[BusySpan, ...] = ()
    absences: tuple[Absence, ...] = ()
    only_days: tuple[Day, ...] | None = Field(
        default=None, description="The only days on which somebody from outside can meet."
    )

    def away(self) -> tuple[BusySpan, ...]:
        """Busy spans and absences together, as spans of time."""
        return (*self.busy, *(absence.spans() for absence in self.absences))

    @property
    def limited(self) -> bool:
        """Whether there is anything that keeps somebody from being asked on every working day."""
        return self.working_days != WORKING_WEEK or self.only_days is not None or bool(self.away())

    def works_on(self, day: date) -> bool:
        """Whether `day` is one of the working days, or of the only days; absences apart."""
        if self.only_days is not None:
            return day in self.only_days
        return Weekday.of(day) in self.working_days
