"""Who is asked to the meetings of a series, how much they matter, and to how much of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, Tag, model_validator

from planner.domain.forms import by_first_key
from planner.domain.frequency import Count
from planner.domain.model import Id, Model
from planner.domain.unittype import UnitType


class Level(StrEnum):
    """How much somebody's presence matters."""

    REQUIRED = "required"
    AS_NEEDED = "as_needed"
    WELCOME = "welcome"
    """Told of the meeting; nothing is planned around them, and it takes none of their time."""


class Kth(Model):
    """Only at every kth meeting of a group, beginning with number `first`."""

    every: Annotated[int, Field(ge=2, le=26)]
    first: Annotated[int, Field(ge=1, le=26)] = 1

    def holds(self, number: int) -> bool:
        """Whether meeting `number`, from 1, is one of them."""
        return number >= self.first and (number - self.first) % self.every == 0


class Part(Model):
    """Only the first or the last minutes of each meeting; else they may be elsewhere."""

    first_minutes: Annotated[int, Field(ge=5, le=480)] | None = None
    last_minutes: Annotated[int, Field(ge=5, le=480)] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Part:
        if (self.first_minutes is None) == (self.last_minutes is None):
            raise ValueError("first_or_last_minutes")
        return self

    def minutes_of(self, minutes: int) -> tuple[int, int]:
        """From and to which minute of a meeting of some length it is; never outside it."""
        if self.first_minutes is not None:
            return 0, min(self.first_minutes, minutes)
        return max(0, minutes - (self.last_minutes or 0)), minutes


class _Attendance(Model):
    level: Level = Level.REQUIRED
    at_least: Count | None = Field(
        default=None,
        description="At how many meetings of the series, per group, they must be at the least.",
    )
    at_meetings: Kth | None = None
    part: Part | None = None
    only_types: tuple[UnitType, ...] | None = Field(
        default=None, description="Only where the hosting unit is of one of these types."
    )

    @model_validator(mode="after")
    def _at_least_goes_with_as_needed(self) -> _Attendance:
        if self.at_least is not None and self.level is not Level.AS_NEEDED:
            raise ValueError("at_least_without_as_needed")
        return self


class ContactOf(_Attendance):
    """The contact that a service has for the units of the meeting."""

    contact: Id = Field(description="The service.")
    of: Literal["host", "all"] = Field(
        default="host", description="The contact of the hosting unit, or of every unit."
    )
    which: Literal["main", "second", "either", "both"] = Field(
        default="main", description="The main contact, the second, one of them, or both."
    )
    substitutes: bool = Field(
        default=False,
        description="When they cannot come, somebody else of the service comes in their place: "
        "whoever may serve the units, and is not forbidden to under `staffing`.",
    )
    may_change: bool = Field(
        default=False,
        description="With `which: either`, it need not be the same one through the series.",
    )

    @model_validator(mode="after")
    def _only_what_means_something(self) -> ContactOf:
        if self.substitutes and self.level is not Level.REQUIRED:
            raise ValueError("substitutes_of_optional")
        if self.may_change and self.which != "either":
            raise ValueError("may_change_without_choice")
        return self


class OneOf(_Attendance):
    """One of the contacts that several services have for the hosting unit."""

    one_of: Annotated[tuple[Id, ...], Field(min_length=2, description="The services.")]
    may_change: bool = Field(
        default=False, description="It need not be the same one through the series."
    )


class Named(_Attendance):
    """One person, by id."""

    person: Id


class FromService(_Attendance):
    """So many of a service's people, whoever is free; the same ones through the series."""

    service: Id
    count: Annotated[int, Field(ge=1, le=20)] = 1
    may_change: bool = Field(
        default=False, description="They need not be the same ones through the series."
    )


Attendance = Annotated[
    Annotated[ContactOf, Tag("contact")]
    | Annotated[OneOf, Tag("one_of")]
    | Annotated[Named, Tag("person")]
    | Annotated[FromService, Tag("service")],
    by_first_key("contact", "one_of", "person", "service"),
]
