"""Published meetings that clash with what people's own calendars say now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from planner.domain.busy_people import BLOCKING, Stretch, merged, without_own_meetings
from planner.domain.busysources import BusySources, BusyTimes
from planner.domain.busytimes import BusyInterval, BusyKind
from planner.domain.grid import OSLO
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.scenario import Away, Scenario
from planner.domain.words import Phrase

WEIGHT = (BusyKind.TENTATIVE, BusyKind.BUSY, BusyKind.OUT_OF_OFFICE)
"""The kinds, the one that weighs most last."""

NAME = Phrase(nb="Noen er opptatt på et møte", nn="Nokon er oppteken på eit møte")


class Clash(NamedTuple):
    """Somebody is busy during their part of a meeting.

    Parameters
    ----------
    start, end
        When they are at the meeting.
    kind
        The weightiest of what clashes.
    busy
        What clashes, as stretches of time in order; only the blocking where anything is.
    """

    person: str
    meeting: str
    start: datetime
    end: datetime
    kind: BusyKind
    busy: tuple[Stretch, ...]

    @property
    def blocks(self) -> bool:
        """Whether somebody cannot come, as far as we know."""
        return self.kind in BLOCKING


class Unknown(NamedTuple):
    """Somebody's calendar says nothing of their last meetings, which is not that they are free.

    Parameters
    ----------
    until
        Until when it is known; `None` when nothing is.
    meetings
        How many of their meetings are later.
    """

    person: str
    until: datetime | None
    meetings: int


def clashes(problem: Problem, plan: Plan, busy: BusyTimes, today: date) -> tuple[Clash, ...]:
    """Every meeting from today on that clashes for somebody, in the order of time.

    Busy times that are just as long as the meeting are the meeting itself. People whom the problem
    does not know are passed over.
    """
    found = [
        clash
        for person, intervals in without_own_meetings(busy, plan).items()
        if person in problem.people_by_id
        for meeting in plan.by_participant.get(person, ())
        if meeting.day >= today
        for clash in _clash(person, meeting.id, meeting.span_of(person), intervals)
    ]
    return tuple(sorted(found, key=lambda each: (each.start, each.meeting, each.person)))


def unknown(problem: Problem, plan: Plan, sources: BusySources, today: date) -> tuple[Unknown, ...]:
    """Whose calendars do not reach as far as their meetings, in the order of the problem."""
    horizons, found = sources.horizons, []
    for person in problem.people:
        if person.id in horizons:
            until = horizons[person.id]
            meetings = [
                each
                for each in plan.by_participant.get(person.id, ())
                if each.day >= today and (until is None or each.span_of(person.id)[1] > until)
            ]
            if meetings:
                found.append(Unknown(person.id, until, len(meetings)))
    return tuple(found)


def scenario_of(found: Iterable[Clash], plan: Plan, name: str) -> Scenario | None:
    """What if everybody whose calendar blocks a meeting is away then; `None` when nobody's does."""
    stretches: dict[tuple[str, date], list[Stretch]] = {}
    for clash in found:
        if clash.blocks:
            day = clash.start.astimezone(OSLO).date()
            stretches.setdefault((clash.person, day), []).extend(clash.busy)
    changes = tuple(
        _away(person, day, hours)
        for (person, day), theirs in stretches.items()
        for hours in merged(theirs)
    )
    if not changes:
        return None
    return Scenario(name=name, plan=plan.fingerprint, changes=changes)


def _clash(
    person: str, meeting: str, span: Stretch, intervals: Iterable[BusyInterval]
) -> Iterator[Clash]:
    start, end = span
    there = [each for each in intervals if each.start < end and start < each.end]
    if there:
        kind = max((each.kind for each in there), key=WEIGHT.index)
        alike = [
            (each.start, each.end)
            for each in there
            if (each.kind in BLOCKING) == (kind in BLOCKING)
        ]
        yield Clash(person, meeting, start, end, kind, tuple(merged(alike)))


def _away(person: str, day: date, stretch: Stretch) -> Away:
    """Somebody away for a part of a day, in whole minutes, or all of it."""
    midnight = datetime.combine(day, time(), OSLO)
    start, end = (each.astimezone(OSLO) for each in stretch)
    first = time() if start <= midnight else time(start.hour, start.minute)
    rounded = end + timedelta(seconds=59, microseconds=999_999)
    last = time(rounded.hour, rounded.minute) if rounded.date() == day else time(23, 59)
    if (first, last) == (time(), time(23, 59)):
        return Away(away=person, first_day=day, last_day=day)
    return Away(away=person, first_day=day, last_day=day, start=first, end=last)
