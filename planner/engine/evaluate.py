"""The reference evaluator: what any placement of a timetable breaks and costs.

Written to be read beside docs/timetable.md, one function for each primitive, not to be fast. Every
engine must agree with it (law L4).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from planner.domain.grid import TimeGrid
from planner.engine.timetable import Placement, Placements, Timetable


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a placement breaks and costs.

    Parameters
    ----------
    broken
        Names of rules that are never to be broken, with how many times each is.
    price
        What the placement costs, by rule; rules that cost nothing are left out.
    """

    broken: dict[str, int]
    price: dict[str, int]

    @property
    def total(self) -> int:
        """The whole price."""
        return sum(self.price.values())


def evaluate(timetable: Timetable, placements: Placements) -> Evaluation:
    """Evaluate a placement, which may break anything, against every primitive."""
    broken: Counter[str] = Counter()
    price: Counter[str] = Counter()
    for rule in _broken(timetable, placements):
        broken[rule] += 1
    for rule, amount in _priced(timetable, placements):
        price[rule] += amount
    return Evaluation(
        broken=dict(broken), price={rule: amount for rule, amount in price.items() if amount}
    )


def stay(timetable: Timetable, placements: Placements, name: str, resource: str) -> range:
    """The slots in which a resource is at a placed meeting."""
    offset, slots = timetable.meetings[name].stay(resource)
    first = placements[name].start + offset
    return range(first, first + slots)


def _broken(timetable: Timetable, placements: Placements) -> Iterator[str]:
    """The rule behind every place where a hard primitive does not hold."""
    yield from _broken_by_meetings(timetable, placements)
    yield from _broken_by_resources(timetable, placements)
    for chain in timetable.chains:
        placed = [name for name in chain.meetings if name in placements]
        for earlier, later in pairwise(placed):
            gap = _days_between(timetable.grid, placements[earlier], placements[later])
            neighbours = chain.meetings.index(later) - chain.meetings.index(earlier) == 1
            if chain.least is not None and gap < chain.least:
                yield chain.rule
            if neighbours and chain.most is not None and gap > chain.most:
                yield chain.rule


def _broken_by_meetings(timetable: Timetable, placements: Placements) -> Iterator[str]:
    for name, placement in placements.items():
        meeting = timetable.meetings[name]
        for reason, mask in meeting.bans.items():
            if mask >> placement.start & 1:
                yield reason.rule
        for attendance in meeting.attendances.values():
            present = len(placement.attending.intersection(attendance.options))
            if attendance.required_by and present < attendance.count:
                yield attendance.required_by
        for resource in placement.attending:
            there = stay(timetable, placements, name, resource)
            for reason, mask in timetable.resources[resource].closed.items():
                if mask >> there.start & ((1 << len(there)) - 1):
                    yield reason.rule


def _broken_by_resources(timetable: Timetable, placements: Placements) -> Iterator[str]:
    for resource, meetings in _resource_days(timetable, placements):
        one = timetable.resources[resource]
        if one.most_per_day and len(meetings) > one.most_per_day[1]:
            yield one.most_per_day[0]
        for first, second in combinations(meetings, 2):
            earlier, later = sorted(
                (stay(timetable, placements, name, resource) for name in (first, second)),
                key=lambda slots: slots.start,
            )
            between = later.start - earlier.stop
            if between < 0 and one.single_by:
                yield one.single_by
            needed = timetable.travel.slots.get(_places(timetable, first, second), 0)
            if timetable.travel.slots_rule and needed and between < needed:
                yield timetable.travel.slots_rule


