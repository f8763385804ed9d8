"""Contacts that were chosen before the dates were known, chosen anew where dates force it.

A meeting may have no place only because of who was chosen for it. Then somebody else is tried, one
contact at a time: the meetings of that contact with the unit are placed anew, all others stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.attendance import Level
from planner.domain.duties import Duty
from planner.domain.problem import Problem
from planner.engine.assignment_measure import loads
from planner.engine.build import build_timetable
from planner.engine.effort import Effort
from planner.engine.evaluate import evaluate
from planner.engine.progress import Solution, WhyNot
from planner.engine.rule import Rulebook
from planner.engine.solve import solve
from planner.engine.staffing import Staffing
from planner.engine.timetable import Placements, Timetable

MOST_OTHERS = 5
"""So many others are tried for a contact at the most, those first who miss the fewest meetings."""

SECONDS_A_TRY = 3.0


@dataclass(frozen=True, slots=True)
class Reopened:
    """A contact that was chosen anew, from whom to whom, for a meeting that then got its place."""

    duty: Duty
    before: str
    after: str
    meeting: str


@dataclass(frozen=True, slots=True)
class Replanned:
    """What came of choosing anew; all as it was when nothing could be won."""

    staffing: Staffing
    timetable: Timetable
    solution: Solution
    reopened: tuple[Reopened, ...] = ()


def reopen(
    found: Replanned,
    rules: Rulebook,
    *,
    stay: Placements,
    effort: Effort,
) -> Replanned:
    """Choose contacts anew as long as that gives a place to a meeting that has none.

    Parameters
    ----------
    stay
        Meetings that stay where they are; their contacts stay, too.
    """
    tried: set[tuple[str, str]] = set()
    while (change := next(_changes(found, stay, tried), None)) is not None:
        if effort.is_over:
            break
        tried.add((change.duty.id, change.after))
        staffing = found.staffing.with_another(change.duty, change.after)
        timetable = build_timetable(staffing.staffed, rules)
        placements = found.solution.placements
        kept = {name: each for name, each in placements.items() if name not in change.duty.meetings}
        solution = solve(
            timetable,
            seconds=min(SECONDS_A_TRY, effort.seconds_left()),
            seed=effort.seed,
            workers=effort.workers,
            kept=kept,
            stop=effort.stop,
        )
        before = evaluate(found.timetable, placements).total
        if evaluate(timetable, solution.placements).total < before:
            # What is proven was proven of those that could move, with the contacts of before.
            whole = Solution(
                solution.placements, stopped=solution.stopped, unplaced=solution.unplaced
            )
            found = Replanned(staffing, timetable, whole, (*found.reopened, change))
    return found


def _changes(found: Replanned, stay: Placements, tried: set[tuple[str, str]]) -> Iterator[Reopened]:
    """Contacts that could be others, for each meeting without a place."""
    problem, chosen = found.staffing.staffed, found.staffing.chosen
    left_out = [name for name in found.solution.unplaced if not problem.meetings[name].optional]
    if not left_out or not chosen:
        return
    for meeting in left_out:
        needed = _needed(problem, meeting)
        duties = [
            duty
            for name, duty in found.staffing.duties.items()
            if chosen.get(name) in needed
            and meeting in duty.meetings
            and stay.keys().isdisjoint(duty.meetings)
        ]
        blamed = _blamed(found.solution.unplaced[meeting])
        duties.sort(key=lambda duty: chosen[duty.id] not in blamed)
        for duty in duties:
            for other in _others(found.staffing, duty):
                if (duty.id, other) not in tried and other not in needed:
                    yield Reopened(duty, chosen[duty.id], other, meeting)


def _needed(problem: Problem, meeting: str) -> set[str]:
    """Those a meeting cannot do without."""
    return {
        person
        for need in problem.meetings[meeting].needs
        if need.level is Level.REQUIRED
        for person in need.candidates
    }


def _blamed(why: WhyNot) -> set[str]:
    """Those because of whom a meeting has no place."""
    return {reason.subject for reason in (*why.bans, *why.in_the_way)}


def _others(staffing: Staffing, duty: Duty) -> list[str]:
    """Who else has room for a duty: those who miss the fewest meetings, then with least work."""
    assignment, assigned = staffing.assignment, staffing.assigned
    task = next(task for task in assignment.tasks if task.id == duty.id)
    minutes = loads(assignment, assigned)
    agents = assignment.agents
    free = [
        name
        for name in task.agents
        if name != assigned[duty.id]
        and name not in {assigned.get(other) for other in task.apart}
        and minutes[name] + task.minutes <= agents[name].room_minutes
    ]
    free.sort(key=lambda name: (task.agents[name], minutes[name] / agents[name].full_minutes, name))
    return free[:MOST_OTHERS]
