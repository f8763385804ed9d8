"""What no placement of a timetable costs less than, in seconds also for the largest.

The price is split into two parts that have no priced term in common, and each is made as low as it
can be on its own: what the starts of each group cost (`exact_bound_groups`), and what people's
days, journeys and load cost (`exact_bound_people`). Their sum is a bound because every placement
pays both.

It is a bound on placements that break nothing and bring to a meeting no more people than it asks
for, which are those that engines make.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from math import ceil

from planner.engine.compiled import Compiled
from planner.engine.effort import Effort
from planner.engine.evaluate import evaluate
from planner.engine.exact_bound_groups import GroupPrices
from planner.engine.exact_bound_people import PeopleModel
from planner.engine.exact_solver import FOUND, new_solver, stopping
from planner.engine.occupancy import occupancy_of
from planner.engine.timetable import Placements

EFFORT = 0.0006
"""CP-SAT's deterministic seconds for each meeting: the same bound on a slow machine."""

LEAST_EFFORT = 0.5
"""Deterministic seconds that even the smallest timetable gets."""


def lower_bound(
    compiled: Compiled,
    *,
    kept: Placements | None = None,
    effort: Effort,
) -> int:
    """What no placement costs less than; with time enough always the same.

    Parameters
    ----------
    kept
        Meetings that stay where they are; when they break something nothing is proven.
    effort
        What is not done in time counts for nothing, so the bound is lower but holds. It takes one
        thread, and no chance.
    """
    kept = kept or {}
    if evaluate(compiled.timetable, kept).broken:
        return 0
    bound = _Bound(compiled, kept, effort)
    lowest = 0
    # To leave out a meeting that is cheap to leave out may be cheaper than to hold it, so these
    # are let go in a second look; the others cost more than what the first look gave.
    optional = {meeting for group in bound.short for meeting in group} - bound.kept
    for _ in range(2):
        price = bound.price(optional)
        outside = {
            meeting: bound.left_out + compiled.omission[meeting]
            for meeting in bound.possible - optional - bound.kept
        }
        lowest = max(lowest, min([price, *outside.values()]))
        if lowest == price:
            break
        optional |= {meeting for meeting, omission in outside.items() if omission < price}
    return lowest


class _Bound:
    """The parts of a bound.

    Parameters
    ----------
    possible
        Meetings that have a start at which all that they ask for can be there; no other is held.
    short
        Sets of meetings that cannot all be held.
    left_out
        What is surely paid for leaving out: impossible meetings, and the cheapest of each of
        `short`.
    """

    def __init__(
        self,
        compiled: Compiled,
        kept: Placements,
        effort: Effort,
    ) -> None:
        self.compiled = _narrowed(compiled, kept)
        self.effort = effort
        self.kept = {compiled.index[name] for name in kept}
        self.possible = {meeting for meeting, mask in enumerate(self.compiled.starts) if mask}
        impossible = sum(
            omission
            for meeting, omission in enumerate(compiled.omission)
            if meeting not in self.possible
        )
        self.constant = impossible + _missing_at(compiled, kept)
        self.groups = GroupPrices(self.compiled)
        _, self.short = self._group_prices(self.possible)
        self.left_out = impossible + sum(
            min(compiled.omission[meeting] for meeting in set(group) - self.kept)
            for group in self.short
        )

    def price(self, optional: Collection[int]) -> int:
        """The least that placements cost that leave out none but the optional meetings."""
        sure = self.possible.difference(optional)
        groups, _ = self._group_prices(sure)
        return self.constant + groups + self._least_tied(sure) + self._people_price(sure, optional)

    def _group_prices(self, sure: Collection[int]) -> tuple[int, list[list[int]]]:
        """What the starts cost of those that are sure, and the groups that cannot be held whole."""
        total = 0
        short: list[list[int]] = []
        for group in self.compiled.groups:
            if self._is_over():
                break
            members = [meeting for meeting in group if meeting in sure]
            if members:
                price = self.groups.least(members)
                total += price or 0
                if price is None:
                    short.append(members)
        return total, short

    def _least_tied(self, sure: Collection[int]) -> int:
        """What ties cost even when the one that most attendances allow is at all of them."""
        timetable, index = self.compiled.timetable, self.compiled.index
        total = 0
        for tie in timetable.ties:
            placed = [(name, key) for name, key in tie.attendances if index[name] in sure]
            allowed = Counter(
                resource
                for name, key in placed
                for resource in timetable.meetings[name].attendances[key].options
            )
            total += tie.price * (len(placed) - max(allowed.values(), default=0))
        return total

    def _people_price(self, sure: Collection[int], optional: Collection[int]) -> int:
        """What people cost as far as it is proven in time, and what is left out of `optional`."""
        if self._is_over():
            return 0
        people = PeopleModel(self.compiled, sure=sure, optional=optional, short=self.short)
        solver = new_solver(seed=1, workers=1)
        # All clauses in the relaxation: it is small, and what it gives at once is nearly all.
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = max(LEAST_EFFORT, EFFORT * len(sure))
        solver.parameters.max_time_in_seconds = max(self.effort.seconds_left(), 0.01)
        proven = [0.0]
        # A solve that ends before it has a solution tells its bounds here only.
        solver.best_bound_callback = proven.append
        with stopping(solver, self.effort.stop):
            status = solver.solve(people.model)
        if status in FOUND:
            proven.append(solver.best_objective_bound)
        return ceil(max(proven) - 1e-6)

    def _is_over(self) -> bool:
        return self.effort.is_over


def _narrowed(compiled: Compiled, kept: Placements) -> Compiled:
    """The timetable with the starts and people that each meeting could have by itself.

    Kept meetings have one start and no choice; the others have what these leave them.
    """
    starts, forced, choices = list(compiled.starts), list(compiled.forced), list(compiled.choices)
    occupancy = occupancy_of(compiled, kept)
    for meeting in range(len(compiled.ids)):
        if meeting in occupancy.start:
            starts[meeting] = 1 << occupancy.start[meeting]
            forced[meeting] = tuple(sorted(occupancy.attending[meeting]))
            choices[meeting] = []
            continue
        starts[meeting] = mask = occupancy.open_starts(meeting)
        choices[meeting] = [
            replace(
                choice,
                options=tuple(
                    option
                    for option in choice.options
                    if mask & ~occupancy.blocked_for(meeting, option)
                ),
            )
            for choice in compiled.choices[meeting]
        ]
    return replace(compiled, starts=starts, forced=forced, choices=choices)


def _missing_at(compiled: Compiled, kept: Placements) -> int:
    """What the people cost who are missing at kept meetings."""
    total = 0
    for name, placement in kept.items():
        for attendance in compiled.timetable.meetings[name].attendances.values():
            present = len(placement.attending.intersection(attendance.options))
            total += sum(attendance.missing.values()) * max(0, attendance.count - present)
    return total
