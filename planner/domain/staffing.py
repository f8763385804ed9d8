"""How contacts are to be chosen where the problem names none, as the leader states it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from planner.domain.model import Id, Model
from planner.domain.unitfilter import UnitFilter


def _listed(contacts: object) -> object:
    """A single contact is the main one of a list of one."""
    return (contacts,) if isinstance(contacts, str) else contacts


_MainAndSecond = Annotated[tuple[Id, ...], Field(min_length=1, max_length=2)]
Contacts = Annotated[
    _MainAndSecond, BeforeValidator(_listed, json_schema_input_type=Id | _MainAndSecond)
]
"""Who serves a unit for a service: the main contact, then the second (makker)."""

MAIN, SECOND = 0, 1
"""Where in `Contacts` they stand."""

ContactsByUnit = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Who serves what: unit, then service, then people."""


def joined(first: ContactsByUnit, then: ContactsByUnit) -> dict[str, dict[str, tuple[str, ...]]]:
    """Contacts from both, and from the first where both name some."""
    return {unit: {**then.get(unit, {}), **first.get(unit, {})} for unit in {**first, **then}}


Hours = Annotated[float, Field(ge=0, le=500)]
Percent = Annotated[int, Field(ge=0, le=100)]


class Goal(StrEnum):
    """What is wanted of a staffing once every unit has its contacts."""

    CONTINUITY = "continuity"
    """As many contacts as can be are those of last half-year."""
    FAIRNESS = "fairness"
    """Load follows position percentage: the spread of load per full position is small."""
    TRAVEL = "travel"
    """Units of the same contact lie near their workplace, or near one another."""


class Caseload(Model):
    """What it takes to be the contact of a unit, and how much of a position may go to it.

    The hours are for the half-year and come on top of the meetings themselves. They are the
    leader's own estimate; nothing is assumed.
    """

    hours_per_unit: Hours = 0
    hours_per_child: Hours = Field(default=0, description="For each child or pupil of the unit.")
    hours_per_meeting: Hours = Field(
        default=0, description="Preparation and follow-up, besides the meeting itself."
    )
    most_percent: Annotated[int, Field(ge=1, le=100)] = Field(
        default=100, description="How much of a position may go to being contact."
    )
    second: UnitFilter | None = Field(
        default=None, description="Units that shall have a second contact (makker), too."
    )
    second_percent: Percent = Field(
        default=25,
        description="The second contact's part of the hours per unit and per child, on top of "
        "the main contact's.",
    )


class Staffing(Model):
    """What the choice of contacts goes by. Those that `contacts` names are never changed."""

    services: dict[Id, Caseload] = Field(default_factory=dict)
    forbidden: dict[Id, dict[Id, tuple[Id, ...]]] = Field(
        default_factory=dict,
        description="Who shall not serve a unit: unit, then service, then people.",
    )
    last: dict[Id, dict[Id, Contacts]] = Field(
        default_factory=dict, description="Who served the units last half-year, as in `contacts`."
    )
    order: Annotated[tuple[Goal, ...], Field(max_length=3)] = Field(
        default=(Goal.CONTINUITY, Goal.FAIRNESS, Goal.TRAVEL),
        description="The goals, the one that goes before the others first; left out: not one.",
    )

    @model_validator(mode="after")
    def _each_once(self) -> Staffing:
        if len(set(self.order)) < len(self.order):
            raise ValueError("goal_twice")
        return self

    def caseload(self, service: str) -> Caseload:
        """What a service's contacts have to do."""
        return self.services.get(service, Caseload())

    def forbidden_for(self, unit: str, service: str) -> tuple[str, ...]:
        """Ids of those who shall not serve a unit."""
        return self.forbidden.get(unit, {}).get(service, ())
