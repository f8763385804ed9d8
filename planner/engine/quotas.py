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
        return any(
            self.resources[number].intersection(choice.options)
            for number in self.quotas_of.get(meeting, ())
        )

    def asks_for(self, meeting: int, resource: int) -> bool:
        """Whether somebody at a meeting counts towards a quota."""
        return any(resource in self.resources[each] for each in self.quotas_of.get(meeting, ()))

    def rather(self, meeting: int, choice: Choice) -> Iterator[tuple[int, Choice]]:
        """What it costs a quota when others of a required choice come than those it counts.

        The price of each one short, and the choice among those who count.
        """
        for number in self.quotas_of.get(meeting, ()) if choice.required else ():
            counted = tuple(each for each in choice.options if each in self.resources[number])
            if 0 < len(counted) < len(choice.options):
                count = min(choice.count, len(counted))
                price = self.compiled.timetable.quotas[number].price
                yield price, replace(choice, options=counted, count=count)

    def fill(self, group: list[int], occupancy: Occupancy) -> None:
        """Ask people to the placed meetings of a group until each of its quotas is filled."""
        for number in sorted({each for m in group for each in self.quotas_of.get(m, ())}):
            quota = self.compiled.timetable.quotas[number]
            meetings = [self.compiled.index[name] for name in quota.meetings]
            placed = [meeting for meeting in meetings if meeting in occupancy.start]
            resources = self.resources[number]
            short = quota.least - sum(len(resources & occupancy.attending[m]) for m in placed)
            for meeting in placed:
                if short <= 0:
                    break
                if meeting in group:
                    short -= self._ask(meeting, resources, short, occupancy)

    def _ask(
        self, meeting: int, resources: frozenset[int], short: int, occupancy: Occupancy
    ) -> int:
        """Let up to `short` of some resources join a placed meeting; how many did."""
        start = occupancy.start[meeting]
        attending = occupancy.attending[meeting]
        asked = 0
        for choice in self.compiled.choices[meeting]:
            room = choice.count - len(attending.intersection(choice.options))
            free = occupancy.free_options(meeting, choice, start)
            able = [each for each in free if each in resources and each not in attending]
            joining = able[: min(room, short - asked)]
            attending |= set(joining)
            asked += len(joining)
        occupancy.take(meeting)
        occupancy.put(meeting, start, attending)
        return asked
