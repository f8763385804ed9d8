"""Work that takes its time: what kinds there are, what states it goes through, how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

RESULT = "result"
"""The document that a job hands out at its end."""
FAILURE = "failure"
"""The document of one that failed: why, in each language."""


class JobKind(StrEnum):
    """What can be asked for."""

    PLAN = "plan"
    STAFFING = "staffing"
    WHAT_IF = "what_if"
    RESILIENCE = "resilience"
    FETCH = "fetch"


class JobState(StrEnum):
    """Where a job is. The first two are open, the others its end."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    """Somebody asked for it; what it had come to is its result."""
    FAILED = "failed"
    POISONED = "poisoned"
    """Each process that tried it died, so it is not tried again."""


OPEN = frozenset({JobState.WAITING, JobState.RUNNING})


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a job is.

    Parameters
    ----------
    stage
        What it does now, in a word of its kind.
    placed, meetings
        Things done so far, of how many; `None` where nothing can be counted.
    cost, bound
        The price of the best so far, and what no plan can cost less than.
    seconds
        Time used by this attempt.
    """

    stage: str
    placed: int | None = None
    meetings: int | None = None
    cost: int | None = None
    bound: int | None = None
    seconds: float = 0.0
