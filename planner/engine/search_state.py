"""What a move is made of: meetings are lifted and landed, parts are taken and left.

Each function keeps every count and the cost right, so the cost is at every moment what the
reference evaluator would say of the placement; a lifted meeting, which there is only within a
move, costs nothing for where it stands. None of them looks whether what it does is allowed.
"""

from __future__ import annotations

from planner.engine import search_layout as at
from planner.engine.search_compile import Cells, Sums, compiled
from planner.engine.search_layout import NONE
from planner.engine.search_prices import (
    beat_cell,
    chain_price,
    commonest,
    quota_price,
    tie_price,
    visit_price,
)


@compiled
def _note(cells: Cells, kind: int, row: int, was: int) -> None:
    entry = cells[at.JOURNAL_END]
    cells[entry] = kind
    cells[entry + 1] = row
    cells[entry + 2] = was
    cells[at.JOURNAL_END] = entry + at.ENTRY_WIDTH


@compiled
def begin(cells: Cells) -> None:
    """Forget what was done: from here it can be undone."""
    cells[at.JOURNAL_END] = cells[at.JOURNAL]


@compiled
def _link(cells: Cells, sums: Sums, part: int, day: int) -> None:
    sums[at.COST] += visit_price(cells, part, day)
    resource = cells[part + at.RESOURCE]
    visit_day = cells[resource + at.VISIT_DAYS] + day * at.VISIT_DAY_WIDTH
    head = cells[visit_day + at.HEAD_PART]
    cells[part + at.NEXT] = head
    cells[part + at.BEFORE] = NONE
    if head != NONE:
        cells[head + at.BEFORE] = part
    cells[visit_day + at.HEAD_PART] = part
    if cells[part + at.AWAY]:
        if cells[visit_day + at.PARTS_AWAY] == 0:
            cells[resource + at.DAYS_AWAY] += 1
        cells[visit_day + at.PARTS_AWAY] += 1


@compiled
def _unlink(cells: Cells, sums: Sums, part: int, day: int) -> None:
    resource = cells[part + at.RESOURCE]
    visit_day = cells[resource + at.VISIT_DAYS] + day * at.VISIT_DAY_WIDTH
    before, later = cells[part + at.BEFORE], cells[part + at.NEXT]
    if before == NONE:
        cells[visit_day + at.HEAD_PART] = later
    else:
        cells[before + at.NEXT] = later
    if later != NONE:
        cells[later + at.BEFORE] = before
    if cells[part + at.AWAY]:
        cells[visit_day + at.PARTS_AWAY] -= 1
        if cells[visit_day + at.PARTS_AWAY] == 0:
            cells[resource + at.DAYS_AWAY] -= 1
    sums[at.COST] -= visit_price(cells, part, day)


@compiled
def _count_beats(cells: Cells, sums: Sums, meeting: int, start: int, sign: int) -> None:
    for beat in range(cells[meeting + at.FIRST_BEAT], cells[meeting + at.LAST_BEAT]):
        rhythm = cells[beat]
        before = commonest(cells, cells[rhythm + at.COUNTS], cells[rhythm + at.COUNTS_END])
        cells[beat_cell(cells, rhythm, start)] += sign
        after = commonest(cells, cells[rhythm + at.COUNTS], cells[rhythm + at.COUNTS_END])
        sums[at.COST] += cells[rhythm + at.OFF_BEAT] * (sign - after + before)


@compiled
def lift(cells: Cells, sums: Sums, meeting: int) -> None:
    """Take a meeting from where it stands, its people still meant to be there."""
    start = cells[meeting + at.START]
    day = start // cells[at.SLOTS_PER_DAY]
    cells[meeting + at.START] = NONE
    for part in range(cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART], at.PART_WIDTH):
        if cells[part + at.TAKEN]:
            _unlink(cells, sums, part, day)
    sums[at.COST] -= cells[cells[meeting + at.PRICES] + start] + chain_price(cells, meeting, day)
    _count_beats(cells, sums, meeting, start, -1)
    _note(cells, at.MOVED, meeting, start)


@compiled
def land(cells: Cells, sums: Sums, meeting: int, start: int) -> None:
    """Let a lifted meeting stand at a start."""
    day = start // cells[at.SLOTS_PER_DAY]
    sums[at.COST] += cells[cells[meeting + at.PRICES] + start] + chain_price(cells, meeting, day)
    _count_beats(cells, sums, meeting, start, 1)
    for part in range(cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART], at.PART_WIDTH):
        if cells[part + at.TAKEN]:
            _link(cells, sums, part, day)
    cells[meeting + at.START] = start
    _note(cells, at.MOVED, meeting, NONE)


