"""People's own calendars in the problem: when they are busy there, they cannot meet.

The plan's own meetings stand in those calendars, too, and must not be in their own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from planner.domain.availability import BusySpan
from planner.domain.busysources import BusyTimes, bounds_of
from planner.domain.busytimes import BusyInterval, BusyKind
from planner.domain.plan import Plan
from planner.domain.problem import Problem

BLOCKING = frozenset({BusyKind.BUSY, BusyKind.OUT_OF_OFFICE})
"""Who is only tentatively busy can be asked."""

Stretch = tuple[datetime, datetime]


def with_busy_times(problem: Problem, busy: BusyTimes) -> Problem:
    """The problem with people away when their calendars say so; no file or digest of it tells.

    People whom the problem does not know are passed over, and so is what is outside the half-year.
    """
    first, last = bounds_of(problem.semester)
    people = tuple(
        person.with_calendar(spans)
        if (spans := tuple(_spans(busy.get(person.id, ()), first, last)))
        else person
        for person in problem.people
    )
    return problem.model_copy(update={"people": people})


def without_own_meetings(busy: BusyTimes, plan: Plan) -> BusyTimes:
    """Busy times without those that are just as long as a meeting that the person has then."""
    return {
        person: tuple(each for each in theirs if (each.start, each.end) not in own)
        for person, theirs in busy.items()
        for own in (_own(person, plan),)
    }


def beside_meetings(busy: BusyTimes, plan: Plan) -> BusyTimes:
    """Busy times outside of the meetings that each person has in a plan.

    So what is published stands for now, and nothing new is put where somebody is busy.
    """
    return {
        person: tuple(
            BusyInterval(start, end, each.kind)
            for each in theirs
            for start, end in _outside((each.start, each.end), sorted(_spent(person, plan)))
        )
        for person, theirs in busy.items()
    }


def _spans(
    intervals: Iterable[BusyInterval], first: datetime, last: datetime
) -> Iterator[BusySpan]:
    """What keeps somebody away, put together where it overlaps or meets."""
    blocking = [each for each in intervals if each.kind in BLOCKING]
    clipped = ((max(each.start, first), min(each.end, last)) for each in blocking)
    for start, end in merged(each for each in clipped if each[0] < each[1]):
        yield BusySpan(start=start, end=end)


def merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Stretches of time in order, those that overlap or meet put together."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    yield from found


def _spent(person: str, plan: Plan) -> set[Stretch]:
    """When a person is at meetings."""
    return {each.span_of(person) for each in plan.by_participant.get(person, ())}


def _own(person: str, plan: Plan) -> set[Stretch]:
    """A person's meetings as they may stand in their calendar: their part, or all of it."""
    meetings = plan.by_participant.get(person, ())
    return {(each.start, each.end) for each in meetings} | _spent(person, plan)


def _outside(stretch: Stretch, taken: Iterable[Stretch]) -> Iterator[Stretch]:
    """What is left of a stretch of time when others, in order, are taken out of it."""
    start, end = stretch
    for first, last in taken:
        if start < min(first, end):
            yield start, min(first, end)
        start = max(start, last)
    if start < end:
        yield start, end
