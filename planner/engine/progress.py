"""What an engine tells while it works, what it hands out, and how it is asked to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from planner.engine.timetable import Placements, Reason

Stage = Literal["construct", "improve", "prove"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an engine is.

    Parameters
    ----------
    stage
        What it does now.
    placed, meetings
        Meetings placed so far, of how many.
    cost
        Price of the best placement so far; `None` before there is one.
    bound
        No placement costs less; `None` when nothing is proven.
    seconds, seconds_left
        Time used, and left of the budget.
    """

    stage: Stage
    placed: int
    meetings: int
    cost: int | None
    bound: int | None
    seconds: float
    seconds_left: float


Listener = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Solution:
    """An engine's best answer; there always is one (law L8).

    Parameters
    ----------
    placements
        Meetings that got a place. Those that did not are in `unplaced`, with the reasons whose
        bans and closures together leave no start; an empty tuple means that single starts remain
        but other meetings take them.
    bound
        No placement costs less; `None` when nothing is proven. Equal to the price of `placements`
        when that is proven optimal.
    stopped
        Whether it was asked to stop before the budget was used.
    """

    placements: Placements
    bound: int | None = None
    stopped: bool = False
    unplaced: dict[str, tuple[Reason, ...]] = field(default_factory=dict)