@compiled
def _load(cells: Cells, sums: Sums, resource: int, slots: int) -> None:
    """Change what a resource has to do, and what its balances cost."""
    cells[resource + at.LOAD] += slots
    for own in range(cells[resource + at.FIRST_OWN_SHARE], cells[resource + at.LAST_OWN_SHARE]):
        balance = cells[own]
        cells[balance + at.TIME] += slots
        time, whole = cells[balance + at.TIME], cells[balance + at.WHOLE]
        above = 0
        for member in range(
            cells[balance + at.FIRST_SHARE], cells[balance + at.LAST_SHARE], at.SHARE_WIDTH
        ):
            load = cells[cells[member + at.SHARE_RESOURCE] + at.LOAD]
            above += max(0, load * whole - cells[member + at.SHARE] * time)
        steps = above // (whole * cells[balance + at.STEP])
        sums[at.COST] += cells[balance + at.PER_STEP] * (steps - cells[balance + at.STEPS_ABOVE])
        cells[balance + at.STEPS_ABOVE] = steps


@compiled
def _take(cells: Cells, sums: Sums, part: int, sign: int) -> None:
    """Count somebody in (1) or out (-1), wherever the meeting stands."""
    cells[part + at.TAKEN] += sign
    choice = cells[part + at.CHOICE]
    if choice != NONE:
        short = max(0, cells[choice + at.COUNT] - cells[choice + at.PRESENT])
        cells[choice + at.PRESENT] += sign
        shorter = max(0, cells[choice + at.COUNT] - cells[choice + at.PRESENT])
        sums[at.COST] += cells[choice + at.MISSING] * (shorter - short)
    for count in range(cells[part + at.FIRST_COUNT], cells[part + at.LAST_COUNT]):
        quota = cells[count]
        before = quota_price(cells, quota)
        cells[quota + at.COUNTED] += sign
        sums[at.COST] += quota_price(cells, quota) - before
    for tally in range(cells[part + at.FIRST_TALLY], cells[part + at.LAST_TALLY], at.TALLY_WIDTH):
        tie = cells[tally + at.TIE]
        before = tie_price(cells, tie)
        cells[cells[tally + at.CELL]] += sign
        sums[at.COST] += tie_price(cells, tie) - before
    _load(cells, sums, cells[part + at.RESOURCE], sign * cells[part + at.LENGTH])


@compiled
def join(cells: Cells, sums: Sums, part: int) -> None:
    """Let somebody take part in a meeting that is held, standing or lifted."""
    _take(cells, sums, part, 1)
    start = cells[cells[part + at.MEETING] + at.START]
    if start != NONE:
        _link(cells, sums, part, start // cells[at.SLOTS_PER_DAY])
    _note(cells, at.JOINED, part, 0)


@compiled
def leave(cells: Cells, sums: Sums, part: int) -> None:
    """Let somebody take no part in a meeting any more."""
    start = cells[cells[part + at.MEETING] + at.START]
    if start != NONE:
        _unlink(cells, sums, part, start // cells[at.SLOTS_PER_DAY])
    _take(cells, sums, part, -1)
    _note(cells, at.LEFT, part, 0)


@compiled
def ask(cells: Cells, sums: Sums, meeting: int, sign: int) -> None:
    """Let a meeting that nobody takes part in be held (1), lifted still, or be left out (-1)."""
    cells[meeting + at.HELD] += sign
    sums[at.COST] -= sign * cells[meeting + at.OMISSION]
    for choice in range(
        cells[meeting + at.FIRST_CHOICE], cells[meeting + at.LAST_CHOICE], at.CHOICE_WIDTH
    ):
        sums[at.COST] += sign * cells[choice + at.MISSING] * cells[choice + at.COUNT]
    for binding in range(cells[meeting + at.FIRST_BINDING], cells[meeting + at.LAST_BINDING]):
        tie = cells[binding]
        before = tie_price(cells, tie)
        cells[tie + at.PLACED] += sign
        sums[at.COST] += tie_price(cells, tie) - before
    _note(cells, at.ASKED, meeting, sign)


@compiled
def undo(cells: Cells, sums: Sums) -> None:
    """Take back everything that was done since `begin`."""
    entry = cells[at.JOURNAL_END] - at.ENTRY_WIDTH
    while entry >= cells[at.JOURNAL]:
        kind, row, was = cells[entry], cells[entry + 1], cells[entry + 2]
        if kind == at.JOINED:
            leave(cells, sums, row)
        elif kind == at.LEFT:
            join(cells, sums, row)
        elif kind == at.ASKED:
            ask(cells, sums, row, -was)
        elif was == NONE:
            lift(cells, sums, row)
        else:
            land(cells, sums, row, was)
        entry -= at.ENTRY_WIDTH
    begin(cells)
