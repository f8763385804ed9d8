"""The half-year and the raster of its days."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import Field, model_validator

from planner.domain.model import Day, Model, Name


class Semester(Model):
    """The half-year, first and last day included."""

    name: Name
    first_day: Day
    last_day: Day
    school_start: Day | None = Field(
        default=None, description="The next school start; windows may be counted from it."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Semester:
        if self.first_day >= self.last_day:
            raise ValueError("days_out_of_order")
        if (self.last_day - self.first_day).days > 370:
            raise ValueError("semester_too_long")
        return self

    @property
    def halves(self) -> tuple[bool, bool]:
        """Whether there is an autumn, and a spring, in it; the year turns at the end of July."""
        months = (self.first_day.month, self.last_day.month)
        same_half = self.first_day.year == self.last_day.year and (months[0] > 7) == (months[1] > 7)
        if not same_half:
            return True, True
        return months[0] > 7, months[0] <= 7


class DayGrid(Model):
    """The raster of a day: when it can begin and end, and where meetings may start in it."""

    day_starts: time = time(8, 0)
    day_ends: time = time(16, 0)
    slot_minutes: Annotated[int, Field(ge=5, le=60)] = 15
    start_every_minutes: Annotated[int, Field(ge=5, le=120)] = 30

    @model_validator(mode="after")
    def _fits(self) -> DayGrid:
        if self.day_starts >= self.day_ends:
            raise ValueError("hours_out_of_order")
        if self.minutes % self.slot_minutes or self.start_every_minutes % self.slot_minutes:
            raise ValueError("raster_does_not_fit")
        return self

    @property
    def minutes(self) -> int:
        """Minutes from the beginning to the end of the day."""
        return minute_of(self.day_ends) - minute_of(self.day_starts)


def minute_of(moment: time) -> int:
    """Minutes from midnight to a time of day."""
    return moment.hour * 60 + moment.minute
