"""A series: which meetings there shall be, how often, for whom, when, where, and with whom.

Each question has its own file of small forms: `frequency`, `scope`, `window`, `attendance`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from planner.domain.attendance import Attendance
from planner.domain.discretion import Discretion
from planner.domain.frequency import EveryWeeks, Frequency, ReservedSlots
from planner.domain.model import Id, Model, Name
from planner.domain.schoolcalendar import Weekday
from planner.domain.scope import Scope
from planner.domain.window import Window
from planner.domain.words import Phrase

Days = Annotated[int, Field(ge=0, le=200)]


class DaysBetween(Model):
    """Least and most calendar days from one meeting of a series to the next."""

    least: Days | None = None
    most: Annotated[int, Field(ge=1, le=200)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> DaysBetween:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError("least_above_most")
        return self


class After(Model):
    """Another series that this one comes after, for the same units where both have any.

    Its first meeting comes after the other's last; with `each`, every meeting after the other's
    meeting of the same number.
    """

    series: Id
    least_days: Days = 1
    most_days: Days | None = None
    each: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> After:
        if self.most_days is not None and self.least_days > self.most_days:
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
    after: tuple[After, ...] = ()
    place: Id | None = Field(
        default=None, description="A place or a unit; left out: at the hosting unit."
    )
    digital: bool = Field(default=False, description="Held on screen: nobody travels to it.")
    rooms: tuple[Id, ...] = Field(
        default=(), description="Rooms to choose from, all at the same place."
    )
    preferred_weekdays: tuple[Weekday, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    agenda_days: Annotated[int, Field(ge=1, le=60)] | None = Field(
        default=None, description="Days before each meeting by which its agenda is due."
    )
    convener: Id | None = Field(
        default=None, description="A service or a person; left out: the hosting unit."
    )
    anonymous: bool | None = Field(
        default=None, description="Whether cases are discussed anonymously."
    )
    keeps_minutes: bool | None = Field(default=None, description="Whether minutes are written.")
    discreet: Discretion | None = Field(
        default=None, description="What feeds call the meetings where their name tells too much."
    )

    @model_validator(mode="after")
    def _in_one_place(self) -> Series:
        if self.digital + (self.place is not None) + bool(self.rooms) > 1:
            raise ValueError("several_places")
        return self

    @property
    def phrase(self) -> Phrase:
        """The name in both languages."""
        return Phrase(nb=self.name, nn=self.name_nn or self.name)

    @property
    def numbered(self) -> bool:
        """Whether the meetings have their number in their title."""
        return isinstance(self.frequency, ReservedSlots)

    @property
    def limits(self) -> DaysBetween:
        """Days from one meeting to the next, as stated or as the frequency has it.

        "Every N weeks on a weekday" without a first day fixes the gap and leaves the phase.
        """
        frequency = self.frequency
        if isinstance(frequency, EveryWeeks) and frequency.weekday and not frequency.first_day:
            days = 7 * frequency.every_weeks
            return DaysBetween(least=days, most=days)
        return self.days_between
