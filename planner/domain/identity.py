"""Which meeting of a published version is which of the version before.

An id is that of a series, a group and a number. When the frequency of the series changes, the
numbers mean other meetings; a meeting stays itself to those who have it in their calendars.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def keys_of(versions: Sequence[Version]) -> Iterator[dict[str, str]]:
    """What tells each meeting of a half-year's versions from all others, by the id it has there.

    It is the first id that the meeting had, with the number of the version where another meeting
    had that one before.
    """
    known: dict[str, _Known] = {}
    taken: set[str] = set()
    before: Version | None = None
    for version in versions:
        if before is not None:
            known = _carried(known, before, version)
        for meeting in version.plan.meetings:
            frequency = version.problem.series_by_id[meeting.series].frequency
            if meeting.id not in known or known[meeting.id].frequency != frequency:
                fresh = meeting.id not in taken
                key = meeting.id if fresh else f"{meeting.id}@{version.number}"
                known[meeting.id] = _Known(key, frequency)
                taken.add(key)
        yield {meeting.id: known[meeting.id].key for meeting in version.plan.meetings}
        before = version


def _carried(known: dict[str, _Known], before: Version, after: Version) -> dict[str, _Known]:
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
