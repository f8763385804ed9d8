"""For whom a feed is, and what whoever subscribes to it has chosen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.availability import Moment
from planner.domain.model import Model
from planner.domain.words import Language

if TYPE_CHECKING:
    from planner.domain.people import Person, Service
    from planner.domain.problem import Problem
    from planner.domain.series import Series
    from planner.domain.units import Unit


class AudienceKind(StrEnum):
    """For whom a feed can be."""

    PERSON = "person"
    UNIT = "unit"
    SERVICE = "service"
    SERIES = "series"


class Audience(NamedTuple):
    """For whom a feed is. Series have ids of their own, so the id alone does not say it."""

    kind: AudienceKind
    id: str

    @property
    def name(self) -> str:
        """A name that no other audience has: ``ppt-01``, or ``rt.serie`` for a series."""
        return f"{self.id}.serie" if self.kind is AudienceKind.SERIES else self.id


def holders(
    problem: Problem, kind: AudienceKind
) -> Mapping[str, Person] | Mapping[str, Unit] | Mapping[str, Service] | Mapping[str, Series]:
    """Everybody, or everything, of a problem that a feed of that kind can be for, by id."""
    match kind:
        case AudienceKind.PERSON:
            return problem.people_by_id
        case AudienceKind.UNIT:
            return problem.units_by_id
        case AudienceKind.SERVICE:
            return problem.services_by_id
        case AudienceKind.SERIES:
            return problem.series_by_id


class Subscription(Model):
    """What a subscriber has chosen.

    Parameters
    ----------
    language
        `None` for the language of each half-year's problem.
    deadlines
        Whether agenda deadlines and milestones are shown, as whole days.
    chosen_at
        When these choices were made; `None` when they always were the same.
    """

    audience: Audience
    language: Language | None = None
    deadlines: bool = False
    chosen_at: Moment | None = None
