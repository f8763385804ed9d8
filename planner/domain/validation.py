"""The cross checks of a problem: what no model can see alone, every fault with its way out."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.almanac import Almanac
from planner.domain.errors import Fault
from planner.domain.faults import NOTHING_LOST, Lost
from planner.domain.feasibility import feasibility_faults
from planner.domain.mentions import mention_faults
from planner.domain.problem import Problem
from planner.domain.references import reference_faults
from planner.domain.rhythm_references import rhythm_faults
from planner.domain.staffing_references import staffing_faults
from planner.domain.substitution_references import meeting_faults, substitution_faults
from planner.domain.succession import succession_faults
from planner.domain.turnout import turnout_faults


def faults_of(problem: Problem, lost: Lost = NOTHING_LOST) -> Iterator[Fault]:
    """Every fault of a problem whose parts are each well formed.

    A problem without faults can be expanded, posted and solved; whether all requirements can be
    met at once is for the engines to say.

    Parameters
    ----------
    lost
        What the reader had to leave out; faults that may only stem from that are not told.
    """
    found = tuple(_of_the_parts(problem, lost))
    yield from found
    if not found and lost == NOTHING_LOST:
        yield from meeting_faults(problem)


def _of_the_parts(problem: Problem, lost: Lost) -> Iterator[Fault]:
    """The faults of a problem whose meetings cannot be worked out yet."""
    almanac = Almanac(problem)
    yield from reference_faults(problem, lost)
    yield from mention_faults(problem, lost)
    yield from staffing_faults(problem, lost)
    yield from substitution_faults(problem, lost)
    yield from rhythm_faults(problem, lost)
    yield from turnout_faults(problem, almanac, lost)
    yield from feasibility_faults(problem, almanac, lost)
    yield from succession_faults(problem, almanac, lost)
