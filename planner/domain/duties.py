"""The duties that contacts have: which units need somebody from which service, and for how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.domain.almanac import EVERY_DAY, Almanac
from planner.domain.attendance import Attendance, ContactOf, Level, Named, OneOf
from planner.domain.meetings import Group, Meeting
from planner.domain.needs import RANKS, concerns, units_of
from planner.domain.problem import Problem
from planner.domain.staffing import MAIN, SECOND
from planner.domain.workload import days_at_work


@dataclass(frozen=True, slots=True)
class Duty:
    """To be a unit's main or second contact from a service through the half-year.

    Parameters
    ----------
    rank
        `MAIN` or `SECOND`; an index into the unit's `Contacts`.
    minutes
        The work: meetings, what comes with each, and what the unit itself asks for. A meeting to
        which one of several comes counts for each of them in part.
    meetings
        Ids of the meetings the contact is asked to.
    days
        Of each meeting that cannot do without: the days on which it can stand, as `Almanac` has
        them.
    at_each
        Of each of the meetings: what it takes of the minutes.
    """

    unit: str
    service: str
    rank: int
    minutes: float
    meetings: tuple[str, ...]
    days: tuple[int, ...]
    at_each: tuple[float, ...]

    @property
    def id(self) -> str:
        """Tells duties apart: unit, service and, for a second contact, that it is the second."""
        return f"{self.unit}/{self.service}" + "/2" * (self.rank == SECOND)

    @property
    def required(self) -> bool:
        """Whether a meeting cannot do without it."""
        return bool(self.days)


@dataclass
class _Asked:
    """What series ask of a contact, as it is found."""

    meetings: dict[str, float] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)


def duties_of(problem: Problem) -> tuple[Duty, ...]:
    """Every duty that the series of a problem make, by unit, service and rank."""
    almanac = Almanac(problem)
    asked: defaultdict[tuple[str, str, int], _Asked] = defaultdict(_Asked)
    for group in problem.groups:
        together = almanac.open_to(group.units) & _days_of_others(problem, group, almanac)
        for unit, service, rank, share, line in _lines(problem, group):
            for meeting in group.meetings:
                if concerns(line, group.units, meeting.number, problem):
                    each = asked[unit, service, rank]
                    minutes = share * _minutes(problem, service, meeting, line)
                    # Whom two lines ask is there once.
                    each.meetings[meeting.id] = max(minutes, each.meetings.get(meeting.id, 0))
                    alone = isinstance(line, ContactOf) and not line.substitutes
                    if line.level is Level.REQUIRED and alone:
                        each.days[meeting.id] = almanac.within(meeting.window) & together
    for unit, service, rank in list(asked):
        if rank == MAIN and _has_second(problem, unit, service):
            asked.setdefault((unit, service, SECOND), _Asked())
        elif rank == SECOND:  # to somebody who is the main one, whether or not they are asked
            asked.setdefault((unit, service, MAIN), _Asked())
    ranks = {unit.id: number for number, unit in enumerate(problem.units)}
    return tuple(
        Duty(
            *key,
            minutes=sum(each.meetings.values()) + _minutes_of_unit(problem, *key),
            meetings=tuple(each.meetings),
            days=tuple(each.days.values()),
            at_each=tuple(each.meetings.values()),
        )
        for key, each in sorted(asked.items(), key=lambda item: (ranks[item[0][0]], *item[0][1:]))
    )


def _days_of_others(problem: Problem, group: Group, almanac: Almanac) -> int:
    """The days on which the leaderships, and those whom the series names, are all at work."""
    units = (problem.units_by_id[unit].leadership for unit in group.units)
    named = (
        problem.people_by_id[line.person]
        for line in group.series.attendance
        if isinstance(line, Named) and line.level is Level.REQUIRED and line.at_meetings is None
    )
    days = EVERY_DAY
    for somebody in (*units, *named):
        if somebody.limited:
            days &= almanac.days(days_at_work(problem, somebody))
    return days


def _lines(
    problem: Problem, group: Group
) -> Iterator[tuple[str, str, int, float, ContactOf | OneOf]]:
    """Unit, service, rank and share of the work for each contact that a group may ask for."""
    for line in group.series.attendance:
        if line.level is Level.WELCOME:
            continue
        if isinstance(line, ContactOf):
            for unit in units_of(line, group.units):
                ranks = _ranks(problem, unit, line)
                share = 1 / len(ranks) if line.which == "either" else 1
                for rank in ranks:
                    yield unit, line.contact, rank, share, line
        elif isinstance(line, OneOf):
            for unit in group.units[:1]:
                for service in line.one_of:
                    yield unit, service, MAIN, 1 / len(line.one_of), line


def _ranks(problem: Problem, unit: str, line: ContactOf) -> tuple[int, ...]:
    """Which contacts of a unit a line asks; either of two only where there are to be two."""
    if line.which == "either":
        return RANKS["both" if _has_second(problem, unit, line.contact) else "main"]
    return RANKS[line.which]


def _has_second(problem: Problem, unit: str, service: str) -> bool:
    """Whether a unit has, or shall have, a second contact whether or not a series asks for one."""
    second = problem.staffing.caseload(service).second
    asked = second is not None and second.chooses(problem.units_by_id[unit])
    return asked or len(problem.contacts_of(unit, service)) > 1


def named_minutes(problem: Problem) -> Iterator[tuple[str, Meeting, int]]:
    """Each person who is asked to a meeting by name, the meeting, and how long they are at it."""
    for group in problem.groups:
        for line in group.series.attendance:
            if isinstance(line, Named) and line.level is not Level.WELCOME:
                for meeting in group.meetings:
                    if concerns(line, group.units, meeting.number, problem):
                        yield line.person, meeting, _minutes_at(meeting, line)


def _minutes_at(meeting: Meeting, line: Attendance) -> int:
    """How long those whom a line asks are at a meeting."""
    came, left = line.part.minutes_of(meeting.minutes) if line.part else (0, meeting.minutes)
    return left - came


def _minutes(problem: Problem, service: str, meeting: Meeting, line: ContactOf | OneOf) -> float:
    """What one meeting takes of a contact's time."""
    around = 60 * problem.staffing.caseload(service).hours_per_meeting
    return _minutes_at(meeting, line) + around


def _minutes_of_unit(problem: Problem, unit: str, service: str, rank: int) -> float:
    """What a unit takes of a contact's time besides the meetings."""
    caseload = problem.staffing.caseload(service)
    children = problem.units_by_id[unit].children or 0
    hours = caseload.hours_per_unit + caseload.hours_per_child * children
    share = 1 if rank == MAIN else caseload.second_percent / 100
    return 60 * hours * share
