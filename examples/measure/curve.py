"""What one run of an engine came to, and how its cost fell on the way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

MOMENTS = (1, 3, 10, 30, 60)
"""Seconds after the timetable is built at which the cost is read."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an engine on a family.

    Parameters
    ----------
    budget
        Seconds it was given; it uses less when the plan is proven to be the best.
    curve
        Seconds since the timetable was built, and the cost of the best plan from then on; the
        first is that of the first complete plan.
    placements
        The last plan, packed as in `best_known`.
    """

    engine: str
    seed: int
    budget: float
    meetings: int
    placed: int
    cost: int
    bound: int | None
    curve: list[tuple[float, int]]
    megabytes: float
    placements: str

    def cost_at(self, seconds: float) -> int | None:
        """Cost of the best plan at a moment; `None` before the first, and beyond the budget."""
        if seconds > self.budget:
            return None
        if seconds == self.budget:
            return self.cost
        met = list(takewhile(lambda point: point[0] <= seconds, self.curve))
        return met[-1][1] if met else None

    @property
    def first(self) -> tuple[float, int]:
        """Seconds to the first plan, and its cost."""
        return self.curve[0]


def gap(cost: int | None, least: int | None) -> float | None:
    """How much dearer something is than the least, in per cent of that; `None` when not known."""
    if cost is None or least is None:
        return None
    if cost == least:
        return 0.0
    return 100 * (cost - least) / least if least > 0 else None
