"""What one engine hands another: a placement, its price, and what is proven of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from planner.engine.compiled import Compiled
from planner.engine.timetable import Placements


@dataclass(frozen=True, slots=True)
class Answer:
    """A placement with its price, and the bound when one was proven."""

    placements: Placements
    cost: int
    bound: int | None = None


Report = Callable[[Answer], None]


class Engine(Protocol):
    """What goes on from a placement for some rounds or seconds, which all take alike."""

    def __call__(
        self,
        compiled: Compiled,
        placements: Placements,
        /,
        *,
        movable: frozenset[int],
        seed: int,
        workers: int,
        rounds: int | None,
        seconds_left: Callable[[], float],
        stop: Callable[[], bool],
        report: Report,
    ) -> Answer:
        """Go on."""
