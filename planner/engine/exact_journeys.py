"""What days away from home and journeys between places cost in an `ExactModel`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from planner.engine.exact_model import ExactModel
from planner.engine.exact_pairs import Pairs
from planner.engine.exact_variables import Expression, Literal

Term = tuple[int, Expression]
"""A price and what it is multiplied by."""


def day_terms(exact: ExactModel, pairs: Pairs) -> Iterator[Term]:
    """Prices for days away from home."""
    compiled, fixed = exact.compiled, exact.fixed
    for resource in exact.involved():
        prices = compiled.timetable.resources[compiled.resource_ids[resource]].day_price
        if prices is None or not prices.price:
            continue
        away = {
            fixed.day_of(meeting)
            for meeting in fixed.meetings_of[resource]
            if compiled.is_away(meeting, prices.home)
        }
        free = [
            meeting
            for meeting in exact.meetings
            if compiled.is_away(meeting, prices.home) and resource in compiled.participants(meeting)
        ]
        if (compiled.most_per_day[resource] or len(free) + 1) <= 2:
            days = _days_by_pairs(exact, pairs, resource, free, away)
        else:
            days = _days_by_use(exact, resource, free, away)
        above = exact.integer(0, len(free))
        exact.model.add(above >= days - max(0, prices.free - len(away)))
        yield prices.price, above


def _days_by_pairs(
    exact: ExactModel, pairs: Pairs, resource: int, free: list[int], away: set[int]
) -> Expression:
    """Days that the free meetings add to `away`, when a day holds two meetings at the most."""
    presence = [exact.presence(meeting, resource) for meeting in free]
    joined: list[Literal] = []
    partners: defaultdict[int, list[Literal]] = defaultdict(list)
    for meeting in free:
        for day in exact.meetings[meeting].on_day.keys() & away:
            there = exact.attends_on(meeting, resource, day)
            joined.append(there)
            partners[meeting].append(there)
    for pair in combinations(free, 2):
        if pair in pairs.sharing:
            both = pairs.both_on_one_day(pair, resource)
            joined.append(both)
            for meeting in pair:
                partners[meeting].append(both)
    for meeting, others in partners.items():
        exact.model.add(sum(others) <= exact.presence(meeting, resource))
    return sum(presence) - sum(joined)


def _days_by_use(exact: ExactModel, resource: int, free: list[int], away: set[int]) -> Expression:
    """Days that the free meetings add to `away`, a Boolean for each day."""
    there: defaultdict[int, list[Literal]] = defaultdict(list)
    for meeting in free:
        for day in exact.meetings[meeting].on_day.keys() - away:
            there[day].append(exact.attends_on(meeting, resource, day))
    used: list[Literal] = []
    for day, meetings in there.items():
        any_there = exact.literal(
            known=any(
                exact.known_day(meeting) == day and exact.known_attends(meeting, resource)
                for meeting in free
            )
        )
        for each in meetings:
            exact.model.add_implication(each, any_there)
        used.append(any_there)
    return sum(used)


def travel_terms(exact: ExactModel, pairs: Pairs) -> Iterator[Term]:
    """Prices for having two meetings on one day, for each resource that has both."""
    compiled, fixed = exact.compiled, exact.fixed
    for pair, resources in pairs.sharing.items():
        amount = compiled.travel_price(*pair)
        if amount:
            for resource in resources:
                yield amount, pairs.both_on_one_day(pair, resource)
    for resource in exact.involved():
        days = exact.days_of(resource)
        for other in fixed.meetings_of[resource]:
            day = fixed.day_of(other)
            for meeting in days.get(day, ()):
                amount = compiled.travel_price(meeting, other)
                if amount:
                    yield amount, exact.attends_on(meeting, resource, day)
