"""What an engine tells while it works, what it hands out, and how it is asked to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from planner.engine.timetable import Placements, Reason

Stage = Literal["staff", "construct", "prepare", "search", "improve", "prove"]
"""Contacts are chosen, a first placement is made, the compiled search is made ready, it searches,
what it found is improved piece by piece, or proven."""


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
    placements
        The best so far, nobody changes them any more; `None` before there are any.
    """

    stage: Stage
    placed: int
    meetings: int
    cost: int | None
    bound: int | None
    seconds: float
    seconds_left: float
    placements: Placements | None = None


Listener = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a meeting has no place.

    Parameters
    ----------
    bans
        Reasons that between them ban every start, none to spare; empty when starts remain.
    in_the_way
        When starts remain: what other meetings take them, as rule and subject (a resource that is
        taken, or the meeting itself for its chain), none to spare; empty when no such set was
        found and only the whole puzzle has no place for it.
    crowd
        Meetings, itself among them, of which it is proven that no placement holds more than the
        one handed out; empty when nothing is proven.
    """

    bans: tuple[Reason, ...]
    in_the_way: tuple[Reason, ...] = ()
    crowd: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Solution:
    """An engine's best answer; there always is one (law L8).

    Parameters
    ----------
    placements
        Meetings that got a place. Those that did not are in `unplaced`, with why.
    bound
        No placement costs less; `None` when nothing is proven. Equal to the price of `placements`
        when that is proven optimal.
    stopped
        Whether it was asked to stop before the budget was used.
    """

    placements: Placements
    bound: int | None = None
    stopped: bool = False
    unplaced: dict[str, WhyNot] = field(default_factory=dict)
