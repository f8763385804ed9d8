"""What an agent's share of an assignment can be: how many tasks of each size.

Where sizes are few, so are the shares, and the spread of loads can be reasoned about exactly: a
configuration formulation (Gilmore and Gomory, "A linear programming approach to the cutting-stock
problem", 1961). Where they are many, a share is a range of minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.engine.assignment import STEPS, Agent, Assignment, doers
from planner.engine.assignment_measure import least_lost

MOST_SHARES = 2000
"""More shares than this for one agent are not told apart."""


@dataclass(frozen=True, slots=True)
class Share:
    """Work that an agent may have.

    Parameters
    ----------
    counts
        How many tasks of each size; `None` when sizes are not told apart.
    low_minutes, high_minutes
        The work, besides what is there already.
    least, most
        Load per full position in steps, rounded down and up.
    """

    counts: tuple[int, ...] | None
    low_minutes: int
    high_minutes: int
    least: int
    most: int


@dataclass(frozen=True)
class Frame:
    """Where loads per full position must be for their spread to be small enough.

    Parameters
    ----------
    spread
        Steps they may be apart.
    least_low, least_high
        What the least of those who expect a task can be.
    """

    spread: int
    least_low: int
    least_high: int

    @property
    def most(self) -> int:
        """What no load can be above."""
        return self.least_high + self.spread


def frame_of(assignment: Assignment, coverage: int, spread: int) -> Frame:
    """Where loads are in every assignment that covers as much with no more spread than this.

    The least load is at most the mean of those who expect a task; the most is at least the mean of
    all, if everything has to be done by somebody whose load counts.
    """
    agents = assignment.agents.values()
    full = sum(agent.full_minutes for agent in agents)
    expected = sum(assignment.agents[name].full_minutes for name in assignment.expecting)
    if not expected:
        return Frame(spread, 0, 0)
    work = sum(task.minutes for task in assignment.tasks)
    steps = STEPS * (work + sum(agent.base_minutes for agent in agents))
    counting = all(agent.full_minutes for agent in agents)
    mean = -(-steps // full) if counting and _all_done(assignment, coverage) else 0
    return Frame(spread, max(0, mean - spread), steps // expected)


def _all_done(assignment: Assignment, coverage: int) -> bool:
    """Whether no task can be left undone without more being lost than this."""
    spare = [
        task.worth - min(task.agents.values(), default=task.worth)
        for task in assignment.tasks
        if task.fixed is None
    ]
    return coverage - least_lost(assignment) < min(spare, default=1)


def sizes_of(assignment: Assignment) -> tuple[int, ...]:
    """The sizes of tasks, largest first."""
    return tuple(sorted({task.minutes for task in assignment.tasks}, reverse=True))


def shares_of(
    assignment: Assignment, agent: Agent, frame: Frame | None, *, counted: bool
) -> tuple[Share, ...] | None:
    """The shares that an agent can have; `None` when they are too many to be counted."""
    low, high = 0, assignment.limit_minutes[agent.id] - agent.base_minutes
    if frame is not None and agent.full_minutes:
        high = min(high, frame.most * agent.full_minutes // STEPS - agent.base_minutes)
        if agent.id in assignment.expecting:
            low = max(0, -(-frame.least_low * agent.full_minutes // STEPS) - agent.base_minutes)
    if not counted:
        return (Share(None, low, high, 0, 0),)
    sizes = sizes_of(assignment)
    own = [task for task in assignment.tasks if agent.id in doers(task)]
    there = Counter(task.minutes for task in own)
    fixed = Counter(task.minutes for task in own if task.fixed is not None)
    shares: list[Share] = []
    for counts, minutes in _counts(sizes, fixed, there, high):
        if len(shares) >= MOST_SHARES:
            return None
        steps, full = (minutes + agent.base_minutes) * STEPS, agent.full_minutes
        least, most = (steps // full, -(-steps // full)) if full else (0, 0)
        shares.append(Share(counts, minutes, minutes, least, most))
    return tuple(share for share in shares if share.low_minutes >= low)


def _counts(
    sizes: tuple[int, ...], fixed: Mapping[int, int], there: Mapping[int, int], high: int
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Counts of tasks by size, and their minutes, up to what there may be of both."""
    if high < 0:
        return
    if not sizes:
        yield (), 0
        return
    size, rest = sizes[0], sizes[1:]
    for count in range(fixed.get(size, 0), there.get(size, 0) + 1):
        for counts, minutes in _counts(rest, fixed, there, high - count * size):
            yield (count, *counts), minutes + count * size
