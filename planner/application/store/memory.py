"""The published versions that a process has read, kept in memory for those who ask next."""

from __future__ import annotations

from threading import Lock

from planner.domain.publication import Version

MOST_MEETINGS = 5_000
"""How many different meetings are kept; with all that belongs to them they take 30 MB."""


class Memory:
    """What offices have published, as the versions of each by the digest of their text.

    A text of a digest never changes, so neither does what was read from it. Versions have in common
    what is the same in the one before, so a long history takes little more than a short one.
    """

    def __init__(self, most: int = MOST_MEETINGS) -> None:
        self._most = most
        self._kept: dict[str, dict[str, Version]] = {}
        self._lock = Lock()

    def of(self, office: str) -> dict[str, Version]:
        """What is kept of an office, by digest."""
        with self._lock:
            return dict(self._kept.get(office, {}))

    def keep(self, office: str, read: dict[str, Version]) -> None:
        """Keep this of an office, and nothing else.

        When it is too much, the offices that were asked for longest ago go.
        """
        with self._lock:
            self._kept.pop(office, None)
            self._kept[office] = read
            while len(self._kept) > 1 and self._meetings() > self._most:
                del self._kept[next(iter(self._kept))]

    def _meetings(self) -> int:
        every = (each for kept in self._kept.values() for each in kept.values())
        return len({id(meeting) for each in every for meeting in each.plan.meetings})


MEMORY = Memory()
