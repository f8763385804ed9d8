"""Which meetings to free together, and where they may go: small enough to be solved exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from planner.engine.compiled import Compiled
from planner.engine.occupancy import Occupancy

SMALLEST, LARGEST = 6.0, 40.0
"""Bounds on how many meetings a neighbourhood frees; it grows while nothing is found."""

WEEKS = (2, 3, 4, 6)
"""Lengths of the stretches of weeks within which meetings are freed."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Meetings to free, and the mask of starts that they may take besides their own."""

    free: list[int]
    within: int


class Neighbourhoods:
    """Chooses neighbourhoods of movable meetings, larger ones as improvements become rare."""

    def __init__(self, compiled: Compiled, movable: frozenset[int], random: Random) -> None:
        self.compiled = compiled
        self.movable = movable
        self.ordered = sorted(movable)
        self.random = random
        self.size = 12.0
        self.group_of = {
            meeting: number for number, group in enumerate(compiled.groups) for meeting in group
        }
        self.participants = [sorted(compiled.participants(m)) for m in range(len(compiled.ids))]

    def learn(self, *, improved: bool) -> None:
        """Adapt the size to whether the last round helped."""
        factor = 0.98 if improved else 1.02
        self.size = min(max(self.size * factor, SMALLEST), LARGEST)

    def choose(self, occupancy: Occupancy, number: int) -> list[Neighbourhood]:
        """Up to `number` neighbourhoods without a meeting in common."""
        taken: set[int] = set()
        chosen: list[Neighbourhood] = []
        for _ in range(number):
            kind = self.random.choice((self._in_weeks, self._in_weeks, self._whole_groups))
            found = kind(occupancy)
            free = [meeting for meeting in found.free if meeting not in taken]
            if free:
                chosen.append(Neighbourhood(free, found.within))
                taken.update(free)
        return chosen

    def _seed(self, occupancy: Occupancy) -> int:
        """A meeting to begin with: one that is left out, if there is any."""
        unplaced = [meeting for meeting in self.ordered if meeting not in occupancy.start]
        if unplaced and self.random.random() < 0.5:
            return self.random.choice(unplaced)
        return self.random.choice(self.ordered)

    def _in_weeks(self, occupancy: Occupancy) -> Neighbourhood:
        """Meetings of people who meet one another, within some weeks, to stand in those weeks."""
        grid = occupancy.grid
        seed = self._seed(occupancy)
        width = 5 * self.random.choice(WEEKS)
        middle = (
            occupancy.day_of(seed)
            if seed in occupancy.start
            else self.random.randrange(len(grid.days))
        )
        first = max(0, min(middle - self.random.randrange(width), len(grid.days) - width))
        days = range(first, first + width)
        free = self._near(
            seed, occupancy, lambda meeting: occupancy.day_of(meeting) in days, self.size
        )
        within = ((1 << (width * grid.slots_per_day)) - 1) << (first * grid.slots_per_day)
        return Neighbourhood(free, within if seed in occupancy.start else grid.everything)

    def _whole_groups(self, occupancy: Occupancy) -> Neighbourhood:
        """Whole groups that share people, to stand on any of a few weekdays."""
        grid = occupancy.grid
        seed = self._seed(occupancy)
        free: dict[int, None] = {}
        for meeting in self._near(seed, occupancy, lambda _: True, self.size):
            group = self.compiled.groups[self.group_of[meeting]]
            free.update(dict.fromkeys(each for each in group if each in self.movable))
            if len(free) >= self.size / 2:
                break
        weekdays = self.random.sample(range(5), self.random.choice((2, 3)))
        within = grid.days_where(lambda day: day.weekday() in weekdays)
        return Neighbourhood(list(free), within if seed in occupancy.start else grid.everything)

    def _near(
        self,
        seed: int,
        occupancy: Occupancy,
        belongs: Callable[[int], bool],
        size: float,
    ) -> list[int]:
        """Placed meetings that belong, from one outwards through the people they share."""
        free: dict[int, None] = {seed: None}
        queue = [seed]
        seen: set[int] = set()
        while queue and len(free) < size:
            people = [each for each in self.participants[queue.pop(0)] if each not in seen]
            self.random.shuffle(people)
            for resource in people:
                seen.add(resource)
                near = sorted(self.movable & occupancy.meetings_of[resource] - free.keys())
                self.random.shuffle(near)
                fresh = [meeting for meeting in near if belongs(meeting)]
                free.update(dict.fromkeys(fresh))
                queue += fresh
                if len(free) >= size:
                    break
        return list(free)[: int(size)]
