"""Ways to mend what a scenario breaks, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planner.application.situation import Situation
from planner.domain.diff import Change
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.engine.check import Report


class Policy(StrEnum):
    """What may be done to meetings that cannot stay as they are, and to those that make room."""

    MOVE = "move"
    """Meetings are moved; the people who come are the same."""
    SUBSTITUTE = "substitute"
    """Others of the service come instead; every meeting stays at its time."""
    EITHER = "either"
    """Both of these."""
    CANCEL = "cancel"
    """Both, and meetings that cannot stay may be cancelled."""

    @property
    def allows(self) -> tuple[Policy, ...]:
        """The stricter policies: whatever they come to, this one might have come to."""
        return {
            Policy.EITHER: (Policy.MOVE, Policy.SUBSTITUTE),
            Policy.CANCEL: (Policy.MOVE, Policy.SUBSTITUTE, Policy.EITHER),
        }.get(self, ())


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to mend a situation.

    Parameters
    ----------
    problem
        The problem that `plan` is a plan of: with substitutes, and with what was cancelled.
    report
        What the checker says of `plan`.
    changes
        What differs from the published plan, in the order of time.
    weight, least
        What the changes weigh, with whatever stays broken, and what is proven that they weigh at
        the least.
    seconds
        What it took.
    same_as
        The stricter policy that came to this plan, when nothing better was found.
    """

    policy: Policy
    problem: Problem
    plan: Plan
    report: Report
    changes: tuple[Change, ...]
    weight: int
    least: int
    seconds: float
    same_as: Policy | None = None

    @property
    def proven(self) -> bool:
        """Whether it is proven that no smaller change does as much."""
        return self.weight <= self.least

    @property
    def forced(self) -> tuple[Change, ...]:
        """Changes of meetings that could not stay as they were."""
        return tuple(change for change in self.changes if change.forced)

    @property
    def knock_on(self) -> tuple[Change, ...]:
        """Changes of meetings that could have stayed, and make room for others."""
        return tuple(change for change in self.changes if not change.forced)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A situation with its alternatives, in the order they were asked for."""

    situation: Situation
    alternatives: tuple[Alternative, ...]

    @property
    def mends(self) -> bool:
        """Whether any alternative breaks no requirement that held before."""
        return any(not self.situation.newly_unmet_in(each.report) for each in self.alternatives)
