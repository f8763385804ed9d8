"""What is allowed and what it costs, read off the board without changing it."""

from __future__ import annotations

from planner.engine import search_layout as at
from planner.engine.search_compile import Cells, compiled
from planner.engine.search_layout import FORBIDDEN, NONE


@compiled
def is_open(cells: Cells, opening: int, start: int) -> bool:
    """Whether a start is among the open ones."""
    return (cells[cells[opening + at.BITS] + (start >> 5)] >> (start & 31)) & 1 != 0


@compiled
def starts_on(cells: Cells, opening: int, day: int) -> tuple[int, int]:
    """Where the open starts of a day begin and end."""
    edge = cells[opening + at.STARTS_ON] + day
    return cells[edge], cells[edge + 1]


@compiled
def in_the_way(cells: Cells, part: int, other: int, start: int) -> bool:
    """Whether a part would overlap another of the same resource and day, journey counted in."""
    place = cells[cells[part + at.MEETING] + at.PLACE]
    meeting = cells[other + at.MEETING]
    apart = cells[
        cells[at.TRAVEL_SLOTS] + place * cells[at.PLACE_COUNT] + cells[meeting + at.PLACE]
    ]
    if apart == 0 and not cells[cells[part + at.RESOURCE] + at.SINGLE]:
        return False
    mine = start + cells[part + at.OFFSET]
    theirs = cells[meeting + at.START] + cells[other + at.OFFSET]
    return (
        mine < theirs + cells[other + at.LENGTH] + apart
        and theirs < mine + cells[part + at.LENGTH] + apart
    )


@compiled
def is_free(cells: Cells, part: int, start: int, day: int) -> bool:
    """Whether a resource can be there for its part when the meeting stands at a start."""
    if not is_open(cells, cells[part + at.PART_OPENING], start):
        return False
    resource = cells[part + at.RESOURCE]
    other = cells[cells[resource + at.VISIT_DAYS] + day * at.VISIT_DAY_WIDTH]
    if other == NONE:
        return cells[resource + at.MOST] > 0
    room = cells[resource + at.MOST]
    while other != NONE:
        if other != part:
            room -= 1
            if in_the_way(cells, part, other, start):
                return False
        other = cells[other + at.NEXT]
    return room > 0


@compiled
def is_wholly_free(cells: Cells, part: int, day: int) -> bool:
    """Whether somebody who must be there has the whole day free; if so, is_free at every start."""
    resource = cells[part + at.RESOURCE]
    head = cells[cells[resource + at.VISIT_DAYS] + day * at.VISIT_DAY_WIDTH]
    return head == NONE and cells[part + at.CHOICE] == NONE and cells[resource + at.MOST] > 0


@compiled
def all_free(cells: Cells, meeting: int, start: int, day: int) -> bool:
    """Whether everybody who takes part can be there at a start."""
    for part in range(cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART], at.PART_WIDTH):
        if cells[part + at.TAKEN] and not is_free(cells, part, start, day):
            return False
    return True


@compiled
def visit_price(cells: Cells, part: int, day: int) -> int:
    """What a resource's day away and its journeys cost more when a part falls on a day.

    The part itself, where it stands now, is left out of account.
    """
    resource = cells[part + at.RESOURCE]
    visit_day = cells[resource + at.VISIT_DAYS] + day * at.VISIT_DAY_WIDTH
    journeys = (
        cells[at.TRAVEL_PRICES] + cells[cells[part + at.MEETING] + at.PLACE] * cells[at.PLACE_COUNT]
    )
    price = 0
    others_away = 0
    other = cells[visit_day + at.HEAD_PART]
    while other != NONE:
        if other != part:
            price += cells[journeys + cells[cells[other + at.MEETING] + at.PLACE]]
            others_away += cells[other + at.AWAY]
        other = cells[other + at.NEXT]
    if cells[part + at.AWAY] and others_away == 0:
        days_away = cells[resource + at.DAYS_AWAY] - _makes_a_day_away(cells, part)
        if days_away >= cells[resource + at.FREE_DAYS]:
            price += cells[resource + at.DAY_PRICE]
    return price


@compiled
def _makes_a_day_away(cells: Cells, part: int) -> int:
    """1 when a part that is away is the only one of its day, else 0."""
    start = cells[cells[part + at.MEETING] + at.START]
    if start == NONE or not cells[part + at.TAKEN]:
        return 0
    day = start // cells[at.SLOTS_PER_DAY]
    visit_day = cells[cells[part + at.RESOURCE] + at.VISIT_DAYS] + day * at.VISIT_DAY_WIDTH
    return 1 if cells[visit_day + at.PARTS_AWAY] == 1 else 0


