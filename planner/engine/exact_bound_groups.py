"""The least that the starts of a group of meetings cost: start prices, chains and rhythms.

Dynamic programming over the days, one meeting after the other in the group's order, over the starts
that each has when nobody else is in its way. Exact for groups that are one chain with one rhythm of
each kind; what else binds them is left out, which only makes the price lower.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from planner.engine.compiled import Compiled
from planner.engine.timetable import Chain, Rhythm

Costs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Row:
    """Meetings one after the other.

    Parameters
    ----------
    costs
        For each meeting its price by day and slot.
    steps
        From each meeting to the next its price by the days of both; `None` when they are free.
    other_days
        By weekday, the days that are not that weekday.
    off_weekday, off_time
        For each meeting what it pays when it is off the usual weekday and time.
    """

    costs: list[Costs]
    steps: list[Costs | None]
    other_days: list[NDArray[np.bool_]]
    off_weekday: list[int]
    off_time: list[int]

    def cheapest(self, weekday: int | None, time: int | None) -> float:
        """With a usual weekday and time, `None` where it is to cost nothing to be off them."""
        reached: Costs = np.zeros(1)
        for place, cost in enumerate(self.costs):
            step = self.steps[place - 1] if place else None
            before = reached[:, None] if step is None else reached[:, None] + step
            reached = before.min(axis=0)
            best = cost.min(axis=1)
            if time is not None:
                best = np.minimum(best + self.off_time[place], cost[:, time])
            reached = reached + best
            if weekday is not None:
                reached += self.off_weekday[place] * self.other_days[weekday]
        return float(reached.min())

    def times(self) -> list[int]:
        """Times of day, those first at which most starts are open."""
        open_on = np.sum([np.isfinite(cost).sum(axis=0) for cost in self.costs], axis=0)
        return [int(time) for time in np.argsort(-open_on, kind="stable")]


class GroupPrices:
    """Prices groups of meetings of which none is left out."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.shape = (len(compiled.day_numbers), compiled.timetable.grid.slots_per_day)
        self.weekdays = np.array(compiled.weekdays)
        numbers = np.array(compiled.day_numbers)
        self.gap = numbers[None, :] - numbers[:, None]
        self._found: dict[tuple[int, ...], int | None] = {}
        self._steps: dict[tuple[tuple[int | None, ...], ...], Costs | None] = {}
        self._rhythms_of: dict[int, list[Rhythm]] = {}
        for rhythm in compiled.timetable.rhythms:
            for name in rhythm.meetings:
                self._rhythms_of.setdefault(compiled.index[name], []).append(rhythm)

    def least(self, group: Sequence[int]) -> int | None:
        """The least that meetings of one group cost; `None` when they cannot all be held."""
        key = tuple(group)
        if key not in self._found:
            self._found[key] = self._least(key)
        return self._found[key]

    def _least(self, group: Sequence[int]) -> int | None:
        row = _Row(
            [self._start_costs(meeting) for meeting in group],
            [self._step(earlier, later) for earlier, later in pairwise(group)],
            [self.weekdays != weekday for weekday in range(7)],
            self._off(group, "weekday"),
            self._off(group, "time"),
        )
        ideal = row.cheapest(None, None)
        if not np.isfinite(ideal):
            return None
        best = np.inf
        for weekday in range(7) if any(row.off_weekday) else (None,):
            on_weekday = row.cheapest(weekday, None)
            for time in row.times() if any(row.off_time) else (None,):
                # Nothing costs less than to be off the usual time for nothing.
                if best <= on_weekday:
                    break
                best = min(best, row.cheapest(weekday, time))
            if best <= ideal:
                break
        return int(best)

    def _start_costs(self, meeting: int) -> Costs:
        """Price of each start by day and slot; infinite where it is not open."""
        cost = np.where(self._grid(self.compiled.starts[meeting]), 0.0, np.inf)
        for price, mask in self.compiled.start_prices[meeting]:
            cost += price * self._grid(mask)
        return cost

    def _off(self, group: Sequence[int], by: str) -> list[int]:
        """What each meeting pays for being off the dearest rhythm of a kind in the group."""
        rhythms = {
            id(rhythm): rhythm
            for meeting in group
            for rhythm in self._rhythms_of.get(meeting, ())
            if rhythm.by == by
        }
        dearest = max(
            rhythms.values(), key=lambda rhythm: rhythm.price * len(rhythm.meetings), default=None
        )
        if dearest is None:
            return [0] * len(group)
        names = set(dearest.meetings)
        return [dearest.price * (self.compiled.ids[meeting] in names) for meeting in group]

    def _step(self, earlier: int, later: int) -> Costs | None:
        """Price from each day to each between two meetings; `None` when no chain binds them."""
        binding = tuple(
            kind
            for chain in self.compiled.chains_of[earlier]
            if (kind := self._kind(chain, earlier, later)) is not None
        )
        if binding not in self._steps:
            self._steps[binding] = self._step_costs(binding) if binding else None
        return self._steps[binding]

    def _kind(self, chain: Chain, earlier: int, later: int) -> tuple[int | None, ...] | None:
        """What a chain asks of two of its meetings, those between them perhaps left out."""
        names = self.compiled.ids
        if names[later] not in chain.meetings:
            return None
        places = [chain.meetings.index(names[meeting]) for meeting in (earlier, later)]
        if places[1] - places[0] == 1:
            return chain.least, chain.most, chain.ideal, chain.slack, chain.price
        if places[0] < places[1] and chain.least is not None and chain.least >= 0:
            return chain.least, None, None, 0, 0
        return None

    def _step_costs(self, kinds: Sequence[tuple[int | None, ...]]) -> Costs:
        cost = np.zeros(self.gap.shape)
        for least, most, ideal, slack, price in kinds:
            if least is not None:
                cost[self.gap < least] = np.inf
            if most is not None:
                cost[self.gap > most] = np.inf
            if ideal is not None:
                cost += (price or 0) * np.maximum(0, np.abs(self.gap - ideal) - (slack or 0))
        return cost

    def _grid(self, mask: int) -> NDArray[np.bool_]:
        """A mask as truth by day and slot."""
        size = self.shape[0] * self.shape[1]
        within = mask & ((1 << size) - 1)
        raw = np.frombuffer(within.to_bytes(-(-size // 8), "little"), dtype=np.uint8)
        return np.unpackbits(raw, bitorder="little")[:size].reshape(self.shape).astype(np.bool_)
