"""Where a standing meeting might go: proposals, most of which will not do."""

from __future__ import annotations

from planner.engine import search_layout as at
from planner.engine.search_chance import below
from planner.engine.search_compile import Cells, Sums, compiled
from planner.engine.search_layout import NONE
from planner.engine.search_prices import is_open, starts_on

PROPOSALS = ANY_DAY, NEAR, SAME_DAY, SHARED_DAY, SIBLING = range(5)
"""Kinds of proposals."""

NEAR_DAYS = 10


@compiled
def propose(cells: Cells, sums: Sums, kind: int, meeting: int) -> int:
    """A start of one kind; NONE when chance finds none."""
    if kind == ANY_DAY:
        return any_start(cells, sums, meeting)
    if kind == NEAR:
        return _near(cells, sums, meeting)
    if kind == SAME_DAY:
        day = cells[meeting + at.START] // cells[at.SLOTS_PER_DAY]
        return _some_start_on(cells, sums, meeting, day)
    if kind == SHARED_DAY:
        return shared_day(cells, sums, meeting)
    return _sibling(cells, sums, meeting)


@compiled
def any_start(cells: Cells, sums: Sums, meeting: int) -> int:
    """Any open start."""
    edges = cells[cells[meeting + at.OPENING] + at.STARTS_ON]
    first, last = cells[edges], cells[edges + cells[at.DAY_COUNT]]
    return NONE if first == last else cells[first + below(sums, last - first)]


@compiled
def _some_start_on(cells: Cells, sums: Sums, meeting: int, day: int) -> int:
    first, last = starts_on(cells, cells[meeting + at.OPENING], day)
    return NONE if first == last else cells[first + below(sums, last - first)]


@compiled
def _start_on(cells: Cells, sums: Sums, meeting: int, day: int, time: int) -> int:
    """An open start on a day, at a time of day if that is open."""
    if day < 0 or day >= cells[at.DAY_COUNT]:
        return NONE
    start = day * cells[at.SLOTS_PER_DAY] + time
    if is_open(cells, cells[meeting + at.OPENING], start):
        return start
    return _some_start_on(cells, sums, meeting, day)


@compiled
def _near(cells: Cells, sums: Sums, meeting: int) -> int:
    """The same time of day, a few days from where it stands."""
    start, per_day = cells[meeting + at.START], cells[at.SLOTS_PER_DAY]
    day = start // per_day + below(sums, 2 * NEAR_DAYS + 1) - NEAR_DAYS
    return _start_on(cells, sums, meeting, day, start % per_day)


@compiled
def somebodys_other(cells: Cells, sums: Sums, meeting: int) -> int:
    """A part that one of those who take part has or may have in a meeting that stands."""
    first, last = cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART]
    if first == last:
        return NONE
    part = first + at.PART_WIDTH * below(sums, (last - first) // at.PART_WIDTH)
    resource = cells[part + at.RESOURCE]
    own = cells[resource + at.FIRST_OWN_PART]
    other = cells[own + below(sums, cells[resource + at.LAST_OWN_PART] - own)]
    theirs = cells[other + at.MEETING]
    if theirs == meeting or cells[theirs + at.START] == NONE or not cells[part + at.TAKEN]:
        return NONE
    return other


@compiled
def shared_day(cells: Cells, sums: Sums, meeting: int) -> int:
    """A start on a day on which one of its people has another meeting."""
    other = somebodys_other(cells, sums, meeting)
    if other == NONE or not cells[other + at.TAKEN]:
        return NONE
    per_day = cells[at.SLOTS_PER_DAY]
    day = cells[cells[other + at.MEETING] + at.START] // per_day
    if below(sums, 2):
        return _start_on(cells, sums, meeting, day, cells[meeting + at.START] % per_day)
    return _some_start_on(cells, sums, meeting, day)


@compiled
def _sibling(cells: Cells, sums: Sums, meeting: int) -> int:
    """The time of day of another meeting of the group, and mostly its weekday too."""
    group, per_day = cells[meeting + at.GROUP], cells[at.SLOTS_PER_DAY]
    first = cells[group + at.FIRST_GROUPED]
    sibling = cells[first + below(sums, cells[group + at.LAST_GROUPED] - first)]
    theirs = cells[sibling + at.START]
    if theirs == NONE or sibling == meeting:
        return NONE
    day = cells[meeting + at.START] // per_day
    if below(sums, 4):
        days = cells[at.FIRST_DAY] + at.WEEKDAY
        weekday = cells[days + theirs // per_day * at.DAY_WIDTH]
        day += 5 * (below(sums, 5) - 2) + weekday - cells[days + day * at.DAY_WIDTH]
    return _start_on(cells, sums, meeting, day, theirs % per_day)
