"""Why a meeting has no place, by arithmetic on masks: the fewest reasons that leave no start."""

from __future__ import annotations

from collections.abc import Mapping

from planner.engine.compiled import Compiled
from planner.engine.occupancy import Occupancy, occupancy_of
from planner.engine.progress import WhyNot
from planner.engine.timetable import Chain, Placements, Reason


def why_left_out(compiled: Compiled, placements: Placements) -> dict[str, WhyNot]:
    """Why each meeting that placements leave out could not be added to them."""
    occupancy = occupancy_of(compiled, placements)
    return {
        name: _why_not(compiled, occupancy, compiled.index[name])
        for name in compiled.ids
        if name not in placements
    }


def _why_not(compiled: Compiled, occupancy: Occupancy, meeting: int) -> WhyNot:
    """Why a meeting that was left out of a placement could not be added to it."""
    one = compiled.timetable.meetings[compiled.ids[meeting]]
    bans = _fewest(_bans(compiled, meeting), one.starts)
    if bans:
        return WhyNot(bans)
    return WhyNot((), _fewest(_taken(compiled, occupancy, meeting), compiled.starts[meeting]))


def _bans(compiled: Compiled, meeting: int) -> dict[Reason, int]:
    """The starts that each ban, and each closure of those who must be there, takes away."""
    timetable = compiled.timetable
    one = timetable.meetings[compiled.ids[meeting]]
    bans = dict(one.bans)
    for resource in compiled.forced[meeting]:
        offset, slots = compiled.stay(meeting, resource)
        for reason, closed in timetable.resources[compiled.resource_ids[resource]].closed.items():
            touching = timetable.grid.starts_touching(closed >> offset, slots)
            bans[reason] = bans.get(reason, 0) | touching
    return bans


def _taken(compiled: Compiled, occupancy: Occupancy, meeting: int) -> dict[Reason, int]:
    """The starts that each person's other meetings, and each chain, take away."""
    taken = {
        Reason(resource.single_by or "", resource.id): occupancy.blocked_for(meeting, number)
        for number in compiled.forced[meeting]
        for resource in (compiled.timetable.resources[compiled.resource_ids[number]],)
    }
    for chain in compiled.chains_of[meeting]:
        reason = Reason(chain.rule, compiled.ids[meeting])
        taken[reason] = taken.get(reason, 0) | _off_chain(compiled, occupancy, meeting, chain)
    return taken


def _off_chain(compiled: Compiled, occupancy: Occupancy, meeting: int, chain: Chain) -> int:
    """The starts at which a meeting would be too near to, or too far from, the rest of a chain."""
    numbers = [compiled.index[name] for name in chain.meetings]
    place = numbers.index(meeting)
    mask = 0
    for other_place, other in enumerate(numbers):
        if other == meeting or other not in occupancy.start:
            continue
        theirs = compiled.day_numbers[occupancy.day_of(other)]
        near = abs(other_place - place) == 1
        for number, day in enumerate(compiled.day_numbers):
            gap = day - theirs if other_place < place else theirs - day
            too_near = chain.least is not None and gap < chain.least
            too_far = near and chain.most is not None and gap > chain.most
            if too_near or too_far:
                mask |= occupancy.grid.one_day << (number * occupancy.grid.slots_per_day)
    return mask


def _fewest(masks: Mapping[Reason, int], starts: int) -> tuple[Reason, ...]:
    """Reasons that together leave none of the starts, none to spare; empty when all leave some."""

    def leave_none(reasons: list[Reason]) -> bool:
        gone = 0
        for reason in reasons:
            gone |= masks[reason]
        return not starts & ~gone

    needed = sorted(masks, key=lambda each: (masks[each].bit_count(), each.rule, each.subject))
    if not leave_none(needed):
        return ()
    for reason in list(needed):
        without = [each for each in needed if each != reason]
        if leave_none(without):
            needed = without
    return tuple(needed)
