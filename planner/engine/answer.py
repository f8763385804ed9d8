"""What one engine hands another: a placement, its price, and what is proven of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from planner.engine.compiled import Compiled
from planner.engine.effort import Effort
from planner.engine.timetable import Placements


@dataclass(frozen=True, slots=True)
class Answer:
    """A placement with its price, and the bound when one was proven."""

    placements: Placements
    cost: int
    bound: int | None = None


Report = Callable[[Answer], None]


class Engine(Protocol):
    """What goes on from a placement; the effort is what all take alike."""

    def __call__(
        self,
        compiled: Compiled,
        placements: Placements,
        /,
        *,
        movable: frozenset[int],
        effort: Effort,
        report: Report,
    ) -> Answer:
        """Go on."""
