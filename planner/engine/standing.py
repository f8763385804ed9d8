"""What of a placement can stay as it is, and which meetings have to do with those that cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from planner.engine.compiled import Compiled
from planner.engine.occupancy import Occupancy, occupancy_of
from planner.engine.timetable import Placements


def what_can_stay(
    compiled: Compiled, published: Placements, movable: frozenset[int], forced: Collection[int]
) -> Occupancy:
    """The published meetings that break nothing together; those that are fixed stay anyhow.

    Who cannot come where nobody must is left out of it.
    """
    whole = occupancy_of(compiled, published)
    stay = Occupancy(compiled)
    fixed = [meeting for meeting in whole.start if meeting not in movable]
    for meeting in fixed:
        stay.put(meeting, whole.start[meeting], whole.attending[meeting])
    last = sorted(whole.start.keys() & movable, key=lambda each: (each in forced, each))
    for meeting in last:
        start = whole.start[meeting]
        there = _able(stay, meeting, start, whole.attending[meeting])
        if there is not None and _in_chain(stay, meeting, start):
            stay.put(meeting, start, there)
    return stay


def _able(
    stay: Occupancy, meeting: int, start: int, attending: frozenset[int]
) -> frozenset[int] | None:
    """Those of a meeting who can come; `None` when it cannot be held with them."""
    compiled = stay.compiled
    if not compiled.starts[meeting] >> start & 1:
        return None
    forced = compiled.forced[meeting]
    if any(stay.blocked_for(meeting, each) >> start & 1 for each in forced):
        return None
    there = set(forced)
    for choice in compiled.choices[meeting]:
        coming = [
            each
            for each in choice.options
            if each in attending and not stay.blocked_for(meeting, each) >> start & 1
        ]
        if len(coming) > choice.count or (choice.required and len(coming) < choice.count):
            return None
        there.update(coming)
    return frozenset(there)


def _in_chain(stay: Occupancy, meeting: int, start: int) -> bool:
    """Whether a meeting may stand at a start, as far as the order of time goes."""
    compiled = stay.compiled
    numbers, slots_per_day = compiled.day_numbers, stay.grid.slots_per_day
    day = numbers[start // slots_per_day]
    for chain in compiled.chains_of[meeting]:
        names = [compiled.index[name] for name in chain.meetings]
        here = names.index(meeting)
        for place, other in enumerate(names):
            if place == here or other not in stay.start:
                continue
            gap = (numbers[stay.day_of(other)] - day) * (1 if place > here else -1)
            if chain.least is not None and gap < chain.least:
                return False
            if chain.most is not None and abs(place - here) == 1 and gap > chain.most:
                return False
    return True


class Surroundings:
    """Which meetings have to do with which: by somebody who may be at both, a chain or a quota."""

    def __init__(self, compiled: Compiled, movable: frozenset[int]) -> None:
        self.movable = movable
        self.participants = [compiled.participants(each) for each in range(len(compiled.ids))]
        self.meetings_of: defaultdict[int, set[int]] = defaultdict(set)
        for meeting in movable:
            for resource in self.participants[meeting]:
                self.meetings_of[resource].add(meeting)
        self.bound_to: defaultdict[int, set[int]] = defaultdict(set)
        timetable = compiled.timetable
        bound = [each.meetings for each in timetable.chains]
        bound += [each.meetings for each in timetable.quotas if len(each.meetings) > 1]
        for names in bound:
            numbers = {compiled.index[name] for name in names}
            for number in numbers:
                self.bound_to[number] |= numbers & movable

    def of_all(self, asked: Iterable[int]) -> set[int]:
        """The other movable meetings that some meetings have to do with."""
        asked = set(asked)
        reached: set[int] = set()
        for meeting in asked:
            reached |= self.bound_to[meeting]
            for resource in self.participants[meeting]:
                reached |= self.meetings_of[resource]
        return reached - asked
