"""One thing that may happen to a published plan, somebody being away, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.application.alternatives import Policy
from planner.application.baseline import Baseline
from planner.application.situation import Situation, situation_of
from planner.application.what_if import mended
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.scenario import Away, Scenario
from planner.domain.words import Phrase

MOST_SECONDS = 60.0
"""For one question: far more than it takes, so that the answer hangs on no clock."""
NAME = Phrase(nb="En person er borte", nn="Ein person er borte")


@dataclass(frozen=True, slots=True)
class Contingency:
    """A person is away from a Monday to a Friday, both included."""

    person: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Consequence:
    """What becomes of a plan when somebody is away.

    Parameters
    ----------
    broken
        Meetings that cannot stay as they are.
    forced, knock_on
        Changes of these, and of meetings that could have stayed and make room for them.
    moved, restaffed, cancelled
        How many of the changes are of each kind; one can be moved and restaffed. Cancelled are
        those that have no place any more, allowed or not.
    proven
        Whether no smaller change does as much.
    unmet
        Requirements that held before and cannot be held now, a sentence each.
    """

    broken: int = 0
    forced: int = 0
    knock_on: int = 0
    moved: int = 0
    restaffed: int = 0
    cancelled: int = 0
    proven: bool = True
    unmet: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        """All that is changed."""
        return self.forced + self.knock_on

    @property
    def touches(self) -> bool:
        """Whether the plan can no longer stand as it is."""
        return bool(self.broken or self.changes or self.unmet)

    @property
    def mended(self) -> bool:
        """Whether every requirement that held before can be held."""
        return not self.unmet


@dataclass(frozen=True)
class Absences:
    """The job: what becomes of a published plan in one contingency after another.

    Parameters
    ----------
    policy
        How each is mended.
    """

    baseline: Baseline
    today: date
    policy: Policy

    def __call__(self, contingency: Contingency) -> Consequence:
        """Ask what it breaks, and for the smallest change that mends it."""
        if not any(_meets(self.baseline.plan, contingency)):
            return Consequence()
        scenario = _scenario(contingency, self.baseline.problem)
        situation = situation_of(self.baseline, scenario, today=self.today)
        return self._mended(situation) if situation.broken else Consequence()

    def _mended(self, situation: Situation) -> Consequence:
        smallest = mended(situation, self.policy, seconds=MOST_SECONDS, improve=False)
        changes = [each for each in smallest.changes if not each.is_new]
        forced = sum(each.forced for each in changes)
        return Consequence(
            broken=len(situation.forced),
            forced=forced,
            knock_on=len(changes) - forced,
            moved=sum(each.is_moved for each in changes),
            restaffed=sum(each.is_restaffed for each in changes),
            cancelled=sum(each.is_cancelled for each in changes),
            proven=smallest.proven,
            unmet=tuple(each.sentence for each in situation.newly_unmet_in(smallest.report)),
        )


def _meets(plan: Plan, contingency: Contingency) -> Iterator[bool]:
    """For each meeting of a person whether it stands in the days of the absence."""
    for meeting in plan.by_participant[contingency.person]:
        yield contingency.first_day <= meeting.day <= contingency.last_day


def _scenario(contingency: Contingency, problem: Problem) -> Scenario:
    away = Away(
        away=contingency.person,
        first_day=contingency.first_day,
        last_day=contingency.last_day,
    )
    return Scenario(name=NAME.text(problem.language), changes=(away,))
