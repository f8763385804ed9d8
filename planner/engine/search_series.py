"""Moves of a whole series: all its meetings lifted, and set down at the best dates for them."""

from __future__ import annotations

import numpy as np

from planner.engine import search_layout as at
from planner.engine.search_chance import below
from planner.engine.search_compile import Cells, Sums, compiled
from planner.engine.search_dates import find_dates
from planner.engine.search_layout import NONE
from planner.engine.search_moves import ask_in, make_room, set_down
from planner.engine.search_state import join, lift


@compiled
def reinsert(cells: Cells, sums: Sums, group: int, temperature: float) -> bool:
    """Lift a whole group and find it the best dates."""
    return _may_be_lifted(cells, sums, group) and _set_down_all(cells, sums, group, temperature)


@compiled
def reinsert_with_another(cells: Cells, sums: Sums, group: int, temperature: float) -> bool:
    """Lift a whole group, let somebody else take part, and find it the best dates."""
    return (
        _may_be_lifted(cells, sums, group)
        and _ask_another(cells, sums, group)
        and _set_down_all(cells, sums, group, temperature)
    )


@compiled
def _set_down_all(cells: Cells, sums: Sums, group: int, temperature: float) -> bool:
    first = cells[group + at.FIRST_GROUPED]
    dates = np.empty(cells[group + at.LAST_GROUPED] - first, dtype=np.int64)
    if not find_dates(cells, sums, group, temperature, dates):
        return False
    for number in range(len(dates)):
        if not set_down(cells, sums, cells[first + number], dates[number]):
            return False
    return True


@compiled
def _may_be_lifted(cells: Cells, sums: Sums, group: int) -> bool:
    """Lift the meetings of a group, those too that are left out; whether all of them may be."""
    first, last = cells[group + at.FIRST_GROUPED], cells[group + at.LAST_GROUPED]
    if cells[group + at.GAPS] == NONE:
        return False
    for row in range(first, last):
        if not cells[cells[row] + at.MOVABLE]:
            return False
    for row in range(first, last):
        if cells[cells[row] + at.START] != NONE:
            lift(cells, sums, cells[row])
        elif not ask_in(cells, sums, cells[row]):
            return False
    return True


@compiled
def _ask_another(cells: Cells, sums: Sums, group: int) -> bool:
    """Let one of those to choose from take part in every lifted meeting that they may."""
    first, last = cells[group + at.FIRST_GROUPED], cells[group + at.LAST_GROUPED]
    meeting = cells[first + below(sums, last - first)]
    choice = cells[meeting + at.FIRST_CHOICE]
    choices = (cells[meeting + at.LAST_CHOICE] - choice) // at.CHOICE_WIDTH
    if choices == 0:
        return False
    choice += below(sums, choices) * at.CHOICE_WIDTH
    option = cells[choice + at.FIRST_OPTION]
    options = (cells[choice + at.LAST_OPTION] - option) // at.PART_WIDTH
    if options == 0:
        return False
    resource = cells[option + below(sums, options) * at.PART_WIDTH + at.RESOURCE]
    changed = False
    for row in range(first, last):
        for part in range(
            cells[cells[row] + at.FIRST_PART], cells[cells[row] + at.LAST_PART], at.PART_WIDTH
        ):
            asked = cells[part + at.CHOICE] != NONE and not cells[part + at.TAKEN]
            if asked and cells[part + at.RESOURCE] == resource:
                make_room(cells, sums, cells[part + at.CHOICE])
                join(cells, sums, part)
                changed = True
    return changed