def _priced(timetable: Timetable, placements: Placements) -> Iterator[tuple[str, int]]:
    """Rule and price of everything that costs."""
    yield from _priced_meetings(timetable, placements)
    yield from _priced_resources(timetable, placements)
    for chain in timetable.chains:
        if chain.ideal is not None:
            for earlier, later in pairwise(chain.meetings):
                if earlier in placements and later in placements:
                    gap = _days_between(timetable.grid, placements[earlier], placements[later])
                    yield chain.rule, chain.price * max(0, abs(gap - chain.ideal) - chain.slack)
    for rhythm in timetable.rhythms:
        beats = [
            _beat(timetable.grid, rhythm.by, placements[name])
            for name in rhythm.meetings
            if name in placements
        ]
        yield rhythm.rule, rhythm.price * (len(beats) - _commonest(Counter(beats)))
    for quota in timetable.quotas:
        present = sum(
            len(placements[name].attending.intersection(quota.resources))
            for name in quota.meetings
            if name in placements
        )
        yield quota.rule, quota.price * max(0, quota.least - present)
        if quota.most is not None:
            yield quota.rule, quota.price * max(0, present - quota.most)
    for tie in timetable.ties:
        placed = [(name, key) for name, key in tie.attendances if name in placements]
        taken = Counter(
            resource
            for name, key in placed
            for resource in placements[name].attending.intersection(
                timetable.meetings[name].attendances[key].options
            )
        )
        yield tie.rule, tie.price * (len(placed) - _commonest(taken))
    load = load_slots(timetable, placements)
    for balance in timetable.balances:
        whole = sum(share for _, share in balance.shares)
        time = sum(load[resource] for resource, _ in balance.shares)
        above = sum(
            max(0, load[resource] * whole - share * time) for resource, share in balance.shares
        )
        yield balance.rule, balance.price * (above // (whole * balance.step_slots))


def _priced_meetings(timetable: Timetable, placements: Placements) -> Iterator[tuple[str, int]]:
    for name, meeting in timetable.meetings.items():
        placement = placements.get(name)
        if placement is None:
            yield from meeting.omission.items()
            continue
        for rule, price, mask in meeting.prices:
            if mask >> placement.start & 1:
                yield rule, price
        for attendance in meeting.attendances.values():
            present = len(placement.attending.intersection(attendance.options))
            for rule, price in attendance.missing.items():
                yield rule, price * max(0, attendance.count - present)


def _priced_resources(timetable: Timetable, placements: Placements) -> Iterator[tuple[str, int]]:
    days_away: Counter[str] = Counter()
    for resource, meetings in _resource_days(timetable, placements):
        day_price = timetable.resources[resource].day_price
        if day_price and any(
            timetable.meetings[name].place not in {None, day_price.home} for name in meetings
        ):
            days_away[resource] += 1
        if timetable.travel.prices_rule:
            for first, second in combinations(meetings, 2):
                pair = _places(timetable, first, second)
                yield timetable.travel.prices_rule, timetable.travel.prices.get(pair, 0)
    for resource, days in days_away.items():
        day_price = timetable.resources[resource].day_price
        if day_price:
            yield day_price.rule, day_price.price * max(0, days - day_price.free)


def load_slots(timetable: Timetable, placements: Placements) -> Counter[str]:
    """Slots of meeting time that each resource has."""
    load: Counter[str] = Counter()
    for name, placement in placements.items():
        for resource in placement.attending:
            load[resource] += timetable.meetings[name].stay(resource)[1]
    return load


def _resource_days(timetable: Timetable, placements: Placements) -> Iterator[tuple[str, list[str]]]:
    """Each resource with the meetings it has on each of its days."""
    days: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for name, placement in placements.items():
        for resource in placement.attending:
            days[resource, placement.start // timetable.grid.slots_per_day].append(name)
    for (resource, _), meetings in days.items():
        yield resource, meetings


def _places(timetable: Timetable, first: str, second: str) -> frozenset[str]:
    """The places of two meetings, as the key of a pair; too short when either has no place."""
    places = (timetable.meetings[first].place, timetable.meetings[second].place)
    return frozenset(place for place in places if place is not None)


def _days_between(grid: TimeGrid, earlier: Placement, later: Placement) -> int:
    """Calendar days from one placement to another; negative when the order is turned."""
    return (grid.day_of(later.start) - grid.day_of(earlier.start)).days


def _beat(grid: TimeGrid, by: str, placement: Placement) -> int:
    """The weekday, or the slot in the day, of a placement."""
    if by == "weekday":
        return grid.day_of(placement.start).weekday()
    return placement.start % grid.slots_per_day


def _commonest(counts: Counter[int] | Counter[str]) -> int:
    """How often the commonest comes; 0 of none."""
    return max(counts.values(), default=0)
