"""The best dates for a lifted series: dynamic programming over its days.

The cheapest dates are found for all meetings of a group together, given where everything else
stands: for a weekday and a time of day that the series could keep, the cheapest sequence of days
that its chain allows. Every price is blurred by the temperature, so that the same surroundings give
other dates the next time.
"""

from __future__ import annotations

import numpy as np

from planner.engine import search_layout as at
from planner.engine.search_chance import below, exponential
from planner.engine.search_compile import Cells, Sums, Table, compiled
from planner.engine.search_layout import FORBIDDEN, NEVER, NONE
from planner.engine.search_prices import (
    chain_price,
    is_free,
    is_wholly_free,
    price_of_leaving,
    starts_on,
    visit_price,
)
from planner.engine.search_starts import any_start

TIMES_TRIED = 2
WEEKDAYS_TRIED = 3
SCHOOL_DAYS = 5
UNREACHED = float(FORBIDDEN)


@compiled
def find_dates(cells: Cells, sums: Sums, group: int, temperature: float, dates: Table) -> bool:
    """Fill in the best starts of a lifted group; whether there are any."""
    first = cells[group + at.FIRST_GROUPED]
    count = len(dates)
    size = cells[at.DAY_COUNT]
    # The days on which each meeting may start, and how many those are; what follows is by these.
    days = np.empty((count, size), dtype=np.int64)
    counts = np.empty(count, dtype=np.int64)
    prices = np.empty((count, size, cells[at.SLOTS_PER_DAY]), dtype=np.int64)
    cheapest = np.empty((count, size), dtype=np.int64)
    blur = np.empty((count, size))
    for number in range(count):
        counts[number] = _price_starts(cells, cells[first + number], days[number], prices[number])
        for row in range(counts[number]):
            cheapest[number, row] = prices[number, row].argmin()
            blur[number, row] = exponential(sums, temperature)
    off_day, off_time = _off_beat(cells, cells[first])
    times = np.empty((count, size), dtype=np.int64)
    came_from = np.empty((count, size), dtype=np.int64)
    reached = np.empty((count, size))
    best = UNREACHED
    for _ in range(TIMES_TRIED if off_time else 1):
        start = any_start(cells, sums, cells[first + below(sums, count)])
        if start == NONE:
            return False
        time = start % cells[at.SLOTS_PER_DAY]
        begins = below(sums, SCHOOL_DAYS)
        for tried in range(WEEKDAYS_TRIED if off_day else 1):
            weekday = (begins + tried) % SCHOOL_DAYS
            for number in range(count):
                kept = days[number, : counts[number]]
                _keep_beat(
                    cells,
                    kept,
                    prices[number],
                    cheapest[number],
                    times[number],
                    reached[number],
                    time,
                    weekday,
                    off_time,
                    off_day,
                )
                reached[number] += blur[number]
            total = _add_gaps(cells, cells[group + at.GAPS], days, counts, reached, came_from)
            if total < best:
                best = total
                _trace(cells, days, counts, reached, came_from, times, dates)
    return best < UNREACHED


@compiled
def _keep_beat(
    cells: Cells,
    days: Table,
    prices: Table,
    cheapest: Table,
    times: Table,
    reached: Table,
    time: int,
    weekday: int,
    off_time: int,
    off_day: int,
) -> None:
    """Fill in a meeting's best time on each of its days, and its price, when a beat is kept."""
    for row in range(len(days)):
        times[row] = time
        if prices[row, cheapest[row]] + off_time < prices[row, time]:
            times[row] = cheapest[row]
        reached[row] = prices[row, times[row]]
        if times[row] != time:
            reached[row] += off_time
        if _weekday(cells, days[row]) != weekday:
            reached[row] += off_day


@compiled
def _weekday(cells: Cells, day: int) -> int:
    return cells[cells[at.FIRST_DAY] + day * at.DAY_WIDTH + at.WEEKDAY]


