"""Which meetings belong together, so that engines place them together."""

from __future__ import annotations

from collections.abc import Mapping

from planner.engine.timetable import Timetable


def groups_of(timetable: Timetable, index: Mapping[str, int]) -> list[list[int]]:
    """Meetings bound by rhythms and chains, each group in the order of its longest chain.

    A chain between groups that have rhythms of their own (one series after another) does not make
    them one. Every meeting is in one group.
    """
    groups = _Partition(len(index))
    for rhythm in timetable.rhythms:
        groups.join(rhythm.meetings, index)
    rhythmic = {name for rhythm in timetable.rhythms for name in rhythm.meetings}
    for chain in timetable.chains:
        if not rhythmic.intersection(chain.meetings):
            groups.join(chain.meetings, index)
    rank: dict[int, int] = {}
    for chain in sorted(timetable.chains, key=lambda chain: len(chain.meetings)):
        rank.update({index[name]: place for place, name in enumerate(chain.meetings)})
    return [
        sorted(group, key=lambda meeting: (rank.get(meeting, 0), meeting))
        for group in groups.parts()
    ]


class _Partition:
    """Disjoint sets of meetings that grow together."""

    def __init__(self, count: int) -> None:
        self._root = list(range(count))

    def _find(self, meeting: int) -> int:
        root = self._root
        while root[meeting] != meeting:
            root[meeting] = root[root[meeting]]
            meeting = root[meeting]
        return meeting

    def join(self, names: tuple[str, ...], index: Mapping[str, int]) -> None:
        """Make one set of those that these meetings are in."""
        first, *others = (index[name] for name in names)
        for other in others:
            self._root[self._find(other)] = self._find(first)

    def parts(self) -> list[list[int]]:
        """The sets, in the order of their first meetings."""
        parts: dict[int, list[int]] = {}
        for meeting in range(len(self._root)):
            parts.setdefault(self._find(meeting), []).append(meeting)
        return list(parts.values())
