"""Moves of more than one step. They change the board; whoever does not want one undoes it.

Each says whether it came to an end that is allowed.
"""

from __future__ import annotations

import numpy as np

from planner.engine import search_layout as at
from planner.engine.search_chance import below, exponential
from planner.engine.search_compile import Cells, Sums, compiled
from planner.engine.search_layout import FORBIDDEN, NONE
from planner.engine.search_prices import (
    all_free,
    chain_price,
    in_the_way,
    is_free,
    is_open,
    starts_on,
    visit_price,
)
from planner.engine.search_state import ask, join, land, leave, lift

STARTS_TRIED_A_DAY = 2


@compiled
def staff(cells: Cells, sums: Sums, meeting: int) -> bool:
    """Ask the cheapest who are free for what a standing meeting is short of."""
    start = cells[meeting + at.START]
    day = start // cells[at.SLOTS_PER_DAY]
    for choice in range(
        cells[meeting + at.FIRST_CHOICE], cells[meeting + at.LAST_CHOICE], at.CHOICE_WIDTH
    ):
        while cells[choice + at.PRESENT] < cells[choice + at.COUNT]:
            before = sums[at.COST]
            best, cheapest = NONE, FORBIDDEN if cells[choice + at.REQUIRED] else 0
            for part in range(
                cells[choice + at.FIRST_OPTION], cells[choice + at.LAST_OPTION], at.PART_WIDTH
            ):
                if cells[part + at.TAKEN] or not is_free(cells, part, start, day):
                    continue
                join(cells, sums, part)
                price = sums[at.COST] - before
                leave(cells, sums, part)
                if price < cheapest:
                    best, cheapest = part, price
            if best == NONE:
                if cells[choice + at.REQUIRED]:
                    return False
                break
            join(cells, sums, best)
    return True


@compiled
def set_down(cells: Cells, sums: Sums, meeting: int, start: int) -> bool:
    """Let a lifted meeting stand at an open start, with others for those who cannot come."""
    day = start // cells[at.SLOTS_PER_DAY]
    if chain_price(cells, meeting, day) == FORBIDDEN:
        return False
    for part in range(cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART], at.PART_WIDTH):
        if cells[part + at.TAKEN] and not is_free(cells, part, start, day):
            if cells[part + at.CHOICE] == NONE:
                return False
            leave(cells, sums, part)
    land(cells, sums, meeting, start)
    return staff(cells, sums, meeting)


@compiled
def ask_in(cells: Cells, sums: Sums, meeting: int) -> bool:
    """Let a meeting that is left out be held, lifted, with any people who would be enough."""
    ask(cells, sums, meeting, 1)
    for part in range(cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART], at.PART_WIDTH):
        if cells[part + at.CHOICE] == NONE:
            join(cells, sums, part)
    for choice in range(
        cells[meeting + at.FIRST_CHOICE], cells[meeting + at.LAST_CHOICE], at.CHOICE_WIDTH
    ):
        if not cells[choice + at.REQUIRED]:
            continue
        first = cells[choice + at.FIRST_OPTION]
        options = (cells[choice + at.LAST_OPTION] - first) // at.PART_WIDTH
        if options < cells[choice + at.COUNT]:
            return False
        begins = below(sums, options)
        for number in range(cells[choice + at.COUNT]):
            join(cells, sums, first + (begins + number) % options * at.PART_WIDTH)
    return True


