"""A timetable laid out for the compiled search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.domain.grid import set_bits
from planner.engine import search_layout as at
from planner.engine.compiled import Choice, Compiled
from planner.engine.search_layout import FAR, MOST_EJECTED, NONE
from planner.engine.search_rows import Rows, filled
from planner.engine.search_setup_bonds import lay_bonds

SCATTER = 0x9E3779B97F4A7C15


class Board(NamedTuple):
    """A timetable with a placement; `search_layout` says what lies where.

    Parameters
    ----------
    cells
        The rows.
    sums
        What may grow too large for them.
    meetings
        Row of each meeting, by index in the compiled timetable.
    parts
        Meeting and resource of each part, by index, in the order in which they lie.
    """

    cells: NDArray[np.int32]
    sums: NDArray[np.int64]
    meetings: list[int]
    parts: list[tuple[int, int]]

    def copy(self, seed: int) -> Board:
        """A board of its own for another thread."""
        sums = self.sums.copy()
        sums[at.CHANCE] = _first_chance(seed)
        return self._replace(cells=self.cells.copy(), sums=sums)


def _first_chance(seed: int) -> int:
    """Random bits to begin with: never 0, and far apart for seeds that are near."""
    return (SCATTER * (2 * seed + 1)) % 2**63


def board_of(compiled: Compiled, movable: frozenset[int], seed: int) -> Board:
    """An empty board of a timetable, of which some meetings may be moved.

    Raises
    ------
    OverflowError
        A number is too large for 32 bits.
    """
    return _Setup(compiled, movable).board(seed)


class _Setup:
    """Lays the time, the places, the people and the meetings; `lay_bonds` what binds them."""

    def __init__(self, compiled: Compiled, movable: frozenset[int]) -> None:
        self.compiled = compiled
        self.timetable = compiled.timetable
        self.movable = movable
        self.rows = Rows(compiled)
        self.price_rows: dict[tuple[tuple[int, int], ...], int] = {}
        self.free: dict[tuple[int, int, int], int] = {}
        places = sorted({place for place in compiled.places if place is not None})
        self.place_index: dict[str | None, int] = {name: row for row, name in enumerate(places)}
        self.place_index[None] = len(places)

    def board(self, seed: int) -> Board:
        """The whole board."""
        compiled, rows = self.compiled, self.rows
        grid = self.timetable.grid
        rows.head(SLOTS_PER_DAY=grid.slots_per_day, DAY_COUNT=len(grid.days))
        self._lay_days()
        self._lay_places()
        self._lay_resources()
        self._lay_meetings()
        lay_bonds(rows)
        movable = rows.lay(rows.meetings[meeting] for meeting in sorted(self.movable))
        rows.head(FIRST_MOVABLE=movable, LAST_MOVABLE=len(rows.cells))
        rows.head(JOURNAL=len(rows.cells), JOURNAL_END=len(rows.cells))
        rows.lay([0] * (at.ENTRY_WIDTH * _longest_move(compiled)))
        sums = np.zeros(at.SUM_COUNT, dtype=np.int64)
        sums[at.COST] = sum(compiled.omission) + sum(
            quota.price * quota.least for quota in self.timetable.quotas
        )
        sums[at.CHANCE] = _first_chance(seed)
        cells = np.array(rows.cells, dtype=np.int32)
        return Board(cells, sums, rows.meetings, list(rows.parts))

    # --- time and place ---------------------------------------------------------------------

    def _lay_days(self) -> None:
        compiled = self.compiled
        self.rows.head(
            FIRST_DAY=self.rows.lay(
                number
                for day in zip(compiled.day_numbers, compiled.weekdays, strict=True)
                for number in day
            ),
            GAP_COUNT=compiled.day_numbers[-1] + 1,
        )

    def _prices(self, priced: Sequence[tuple[int, int]]) -> int:
        """Where the prices of all starts begin, added up."""
        key = tuple(sorted(priced))
        if key not in self.price_rows:
            grid = self.timetable.grid
            prices = np.zeros(grid.slot_count, dtype=np.int64)
            for price, mask in key:
                prices[list(set_bits(mask & grid.everything))] += price
            self.price_rows[key] = self.rows.lay(prices.tolist())
        return self.price_rows[key]

    def _lay_places(self) -> None:
        travel = self.timetable.travel
        self.rows.head(
            PLACE_COUNT=len(self.place_index),
            TRAVEL_SLOTS=self._lay_pairs(travel.slots if travel.slots_rule else {}),
            TRAVEL_PRICES=self._lay_pairs(travel.prices if travel.prices_rule else {}),
        )

    def _lay_pairs(self, pairs: Mapping[frozenset[str], int]) -> int:
        """What two places ask for, by place and place; a pair with nowhere is its other place."""
        count = len(self.place_index)
        nowhere = count - 1
        table = np.zeros((count, count), dtype=np.int64)
        for pair, number in pairs.items():
            if not self.place_index.keys() >= pair:
                continue
            known = [self.place_index[place] for place in pair] or [nowhere]
            table[known[0], known[-1]] = table[known[-1], known[0]] = number
            if len(known) == 1:
                table[known[0], nowhere] = table[nowhere, known[0]] = number
        return self.rows.lay(table.ravel().tolist())

    # --- who and what -----------------------------------------------------------------------

    def _lay_resources(self) -> None:
        compiled = self.compiled
        days = len(self.timetable.grid.days)
        for number, name in enumerate(compiled.resource_ids):
            day_price = self.timetable.resources[name].day_price
            most = compiled.most_per_day[number]
            visit_days = self.rows.lay((NONE, 0) * days)
            row = {
                at.SINGLE: int(compiled.is_single(number)),
                at.MOST: FAR if most is None else min(most, FAR),
                at.DAY_PRICE: day_price.price if day_price else 0,
                at.FREE_DAYS: day_price.free if day_price else 0,
                at.VISIT_DAYS: visit_days,
            }
            self.rows.resources.append(self.rows.lay(filled(row, at.RESOURCE_WIDTH)))

    def _lay_meetings(self) -> None:
        compiled, rows = self.compiled, self.rows
        numbers = range(len(compiled.ids))
        fields = [
            {
                at.START: NONE,
                at.PLACE: self.place_index[compiled.places[meeting]],
                at.OPENING: rows.opening(compiled.starts[meeting]),
                at.PRICES: self._prices(compiled.start_prices[meeting]),
                at.OMISSION: compiled.omission[meeting],
                at.MOVABLE: int(meeting in self.movable),
            }
            for meeting in numbers
        ]
        parts = [self._parts_of(meeting) for meeting in numbers]
        rows.head(FIRST_MEETING=len(rows.cells))
        rows.meetings = [rows.lay(filled(each, at.MEETING_WIDTH)) for each in fields]
        rows.head(LAST_MEETING=len(rows.cells), FIRST_PART_OF_ALL=len(rows.cells))
        own_parts: dict[int, list[int]] = {row: [] for row in rows.resources}
        for meeting, (row, own) in enumerate(zip(rows.meetings, parts, strict=True)):
            rows.cells[row + at.FIRST_PART] = len(rows.cells)
            for resource, part in own:
                part[at.MEETING] = row
                laid = rows.lay(filled(part, at.PART_WIDTH))
                rows.parts[meeting, resource] = laid
                own_parts[rows.resources[resource]].append(laid)
            rows.cells[row + at.LAST_PART] = len(rows.cells)
        rows.head(LAST_PART_OF_ALL=len(rows.cells), FIRST_CHOICE_OF_ALL=len(rows.cells))
        for meeting, row in enumerate(rows.meetings):
            rows.cells[row + at.FIRST_CHOICE] = len(rows.cells)
            for choice in compiled.choices[meeting]:
                self._lay_choice(meeting, choice)
            rows.cells[row + at.LAST_CHOICE] = len(rows.cells)
        rows.head(LAST_CHOICE_OF_ALL=len(rows.cells))
        rows.lay_lists(rows.resources, at.FIRST_OWN_PART, list(own_parts.values()))

    def _parts_of(self, meeting: int) -> list[tuple[int, dict[int, int]]]:
        """The parts of a meeting, without their choices: resource and row."""
        compiled, grid = self.compiled, self.timetable.grid
        own: list[tuple[int, dict[int, int]]] = []
        options = [each for choice in compiled.choices[meeting] for each in choice.options]
        for resource in (*compiled.forced[meeting], *options):
            offset, slots = compiled.stay(meeting, resource)
            key = (resource, offset, slots)
            if key not in self.free:
                closed = grid.starts_touching(compiled.closed[resource] >> offset, slots)
                self.free[key] = self.rows.opening(grid.everything & ~closed)
            price = self.timetable.resources[compiled.resource_ids[resource]].day_price
            away = price is not None and compiled.is_away(meeting, price.home)
            row = {
                at.RESOURCE: self.rows.resources[resource],
                at.OFFSET: offset,
                at.LENGTH: slots,
                at.CHOICE: NONE,
                at.PART_OPENING: self.free[key],
                at.AWAY: int(away),
                at.NEXT: NONE,
                at.BEFORE: NONE,
            }
            own.append((resource, row))
        return own

    def _lay_choice(self, meeting: int, choice: Choice) -> None:
        parts = [self.rows.parts[meeting, resource] for resource in choice.options]
        row = {
            at.CHOICE_MEETING: self.rows.meetings[meeting],
            at.FIRST_OPTION: parts[0] if parts else NONE,
            at.LAST_OPTION: parts[-1] + at.PART_WIDTH if parts else NONE,
            at.COUNT: choice.count,
            at.REQUIRED: int(choice.required),
            at.MISSING: choice.missing_price,
        }
        laid = self.rows.lay(filled(row, at.CHOICE_WIDTH))
        for part in parts:
            self.rows.cells[part + at.CHOICE] = laid


def _longest_move(compiled: Compiled) -> int:
    """Entries in the journal that the longest move makes, and its undoing as many again."""

    def entries(meeting: int) -> int:
        """Asking, lifting and landing it, and trying each option for each place of a choice."""
        choices = compiled.choices[meeting]
        tries = sum(2 * len(choice.options) * (choice.count + 1) for choice in choices)
        return 4 + 2 * len(compiled.participants(meeting)) + tries

    meetings = [entries(meeting) for meeting in range(len(compiled.ids))]
    groups = [sum(meetings[meeting] for meeting in group) for group in compiled.groups]
    return 2 * max(*groups, (MOST_EJECTED + 1) * max(meetings))