@compiled
def _price_starts(cells: Cells, meeting: int, days: Table, prices: Table) -> int:
    """Price the open starts of a lifted meeting; how many days have any.

    Parameters
    ----------
    days
        Filled with those days.
    prices
        Filled, in their order, with the price of each time of day.
    """
    count = 0
    chained = _has_standing_kin(cells, meeting)
    for day in range(cells[at.DAY_COUNT]):
        first, last = starts_on(cells, cells[meeting + at.OPENING], day)
        if first == last:
            continue
        of_day = chain_price(cells, meeting, day) if chained else 0
        if of_day == FORBIDDEN:
            continue
        _price_day(cells, meeting, day, of_day, prices[count])
        days[count] = day
        count += 1
    return count


@compiled
def _price_day(cells: Cells, meeting: int, day: int, of_day: int, prices: Table) -> None:
    """Fill in what each time of a day costs a lifted meeting, its chains' price being given."""
    prices[:] = FORBIDDEN
    midnight = day * cells[at.SLOTS_PER_DAY]
    first, last = starts_on(cells, cells[meeting + at.OPENING], day)
    for row in range(first, last):
        prices[cells[row] - midnight] = of_day + cells[cells[meeting + at.PRICES] + cells[row]]
    for part in range(cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART], at.PART_WIDTH):
        if not cells[part + at.TAKEN]:
            continue
        visit = visit_price(cells, part, day)
        wholly_free = is_wholly_free(cells, part, day)
        leaving = FORBIDDEN if wholly_free else price_of_leaving(cells, part)
        for row in range(first, last):
            free = wholly_free or is_free(cells, part, cells[row], day)
            prices[cells[row] - midnight] += visit if free else leaving


@compiled
def _has_standing_kin(cells: Cells, meeting: int) -> bool:
    """Whether any meeting that a chain binds a lifted one to stands somewhere."""
    for link in range(cells[meeting + at.FIRST_LINK], cells[meeting + at.LAST_LINK], at.LINK_WIDTH):
        chain = cells[link + at.CHAIN]
        for row in range(cells[chain + at.FIRST_LINKED], cells[chain + at.LAST_LINKED]):
            if cells[cells[row] + at.START] != NONE:
                return True
    return False


@compiled
def _off_beat(cells: Cells, meeting: int) -> tuple[int, int]:
    """What it costs a meeting to be off the usual weekday, and off the usual time."""
    off_day, off_time = 0, 0
    for beat in range(cells[meeting + at.FIRST_BEAT], cells[meeting + at.LAST_BEAT]):
        if cells[cells[beat] + at.BY_TIME]:
            off_time += cells[cells[beat] + at.OFF_BEAT]
        else:
            off_day += cells[cells[beat] + at.OFF_BEAT]
    return off_day, off_time


@compiled
def _add_gaps(
    cells: Cells, gaps: int, days: Table, counts: Table, reached: Table, came_from: Table
) -> float:
    """Add the cheapest way there to what each meeting costs on its days; the whole's lowest."""
    calendar = cells[at.FIRST_DAY]
    count = len(counts)
    for number in range(1, count):
        for row in range(counts[number]):
            if reached[number, row] >= UNREACHED:
                continue
            today = cells[calendar + days[number, row] * at.DAY_WIDTH]
            onward = UNREACHED
            for earlier in range(counts[number - 1]):
                if days[number - 1, earlier] >= days[number, row]:
                    break
                so_far = reached[number - 1, earlier]
                if so_far < onward:
                    other = cells[calendar + days[number - 1, earlier] * at.DAY_WIDTH]
                    gap = cells[gaps + today - other]
                    if gap < NEVER and so_far + gap < onward:
                        onward = so_far + gap
                        came_from[number, row] = earlier
            reached[number, row] += onward
    lowest = UNREACHED
    for row in range(counts[count - 1]):
        lowest = min(lowest, reached[count - 1, row])
    return lowest


@compiled
def _trace(
    cells: Cells,
    days: Table,
    counts: Table,
    reached: Table,
    came_from: Table,
    times: Table,
    dates: Table,
) -> None:
    """Read the starts off the cheapest sequence."""
    last = len(dates) - 1
    row = reached[last, : counts[last]].argmin()
    for number in range(last, -1, -1):
        dates[number] = days[number, row] * cells[at.SLOTS_PER_DAY] + times[number, row]
        row = came_from[number, row]
