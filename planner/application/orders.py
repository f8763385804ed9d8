"""What can be asked of a job, kind by kind: the JSON that its row keeps and its kind reads.

What may be left out is settled when the job is asked for (`ordering`), so that an attempt tomorrow
is asked the same as one today.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from planner.application.alternatives import Policy
from planner.domain.job import JobKind
from planner.domain.model import Day, Id, Model

MOST_SECONDS = 600
MOST_VERSIONS = 1_000_000
"""More than any office publishes, and less than databases count to."""

Seconds = Annotated[float, Field(ge=0, le=MOST_SECONDS, description="Seconds to search for.")]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1, description="Decides every random choice.")]
Weeks = Annotated[int, Field(ge=1, le=26)]
Busy = Annotated[
    bool, Field(description="Whether the calendars in which people are busy are looked at.")
]
Revision = Annotated[
    int | None,
    Field(ge=1, description="Only if it still is this one; whichever it is when left out."),
]
Today = Annotated[
    Day | None, Field(description="Meetings before this day never change; today when left out.")
]


class PlanOrder(Model):
    """Plan a draft's half-year.

    Parameters
    ----------
    keep
        Whether the meetings of the draft's plan stay where they are, and only others are placed.
    """

    kind: Literal[JobKind.PLAN] = JobKind.PLAN
    draft: Id = Field(examples=["var-2027"])
    revision: Revision = None
    seconds: Seconds = 30.0
    seed: Seed = 1
    keep: bool = Field(
        default=False, description="Whether meetings that have a place in the draft stay there."
    )
    busy: Busy = True


class StaffingOrder(Model):
    """Choose contacts for the units of a draft, before any date is set."""

    kind: Literal[JobKind.STAFFING] = JobKind.STAFFING
    draft: Id = Field(examples=["var-2027"])
    revision: Revision = None
    seconds: Seconds = 8.0
    seed: Seed = 1
    busy: Busy = True


class WhatIfOrder(Model):
    """Find the smallest changes that mend what a scenario breaks.

    Parameters
    ----------
    policies
        What may be done, each an alternative of its own.
    seconds
        For each of them.
    """

    kind: Literal[JobKind.WHAT_IF] = JobKind.WHAT_IF
    scenario: Id = Field(examples=["rektor-borte"])
    revision: Revision = None
    policies: Annotated[tuple[Policy, ...], Field(min_length=1, max_length=len(Policy))] = tuple(
        Policy
    )
    seconds: Seconds = 10.0
    seed: Seed = 1
    today: Today = None
    busy: Busy = True


class ResilienceOrder(Model):
    """Find out what a published plan bears: each person in turn is away for some weeks.

    Parameters
    ----------
    version
        Of the published plan; the newest when it is left out.
    every
        Weeks from one Monday to the next; as `weeks` when it is left out.
    """

    kind: Literal[JobKind.RESILIENCE] = JobKind.RESILIENCE
    version: Annotated[int | None, Field(ge=1, le=MOST_VERSIONS)] = None
    weeks: Weeks = 4
    every: Weeks | None = None
    first_day: Annotated[Day | None, Field(description="The first day of an absence.")] = None
    policy: Policy = Policy.EITHER
    today: Today = None
    busy: Busy = True

    @property
    def weeks_asked(self) -> tuple[int, int, date]:
        """Weeks of an absence, weeks from one to the next, and the first day of all.

        Raises
        ------
        ValueError
            It is left open which day it is.
        """
        if self.today is None:
            raise ValueError("today")
        first_day = max(self.today, self.first_day or self.today)
        return self.weeks, self.every or self.weeks, first_day


class FetchOrder(Model):
    """Fetch the calendars of everybody whose calendar the office knows.

    Parameters
    ----------
    first_day, last_day
        What is read of them; the half-years that the office works on when they are left out.
    """

    kind: Literal[JobKind.FETCH] = JobKind.FETCH
    first_day: Day | None = None
    last_day: Day | None = None


Order = Annotated[
    PlanOrder | StaffingOrder | WhatIfOrder | ResilienceOrder | FetchOrder,
    Field(discriminator="kind"),
]
ORDER: TypeAdapter[Order] = TypeAdapter(Order)
"""Reads an order of any kind."""

PROBLEM, PLAN, SCENARIO = "problem", "plan", "scenario"
"""Names of the documents that a job is given: canonical JSON of what it is about, as it was."""
