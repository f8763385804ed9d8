"""Places where people work and meet: units (schools, kindergartens) and other places."""

from __future__ import annotations

from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from typing import Annotated

from pydantic import Field, model_validator

from planner.domain.availability import Availability
from planner.domain.model import Id, Model, Name
from planner.domain.schoolcalendar import ClosedPeriod, Weekday
from planner.domain.unittype import UnitType

EARTH_RADIUS_KM = 6371.0088

Latitude = Annotated[float, Field(ge=57.5, le=81.5, description="Degrees north, WGS 84.")]
Longitude = Annotated[float, Field(ge=4.0, le=33.0, description="Degrees east, WGS 84.")]


class Coordinates(Model):
    """A point in Norway (Svalbard included)."""

    latitude: Latitude
    longitude: Longitude

    def kilometres_to(self, other: Coordinates) -> float:
        """Great-circle distance in kilometres (haversine formula)."""
        north, other_north = radians(self.latitude), radians(other.latitude)
        half_chord = (
            sin((other_north - north) / 2) ** 2
            + cos(north)
            * cos(other_north)
            * sin(radians(other.longitude - self.longitude) / 2) ** 2
        )
        return 2 * EARTH_RADIUS_KM * asin(sqrt(half_chord))


class Place(Model):
    """A place of meeting or work that is not a unit: an office, a town hall."""

    id: Id
    name: Name
    coordinates: Coordinates | None = None


class Room(Model):
    """A room that holds one meeting at a time, at a unit or a place."""

    id: Id
    name: Name
    place: Id


class Owner(StrEnum):
    """Who owns a unit."""

    PUBLIC = "public"
    PRIVATE = "private"


class LanguageForm(StrEnum):
    """The written Norwegian of a unit (målform)."""

    BOKMAL = "nb"
    NYNORSK = "nn"


class Grades(Model):
    """The lowest and the highest grade of a school, both included."""

    lowest: int = Field(ge=1, le=10)
    highest: int = Field(ge=1, le=10)

    @model_validator(mode="after")
    def _in_order(self) -> Grades:
        if self.lowest > self.highest:
            raise ValueError("grades_out_of_order")
        return self

    def overlaps(self, other: Grades) -> bool:
        """Whether any grade is among both."""
        return self.lowest <= other.highest and other.lowest <= self.highest


class Unit(Model):
    """A school or a kindergarten with its leadership, which holds one meeting at a time."""

    id: Id
    name: Name
    municipality: Id
    type: UnitType
    owner: Owner = Owner.PUBLIC
    grades: Grades | None = None
    language_form: LanguageForm | None = Field(
        default=None, description="Written language (målform): nb or nn."
    )
    zone: Id | None = None
    coordinates: Coordinates | None = None
    children: int | None = Field(default=None, ge=0, description="Children or pupils; a size.")
    feeds: tuple[Id, ...] = Field(
        default=(), description="Units that children move on to from this one."
    )
    planning_days: tuple[ClosedPeriod, ...] = Field(
        default=(), description="Days on which this unit alone is closed for meetings."
    )
    visit_weekday: Weekday | None = Field(
        default=None, description="The weekday on which services visit (fastdag)."
    )
    leadership: Availability = Field(
        default=Availability(), description="When the head of the unit can meet."
    )
