"""School calendars: the days on which units of a kind are closed, as data from the leader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from pydantic import Field, model_validator

from planner.domain.model import Day, Id, Model, Name
from planner.domain.unittype import UnitType
from planner.domain.words import Phrase


class Weekday(StrEnum):
    """Days of the week, in the order of `date.weekday`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"

    @classmethod
    def of(cls, day: date) -> Weekday | None:
        """The weekday of a day; `None` on Saturday and Sunday."""
        return _IN_ORDER[day.weekday()] if day.weekday() < len(_IN_ORDER) else None

    @property
    def number(self) -> int:
        """0 for Monday to 4 for Friday."""
        return _IN_ORDER.index(self)


_IN_ORDER = tuple(Weekday)


class ClosedPeriod(Model):
    """Days, both included, without meetings; `last_day` left out means one day."""

    name: Name
    name_nn: Name | None = Field(default=None, description="The name in nynorsk, when it differs.")
    first_day: Day
    last_day: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> ClosedPeriod:
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError("days_out_of_order")
        return self

    @property
    def phrase(self) -> Phrase:
        """The name in both languages."""
        return Phrase(nb=self.name, nn=self.name_nn or self.name)

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.first_day <= day <= (self.last_day or self.first_day)

    def days(self) -> Iterator[date]:
        """Every day of the period, weekends included."""
        for number in range(((self.last_day or self.first_day) - self.first_day).days + 1):
            yield self.first_day + timedelta(days=number)


class SchoolCalendar(Model):
    """The closed days of all units of some types in one municipality."""

    id: Id
    municipality: Id
    unit_types: tuple[UnitType, ...]
    closed: tuple[ClosedPeriod, ...] = ()
