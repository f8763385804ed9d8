"""A first complete placement in well under a second: greedy, group by group, hardest first.

The meetings of a group are placed together and exactly: for each weekday and time of day that the
group could keep, dynamic programming over the days finds the cheapest sequence that its chain
allows, given what is already placed. Groups without such a chain go meeting by meeting.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.engine.bonds import bonds_of
from planner.engine.compiled import Compiled
from planner.engine.occupancy import Occupancy, occupancy_of
from planner.engine.quotas import Quotas
from planner.engine.timetable import Chain, Placements

Costs = NDArray[np.float64]

TIMES_TRIED = 3
"""Times of day tried for a group, those open on most days first."""

QUOTA_PULL = 1_000
"""What a start costs at which nobody can fill a quota; above any wish, below leaving out."""


def construct(compiled: Compiled, kept: Placements | None = None) -> Occupancy:
    """Place as many meetings as greed can, breaking nothing; those `kept` stay where they are."""
    occupancy = occupancy_of(compiled, kept or {})
    builder = _Builder(compiled, occupancy)
    groups = [
        [meeting for meeting in group if meeting not in occupancy.start]
        for group in compiled.groups
    ]
    for group in sorted(filter(None, groups), key=builder.freedom):
        builder.place(group)
    return occupancy


class _Builder:
    """Places one group after another into an occupancy."""

    def __init__(self, compiled: Compiled, occupancy: Occupancy) -> None:
        self.compiled = compiled
        self.occupancy = occupancy
        self.shape = (len(compiled.day_numbers), compiled.timetable.grid.slots_per_day)
        self.weekdays = np.array(compiled.weekdays)
        self.gap = np.subtract.outer(compiled.day_numbers, compiled.day_numbers).T
        self.steps: dict[tuple[Chain, ...], Costs] = {}
        self.quotas = Quotas(compiled)
        self.rhythm_price: dict[tuple[int, str], int] = {}
        for rhythm in compiled.timetable.rhythms:
            for name in rhythm.meetings:
                key = (compiled.index[name], rhythm.by)
                self.rhythm_price[key] = self.rhythm_price.get(key, 0) + rhythm.price

    def freedom(self, group: list[int]) -> tuple[float, int]:
        """How easy a group is: open starts of its tightest meeting for each participant."""
        tightest = min(self.compiled.starts[meeting].bit_count() for meeting in group)
        crowd = max(len(self.compiled.participants(meeting)) for meeting in group)
        return tightest / max(crowd, 1), group[0]

    def place(self, group: list[int]) -> None:
        """Place a group at its cheapest sequence, or meeting by meeting when it has none."""
        step = self._step(group)
        costs = [
            self._start_costs(meeting) + self._outer_costs(meeting, group) for meeting in group
        ]
        starts = [] if step is None else self._sequence(group, costs, step)
        if starts:
            for meeting, start in zip(group, starts, strict=True):
                self._put(meeting, start, group)
        else:
            self._place_one_by_one(group)
        self.quotas.fill(group, self.occupancy)

    # --- a whole group ----------------------------------------------------------------------

    def _step(self, group: list[int]) -> Costs | None:
        """Cost from each day to each for neighbours in a group; `None` when no chain binds it."""
        bonds = bonds_of(self.compiled, group)
        if bonds is None:
            return None
        if bonds not in self.steps:
            cost = np.zeros(self.gap.shape)
            for chain in bonds:
                if chain.least is not None:
                    cost[self.gap < chain.least] = np.inf
                if chain.most is not None:
                    cost[self.gap > chain.most] = np.inf
                if chain.ideal is not None:
                    cost += chain.price * np.maximum(
                        0, np.abs(self.gap - chain.ideal) - chain.slack
                    )
            self.steps[bonds] = cost
        return self.steps[bonds]

    def _beats(self, group: list[int], costs: list[Costs]) -> tuple[Costs, Costs]:
        """Weekdays and times of day worth trying for a group: what each costs by day and by slot.

        Shapes (weekdays, days) and (times, slots).
        """
        weekday_price = self.rhythm_price.get((group[0], "weekday"), 0)
        time_price = self.rhythm_price.get((group[0], "time"), 0)
        weekdays = np.arange(5 if weekday_price else 1)
        open_days = np.sum([np.isfinite(cost).sum(axis=0) for cost in costs], axis=0)
        times = np.argsort(-open_days, kind="stable")[: TIMES_TRIED if time_price else 1]
        off_day = float(weekday_price) * (self.weekdays != weekdays[:, None])
        off_time = float(time_price) * (np.arange(self.shape[1]) != times[:, None])
        return off_day, off_time

    def _sequence(self, group: list[int], costs: list[Costs], step: Costs) -> list[int]:
        """The cheapest starts for a group that keeps a weekday and a time; empty when none fit.

        All beats at once, in arrays by weekday, time and day; only the days on which each meeting
        can stand are looked at.
        """
        off_day, off_time = self._beats(group, costs)
        days = [np.flatnonzero(np.isfinite(cost).any(axis=1)) for cost in costs]
        if not all(each.size for each in days):
            return []
        reached: list[Costs] = []
        for number, (cost, open_days) in enumerate(zip(costs, days, strict=True)):
            timed = (cost[open_days] + off_time[:, None]).min(axis=2)
            here = timed + off_day[:, None, open_days]
            if number:
                onward = reached[-1][..., None] + step[np.ix_(days[number - 1], open_days)]
                here += onward.min(axis=2)
            reached.append(here)
        weekday, time, last = np.unravel_index(reached[-1].argmin(), reached[-1].shape)
        if not np.isfinite(reached[-1][weekday, time, last]):
            return []
        # Back along the way that came cheapest to the last day.
        day = days[-1][last]
        starts: list[int] = []
        for number in range(len(group) - 1, -1, -1):
            slot = (costs[number][day] + off_time[time]).argmin()
            starts.append(int(day * self.shape[1] + slot))
            if number:
                before = days[number - 1]
                day = before[(reached[number - 1][weekday, time] + step[before, day]).argmin()]
        return starts[::-1]

    def _start_costs(self, meeting: int) -> Costs:
        """Cost of each start by day and slot, as things stand; infinite where it is not open."""
        occupancy, compiled = self.occupancy, self.compiled
        cost = np.where(self._grid(occupancy.open_starts(meeting)), 0.0, np.inf)
        for price, mask in compiled.start_prices[meeting]:
            cost += price * self._grid(mask)
        for choice in compiled.choices[meeting]:
            pull = choice.missing_price
            if not choice.required and self.quotas.counts(meeting, choice):
                pull += QUOTA_PULL
            if pull and not choice.required:
                for staffed in occupancy.staffed_starts(meeting, choice)[1:]:
                    cost += pull * ~self._grid(staffed)
            for price, among in self.quotas.rather(meeting, choice):
                for staffed in occupancy.staffed_starts(meeting, among)[1:]:
                    cost += price * ~self._grid(staffed)
        for resource in compiled.forced[meeting]:
            cost += self._day_costs(meeting, resource)[:, None]
        return cost

    def _outer_costs(self, meeting: int, group: list[int]) -> Costs:
        """What each day costs for the chains that bind a meeting to others than its group."""
        names = tuple(self.compiled.ids[each] for each in group)
        cost = np.zeros((self.shape[0], 1))
        for chain in self.compiled.chains_of[meeting]:
            if chain.meetings != names:
                cost += self._chain_costs(meeting, chain)[:, None]
        return cost

    def _day_costs(self, meeting: int, resource: int) -> Costs:
        """What a resource's day and travel cost when a meeting joins each of its days."""
        compiled, occupancy = self.compiled, self.occupancy
        cost = np.zeros(self.shape[0])
        others = occupancy.meetings_of[resource]
        day_price = compiled.timetable.resources[compiled.resource_ids[resource]].day_price
        if day_price and compiled.is_away(meeting, day_price.home):
            away = {
                occupancy.day_of(other)
                for other in others
                if compiled.is_away(other, day_price.home)
            }
            if len(away) >= day_price.free:
                cost += day_price.price
            cost[list(away)] = 0
            cost[list(away)] -= day_price.price * (len(away) < day_price.free) / 2
        for other in others:
            cost[occupancy.day_of(other)] += compiled.travel_price(meeting, other)
        return cost

    def _grid(self, mask: int) -> NDArray[np.bool_]:
        """A mask as truth by day and slot."""
        size = self.shape[0] * self.shape[1]
        raw = np.frombuffer(mask.to_bytes(-(-size // 8), "little"), dtype=np.uint8)
        return np.unpackbits(raw, bitorder="little")[:size].reshape(self.shape).astype(np.bool_)

    # --- one meeting ------------------------------------------------------------------------

    def _place_one_by_one(self, group: list[int]) -> None:
        """Place what can be placed of a group, tightest meeting first."""
        for meeting in sorted(group, key=lambda each: self.compiled.starts[each].bit_count()):
            cost = self._start_costs(meeting)
            for chain in self.compiled.chains_of[meeting]:
                cost += self._chain_costs(meeting, chain)[:, None]
            start = int(cost.argmin())
            if np.isfinite(cost.flat[start]):
                self._put(meeting, start, group)

    def _chain_costs(self, meeting: int, chain: Chain) -> Costs:
        """What each day costs a meeting in a chain whose other meetings may be placed."""
        numbers = [self.compiled.index[name] for name in chain.meetings]
        mine = numbers.index(meeting)
        days = np.array(self.compiled.day_numbers)
        cost = np.zeros(len(days))
        for place, other in enumerate(numbers):
            if other == meeting or other not in self.occupancy.start:
                continue
            theirs = days[self.occupancy.day_of(other)]
            gap = (days - theirs) if place < mine else (theirs - days)
            if chain.least is not None:
                cost[gap < chain.least] = np.inf
            if abs(place - mine) == 1:
                if chain.most is not None:
                    cost[gap > chain.most] = np.inf
                if chain.ideal is not None:
                    off = np.maximum(0, np.abs(gap - chain.ideal) - chain.slack)
                    cost += chain.price * off
        return cost

    def _put(self, meeting: int, start: int, group: list[int]) -> None:
        """Place a meeting with the forced, and of each choice those whom quotas ask for.

        Of the others, those the group knows already, and then the ones with the least to do. Those
        of whom a quota has its most come last, or not at all where they need not.
        """
        above = {
            resource: self.quotas.price_above(meeting, resource, self.occupancy)
            for choice in self.compiled.choices[meeting]
            for resource in choice.options
        }

        def last(resource: int) -> tuple[int, bool, bool, int, int]:
            meetings = self.occupancy.meetings_of[resource]
            asked = self.quotas.asks_for(meeting, resource)
            return above[resource], not asked, meetings.isdisjoint(group), len(meetings), resource

        attending = set(self.compiled.forced[meeting])
        for choice in self.compiled.choices[meeting]:
            if choice.required or choice.missing_price:
                free = sorted(self.occupancy.free_options(meeting, choice, start), key=last)
                if not choice.required:
                    free = [each for each in free if above[each] <= choice.missing_price]
                attending.update(free[: choice.count])
        self.occupancy.put(meeting, start, frozenset(attending))
