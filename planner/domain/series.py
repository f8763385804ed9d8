"""A series: which meetings there shall be, how often, when, and with whom.

Each of the three questions (frequency, scope, attendance) is a union of small forms. A new form is
a new class here and one branch in `meetings`, and nothing else needs to know.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from planner.domain.model import Id, Model, Name
from planner.domain.schoolcalendar import Weekday
from planner.domain.units import Owner
from planner.domain.unittype import UnitType

Month = Annotated[int, Field(ge=1, le=12)]
Count = Annotated[int, Field(ge=1, le=60)]


# --- frequency ------------------------------------------------------------------------------


class PerMonth(Model):
    """So many meetings in each month of the window."""

    per_month: Annotated[int, Field(ge=1, le=4)]


class PerHalfYear(Model):
    """So many meetings, in order, anywhere in the window."""

    per_half_year: Count


class EveryWeeks(Model):
    """A meeting on a weekday every so many weeks from `first_day` to the end of the window."""

    every_weeks: Annotated[int, Field(ge=1, le=26)]
    weekday: Weekday
    first_day: date

    @model_validator(mode="after")
    def _first_day_is_that_weekday(self) -> EveryWeeks:
        if Weekday.of(self.first_day) is not self.weekday:
            raise ValueError("first_day_on_other_weekday")
        return self


class OnDates(Model):
    """One meeting on each of these dates, given from outside."""

    dates: Annotated[tuple[date, ...], Field(min_length=1)]


def _first_key_of(forms: tuple[str, ...]) -> Discriminator:
    """Tell union members apart by the one key that only they have."""

    def form(value: object) -> str | None:
        keys = value if isinstance(value, dict) else getattr(value, "model_fields_set", ())
        return next((key for key in forms if key in keys), None)

    return Discriminator(
        form,
        custom_error_type="unknown_form",
        custom_error_message="unknown_form",
        custom_error_context={"forms": ", ".join(forms)},
    )


Frequency = Annotated[
    Annotated[PerMonth, Tag("per_month")]
    | Annotated[PerHalfYear, Tag("per_half_year")]
    | Annotated[EveryWeeks, Tag("every_weeks")]
    | Annotated[OnDates, Tag("dates")],
    _first_key_of(("per_month", "per_half_year", "every_weeks", "dates")),
]


# --- scope ----------------------------------------------------------------------------------


class UnitFilter(Model):
    """Chooses units: those that meet every condition that is stated."""

    types: tuple[UnitType, ...] | None = None
    owner: Owner | None = None
    zones: tuple[Id, ...] | None = None
    ids: tuple[Id, ...] | None = None


class EachUnit(Model):
    """The series once for each chosen unit."""

    each_unit: UnitFilter


class EachHub(Model):
    """The series once for each chosen unit together with every unit that feeds it."""

    each_hub: UnitFilter
    feeders: UnitFilter = UnitFilter()


class EachLink(Model):
    """The series once for each pair of a unit and one that feeds it; held at the former."""

    each_link: UnitFilter
    feeders: UnitFilter = UnitFilter()


class Groups(Model):
    """The series once for each listed group of units; held at the first."""

    groups: Annotated[
        tuple[Annotated[tuple[Id, ...], Field(min_length=1)], ...], Field(min_length=1)
    ]


class Together(Model):
    """The series once, with all chosen units, or with none when the filter is `null`."""

    together: UnitFilter | None


Scope = Annotated[
    Annotated[EachUnit, Tag("each_unit")]
    | Annotated[EachHub, Tag("each_hub")]
    | Annotated[EachLink, Tag("each_link")]
    | Annotated[Groups, Tag("groups")]
    | Annotated[Together, Tag("together")],
    _first_key_of(("each_unit", "each_hub", "each_link", "groups", "together")),
]


# --- attendance -----------------------------------------------------------------------------


class Level(StrEnum):
    """How much somebody's presence matters."""

    REQUIRED = "required"
    AS_NEEDED = "as_needed"


class _Attendance(Model):
    level: Level = Level.REQUIRED
    at_least: Count | None = Field(
        default=None,
        description="At how many meetings of the series, per group, they must be at the least.",
    )

    @model_validator(mode="after")
    def _at_least_goes_with_as_needed(self) -> _Attendance:
        if self.at_least is not None and self.level is Level.REQUIRED:
            raise ValueError("at_least_of_required")
        return self


class ContactOf(_Attendance):
    """The contact that a service has for the units of the meeting."""

    contact: Id = Field(description="The service.")
    of: Literal["host", "all"] = Field(
        default="host", description="The contact of the hosting unit, or of every unit."
    )


class OneOf(_Attendance):
    """One of the contacts that several services have for the hosting unit."""

    one_of: Annotated[tuple[Id, ...], Field(min_length=2, description="The services.")]


class Named(_Attendance):
    """One person, by id."""

    person: Id


class FromService(_Attendance):
    """So many of a service's people, whoever is free."""

    service: Id
    count: Annotated[int, Field(ge=1, le=20)] = 1


Attendance = Annotated[
    Annotated[ContactOf, Tag("contact")]
    | Annotated[OneOf, Tag("one_of")]
    | Annotated[Named, Tag("person")]
    | Annotated[FromService, Tag("service")],
    _first_key_of(("contact", "one_of", "person", "service")),
]


# --- the series -----------------------------------------------------------------------------


class Window(Model):
    """When the meetings may stand: between two days, both included, or in some months.

    What is left out does not limit; both may be given.
    """

    first_day: date | None = None
    last_day: date | None = None
    months: Annotated[tuple[Month, ...], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Window:
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise ValueError("days_out_of_order")
        return self

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the window."""
        return (
            (self.first_day is None or self.first_day <= day)
            and (self.last_day is None or day <= self.last_day)
            and (self.months is None or day.month in self.months)
        )


class DaysBetween(Model):
    """Least and most calendar days from one meeting of a series to the next."""

    least: Annotated[int, Field(ge=0, le=200)] | None = None
    most: Annotated[int, Field(ge=1, le=200)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> DaysBetween:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError("least_above_most")
        return self


class Series(Model):
    """A kind of meeting that comes back: "Ressursteam skole, once a month, with PPT and nurse"."""

    id: Id
    name: Name
    name_nn: Name | None = Field(default=None, description="The name in nynorsk, when it differs.")
    scope: Scope
    frequency: Frequency
    window: Window = Window()
    minutes: Annotated[int, Field(ge=15, le=480)]
    days_between: DaysBetween = DaysBetween()
    place: Id | None = Field(
        default=None, description="A place or a unit; left out: at the hosting unit."
    )
    preferred_weekdays: tuple[Weekday, ...] = ()
    attendance: tuple[Attendance, ...] = ()
