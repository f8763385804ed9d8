"""Rows laid one after another: a board under way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from planner.domain.grid import set_bits
from planner.engine import search_layout as at
from planner.engine.compiled import Compiled

BITS_PER_CELL = 32


class Rows:
    """The cells so far, and where in them meetings, parts and resources stand.

    A row that is referred to is laid before the one that refers to it, or gets the reference when
    both are laid.

    Attributes
    ----------
    meetings, resources
        Row of each, by index in the compiled timetable.
    parts
        Row of each part, by meeting and resource.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.timetable = compiled.timetable
        self.cells: list[int] = [0] * at.HEAD
        self.resource_index = {name: number for number, name in enumerate(compiled.resource_ids)}
        self.meetings: list[int] = []
        self.resources: list[int] = []
        self.parts: dict[tuple[int, int], int] = {}
        self._openings: dict[int, int] = {}

    def head(self, **fields: int) -> None:
        """Set fields of the head by their names in the layout."""
        for name, value in fields.items():
            self.cells[getattr(at, name)] = value

    def lay(self, numbers: Iterable[int]) -> int:
        """Lay numbers at the end; where they begin."""
        begins = len(self.cells)
        self.cells += numbers
        return begins

    def lay_lists(self, rows: Sequence[int], first: int, lists: Sequence[list[int]]) -> None:
        """Give each of some rows a list, whose ends stand in its fields `first` and the next."""
        for row, numbers in zip(rows, lists, strict=True):
            begins = self.lay(numbers)
            self.cells[row + first : row + first + 2] = begins, len(self.cells)

    def opening(self, mask: int) -> int:
        """The row of a set of open starts."""
        if mask not in self._openings:
            grid = self.timetable.grid
            words = -(-grid.slot_count // BITS_PER_CELL)
            raw = mask.to_bytes(words * BITS_PER_CELL // 8, "little")
            bits = self.lay(np.frombuffer(raw, dtype="<i4").tolist())
            starts = list(set_bits(mask))
            begins = self.lay(starts)
            edges = np.arange(len(grid.days) + 1) * grid.slots_per_day
            on_day = self.lay((begins + np.searchsorted(starts, edges)).tolist())
            self._openings[mask] = self.lay((bits, on_day))
        return self._openings[mask]

    def of(self, names: Iterable[str]) -> list[int]:
        """The rows of meetings."""
        return [self.meetings[self.compiled.index[name]] for name in names]


def filled(row: Mapping[int, int], width: int) -> list[int]:
    """A row with the given fields, the others 0."""
    return [row.get(field, 0) for field in range(width)]