@compiled
def change_person(cells: Cells, sums: Sums) -> bool:
    """Let somebody else come to a meeting, one more, or one fewer."""
    first = cells[at.FIRST_CHOICE_OF_ALL]
    count = (cells[at.LAST_CHOICE_OF_ALL] - first) // at.CHOICE_WIDTH
    if count == 0:
        return False
    choice = first + below(sums, count) * at.CHOICE_WIDTH
    meeting = cells[choice + at.CHOICE_MEETING]
    start, option = cells[meeting + at.START], cells[choice + at.FIRST_OPTION]
    options = (cells[choice + at.LAST_OPTION] - option) // at.PART_WIDTH
    if start == NONE or options == 0 or not cells[meeting + at.MOVABLE]:
        return False
    part = option + below(sums, options) * at.PART_WIDTH
    if cells[part + at.TAKEN]:
        if cells[choice + at.REQUIRED]:
            return False
        leave(cells, sums, part)
        return True
    if not is_free(cells, part, start, start // cells[at.SLOTS_PER_DAY]):
        return False
    make_room(cells, sums, choice)
    join(cells, sums, part)
    return True


@compiled
def make_room(cells: Cells, sums: Sums, choice: int) -> None:
    """Let one of a choice's people leave when no more are asked for."""
    if cells[choice + at.PRESENT] < cells[choice + at.COUNT]:
        return
    skip = below(sums, cells[choice + at.PRESENT])
    for part in range(
        cells[choice + at.FIRST_OPTION], cells[choice + at.LAST_OPTION], at.PART_WIDTH
    ):
        if cells[part + at.TAKEN]:
            if skip == 0:
                leave(cells, sums, part)
                return
            skip -= 1


@compiled
def swap(cells: Cells, sums: Sums, one: int, other: int) -> bool:
    """Let two standing meetings change places."""
    first, second = cells[one + at.START], cells[other + at.START]
    if not (
        cells[other + at.MOVABLE]
        and is_open(cells, cells[one + at.OPENING], second)
        and is_open(cells, cells[other + at.OPENING], first)
    ):
        return False
    lift(cells, sums, one)
    lift(cells, sums, other)
    return set_down(cells, sums, one, second) and set_down(cells, sums, other, first)


@compiled
def eject(cells: Cells, sums: Sums, meeting: int, start: int, temperature: float) -> bool:
    """Let a meeting have a start, and find other starts for the few that are in its way."""
    day = start // cells[at.SLOTS_PER_DAY]
    if cells[meeting + at.START] != NONE:
        lift(cells, sums, meeting)
    elif not ask_in(cells, sums, meeting):
        return False
    ejected = np.empty(at.MOST_EJECTED, dtype=np.int64)
    count = 0
    for part in range(cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART], at.PART_WIDTH):
        while cells[part + at.TAKEN] and not is_free(cells, part, start, day):
            if cells[part + at.CHOICE] != NONE:
                leave(cells, sums, part)
                continue
            blocking = _blocking(cells, part, start, day)
            if blocking == NONE or count == at.MOST_EJECTED:
                return False
            lift(cells, sums, blocking)
            ejected[count] = blocking
            count += 1
    if not set_down(cells, sums, meeting, start):
        return False
    for number in range(count):
        found = cheapest_start(cells, sums, ejected[number], temperature)
        if found == NONE or not set_down(cells, sums, ejected[number], found):
            return False
    return True


@compiled
def _blocking(cells: Cells, part: int, start: int, day: int) -> int:
    """A movable meeting that keeps somebody from coming; NONE when no such does."""
    resource = cells[part + at.RESOURCE]
    other = cells[cells[resource + at.VISIT_DAYS] + day * at.VISIT_DAY_WIDTH]
    some = NONE
    while other != NONE:
        meeting = cells[other + at.MEETING]
        if cells[meeting + at.MOVABLE] and other != part:
            if in_the_way(cells, part, other, start):
                return meeting
            some = meeting
        other = cells[other + at.NEXT]
    return some


@compiled
def cheapest_start(cells: Cells, sums: Sums, meeting: int, temperature: float) -> int:
    """About the cheapest start for a lifted meeting and its people; NONE when it has none."""
    best, cheapest = NONE, float(FORBIDDEN)
    for day in range(cells[at.DAY_COUNT]):
        first, last = starts_on(cells, cells[meeting + at.OPENING], day)
        if first == last:
            continue
        of_day = chain_price(cells, meeting, day)
        if of_day == FORBIDDEN:
            continue
        for part in range(
            cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART], at.PART_WIDTH
        ):
            if cells[part + at.TAKEN]:
                of_day += visit_price(cells, part, day)
        for _ in range(STARTS_TRIED_A_DAY):
            start = cells[first + below(sums, last - first)]
            price = of_day + cells[cells[meeting + at.PRICES] + start]
            blurred = price + exponential(sums, temperature)
            if blurred < cheapest and all_free(cells, meeting, start, day):
                best, cheapest = start, blurred
    return best
