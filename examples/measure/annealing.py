"""A board that is annealed with any weights, to time the kinds of moves apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from time import perf_counter

import numpy as np

from planner.engine import search_layout as at
from planner.engine.compiled import Compiled
from planner.engine.occupancy import Occupancy
from planner.engine.search import COLD, HOT, SAMPLES, WEIGHTS
from planner.engine.search_anneal import (
    EJECT,
    KINDS,
    PERSON,
    SERIES,
    SERIES_PERSON,
    SIMPLE,
    SWAP,
    anneal,
    go_to,
    sample_prices,
)
from planner.engine.search_setup import board_of
from planner.engine.search_starts import ANY_DAY, NEAR, SAME_DAY, SHARED_DAY, SIBLING

NAMES = {
    ANY_DAY: "any start",
    NEAR: "a few days off",
    SAME_DAY: "same day",
    SHARED_DAY: "a day that somebody has anyway",
    SIBLING: "as a sibling",
    PERSON: "another person",
    SWAP: "swap",
    EJECT: "eject",
    SERIES: "series",
    SERIES_PERSON: "series with another person",
}
"""Kinds of moves as tables name them."""

SIMPLE_WEIGHTS = tuple(weight if kind < SIMPLE else 0 for kind, weight in enumerate(WEIGHTS))

LEAST_SECONDS = 0.4
"""How long moves are made to time them."""

WARMING_STEPS = 100
"""Moves for each meeting before anything is timed: the board is then like that of a search."""


class Annealer:
    """One thread's board, at the temperature in the middle of a cycle.

    Attributes
    ----------
    seconds_to_lay, seconds_to_go
        What `board_of` and `go_to` took.
    counts
        What anneal counted since `warm`, by kind.
    """

    def __init__(self, compiled: Compiled, occupancy: Occupancy) -> None:
        started = perf_counter()
        self.board = board_of(compiled, frozenset(range(len(compiled.ids))), 1)
        self.seconds_to_lay = perf_counter() - started
        self.starts = np.full(len(self.board.meetings), at.NONE, dtype=np.int32)
        self.taken = np.zeros(len(self.board.parts), dtype=np.int32)
        for meeting, start in occupancy.start.items():
            self.starts[meeting] = start
        for number, (meeting, resource) in enumerate(self.board.parts):
            self.taken[number] = resource in occupancy.attending.get(meeting, ())
        started = perf_counter()
        go_to(self.board.cells, self.board.sums, self.starts, self.taken)
        self.seconds_to_go = perf_counter() - started
        self.counts = np.zeros((KINDS, 3), dtype=np.int64)
        prices = np.zeros(SAMPLES, dtype=np.int64)
        found = sample_prices(self.board.cells, self.board.sums, prices)
        self.usual = float(np.median(prices[:found])) if found else 1.0

    def warm(self) -> None:
        """Anneal from hot to the middle, so that what is timed is timed where searches work."""
        self._anneal(WEIGHTS, WARMING_STEPS * len(self.board.meetings), HOT)
        self.counts[:] = 0

    def seconds_a_move(self, weights: Sequence[int]) -> float:
        """Seconds that one move takes when moves are made by such weights."""
        steps, seconds = 1_000, 0.0
        while seconds < LEAST_SECONDS:
            steps *= 2
            started = perf_counter()
            self._anneal(weights, steps, (HOT * COLD) ** 0.5)
            seconds = perf_counter() - started
        return seconds / steps

    def seconds_of_kind(self, kind: int) -> float:
        """Seconds that one move of a kind takes."""
        return self.seconds_a_move([int(each == kind) for each in range(KINDS)])

    def _anneal(self, weights: Sequence[int], steps: int, hot: float) -> None:
        cells, sums = self.board.cells, self.board.sums
        added = np.array(list(accumulate(weights)), dtype=np.int64)
        cold = self.usual * (HOT * COLD) ** 0.5
        hot *= self.usual
        anneal(cells, sums, self.starts, self.taken, added, self.counts, steps, hot, cold)
