"""Services and their people."""

from __future__ import annotations

from pydantic import Field, PrivateAttr

from planner.domain.availability import Availability, BusySpan
from planner.domain.model import Id, Model, Name
from planner.domain.unitfilter import UnitFilter
from planner.domain.units import Unit


class Service(Model):
    """A municipal or outside service whose people take part in meetings."""

    id: Id
    name: Name


class Person(Availability):
    """Somebody who takes part in meetings, shown by role and number, not by name."""

    id: Id
    name: Name
    service: Id
    position_percent: int = Field(default=100, ge=1, le=100)
    workplace: Id | None = Field(default=None, description="A unit or a place.")
    serves: UnitFilter | None = Field(
        default=UnitFilter(),
        description="The units whose contact this person can be; `null` for none at all.",
    )

    # It is the person's own and changes by the hour: no file can state it, and none is to keep it.
    _calendar: tuple[BusySpan, ...] = PrivateAttr(default=())

    def with_calendar(self, spans: tuple[BusySpan, ...]) -> Person:
        """The same person, busy when their own calendar says so, too."""
        copied = self.model_copy()
        copied._calendar = spans  # noqa: SLF001  it is one of ours
        return copied

    def away(self) -> tuple[BusySpan, ...]:
        """Busy spans and absences, and what the person's own calendar says."""
        return (*super().away(), *self._calendar)

    def may_serve(self, unit: Unit) -> bool:
        """Whether this person can be the contact of a unit."""
        return self.serves is not None and self.serves.chooses(unit)
