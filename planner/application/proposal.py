"""Contacts proposed on their own, so that they can be talked about before dates are set."""

from __future__ import annotations

from collections.abc import Callable

from planner.application.contact_words import notes_of
from planner.domain.problem import Problem
from planner.domain.staffing import ContactsByUnit
from planner.engine.clock import Clock
from planner.engine.effort import Effort, never
from planner.engine.progress import Listener, Progress
from planner.engine.staffing import Staffing, staff


def propose(
    problem: Problem,
    *,
    proposed: ContactsByUnit | None = None,
    seconds: float = 10.0,
    seed: int = 1,
    workers: int = 1,
    listener: Listener | None = None,
    stop: Callable[[], bool] = never,
) -> Staffing:
    """Choose a contact for every duty that has none, within a budget of wall-clock time.

    Parameters
    ----------
    proposed
        Contacts that were chosen before, and stay.
    """
    effort = Effort(Clock(seconds).left, stop, seed, workers)
    if listener is not None:
        listener(Progress("staff", 0, len(problem.meetings), None, None, 0, seconds))
    return staff(problem, effort, proposed=proposed)


def proposal_as_facts(staffing: Staffing) -> dict[str, object]:
    """What a machine wants to know of a proposal."""
    problem = staffing.problem
    return {
        "problem": problem.id,
        "contacts": staffing.staffed.contacts,
        "chosen": staffing.chosen,
        "uncovered": [duty.id for duty in staffing.uncovered],
        "goals": {
            goal: {"value": each.value, "bound": each.bound}
            for goal, each in staffing.proven.items()
        },
        "notes": [note.text(problem.language) for note in notes_of(staffing)],
    }
