"""How often a series meets: small forms, told apart by their first key.

A new form is a class here and a branch in `occurrences`; nothing else needs to know.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, Tag, model_validator

from planner.domain.forms import by_first_key
from planner.domain.model import Day, Model
from planner.domain.schoolcalendar import Weekday

Count = Annotated[int, Field(ge=1, le=60)]


class WhenClosed(StrEnum):
    """What happens to a meeting whose day is closed; the leader chooses."""

    SKIP = "skip"
    PREVIOUS = "previous"
    """The nearest open day before it on the same weekday."""
    NEAREST = "nearest"
    """The nearest open day on any weekday, the earlier of two."""


class PerMonth(Model):
    """So many meetings in each month of the window."""

    per_month: Annotated[int, Field(ge=1, le=4)]


class PerHalfYear(Model):
    """So many meetings, in order, anywhere in the window.

    With `at_most` it is "at least": those above `per_half_year` are held where there is room.
    """

    per_half_year: Count
    at_most: Count | None = None

    @model_validator(mode="after")
    def _in_order(self) -> PerHalfYear:
        if self.at_most is not None and self.at_most < self.per_half_year:
            raise ValueError("at_most_below_least")
        return self


class _Yearly(Model):
    in_autumn: Annotated[int, Field(ge=0, le=60)] | None = Field(
        default=None, description="How many of them before Christmas; left out: half."
    )

    def _checked(self, count: int) -> None:
        if self.in_autumn is None and count % 2:
            raise ValueError("odd_year_without_autumn")
        if self.in_autumn is not None and self.in_autumn > count:
            raise ValueError("autumn_above_year")


class PerYear(_Yearly):
    """So many meetings in a calendar year, half of them in each half-year."""

    per_year: Count

    @model_validator(mode="after")
    def _divides(self) -> PerYear:
        self._checked(self.per_year)
        return self


class PerSchoolYear(_Yearly):
    """So many meetings in a school year, half of them in each half-year."""

    per_school_year: Count

    @model_validator(mode="after")
    def _divides(self) -> PerSchoolYear:
        self._checked(self.per_school_year)
        return self


class EveryWeeks(Model):
    """A meeting every so many weeks to the end of the window.

    With `weekday` on that day, else on any day of the week. `first_day` fixes the first. Without
    it, a weekday leaves the first week open as long as there is room for the rest; no weekday
    counts from the first week of the window.
    """

    every_weeks: Annotated[int, Field(ge=1, le=26)]
    weekday: Weekday | None = None
    first_day: Day | None = None
    when_closed: WhenClosed | None = None

    @model_validator(mode="after")
    def _first_day_is_that_weekday(self) -> EveryWeeks:
        fixed = self.first_day is not None and self.weekday is not None
        if fixed and Weekday.of(self.first_day or date.min) is not self.weekday:
            raise ValueError("first_day_on_other_weekday")
        if self.when_closed is not None and not fixed:
            raise ValueError("when_closed_without_fixed_day")
        return self


class WeekdayOfMonth(Model):
    """On the nth or last such weekday of each month of the window.

    With `usual` it is a wish ("som regel"): the meeting may stand on any day of the month.
    """

    weekday_of_month: Weekday
    nth: Literal[1, 2, 3, 4, "last"]
    when_closed: WhenClosed
    usual: bool = False


class OnDates(Model):
    """One meeting on each of these dates, given from outside."""

    dates: Annotated[tuple[Day, ...], Field(min_length=1)]


class ReservedSlots(Model):
    """So many neutral slots in the window, numbered in their titles: "Ansvarsgruppe – plass 3"."""

    reserved_slots: Count


Simple = (
    Annotated[PerMonth, Tag("per_month")]
    | Annotated[PerHalfYear, Tag("per_half_year")]
    | Annotated[PerYear, Tag("per_year")]
    | Annotated[PerSchoolYear, Tag("per_school_year")]
    | Annotated[EveryWeeks, Tag("every_weeks")]
    | Annotated[WeekdayOfMonth, Tag("weekday_of_month")]
    | Annotated[OnDates, Tag("dates")]
    | Annotated[ReservedSlots, Tag("reserved_slots")]
)
SIMPLE_FORMS = (
    "per_month",
    "per_half_year",
    "per_year",
    "per_school_year",
    "every_weeks",
    "weekday_of_month",
    "dates",
    "reserved_slots",
)


class Band(Model):
    """The frequency for units of up to so many children; left out: for all larger."""

    up_to: Annotated[int, Field(ge=1)] | None = None
    then: Annotated[Simple, by_first_key(*SIMPLE_FORMS)]


class BySize(Model):
    """Another frequency for small units than for large, by the size of the hosting unit."""

    by_size: Annotated[tuple[Band, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _rising(self) -> BySize:
        sizes = [band.up_to for band in self.by_size]
        limits = [size for size in sizes[:-1] if size is not None]
        if len(limits) < len(sizes) - 1 or sizes[-1] is not None or limits != sorted(set(limits)):
            raise ValueError("bands_not_rising")
        open_phase = (
            isinstance(band.then, EveryWeeks) and band.then.weekday and not band.then.first_day
            for band in self.by_size
        )
        if any(open_phase):
            raise ValueError("band_without_first_day")
        return self


Frequency = Annotated[
    Simple | Annotated[BySize, Tag("by_size")], by_first_key(*SIMPLE_FORMS, "by_size")
]
