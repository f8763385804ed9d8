"""Going on from placements that were found before, as far as they still hold."""

from __future__ import annotations

from planner.engine.compiled import Compiled
from planner.engine.occupancy import Occupancy, occupancy_of
from planner.engine.timetable import Placement, Placements


def still_standing(compiled: Compiled, kept: Placements, begin_at: Placements) -> Placements:
    """What of placements can stand as they did, beside those that stay.

    Only what chains ask for is not looked at: the caller has the whole to judge.

    Parameters
    ----------
    kept
        Where meetings stay; they go before.
    begin_at
        Where meetings stood when somebody broke off.
    """
    numbers = {name: number for number, name in enumerate(compiled.resource_ids)}
    occupancy = occupancy_of(compiled, kept)
    for meeting, name in enumerate(compiled.ids):
        if name not in begin_at or name in kept:
            continue
        found = begin_at[name]
        attending = frozenset(numbers[each] for each in found.attending if each in numbers)
        known = len(attending) == len(found.attending)
        if known and _fits(occupancy, meeting, found, attending):
            occupancy.put(meeting, found.start, attending)
    return occupancy.placements()


def _fits(occupancy: Occupancy, meeting: int, found: Placement, attending: frozenset[int]) -> bool:
    """Whether a meeting can stand where it stood, with those who were there."""
    compiled = occupancy.compiled
    if not occupancy.open_starts(meeting) >> found.start & 1:
        return False
    for choice in compiled.choices[meeting]:
        present = len(attending.intersection(choice.options))
        if present > choice.count or (choice.required and present < choice.count):
            return False
    return (
        attending.issuperset(compiled.forced[meeting])
        and attending <= compiled.participants(meeting)
        and not any(occupancy.blocked_for(meeting, each) >> found.start & 1 for each in attending)
    )
