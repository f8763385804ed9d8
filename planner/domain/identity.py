"""Which meeting of a published version is which of the version before.

An id is that of a series, a group and a number. When the frequency of the series changes, the
numbers mean other meetings; a meeting stays itself to those who have it in their calendars.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from planner.domain.rebase import rebased

if TYPE_CHECKING:
    from planner.domain.frequency import Frequency
    from planner.domain.plan import PlacedMeeting
    from planner.domain.publication import Version


class _Known(NamedTuple):
    """A meeting that goes, or went, by an id, and the frequency that gave the id its meaning."""

    key: str
    frequency: Frequency


class Keys(NamedTuple):
    """What tells the meetings of a half-year from all others, up to one of its versions.

    Parameters
    ----------
    known
        By the id that each has in that version; what was not held waits under the id it had.
    taken
        Every key there ever was.
    """

    known: Mapping[str, _Known] = MappingProxyType({})
    taken: frozenset[str] = frozenset()

    def after(self, before: Version | None, version: Version) -> Keys:
        """As they are in the version that comes next, after the one `before` if there is one.

        A meeting's key is the first id that it had, with the number of the version where another
        meeting had that one before.
        """
        known = dict(_carried(self.known, before, version) if before else self.known)
        taken = set(self.taken)
        for meeting in version.plan.meetings:
            frequency = version.problem.series_by_id[meeting.series].frequency
            if meeting.id not in known or known[meeting.id].frequency != frequency:
                fresh = meeting.id not in taken
                key = meeting.id if fresh else f"{meeting.id}@{version.number}"
                known[meeting.id] = _Known(key, frequency)
                taken.add(key)
        return Keys(known, frozenset(taken))


NO_KEYS = Keys()


def _carried(known: Mapping[str, _Known], before: Version, after: Version) -> Mapping[str, _Known]:
    """What is known of each id after the problem changed.

    What was not held, or is gone, waits under the id it had, for as long as nothing else has it.
    """
    if _frequencies(before) == _frequencies(after):
        return known
    groups = after.problem.groups_by_meeting
    ids = successors(before, after)
    waiting = {name: each for name, each in known.items() if name not in ids}
    carried = {
        now: _Known(known[was].key, groups[now].series.frequency) for was, now in ids.items()
    }
    return {**waiting, **carried}


def successors(before: Version, after: Version) -> dict[str, str]:
    """The id that each meeting has in the next version, by the one it had; without what is gone.

    Where the frequency is another one, what stands where it stood is the same meeting; the others
    go by what the problem makes of their numbers.
    """
    ids = rebased(before.plan, before.problem, after.problem).ids
    was, now = _frequencies(before), _frequencies(after)
    there = {(_group(meeting), meeting.start): meeting.id for meeting in after.plan.meetings}
    stay = {
        meeting.id: there[_group(meeting), meeting.start]
        for meeting in before.plan.meetings
        if now.get(meeting.series) != was[meeting.series]
        and (_group(meeting), meeting.start) in there
    }
    taken = set(stay.values())
    return stay | {
        name: other for name, other in ids.items() if name not in stay and other not in taken
    }


def _group(meeting: PlacedMeeting) -> str:
    return meeting.id.rpartition(".")[0]


def _frequencies(version: Version) -> dict[str, Frequency]:
    return {name: series.frequency for name, series in version.problem.series_by_id.items()}
