"""Smaller timetables of the same kind, cut from a large one, to see how time grows with size."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from planner.engine.grouping import groups_of
from planner.engine.timetable import Timetable, Travel


def cut(timetable: Timetable, count: int) -> Timetable:
    """At least so many meetings of a timetable, if it has them: whole groups, and their people.

    Groups are taken in the order of their distance from the first one, from people to people, so
    the same people meet one another in the cut as in the whole. What binds meetings stays for
    those that are taken; a quota only when all its meetings are.
    """
    kept: set[str] = set()
    for group in _groups_by_distance(timetable):
        if len(kept) >= count:
            break
        kept.update(group)
    smaller = Timetable(timetable.grid)
    smaller.meetings = {name: one for name, one in timetable.meetings.items() if name in kept}
    people = {name for meeting in kept for name in _people(timetable, meeting)}
    smaller.resources = {name: one for name, one in timetable.resources.items() if name in people}
    smaller.chains = [
        replace(chain, meetings=left)
        for chain in timetable.chains
        if len(left := tuple(name for name in chain.meetings if name in kept)) > 1
    ]
    smaller.rhythms = [
        replace(rhythm, meetings=left)
        for rhythm in timetable.rhythms
        if (left := tuple(name for name in rhythm.meetings if name in kept))
    ]
    smaller.quotas = [quota for quota in timetable.quotas if kept.issuperset(quota.meetings)]
    smaller.ties = [
        replace(tie, attendances=tied)
        for tie in timetable.ties
        if (tied := tuple(each for each in tie.attendances if each[0] in kept))
    ]
    smaller.balances = [
        replace(balance, shares=shares)
        for balance in timetable.balances
        if (shares := tuple(share for share in balance.shares if share[0] in people))
    ]
    smaller.travel = _travel(timetable.travel, smaller)
    return smaller


def _groups_by_distance(timetable: Timetable) -> Iterator[list[str]]:
    """Groups of meetings, each after those that are fewer people away from the first."""
    names = list(timetable.meetings)
    index = {name: number for number, name in enumerate(names)}
    groups = [[names[number] for number in group] for group in groups_of(timetable, index)]
    people = [{each for name in group for each in _people(timetable, name)} for group in groups]
    groups_of_person: dict[str, list[int]] = {}
    for number, theirs in enumerate(people):
        for person in theirs:
            groups_of_person.setdefault(person, []).append(number)
    met: set[int] = set()
    for first in range(len(groups)):
        waiting = deque([first] if first not in met else [])
        met.add(first)
        while waiting:
            number = waiting.popleft()
            yield groups[number]
            near = {each for person in people[number] for each in groups_of_person[person]}
            waiting.extend(sorted(near - met))
            met |= near


def _people(timetable: Timetable, meeting: str) -> list[str]:
    """Every resource that may be at a meeting."""
    attendances = timetable.meetings[meeting].attendances.values()
    return [name for attendance in attendances for name in attendance.options]


def _travel(travel: Travel, smaller: Timetable) -> Travel:
    """The journeys between the places that are left; a pair may have nowhere as its other place."""
    places = {meeting.place or "" for meeting in smaller.meetings.values()}
    return Travel(
        {pair: slots for pair, slots in travel.slots.items() if pair <= places},
        travel.slots_rule,
        {pair: price for pair, price in travel.prices.items() if pair <= places},
        travel.prices_rule,
    )
