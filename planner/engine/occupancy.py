"""Who is taken when: a placement under way, and the starts it leaves open."""

from __future__ import annotations

from collections.abc import Iterable

from planner.domain.grid import TimeGrid
from planner.engine.compiled import Choice, Compiled
from planner.engine.timetable import Placement, Placements

_Alike = tuple[tuple[int, int], str | None]
"""Stay and place: meetings that have both in common are blocked by the same others."""


class Occupancy:
    """Placed meetings by resource, so that open starts are a few operations on masks.

    Holds only what breaks nothing: a meeting is put in at a start that `open_starts` gave.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.start: dict[int, int] = {}
        self.attending: dict[int, frozenset[int]] = {}
        self.meetings_of: list[set[int]] = [set() for _ in compiled.resource_ids]
        # What blocks a resource's time for one meeting does so for its whole series; it is worked
        # out once, by stay and place, and forgotten when the resource's meetings change.
        self._blocked: list[dict[_Alike, int]] = [{} for _ in compiled.resource_ids]

    @property
    def grid(self) -> TimeGrid:
        """The timetable's grid."""
        return self.compiled.timetable.grid

    def put(self, meeting: int, start: int, attending: frozenset[int]) -> None:
        """Place a meeting."""
        self.start[meeting] = start
        self.attending[meeting] = attending
        for resource in attending:
            self.meetings_of[resource].add(meeting)
            self._blocked[resource].clear()

    def take(self, meeting: int) -> None:
        """Take a placed meeting out again."""
        del self.start[meeting]
        for resource in self.attending.pop(meeting):
            self.meetings_of[resource].discard(meeting)
            self._blocked[resource].clear()

    def day_of(self, meeting: int) -> int:
        """Number of the grid day on which a placed meeting stands."""
        return self.start[meeting] // self.grid.slots_per_day

    def blocked_for(self, meeting: int, resource: int) -> int:
        """Starts of a meeting at which a resource is closed or taken by other meetings."""
        meetings = self.meetings_of[resource]
        if meeting in meetings:
            return self._blocked_by(meetings - {meeting}, meeting, resource)
        known = self._blocked[resource]
        alike = (self.compiled.stay(meeting, resource), self.compiled.places[meeting])
        if alike not in known:
            known[alike] = self._blocked_by(meetings, meeting, resource)
        return known[alike]

    def _blocked_by(self, others: Iterable[int], meeting: int, resource: int) -> int:
        """Starts of a meeting at which a resource is closed or taken by some others."""
        compiled = self.compiled
        slots_per_day = self.grid.slots_per_day
        offset, length = compiled.stay(meeting, resource)
        mask = self.grid.starts_touching(compiled.closed[resource] >> offset, length)
        single = compiled.is_single(resource)
        most = compiled.most_per_day[resource]
        days: dict[int, int] = {}
        for other in others:
            day = self.day_of(other)
            days[day] = days.get(day, 0) + 1
            apart = compiled.travel_slots(meeting, other)
            if not single and not apart:
                continue
            opens = day * slots_per_day
            their_offset, their_length = compiled.stay(other, resource)
            begins = self.start[other] + their_offset - offset
            first = max(opens, begins - length - apart + 1)
            last = min(opens + slots_per_day - 1, begins + their_length + apart - 1)
            if first <= last:
                mask |= ((1 << (last - first + 1)) - 1) << first
        if most == 0:
            return self.grid.everything
        if most is not None:
            for day, count in days.items():
                if count >= most:
                    mask |= self.grid.one_day << (day * slots_per_day)
        return mask

    def open_starts(self, meeting: int) -> int:
        """Starts at which a meeting breaks nothing, chains apart."""
        mask = self.compiled.starts[meeting]
        for resource in self.compiled.forced[meeting]:
            if not mask:
                return 0
            mask &= ~self.blocked_for(meeting, resource)
        for choice in self.compiled.choices[meeting]:
            if choice.required and mask:
                mask &= self.staffed_starts(meeting, choice)[choice.count]
        return mask

    def staffed_starts(self, meeting: int, choice: Choice) -> list[int]:
        """Masks of the starts at which at least 0, 1, … `count` of the options are free."""
        at_least = [self.grid.everything] + [0] * choice.count
        for resource in choice.options:
            free = self.grid.everything & ~self.blocked_for(meeting, resource)
            for number in range(choice.count, 0, -1):
                at_least[number] |= at_least[number - 1] & free
        return at_least

    def free_options(self, meeting: int, choice: Choice, start: int) -> list[int]:
        """Options of a choice that are free when a meeting stands at a start."""
        return [
            resource
            for resource in choice.options
            if not self.blocked_for(meeting, resource) >> start & 1
        ]

    def copy(self) -> Occupancy:
        """The same placement, to go on from."""
        other = Occupancy(self.compiled)
        other.start = dict(self.start)
        other.attending = dict(self.attending)
        other.meetings_of = [set(meetings) for meetings in self.meetings_of]
        return other

    def placements(self) -> Placements:
        """The placement so far, by id."""
        compiled = self.compiled
        return {
            compiled.ids[meeting]: Placement(
                start,
                frozenset(compiled.resource_ids[each] for each in self.attending[meeting]),
            )
            for meeting, start in sorted(self.start.items())
        }


def occupancy_of(compiled: Compiled, placements: Placements) -> Occupancy:
    """The occupancy that placements make."""
    numbers = {name: number for number, name in enumerate(compiled.resource_ids)}
    occupancy = Occupancy(compiled)
    for name, placement in placements.items():
        attending = frozenset(numbers[each] for each in placement.attending)
        occupancy.put(compiled.index[name], placement.start, attending)
    return occupancy
