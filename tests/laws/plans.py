"""Random plans of a problem, from lawful to wild, so that each rule is both kept and broken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from planner.domain.attendance import Level
from planner.domain.grid import set_bits
from planner.domain.meetings import Meeting
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.engine.build import build_timetable, plan_of
from planner.engine.rule import Rulebook
from planner.engine.timetable import Placement, Placements, Timetable, allowed_starts


class RandomPlans:
    """Plans of one problem, drawn from a seed.

    A plan is *lawful* in a part of its meetings: those stand where no ban or closure hinders them,
    in rising order and clear of each other when that is possible, with as many people as they
    need. The others stand anywhere in the grid, or crowded in one day, with whoever comes; some
    have no place at all. How large each part is changes from plan to plan.
    """

    def __init__(self, problem: Problem, rules: Rulebook, seed: int) -> None:
        self.problem = problem
        self.timetable: Timetable = build_timetable(problem, rules)
        self.random = Random(seed)
        grid = problem.grid
        self.anywhere = {
            slots: [
                slot
                for slot in range(grid.slot_count)
                if slot % grid.slots_per_day + slots <= grid.slots_per_day
            ]
            for slots in {meeting.slots for meeting in self.timetable.meetings.values()}
        }

        days = grid.days
        off = {day for period in problem.holidays for day in period.days()}
        beside = [
            number
            for number, day in enumerate(days)
            if day not in off and {day - timedelta(days=1), day + timedelta(days=1)} & off
        ]
        self.all_days = range(len(days))
        self.days_beside_days_off: Sequence[int] = beside or self.all_days

    def draw(self) -> Plan:
        """The next plan."""
        lawful = self.random.choice((0.0, 0.5, 0.9, 1.0))
        crowded = self.random.choice((0.0, 0.2, 1.0))
        unplaced = self.random.choice((0.0, 0.0, 0.3))
        day = self.random.choice(self.random.choice((self.all_days, self.days_beside_days_off)))
        placements: Placements = {}
        for meeting in self.problem.meetings.values():
            if self.random.random() < unplaced:
                placement = None
            elif self.random.random() < lawful:
                placement = self._lawful(meeting, placements)
            else:
                placement = self._wild(meeting, day if self.random.random() < crowded else None)
            if placement is not None:
                placements[meeting.id] = placement
        return self._without_some_units(plan_of(placements, self.problem))

    def _lawful(self, meeting: Meeting, placements: Placements) -> Placement | None:
        """A start that breaks little, with exactly the people that are needed."""
        grid = self.problem.grid
        attending = set(meeting.units)
        for one in self.timetable.meetings[meeting.id].attendances.values():
            attending.update(self.random.sample(one.options, min(one.count, len(one.options))))
        length = self.timetable.meetings[meeting.id].slots
        starts = allowed_starts(self.timetable.meetings[meeting.id])
        for participant in attending:
            for closed in self.timetable.resources[participant].closed.values():
                starts &= ~grid.starts_touching(closed, length)
        # A day of its own for whoever is at another meeting: clear of it, and of the journey.
        for other in placements.values():
            if attending & other.attending:
                starts &= ~grid.day_mask(grid.day_of(other.start))
        before = f"{meeting.group}.{meeting.number - 1}"
        if before in placements:
            starts &= ~((1 << placements[before].start) - 1)
        open_starts = list(set_bits(starts))
        if not open_starts:
            return None
        return Placement(self.random.choice(open_starts), frozenset(attending))

    def _wild(self, meeting: Meeting, day: int | None) -> Placement:
        """Any start, or any in one day, with whoever comes."""
        grid = self.problem.grid
        start = self.random.choice(self.anywhere[self.timetable.meetings[meeting.id].slots])
        if day is not None:
            # In the first half of the day, so that many overlap or follow close on each other.
            start = day * grid.slots_per_day + start % grid.slots_per_day // 2
        likely = self.random.choice((0.3, 0.9))
        there = {
            candidate
            for need in meeting.needs
            for candidate in need.candidates
            if need.level is not Level.WELCOME and self.random.random() < likely
        }
        if meeting.rooms and self.random.random() < likely:
            there.add(self.random.choice(meeting.rooms))
        return Placement(start, frozenset((*meeting.units, *there)))

    def _without_some_units(self, plan: Plan) -> Plan:
        """A plan from elsewhere may forget a unit, which no placement of ours does."""
        if self.random.random() < 0.8:
            return plan
        # Fresh from `plan_of`, so that no cached value is copied along.
        meetings = tuple(
            meeting.model_copy(update={"units": meeting.units[self.random.randrange(2) :]})
            for meeting in plan.meetings
        )
        return plan.model_copy(update={"meetings": meetings})
