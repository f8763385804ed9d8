"""What binds the meetings of a group to one another, when dynamic programming can place them."""

from __future__ import annotations

from planner.engine.compiled import Compiled
from planner.engine.timetable import Chain


def bonds_of(compiled: Compiled, group: list[int]) -> tuple[Chain, ...] | None:
    """The chains of a whole group, each without its rule and meetings.

    `None` when the group's meetings cannot be placed one after the other: nothing keeps them on
    different days, or some of them have a chain of their own.
    """
    names = tuple(compiled.ids[meeting] for meeting in group)
    chains = [chain for chain in compiled.chains_of[group[0]] if chain.meetings == names]
    if len(group) > 1 and not any((chain.least or 0) >= 1 for chain in chains):
        return None
    if any(
        chain.meetings != names and len(set(names).intersection(chain.meetings)) > 1
        for each in group
        for chain in compiled.chains_of[each]
    ):
        return None
    return tuple(
        Chain("", (), chain.least, chain.most, chain.ideal, chain.slack, chain.price)
        for chain in chains
    )
