"""What was published: every version of every half-year's plan, in order, and who subscribes to it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field, model_validator

from planner.domain.availability import Moment
from planner.domain.model import Model
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language


class Version(Model):
    """A published plan with the problem it is a plan of. It is never edited.

    Parameters
    ----------
    number
        From 1, over all half-years of one history.
    note
        Why it was published, for those who look at the history; it stands in no feed.
    page
        Address of the page where the plan can be looked at; `None` when there is none.
    """

    number: Annotated[int, Field(ge=1)]
    published_at: Moment
    note: Annotated[str, Field(max_length=500)] = ""
    page: str | None = None
    problem: Problem
    plan: Plan


class History(Model):
    """Every version that was published, the first one first, of one half-year or of several."""

    versions: tuple[Version, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> History:
        if [each.number for each in self.versions] != list(range(1, len(self.versions) + 1)):
            raise ValueError("versions_out_of_order")
        moments = [each.published_at for each in self.versions]
        if moments != sorted(moments):
            raise ValueError("versions_out_of_order")
        return self


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
