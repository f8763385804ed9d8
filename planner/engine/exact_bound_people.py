"""The least that people cost: days away, journeys, load, quotas and who is missing.

An integer programme of who is at which meeting and which pairs of meetings share a day. No meeting
has a start in it, so it is small, and its relaxation is strong: k meetings on one day are k - 1
days away fewer, and there are never fewer pairs of them than that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import combinations

from ortools.sat.python import cp_model

from planner.engine.compiled import Choice, Compiled
from planner.engine.timetable import Balance, Quota

PAIRED = 150
"""Up to so many meetings of one person the pairs of them are made; they grow as the square."""

Variable = cp_model.IntVar
Terms = Sequence[tuple[int, Variable]]


class PeopleModel:
    """The people's part of the price, to be minimised.

    Parameters
    ----------
    sure
        Meetings that are held.
    optional
        Meetings that are held or pay their omission; all others are not there at all.
    short
        Sets of meetings that cannot all be held.
    """

    def __init__(
        self,
        compiled: Compiled,
        *,
        sure: Collection[int],
        optional: Collection[int],
        short: Collection[Collection[int]],
    ) -> None:
        self.compiled = compiled
        self.model = cp_model.CpModel()
        self.terms: list[tuple[int, Variable]] = []
        self.present: dict[int, dict[int, Variable]] = defaultdict(dict)
        """By resource and meeting, whether it is there."""
        self._same_day: dict[tuple[int, int], Variable | None] = {}
        self._numbers = {name: number for number, name in enumerate(compiled.resource_ids)}
        self._days = [self._open_days(mask) for mask in compiled.starts]
        always = self.model.new_constant(1)
        held = dict.fromkeys(sorted(sure), always)
        constant = sum(compiled.omission[meeting] for meeting in optional)
        for meeting in sorted(optional):
            held[meeting] = self._count(1)
            self.terms.append((-compiled.omission[meeting], held[meeting]))
        for meetings in short:
            self._at_least([(-1, held[each]) for each in meetings], 1 - len(meetings))
        for meeting, there in held.items():
            for resource in compiled.forced[meeting]:
                self.present[resource][meeting] = there
            for choice in compiled.choices[meeting]:
                self._add_choice(meeting, there, choice)
        self._apart = [
            sorted(compiled.index[name] for name in chain.meetings)
            for chain in compiled.timetable.chains
            if chain.least is not None and chain.least > 0
        ]
        """Meetings that a chain keeps on different days."""
        self._never = {pair for series in self._apart for pair in combinations(series, 2)}
        for resource in sorted(self.present):
            self._price_days(resource)
        for quota in compiled.timetable.quotas:
            self._price_quota(quota)
        for balance in compiled.timetable.balances:
            self._price_balance(balance)
        self.model.minimize(_sum(self.terms) + constant)

    # --- a programme of "at least" ----------------------------------------------------------

    def _count(self, most: int) -> Variable:
        return self.model.new_int_var(0, most, "")

    def _at_least(self, terms: Terms, least: int) -> None:
        self.model.add(_sum(terms) >= least)

    # --- who is where -----------------------------------------------------------------------

    def _add_choice(self, meeting: int, held: Variable, choice: Choice) -> None:
        there = [(1, self._count(1)) for _ in choice.options]
        for resource, (_, attends) in zip(choice.options, there, strict=True):
            self.present[resource][meeting] = attends
        self._at_least([(choice.count, held), *((-1, attends) for _, attends in there)], 0)
        if choice.required:
            self._at_least([*there, (-choice.count, held)], 0)
        elif choice.missing_price:
            missing = self._count(choice.count)
            self._at_least([(1, missing), *there, (-choice.count, held)], 0)
            self.terms.append((choice.missing_price, missing))

    # --- days and journeys ------------------------------------------------------------------

    def _open_days(self, mask: int) -> int:
        """The grid days on which a mask has a start, as a mask of days."""
        grid = self.compiled.timetable.grid
        return sum(
            1 << day
            for day in range(len(grid.days))
            if mask >> (day * grid.slots_per_day) & grid.one_day
        )

    def _same_day_of(self, first: int, second: int) -> Variable | None:
        """Whether two meetings share a day, at the price of the journeys; `None`: never."""
        pair = (min(first, second), max(first, second))
        if pair not in self._same_day:
            same = None
            if pair not in self._never and self._days[first] & self._days[second]:
                same = self._count(1)
                forced = self.compiled.forced
                both = len(set(forced[first]).intersection(forced[second]))
                self.terms.append((self.compiled.travel_price(*pair) * both, same))
            self._same_day[pair] = same
        return self._same_day[pair]

    def _price_days(self, resource: int) -> None:
        """Days above the free: at least the meetings less the pairs that share a day."""
        compiled = self.compiled
        price = compiled.timetable.resources[compiled.resource_ids[resource]].day_price
        if price is None or not price.price:
            return
        away = {
            meeting: there
            for meeting, there in self.present[resource].items()
            if compiled.is_away(meeting, price.home)
        }
        if len(away) <= price.free:
            return
        above = self._count(len(away))
        self.terms.append((price.price, above))
        most = compiled.most_per_day[resource]
        most = len(away) if most is None else max(most, 1)
        there = [(-1, each) for each in away.values()]
        self._at_least([(most, above), *there], -most * price.free)
        if most > 2:
            # Pairs say little of long days; what never shares a day says something.
            for series in self._apart:
                days = [(-1, away[each]) for each in series if each in away]
                if len(days) > price.free:
                    self._at_least([(1, above), *days], -price.free)
        if len(away) <= PAIRED:
            pairs = self._pairs(resource, away, most)
            self._at_least([(1, above), *there, *((1, pair) for pair in pairs)], -price.free)

    def _pairs(self, resource: int, away: dict[int, Variable], most: int) -> list[Variable]:
        """For each two meetings that could share a day, whether a resource has both on one."""
        pairs: list[Variable] = []
        partners: dict[int, list[tuple[int, Variable]]] = defaultdict(list)
        for first, second in combinations(away, 2) if most > 1 else ():
            shared = self._same_day_of(first, second)
            if shared is None:
                continue
            if any(resource not in self.compiled.forced[each] for each in (first, second)):
                same, shared = shared, self._count(1)
                self._at_least([(1, same), (-1, shared)], 0)
                self.terms.append((self.compiled.travel_price(first, second), shared))
            pairs.append(shared)
            for each in (first, second):
                partners[each].append((-1, shared))
        for meeting, others in partners.items():
            self._at_least([(most - 1, away[meeting]), *others], 0)
        return pairs

    # --- load and quotas --------------------------------------------------------------------

    def _price_quota(self, quota: Quota) -> None:
        numbers = [self.compiled.index[name] for name in quota.meetings]
        present = [
            (1, self.present[resource][meeting])
            for resource in (self._numbers[name] for name in quota.resources)
            for meeting in numbers
            if meeting in self.present[resource]
        ]
        if quota.price and quota.least > 0:
            short = self._count(quota.least)
            self._at_least([(1, short), *present], quota.least)
            self.terms.append((quota.price, short))
        if quota.price and quota.most is not None and len(present) > quota.most:
            above = self._count(len(present) - quota.most)
            self._at_least([(1, above), *((-1, there) for _, there in present)], -quota.most)
            self.terms.append((quota.price, above))

    def _price_balance(self, balance: Balance) -> None:
        """Whole steps of meeting time above the fair shares."""
        compiled = self.compiled
        if not balance.price:
            return
        loads = {
            resource: [
                (compiled.stay(meeting, resource)[1], there)
                for meeting, there in self.present[resource].items()
            ]
            for resource in (self._numbers[name] for name, _ in balance.shares)
        }
        whole = sum(share for _, share in balance.shares)
        most = {each: sum(slots for slots, _ in load) for each, load in loads.items()}
        time = self._count(sum(most.values()))
        everything = [part for load in loads.values() for part in load]
        self._at_least([(-1, time), *everything], 0)
        self._at_least([(1, time), *((-slots, there) for slots, there in everything)], 0)
        above: list[tuple[int, Variable]] = []
        for name, share in balance.shares:
            resource = self._numbers[name]
            over = self._count(whole * most[resource])
            load = [(-whole * slots, there) for slots, there in loads[resource]]
            self._at_least([(1, over), (share, time), *load], 0)
            above.append((-1, over))
        step = whole * balance.step_slots
        steps = self._count(sum(most.values()) // balance.step_slots + 1)
        self._at_least([(step, steps), *above], 1 - step)
        self.terms.append((balance.price, steps))


def _sum(terms: Terms) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.weighted_sum(
        [variable for _, variable in terms], [factor for factor, _ in terms]
    )
