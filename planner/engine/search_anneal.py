"""Simulated annealing: steps at a falling temperature, the best placement written down."""

from __future__ import annotations

from planner.engine import search_layout as at
from planner.engine.search_chance import below, exponential
from planner.engine.search_compile import Cells, Sums, Table, compiled
from planner.engine.search_layout import FORBIDDEN, NONE
from planner.engine.search_moves import change_person, eject, swap
from planner.engine.search_prices import move_price
from planner.engine.search_series import reinsert, reinsert_with_another
from planner.engine.search_starts import PROPOSALS, any_start, propose, shared_day, somebodys_other
from planner.engine.search_state import ask, begin, join, land, leave, lift, undo

PERSON, SWAP, EJECT, SERIES, SERIES_PERSON, KINDS = range(len(PROPOSALS), len(PROPOSALS) + 6)
"""Kinds of moves beside the proposals of a start; and how many there are."""

SIMPLE = len(PROPOSALS)

TRIED, TAKEN, BETTER = range(3)
"""What is counted of each kind: moves, those that were taken, those that made it cheaper."""


@compiled
def anneal(
    cells: Cells,
    sums: Sums,
    best_starts: Table,
    best_taken: Table,
    weights: Table,
    counts: Table,
    steps: int,
    hot: float,
    cold: float,
) -> int:
    """Take steps while the temperature falls from hot to cold; the lowest cost met.

    Parameters
    ----------
    best_starts, best_taken
        Filled with the placement of that cost: start of each meeting, and which parts are taken.
    weights
        How often each kind of move is made, added up.
    counts
        By kind and TRIED, TAKEN, BETTER; added to.
    """
    best = sums[at.COST]
    # The best is written down when it is about to be left, not each time there is a better one.
    written = False
    ratio = (cold / hot) ** (1.0 / max(1, steps))
    temperature = hot
    for _ in range(steps):
        temperature *= ratio
        kind = _some_kind(sums, weights)
        limit = exponential(sums, temperature)
        meeting = _some_movable(cells, sums)
        before = sums[at.COST]
        simple = kind < SIMPLE and cells[meeting + at.START] != NONE
        start = propose(cells, sums, kind, meeting) if simple else NONE
        counts[kind, TRIED] += 1
        if simple and not _is_taken(cells, meeting, start, limit):
            continue
        if not written:
            write_down(cells, best_starts, best_taken)
            written = True
        begin(cells)
        if simple:
            lift(cells, sums, meeting)
            land(cells, sums, meeting, start)
        elif not _change(cells, sums, kind, meeting, temperature):
            undo(cells, sums)
            continue
        if sums[at.COST] - before > limit:
            undo(cells, sums)
            continue
        counts[kind, TAKEN] += 1
        if sums[at.COST] < before:
            counts[kind, BETTER] += 1
        if sums[at.COST] < best:
            best = sums[at.COST]
            written = False
    if not written:
        write_down(cells, best_starts, best_taken)
    return best


@compiled
def _some_kind(sums: Sums, weights: Table) -> int:
    """A kind of move, by weights that are added up."""
    chance = below(sums, weights[-1])
    kind = 0
    while chance >= weights[kind]:
        kind += 1
    return kind


@compiled
def _some_movable(cells: Cells, sums: Sums) -> int:
    first = cells[at.FIRST_MOVABLE]
    return cells[first + below(sums, cells[at.LAST_MOVABLE] - first)]


@compiled
def _is_taken(cells: Cells, meeting: int, start: int, limit: float) -> bool:
    """Whether a proposal is another start and no dearer than the limit."""
    if start == NONE or start == cells[meeting + at.START]:
        return False
    return move_price(cells, meeting, start) <= limit


@compiled
def _change(cells: Cells, sums: Sums, kind: int, meeting: int, temperature: float) -> bool:
    """Make a move of more than one step; whether it came to an end that is allowed."""
    group = cells[meeting + at.GROUP]
    if kind == SERIES:
        return reinsert(cells, sums, group, temperature)
    if kind == SERIES_PERSON:
        return reinsert_with_another(cells, sums, group, temperature)
    if kind == PERSON:
        return change_person(cells, sums)
    start = NONE
    if cells[meeting + at.START] == NONE:
        start = any_start(cells, sums, meeting)
    elif kind == SWAP:
        other = somebodys_other(cells, sums, meeting)
        return other != NONE and swap(cells, sums, meeting, cells[other + at.MEETING])
    elif below(sums, 2):
        start = shared_day(cells, sums, meeting)
    else:
        start = any_start(cells, sums, meeting)
    return start != NONE and eject(cells, sums, meeting, start, temperature)


@compiled
def write_down(cells: Cells, starts: Table, taken: Table) -> None:
    """Write a placement down: start of each meeting, and which parts are taken."""
    for number in range(len(starts)):
        starts[number] = cells[cells[at.FIRST_MEETING] + number * at.MEETING_WIDTH + at.START]
    for number in range(len(taken)):
        taken[number] = cells[cells[at.FIRST_PART_OF_ALL] + number * at.PART_WIDTH + at.TAKEN]


@compiled
def go_to(cells: Cells, sums: Sums, starts: Table, taken: Table) -> None:
    """Let the board have a placement that was written down, or any other."""
    for number in range(len(starts)):
        begin(cells)
        _clear(cells, sums, cells[at.FIRST_MEETING] + number * at.MEETING_WIDTH)
    for number in range(len(starts)):
        if starts[number] != NONE:
            begin(cells)
            meeting = cells[at.FIRST_MEETING] + number * at.MEETING_WIDTH
            ask(cells, sums, meeting, 1)
            _invite(cells, sums, meeting, taken)
            land(cells, sums, meeting, starts[number])
    begin(cells)


@compiled
def _clear(cells: Cells, sums: Sums, meeting: int) -> None:
    """Leave a meeting out."""
    if not cells[meeting + at.HELD]:
        return
    lift(cells, sums, meeting)
    for part in range(cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART], at.PART_WIDTH):
        if cells[part + at.TAKEN]:
            leave(cells, sums, part)
    ask(cells, sums, meeting, -1)


@compiled
def _invite(cells: Cells, sums: Sums, meeting: int, taken: Table) -> None:
    """Let those take part of whom it was written down."""
    first = cells[at.FIRST_PART_OF_ALL]
    for part in range(cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART], at.PART_WIDTH):
        if taken[(part - first) // at.PART_WIDTH]:
            join(cells, sums, part)


@compiled
def sample_prices(cells: Cells, sums: Sums, prices: Table) -> int:
    """Fill in what some random proposals would make dearer; how many those are."""
    found = 0
    for number in range(len(prices)):
        meeting = _some_movable(cells, sums)
        if cells[meeting + at.START] == NONE:
            continue
        start = propose(cells, sums, number % SIMPLE, meeting)
        if start == NONE:
            continue
        price = move_price(cells, meeting, start)
        if 0 < price < FORBIDDEN:
            prices[found] = price
            found += 1
    return found
