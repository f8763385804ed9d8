"""From problem and rulebook to timetable, and from placements to plan and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from planner.domain.attendance import Level, Part
from planner.domain.deadlines import deadlines_of
from planner.domain.grid import TimeGrid
from planner.domain.meetings import Meeting as DomainMeeting
from planner.domain.plan import Attendee, PlacedMeeting, Plan, UnplacedMeeting
from planner.domain.problem import Problem
from planner.engine.rule import Rulebook
from planner.engine.timetable import (
    Attendance,
    Meeting,
    Placement,
    Placements,
    Resource,
    Timetable,
)

ROOM = "room"
"""Key of the attendance that stands for a meeting's room."""


def build_timetable(problem: Problem, rules: Rulebook) -> Timetable:
    """The timetable of a problem with every rule posted."""
    timetable = bare_timetable(problem)
    for rule in rules:
        rule.post(timetable, problem)
    return timetable


def bare_timetable(problem: Problem) -> Timetable:
    """Meetings and resources only: who may be where, with nothing asked for yet."""
    grid = problem.grid
    timetable = Timetable(grid)
    for resource in problem.availability:
        timetable.resources[resource] = Resource(resource)
    fitting: dict[int, int] = {}
    for meeting in problem.meetings.values():
        slots = grid.slots_in(meeting.minutes)
        if slots not in fitting:
            fitting[slots] = grid.starts_fitting(slots)
        attendances = [Attendance(unit, (unit,), 1) for unit in meeting.units]
        needs = [need for need in meeting.needs if need.level is not Level.WELCOME]
        attendances += [Attendance(need.key, need.candidates, need.count) for need in needs]
        if meeting.rooms:
            attendances.append(Attendance(ROOM, meeting.rooms, 1))
        timetable.meetings[meeting.id] = Meeting(
            id=meeting.id,
            slots=slots,
            place=meeting.place,
            starts=0 if meeting.cancelled else fitting[slots],
            attendances={attendance.key: attendance for attendance in attendances},
            parts={
                candidate: _slots_of(need.part, meeting.minutes, grid)
                for need in needs
                if need.part is not None
                for candidate in need.candidates
            },
        )
    return timetable


def placements_of(plan: Plan, problem: Problem) -> Placements:
    """A plan's placements; meetings that do not start on a slot of the grid are left out."""
    placements: Placements = {}
    for meeting in plan.meetings:
        start = problem.grid.slot_at(meeting.start)
        if start is not None:
            placements[meeting.id] = Placement(start, frozenset(meeting.participants))
    return placements


def plan_of(
    placements: Placements, problem: Problem, reasons: dict[str, tuple[str, ...]] | None = None
) -> Plan:
    """The plan that placements make; `reasons` says why meetings were left out, by id."""
    placed: list[PlacedMeeting] = []
    unplaced: list[UnplacedMeeting] = []
    for meeting in problem.meetings.values():
        placement = placements.get(meeting.id)
        if placement is None:
            unplaced.append(
                UnplacedMeeting(id=meeting.id, reasons=(reasons or {}).get(meeting.id, ()))
            )
            continue
        start = problem.grid.moment(placement.start)
        placed.append(
            PlacedMeeting(
                id=meeting.id,
                series=meeting.series,
                title=problem.title(meeting.id).text(problem.language),
                start=start,
                end=start + timedelta(minutes=meeting.minutes),
                place=meeting.place,
                units=meeting.units,
                people=tuple(_people(meeting, placement, start, problem)),
                room=next((room for room in meeting.rooms if room in placement.attending), None),
            )
        )
    placed.sort(key=lambda each: (each.start, each.id))
    return Plan(
        problem=problem.id,
        problem_digest=problem.digest,
        semester=problem.semester.name,
        meetings=tuple(placed),
        unplaced=tuple(unplaced),
        deadlines=deadlines_of(placed, problem),
        contacts=problem.contacts,
    )


def _people(
    meeting: DomainMeeting, placement: Placement, start: datetime, problem: Problem
) -> Iterator[Attendee]:
    """Those who are there, each with the part they are there for, and those who are welcome."""
    for need in meeting.needs:
        welcome = need.level is Level.WELCOME
        for person in need.candidates:
            if welcome or person in placement.attending:
                first, last = need.part.minutes_of(meeting.minutes) if need.part else (0, 0)
                yield Attendee(
                    id=person,
                    service=problem.people_by_id[person].service,
                    attendance=need.level,
                    start=start + timedelta(minutes=first) if need.part else None,
                    end=start + timedelta(minutes=last) if need.part else None,
                )


def _slots_of(part: Part, minutes: int, grid: TimeGrid) -> tuple[int, int]:
    """Slots from the start of a meeting to a part of it, and the part's length."""
    first, last = part.minutes_of(minutes)
    offset = first // grid.slot_minutes
    return offset, grid.slots_in(last) - offset
