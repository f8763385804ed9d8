"""Quotas while a placement is being made: who counts towards which, and filling them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.engine.compiled import Choice, Compiled
from planner.engine.occupancy import Occupancy


class Quotas:
    """The quotas of a timetable, by meeting."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        numbers = {name: number for number, name in enumerate(compiled.resource_ids)}
        self.resources = [
            frozenset(numbers[each] for each in quota.resources)
            for quota in compiled.timetable.quotas
        ]
        self.quotas_of: dict[int, list[int]] = {}
        for number, quota in enumerate(compiled.timetable.quotas):
            for name in quota.meetings:
                self.quotas_of.setdefault(compiled.index[name], []).append(number)

    def counts(self, meeting: int, choice: Choice) -> bool:
        """Whether anybody of a choice at a meeting counts towards a quota."""
        return any(self.asks_for(meeting, resource) for resource in choice.options)

    def asks_for(self, meeting: int, resource: int) -> bool:
        """Whether somebody at a meeting counts towards a quota."""
        return any(
            resource in self.resources[number] and self.compiled.timetable.quotas[number].least
            for number in self.quotas_of.get(meeting, ())
        )

    def price_above(self, meeting: int, resource: int, occupancy: Occupancy) -> int:
        """What it costs the quotas that have their most already when one more comes."""
        price = 0
        for number in self.quotas_of.get(meeting, ()):
            quota = self.compiled.timetable.quotas[number]
            if quota.most is not None and resource in self.resources[number]:
                full = self._present(number, occupancy) >= quota.most
                price += quota.price if full else 0
        return price

    def _present(self, number: int, occupancy: Occupancy) -> int:
        """How many attendances count towards a quota so far."""
        meetings = [
            self.compiled.index[name] for name in self.compiled.timetable.quotas[number].meetings
        ]
        there = [occupancy.attending[each] for each in meetings if each in occupancy.start]
        return sum(len(self.resources[number] & attending) for attending in there)

    def rather(self, meeting: int, choice: Choice) -> Iterator[tuple[int, Choice]]:
        """What it costs a quota when others of a required choice come than those it wants.

        The price of each, and the choice among those who count; or among those who do not, when
        none should.
        """
        for number in self.quotas_of.get(meeting, ()) if choice.required else ():
            quota, resources = self.compiled.timetable.quotas[number], self.resources[number]
            if not quota.least and quota.most != 0:
                continue
            counts = quota.least > 0
            wanted = tuple(each for each in choice.options if (each in resources) == counts)
            if 0 < len(wanted) < len(choice.options):
                count = min(choice.count, len(wanted))
                yield quota.price, replace(choice, options=wanted, count=count)

    def fill(self, group: list[int], occupancy: Occupancy) -> None:
        """Ask people to the placed meetings of a group until each of its quotas is filled."""
        for number in sorted({each for m in group for each in self.quotas_of.get(m, ())}):
            quota = self.compiled.timetable.quotas[number]
            meetings = [self.compiled.index[name] for name in quota.meetings]
            short = quota.least - self._present(number, occupancy)
            for meeting in meetings:
                if short <= 0:
                    break
                if meeting in group and meeting in occupancy.start:
                    short -= self._ask(meeting, number, short, occupancy)

    def _ask(self, meeting: int, number: int, short: int, occupancy: Occupancy) -> int:
        """Let up to `short` of those whom a quota counts join a placed meeting; how many did."""
        resources, price = self.resources[number], self.compiled.timetable.quotas[number].price
        start = occupancy.start[meeting]
        attending = occupancy.attending[meeting]
        asked = 0
        for choice in self.compiled.choices[meeting]:
            room = choice.count - len(attending.intersection(choice.options))
            free = occupancy.free_options(meeting, choice, start)
            able = [
                each
                for each in free
                if each in resources
                and each not in attending
                and self.price_above(meeting, each, occupancy) < price
            ]
            joining = able[: min(room, short - asked)]
            attending |= set(joining)
            asked += len(joining)
        occupancy.take(meeting)
        occupancy.put(meeting, start, attending)
        return asked
