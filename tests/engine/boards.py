"""Boards of the compiled search, stepped one move at a time and read back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.engine import search_layout as at
from planner.engine.compiled import Compiled
from planner.engine.search_anneal import KINDS, TAKEN, anneal, go_to, write_down
from planner.engine.search_setup import Board, board_of
from planner.engine.timetable import Placement, Placements

Written = tuple[NDArray[np.int32], NDArray[np.int32]]


def written(board: Board, compiled: Compiled, placements: Placements) -> Written:
    """Placements as boards write them down: starts of meetings, and which parts are taken."""
    starts = np.full(len(board.meetings), at.NONE, dtype=np.int32)
    for name, placement in placements.items():
        starts[compiled.index[name]] = placement.start
    taken = np.zeros(len(board.parts), dtype=np.int32)
    for number, (meeting, resource) in enumerate(board.parts):
        placement = placements.get(compiled.ids[meeting], Placement(0, frozenset()))
        taken[number] = compiled.resource_ids[resource] in placement.attending
    return starts, taken


@dataclass
class Stepper:
    """A board with a placement, moved step by step.

    Attributes
    ----------
    board
        What is stepped.
    counts
        By kind of move and TRIED, TAKEN, BETTER.
    """

    compiled: Compiled
    movable: frozenset[int]
    board: Board
    counts: NDArray[np.int64]

    @classmethod
    def at(
        cls, compiled: Compiled, placements: Placements, movable: frozenset[int], seed: int
    ) -> Stepper:
        """A board that has some placements."""
        board = board_of(compiled, movable, seed)
        stepper = cls(compiled, movable, board, np.zeros((KINDS, 3), dtype=np.int64))
        stepper.go_to(placements)
        return stepper

    @property
    def cost(self) -> int:
        """What the board says that its placement costs."""
        return int(self.board.sums[at.COST])

    def go_to(self, placements: Placements) -> None:
        """Let the board have some placements."""
        found = written(self.board, self.compiled, placements)
        go_to(self.board.cells, self.board.sums, *found)

    def step(self, kind: int, temperature: float) -> bool:
        """Try a move of one kind; whether it was taken."""
        weights = np.zeros(KINDS, dtype=np.int64)
        weights[kind:] = 1
        before = self.counts[kind, TAKEN]
        cells, sums = self.board.cells, self.board.sums
        blank = written(self.board, self.compiled, {})
        anneal(cells, sums, *blank, weights, self.counts, 1, temperature, temperature)
        return bool(self.counts[kind, TAKEN] > before)

    def placements(self) -> Placements:
        """The placement that the board has."""
        starts, taken = written(self.board, self.compiled, {})
        write_down(self.board.cells, starts, taken)
        there: dict[int, set[str]] = {}
        for number, (meeting, resource) in enumerate(self.board.parts):
            if taken[number]:
                there.setdefault(meeting, set()).add(self.compiled.resource_ids[resource])
        return {
            name: Placement(int(starts[meeting]), frozenset(there.get(meeting, ())))
            for meeting, name in enumerate(self.compiled.ids)
            if starts[meeting] != at.NONE
        }

    def contents(self) -> tuple[list[int], set[tuple[int, int, int]]]:
        """All that the board holds, but for the journal and the order of parts within a day.

        The cells, and each part that is on a resource's day as resource, day and part.
        """
        cells = self.board.cells.copy()
        parts = range(cells[at.FIRST_PART_OF_ALL], cells[at.LAST_PART_OF_ALL], at.PART_WIDTH)
        on_days = set()
        for resource in {int(cells[part + at.RESOURCE]) for part in parts}:
            for day in range(cells[at.DAY_COUNT]):
                head = cells[resource + at.VISIT_DAYS] + day * at.VISIT_DAY_WIDTH + at.HEAD_PART
                part, before = int(cells[head]), at.NONE
                while part != at.NONE:
                    assert cells[part + at.BEFORE] == before
                    on_days.add((resource, day, part))
                    part, before = int(cells[part + at.NEXT]), part
                cells[head] = at.NONE
        for part in parts:
            cells[part + at.NEXT] = cells[part + at.BEFORE] = at.NONE
        cells[at.JOURNAL_END] = at.NONE
        return cells[: cells[at.JOURNAL]].tolist(), on_days
