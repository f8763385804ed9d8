"""Who is near whom: feeders, zones and rounds. A stand-in for what a municipality has decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from examples.generator.registers import RegisterUnit


def nearest_evenly(
    units: Sequence[RegisterUnit], targets: Sequence[RegisterUnit]
) -> dict[str, RegisterUnit]:
    """The target of each unit: short ways, and every target gets as many units, give or take one.

    The closest pairs come first until every target has its least; the rest go where there still
    is room. Then any two units that would both gain in sum change targets.
    """
    least, most = len(units) // len(targets), -(-len(units) // len(targets))
    way = {(u.id, t.id): u.about.kilometres_to(t.about) for u in units for t in targets}
    pairs = sorted(
        ((u, t) for u in units for t in targets), key=lambda p: (way[p[0].id, p[1].id], p[0].id)
    )
    chosen: dict[str, RegisterUnit] = {}
    load: Counter[str] = Counter()
    for room in (least, most):
        for unit, target in pairs:
            if unit.id not in chosen and load[target.id] < room:
                chosen[unit.id] = target
                load[target.id] += 1
    improved = True
    while improved:
        improved = False
        for one, other in combinations(chosen, 2):
            first, second = chosen[one], chosen[other]
            now = way[one, first.id] + way[other, second.id]
            if way[one, second.id] + way[other, first.id] < now - 1e-9:
                chosen[one], chosen[other] = second, first
                improved = True
    return chosen


def feeding(units: Sequence[RegisterUnit], targets: Sequence[RegisterUnit]) -> list[RegisterUnit]:
    """The units, each with the target that children move on to; see `nearest_evenly`."""
    chosen = nearest_evenly(units, targets)
    return [replace(unit, feeds=(chosen[unit.id].id,)) for unit in units]


def largest_feeders(
    hubs: Sequence[RegisterUnit], feeders: Sequence[RegisterUnit], number: int
) -> list[list[str]]:
    """Pairs of ids: each hub with each of the so many largest units that feed it."""
    return [
        [hub.id, feeder.id]
        for hub in hubs
        for feeder in sorted(
            (unit for unit in feeders if hub.id in unit.feeds),
            key=lambda unit: (-unit.children, unit.id),
        )[:number]
    ]


def in_zones(
    units: Iterable[RegisterUnit], centres: Sequence[RegisterUnit], zones: Sequence[str]
) -> list[RegisterUnit]:
    """The units with a zone each.

    The centres are cut into zones of even size along a round; every other unit is in the zone of
    what it feeds, when that has one, and otherwise of the nearest centre.
    """
    sizes = shares(len(centres), [1] * len(zones))
    zone_of = {
        unit.id: zone
        for zone, part in zip(zones, cut(round_trip(centres), sizes), strict=True)
        for unit in part
    }
    placed = []
    for unit in units:
        fed = next((zone_of[fed] for fed in unit.feeds if fed in zone_of), None)
        nearest = min(
            centres, key=lambda centre: (unit.about.kilometres_to(centre.about), centre.id)
        )
        zone = zone_of.get(unit.id) or fed or zone_of[nearest.id]
        placed.append(replace(unit, zone=zone))
    return placed


def round_trip(units: Sequence[RegisterUnit]) -> list[RegisterUnit]:
    """The units in the order of a short walk that begins in the west.

    Always on to the nearest, and then every crossing straightened out (2-opt).
    """
    left = sorted(units, key=lambda unit: (unit.about.longitude, unit.id))
    walk = [left.pop(0)]
    while left:
        here = walk[-1].about
        following = min(left, key=lambda unit: (here.kilometres_to(unit.about), unit.id))
        left.remove(following)
        walk.append(following)
    improved = True
    while improved:
        improved = False
        for first in range(1, len(walk) - 1):
            for last in range(first + 1, len(walk)):
                if _gain(walk, first, last) > 1e-9:
                    walk[first : last + 1] = reversed(walk[first : last + 1])
                    improved = True
    return walk


def _gain(walk: Sequence[RegisterUnit], first: int, last: int) -> float:
    """Kilometres saved by walking the stretch from `first` to `last` the other way."""
    before, begins, ends = (walk[n].about for n in (first - 1, first, last))
    gain = before.kilometres_to(begins) - before.kilometres_to(ends)
    if last + 1 < len(walk):
        after = walk[last + 1].about
        gain += ends.kilometres_to(after) - begins.kilometres_to(after)
    return gain


def shares(number: int, weights: Sequence[int]) -> list[int]:
    """`number` dealt out by weight: one to each, the rest by largest remainder."""
    rest = number - len(weights)
    whole = sum(weights)
    dealt = [1 + rest * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: (-(rest * weights[n] % whole), n))
    for n in by_remainder[: number - sum(dealt)]:
        dealt[n] += 1
    return dealt


def cut(units: Sequence[RegisterUnit], sizes: Sequence[int]) -> list[list[RegisterUnit]]:
    """The units cut, in their order, into pieces of these sizes."""
    pieces = []
    start = 0
    for size in sizes:
        pieces.append(list(units[start : start + size]))
        start += size
    return pieces
