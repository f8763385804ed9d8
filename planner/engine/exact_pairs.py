"""What two free meetings of an `ExactModel` have to do with each other: a day, an order, a person.

With two meetings a day at the most, days away from home are meetings less the pairs that share a
day. Said like that, the relaxation is a matching and its bound is strong; a Boolean for each day
used would let half of every meeting stand on every day for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from planner.engine.exact_model import ExactModel
from planner.engine.exact_variables import Literal

Pair = tuple[int, int]


class Pairs:
    """Pairs of free meetings that could stand on one day and share somebody.

    Parameters
    ----------
    sharing
        The resources that may be at both meetings of each pair.
    """

    def __init__(self, exact: ExactModel) -> None:
        self.exact = exact
        self.sharing = self._sharing()
        self._same_day: dict[Pair, Literal] = {}
        self._both: dict[tuple[int, int, int], Literal] = {}
        for pair, resources in self.sharing.items():
            self._keep_apart(pair, resources)

    def _sharing(self) -> dict[Pair, list[int]]:
        exact = self.exact
        by_resource: defaultdict[int, list[int]] = defaultdict(list)
        for meeting in exact.meetings:
            for resource in exact.compiled.participants(meeting):
                by_resource[resource].append(meeting)
        sharing: defaultdict[Pair, list[int]] = defaultdict(list)
        for resource, meetings in by_resource.items():
            for first, second in combinations(meetings, 2):
                if first in exact.elsewhere and second in exact.elsewhere:
                    continue  # neither can stand anywhere but where both stand now
                if exact.meetings[first].on_day.keys() & exact.meetings[second].on_day.keys():
                    sharing[first, second].append(resource)
        return dict(sharing)

    def same_day(self, pair: Pair) -> Literal:
        """Whether both meetings are held on the same day."""
        if pair not in self._same_day:
            model = self.exact.model
            one, other = (self.exact.meetings[meeting] for meeting in pair)
            days = [self.exact.known_day(meeting) for meeting in pair]
            same = self.exact.literal(known=days[0] is not None and days[0] == days[1])
            common = one.on_day.keys() & other.on_day.keys()
            model.add(sum(one.on_day[day] for day in common) >= same)
            for day in sorted(common):
                here, there = one.on_day[day], other.on_day[day]
                model.add_bool_or(same, here.negated(), there.negated())
                model.add_bool_or(same.negated(), here.negated(), there)
            self._same_day[pair] = same
        return self._same_day[pair]

    def both_on_one_day(self, pair: Pair, resource: int) -> Literal:
        """Whether a resource has both meetings on the same day."""
        exact = self.exact
        loose = [
            exact.meetings[meeting].attends[resource]
            for meeting in pair
            if resource in exact.meetings[meeting].attends
        ]
        same = self.same_day(pair)
        if not loose:
            return same
        if (*pair, resource) not in self._both:
            first, second = pair
            day = exact.known_day(first)
            self._both[*pair, resource] = exact.all_of(
                same,
                *loose,
                known=day is not None
                and day == exact.known_day(second)
                and all(exact.known_attends(meeting, resource) for meeting in pair),
            )
        return self._both[*pair, resource]

    def _keep_apart(self, pair: Pair, resources: list[int]) -> None:
        """Let two meetings that share somebody not overlap, with time for the journey."""
        first, second = pair
        compiled, model = self.exact.compiled, self.exact.model
        travel = compiled.travel_slots(first, second)
        bound = [each for each in resources if travel or compiled.is_single(each)]
        if not bound:
            return
        one, other = self.exact.meetings[first], self.exact.meetings[second]
        starts = [self.exact.known.start.get(meeting, 0) for meeting in pair]
        # Who is there for a part only may have the meetings in another order than the rest.
        by_stay: defaultdict[tuple[tuple[int, int], tuple[int, int]], set[Literal]] = defaultdict(
            set
        )
        for resource in bound:
            stays = (compiled.stay(first, resource), compiled.stay(second, resource))
            by_stay[stays].add(self.both_on_one_day(pair, resource))
        for ((begins, length), (other_begins, other_length)), together in by_stay.items():
            before = self.exact.literal(known=starts[0] + begins < starts[1] + other_begins)
            lead = begins + length + travel - other_begins
            other_lead = other_begins + other_length + travel - begins
            for shared in together:
                model.add(other.time >= one.time + lead).only_enforce_if(shared, before)
                model.add(one.time >= other.time + other_lead).only_enforce_if(
                    shared, before.negated()
                )