@compiled
def chain_price(cells: Cells, meeting: int, day: int) -> int:
    """What the chains of a meeting cost on a day; FORBIDDEN where they do not allow it.

    A meeting that has to stay is let break them, and costs what it would cost if it did not: so
    the cost depends on where the others stand, never on which was landed first.
    """
    bound = cells[meeting + at.MOVABLE] != 0
    days, per_day = cells[at.FIRST_DAY], cells[at.SLOTS_PER_DAY]
    number = cells[days + day * at.DAY_WIDTH]
    price = 0
    for link in range(cells[meeting + at.FIRST_LINK], cells[meeting + at.LAST_LINK], at.LINK_WIDTH):
        chain, mine = cells[link + at.CHAIN], cells[link + at.LINKED_AT]
        for way in (-1, 1):
            other = mine + way
            while cells[chain + at.FIRST_LINKED] <= other < cells[chain + at.LAST_LINKED]:
                start = cells[cells[other] + at.START]
                if start != NONE:
                    gap = (cells[days + start // per_day * at.DAY_WIDTH] - number) * way
                    if bound and gap < cells[chain + at.LEAST]:
                        return FORBIDDEN
                    if other == mine + way:
                        if bound and gap > cells[chain + at.MOST_DAYS]:
                            return FORBIDDEN
                        off = abs(gap - cells[chain + at.IDEAL]) - cells[chain + at.SLACK]
                        price += cells[chain + at.PER_DAY] * max(0, off)
                    break
                other += way
    return price


@compiled
def commonest(cells: Cells, first: int, last: int) -> int:
    """The highest of some counts."""
    most = cells[first]
    for count in range(first + 1, last):
        most = max(most, cells[count])
    return most


@compiled
def beat_cell(cells: Cells, rhythm: int, start: int) -> int:
    """Where the meetings on the beat of a start are counted."""
    day = start // cells[at.SLOTS_PER_DAY]
    if cells[rhythm + at.BY_TIME]:
        return cells[rhythm + at.COUNTS] + start - day * cells[at.SLOTS_PER_DAY]
    weekday = cells[cells[at.FIRST_DAY] + day * at.DAY_WIDTH + at.WEEKDAY]
    return cells[rhythm + at.COUNTS] + weekday


@compiled
def beat_price(cells: Cells, meeting: int, start: int, other: int) -> int:
    """What rhythms cost more when a meeting goes from one start to another."""
    price = 0
    for beat in range(cells[meeting + at.FIRST_BEAT], cells[meeting + at.LAST_BEAT]):
        rhythm = cells[beat]
        old, new = beat_cell(cells, rhythm, start), beat_cell(cells, rhythm, other)
        if old != new:
            first, last = cells[rhythm + at.COUNTS], cells[rhythm + at.COUNTS_END]
            before = commonest(cells, first, last)
            cells[old] -= 1
            cells[new] += 1
            price += cells[rhythm + at.OFF_BEAT] * (before - commonest(cells, first, last))
            cells[old] += 1
            cells[new] -= 1
    return price


@compiled
def tie_price(cells: Cells, tie: int) -> int:
    """What it costs that not all attendances of a tie are one person's."""
    if cells[tie + at.PLACED] == 0:
        return 0
    usual = commonest(cells, cells[tie + at.FIRST_CELL], cells[tie + at.LAST_CELL])
    return cells[tie + at.PER_OTHER] * (cells[tie + at.PLACED] - usual)


@compiled
def quota_price(cells: Cells, quota: int) -> int:
    """What it costs that fewer are counted than the quota's least, or more than its most."""
    counted = cells[quota + at.COUNTED]
    short = max(0, cells[quota + at.AT_LEAST] - counted)
    return cells[quota + at.PER_OFF] * (short + max(0, counted - cells[quota + at.AT_MOST]))


@compiled
def price_of_leaving(cells: Cells, part: int) -> int:
    """What it costs that somebody who takes part does not; FORBIDDEN when they must.

    Nothing when a quota has too many of them: those may leave wherever their meeting stands.
    """
    choice = cells[part + at.CHOICE]
    if choice == NONE:
        return FORBIDDEN
    needed = cells[choice + at.PRESENT] <= cells[choice + at.COUNT]
    if needed and cells[choice + at.REQUIRED]:
        return FORBIDDEN
    price = cells[choice + at.MISSING] if needed else 0
    for count in range(cells[part + at.FIRST_COUNT], cells[part + at.LAST_COUNT]):
        quota = cells[count]
        if cells[quota + at.COUNTED] <= cells[quota + at.AT_LEAST]:
            price += cells[quota + at.PER_OFF]
        if cells[quota + at.COUNTED] > cells[quota + at.AT_MOST]:
            price -= cells[quota + at.PER_OFF]
    return max(0, price)


@compiled
def move_price(cells: Cells, meeting: int, start: int) -> int:
    """What it costs more to move a standing meeting to an open start; FORBIDDEN if not allowed."""
    now = cells[meeting + at.START]
    day, old_day = start // cells[at.SLOTS_PER_DAY], now // cells[at.SLOTS_PER_DAY]
    if not all_free(cells, meeting, start, day):
        return FORBIDDEN
    prices = cells[meeting + at.PRICES]
    price = cells[prices + start] - cells[prices + now]
    if day != old_day:
        chained = chain_price(cells, meeting, day)
        if chained == FORBIDDEN:
            return FORBIDDEN
        price += chained - chain_price(cells, meeting, old_day)
        for part in range(
            cells[meeting + at.FIRST_PART], cells[meeting + at.LAST_PART], at.PART_WIDTH
        ):
            if cells[part + at.TAKEN]:
                price += visit_price(cells, part, day) - visit_price(cells, part, old_day)
    return price + beat_price(cells, meeting, now, start)
