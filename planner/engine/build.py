"""From problem and rulebook to timetable, and from placements to plan and back."""

from __future__ import annotations

from datetime import timedelta

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
        attendances += [Attendance(need.key, need.candidates, need.count) for need in meeting.needs]
        timetable.meetings[meeting.id] = Meeting(
            id=meeting.id,
            slots=slots,
            place=meeting.place,
            starts=fitting[slots],
            attendances={attendance.key: attendance for attendance in attendances},
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
        group = problem.groups_by_meeting[meeting.id]
        people = [
            Attendee(id=person, service=problem.people_by_id[person].service, attendance=need.level)
            for need in meeting.needs
            for person in need.candidates
            if person in placement.attending
        ]
        start = problem.grid.moment(placement.start)
        placed.append(
            PlacedMeeting(
                id=meeting.id,
                series=meeting.series,
                title=group.title(problem).text(problem.language),
                start=start,
                end=start + timedelta(minutes=meeting.minutes),
                place=meeting.place,
                units=meeting.units,
                people=tuple(people),
            )
        )
    placed.sort(key=lambda each: (each.start, each.id))
    return Plan(
        problem=problem.id,
        problem_digest=problem.digest,
        semester=problem.semester.name,
        meetings=tuple(placed),
        unplaced=tuple(unplaced),
    )
