"""When meetings may stand: days, months, ISO weeks, weekdays, or counted from the school start."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from planner.domain.model import Day, Model
from planner.domain.schoolcalendar import Weekday

Month = Annotated[int, Field(ge=1, le=12)]
IsoWeek = Annotated[int, Field(ge=1, le=53)]


class Parity(StrEnum):
    """Odd or even ISO weeks, by their own number: both week 53 and the week 1 after it are odd."""

    ODD = "odd"
    EVEN = "even"


class BeforeSchoolStart(Model):
    """Between so many weeks and so many weeks before the next school start."""

    most_weeks: Annotated[int, Field(ge=1, le=60)]
    least_weeks: Annotated[int, Field(ge=0, le=60)] = 0

    @model_validator(mode="after")
    def _in_order(self) -> BeforeSchoolStart:
        if self.least_weeks >= self.most_weeks:
            raise ValueError("least_above_most")
        return self


class Window(Model):
    """The days on which meetings may stand: those that meet every condition that is stated."""

    first_day: Day | None = None
    last_day: Day | None = None
    months: Annotated[tuple[Month, ...], Field(min_length=1)] | None = None
    iso_weeks: Annotated[tuple[IsoWeek, ...], Field(min_length=1)] | None = None
    week_parity: Parity | None = None
    weekdays: Annotated[tuple[Weekday, ...], Field(min_length=1)] | None = None
    before_school_start: BeforeSchoolStart | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Window:
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise ValueError("days_out_of_order")
        return self

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the window; what is counted from the school start is left out."""
        week = day.isocalendar().week
        return (
            (self.first_day is None or self.first_day <= day)
            and (self.last_day is None or day <= self.last_day)
            and (self.months is None or day.month in self.months)
            and (self.iso_weeks is None or week in self.iso_weeks)
            and (self.week_parity is None or (week % 2 == 1) == (self.week_parity is Parity.ODD))
            and (self.weekdays is None or Weekday.of(day) in self.weekdays)
        )

    def narrowed(self, first: date, last: date, school_start: date | None) -> Window:
        """The window within two days, with what is counted from the school start as dates.

        Nothing is left of a window that has no day within them.
        """
        if self.before_school_start is not None and school_start is not None:
            weeks = self.before_school_start
            first = max(first, school_start - timedelta(weeks=weeks.most_weeks))
            last = min(last, school_start - timedelta(weeks=weeks.least_weeks))
        return self.model_copy(
            update={
                "first_day": max(first, self.first_day or first),
                "last_day": min(last, self.last_day or last),
                "before_school_start": None,
            }
        )
