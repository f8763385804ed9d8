"""A published plan carried over to a problem that was changed under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from planner.domain.meetings import Meeting
from planner.domain.plan import PlacedMeeting, Plan
from planner.domain.problem import Problem


class Rebased(NamedTuple):
    """A plan carried over.

    Parameters
    ----------
    gone
        Its meetings that the problem has no more.
    ids
        The id that each of the others has now, by the one it had.
    """

    plan: Plan
    gone: tuple[PlacedMeeting, ...]
    ids: dict[str, str]


def rebased(plan: Plan, before: Problem, after: Problem) -> Rebased:
    """The plan with the ids of `after`.

    People and units that are gone are taken out of the meetings that remain. Where a group has
    another frequency now, its meetings stand for the new ones in the order of time, for those in
    whose window they lie where that can be; what had no place in it is forgotten.
    """
    ids = _ids_after(plan, before, after)
    meetings = tuple(
        _carried(meeting, ids[meeting.id], after) for meeting in plan.meetings if meeting.id in ids
    )
    unplaced = tuple(
        each
        for each in plan.unplaced
        if each.id in after.meetings and _keeps_numbers(before.meetings[each.id], before, after)
    )
    carried = plan.model_copy(update={"meetings": meetings, "unplaced": unplaced})
    gone = tuple(meeting for meeting in plan.meetings if meeting.id not in ids)
    return Rebased(carried, gone, ids)


def moved_by_hand(plan: Plan, moves: Mapping[str, datetime]) -> Plan:
    """The plan with some of its meetings at other times, whatever that breaks."""
    meetings = tuple(
        _shifted(meeting, moves[meeting.id] - meeting.start) if meeting.id in moves else meeting
        for meeting in plan.meetings
    )
    return plan.model_copy(update={"meetings": meetings})


def _shifted(meeting: PlacedMeeting, by: timedelta) -> PlacedMeeting:
    people = tuple(
        each.model_copy(
            update={
                "start": each.start and each.start + by,
                "end": each.end and each.end + by,
            }
        )
        for each in meeting.people
    )
    facts = {"start": meeting.start + by, "end": meeting.end + by, "people": people}
    return meeting.model_copy(update=facts)


def _ids_after(plan: Plan, before: Problem, after: Problem) -> dict[str, str]:
    """The id that each placed meeting has in `after`; those that are gone are left out."""
    groups: defaultdict[str, list[PlacedMeeting]] = defaultdict(list)
    for meeting in plan.meetings:
        groups[before.meetings[meeting.id].group].append(meeting)
    now = {group.meetings[0].group: group.meetings for group in after.groups if group.meetings}
    ids: dict[str, str] = {}
    for group, meetings in groups.items():
        there = now.get(group, ())
        if _keeps_numbers(meetings[0], before, after):
            still = {each.id for each in there}
            ids.update((each.id, each.id) for each in meetings if each.id in still)
        else:
            ids.update(_matched(meetings, there))
    return ids


def _keeps_numbers(meeting: PlacedMeeting | Meeting, before: Problem, after: Problem) -> bool:
    """Whether a number means the same meeting of its group as it did."""
    series = after.series_by_id.get(meeting.series)
    return series is None or series.frequency == before.series_by_id[series.id].frequency


def _matched(meetings: list[PlacedMeeting], now: tuple[Meeting, ...]) -> Iterator[tuple[str, str]]:
    """Pairs of a published meeting and what it stands for: as many as can be, in order of time.

    Among those, as many as can be lie in the window of what they stand for. It is the heaviest
    common subsequence, by dynamic programming from behind.
    """
    heaviest = [[0] * (len(now) + 1) for _ in range(len(meetings) + 1)]

    def paired(first: int, second: int) -> int:
        fits = now[second].window.holds(meetings[first].day)
        return len(meetings) + 1 + fits + heaviest[first + 1][second + 1]

    for first in reversed(range(len(meetings))):
        for second in reversed(range(len(now))):
            apart = max(heaviest[first + 1][second], heaviest[first][second + 1])
            heaviest[first][second] = max(paired(first, second), apart)
    first = second = 0
    while first < len(meetings) and second < len(now):
        if heaviest[first][second] == paired(first, second):
            yield meetings[first].id, now[second].id
            first, second = first + 1, second + 1
        elif heaviest[first][second] == heaviest[first][second + 1]:
            second += 1
        else:
            first += 1


def _carried(meeting: PlacedMeeting, name: str, problem: Problem) -> PlacedMeeting:
    """A meeting under the id it has now, with those of its participants who are still there."""
    people = tuple(each for each in meeting.people if each.id in problem.people_by_id)
    units = tuple(each for each in meeting.units if each in problem.units_by_id)
    if name == meeting.id and len(people) == len(meeting.people) and units == meeting.units:
        return meeting
    facts: dict[str, object] = {"id": name, "people": people, "units": units}
    facts["title"] = problem.title(name).text(problem.language)
    facts["room"] = meeting.room if meeting.room in problem.rooms_by_id else None
    return meeting.model_copy(update=facts)
