"""The CP-SAT model of some meetings of a timetable, the others standing where they stand.

A meeting has a Boolean for each day and for each time of day it may start at: days carry nearly all
prices, and two meetings are in each other's way only on the same day. What two meetings have to do
with each other stands in `exact_pairs`, what it all costs in `exact_prices`.

Every variable is made with its value in the known placement as a hint, so that the search begins
with a whole solution.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from itertools import combinations

from ortools.sat.python import cp_model

from planner.domain.grid import set_bits
from planner.engine.compiled import Choice, Compiled
from planner.engine.exact_variables import Expression, Literal, MeetingVariables, Values
from planner.engine.occupancy import Occupancy, occupancy_of
from planner.engine.timetable import Placements


class ExactModel:
    """A CP-SAT model over the `free` meetings of known `placements`; all others stay.

    Parameters
    ----------
    within
        Mask of the starts that free meetings may take besides their own.
    may_omit
        Whether free meetings may be left out. When not, each must be placed in `placements`.
    elsewhere
        Free meetings that are not left out when they have no place here, but held somewhere that
        nobody asks about, with everybody who may be there; `None` for none.
    """

    def __init__(
        self,
        compiled: Compiled,
        placements: Placements,
        free: Iterable[int],
        *,
        within: int,
        may_omit: bool,
        elsewhere: Mapping[int, set[int]] | None = None,
    ) -> None:
        self.compiled = compiled
        self.known = occupancy_of(compiled, placements)
        self.fixed = occupancy_of(compiled, placements)
        self.model = cp_model.CpModel()
        self.slots_per_day = compiled.timetable.grid.slots_per_day
        self.within = within
        self.may_omit = may_omit
        self.elsewhere = elsewhere or {}
        self.resource_index = {name: each for each, name in enumerate(compiled.resource_ids)}
        self.meetings: dict[int, MeetingVariables] = {}
        free = list(free)
        for meeting in free:
            if meeting in self.fixed.start:
                self.fixed.take(meeting)
        for meeting in free:
            self._add_meeting(meeting)
        self._keep_chains()
        self._keep_daily_caps()

    # --- variables --------------------------------------------------------------------------

    def literal(self, *, known: bool) -> Literal:
        """A new Boolean with its value in the known placement."""
        literal = self.model.new_bool_var("")
        self.model.add_hint(literal, known)
        return literal

    def integer(self, low: int, high: int) -> Literal:
        """A new integer that prices something; it takes the least value it may."""
        return self.model.new_int_var(low, high, "")

    def known_day(self, meeting: int) -> int | None:
        """Grid day of a meeting in the known placement; `None` when it is left out."""
        return self.known.day_of(meeting) if meeting in self.known.start else None

    def known_attends(self, meeting: int, resource: int) -> bool:
        """Whether a resource is at a meeting in the known placement."""
        return resource in self.known.attending.get(meeting, frozenset())

    def _add_meeting(self, meeting: int) -> None:
        model, compiled = self.model, self.compiled
        known = self.known.start.get(meeting)
        known_day, known_time = divmod(-1 if known is None else known, self.slots_per_day)
        mask = self.fixed.open_starts(meeting) & self.within
        if known is not None:
            mask |= 1 << known
        starts = list(set_bits(mask))
        days = sorted({start // self.slots_per_day for start in starts})
        times = sorted({start % self.slots_per_day for start in starts})
        held = self.literal(known=known is not None)
        variables = MeetingVariables(
            held=held,
            on_day={
                day: self.literal(known=known is not None and day == known_day) for day in days
            },
            at_time={
                time: self.literal(known=known is not None and time == known_time) for time in times
            },
            day=model.new_int_var(0, compiled.day_numbers[-1], ""),
            time=model.new_int_var(0, self.slots_per_day, ""),
        )
        self.meetings[meeting] = variables
        if not self.may_omit:
            model.add(held == 1)
        model.add(sum(variables.on_day.values()) == held)
        model.add(sum(variables.at_time.values()) == held)
        numbers = compiled.day_numbers
        model.add(variables.day == sum(numbers[day] * on for day, on in variables.on_day.items()))
        model.add(variables.time == sum(time * at for time, at in variables.at_time.items()))
        model.add_hint(variables.day, 0 if known is None else numbers[known_day])
        model.add_hint(variables.time, 0 if known is None else known_time)
        self._allow_starts(variables, starts)
        for choice in compiled.choices[meeting]:
            self._add_choice(meeting, variables, choice)

    def _allow_starts(self, variables: MeetingVariables, starts: list[int]) -> None:
        """Couple day and time where not every time is open on every day."""
        times_on: defaultdict[int, set[int]] = defaultdict(set)
        for start in starts:
            times_on[start // self.slots_per_day].add(start % self.slots_per_day)
        for day, on in variables.on_day.items():
            if len(times_on[day]) < len(variables.at_time):
                open_times = [variables.at_time[time] for time in times_on[day]]
                self.model.add_bool_or(on.negated(), *open_times)

    def _add_choice(self, meeting: int, variables: MeetingVariables, choice: Choice) -> None:
        model = self.model
        attends = {
            option: self.literal(known=self.known_attends(meeting, option))
            for option in choice.options
        }
        variables.attends.update(attends)
        for option, attending in attends.items():
            model.add_implication(attending, variables.held)
            blocked = self.fixed.blocked_for(meeting, option)
            self._only_where_free(variables, attending, blocked)
        if choice.required:
            model.add(sum(attends.values()) == choice.count * variables.held)
        else:
            model.add(sum(attends.values()) <= choice.count)

    def _only_where_free(
        self, variables: MeetingVariables, attending: Literal, blocked: int
    ) -> None:
        """Keep somebody away from the starts at which they are closed or taken."""
        one_day = self.compiled.timetable.grid.one_day
        for day, on in variables.on_day.items():
            taken = blocked >> (day * self.slots_per_day) & one_day
            if not taken:
                continue
            free = [at for time, at in variables.at_time.items() if not taken >> time & 1]
            if len(free) < len(variables.at_time):
                self.model.add_bool_or(attending.negated(), on.negated(), *free)

    # --- what must hold ---------------------------------------------------------------------

    def _keep_chains(self) -> None:
        for chain in self.compiled.timetable.chains:
            numbers = [self.compiled.index[name] for name in chain.meetings]
            for (place, earlier), (later_place, later) in combinations(enumerate(numbers), 2):
                if earlier not in self.meetings and later not in self.meetings:
                    continue
                gap, present = self.gap(earlier, later)
                if gap is None:
                    continue
                neighbours = later_place - place == 1
                if chain.least is not None and not any(
                    self._surely_held(each) for each in numbers[place + 1 : later_place]
                ):
                    self.model.add(gap >= chain.least).only_enforce_if(present)
                if chain.most is not None and neighbours:
                    self.model.add(gap <= chain.most).only_enforce_if(present)

    def _surely_held(self, meeting: int) -> bool:
        """Whether a meeting has a place whatever is decided."""
        if meeting in self.meetings:
            return not self.may_omit
        return meeting in self.fixed.start

    def gap(self, earlier: int, later: int) -> tuple[Expression | None, list[Literal]]:
        """Calendar days between two meetings, and what must hold for it to mean anything.

        `None` when one of them is left out for good.
        """
        days: list[Expression] = []
        present: list[Literal] = []
        for meeting in (earlier, later):
            if meeting in self.meetings:
                days.append(self.meetings[meeting].day)
                present.append(self.meetings[meeting].held)
            elif meeting in self.fixed.start:
                days.append(self.compiled.day_numbers[self.fixed.day_of(meeting)])
            else:
                return None, []
        return days[1] - days[0], present

    def presence(self, meeting: int, resource: int) -> Literal:
        """What says that a resource is at a free meeting."""
        variables = self.meetings[meeting]
        return variables.attends.get(resource, variables.held)

    def attends_on(self, meeting: int, resource: int, day: int) -> Literal:
        """Whether a resource is at a free meeting on a day."""
        variables = self.meetings[meeting]
        if resource not in variables.attends:
            return variables.on_day[day]
        if (resource, day) not in variables.attends_on:
            known = self.known_attends(meeting, resource) and self.known_day(meeting) == day
            variables.attends_on[resource, day] = self.all_of(
                variables.attends[resource], variables.on_day[day], known=known
            )
        return variables.attends_on[resource, day]

    def all_of(self, *literals: Literal, known: bool) -> Literal:
        """A Boolean that holds exactly when all of some others do."""
        whole = self.literal(known=known)
        self.model.add_bool_or(whole, *(each.negated() for each in literals))
        for each in literals:
            self.model.add_implication(whole, each)
        return whole

    def days_of(self, resource: int) -> dict[int, list[int]]:
        """The free meetings that a resource may have on each grid day."""
        days: defaultdict[int, list[int]] = defaultdict(list)
        for meeting, variables in self.meetings.items():
            if resource in self.compiled.participants(meeting):
                for day in variables.on_day:
                    days[day].append(meeting)
        return days

    def involved(self) -> list[int]:
        """Every resource that may be at a free meeting."""
        return sorted({each for m in self.meetings for each in self.compiled.participants(m)})

    def _keep_daily_caps(self) -> None:
        for resource in self.involved():
            most = self.compiled.most_per_day[resource]
            if most is None:
                continue
            taken: defaultdict[int, int] = defaultdict(int)
            for meeting in self.fixed.meetings_of[resource]:
                taken[self.fixed.day_of(meeting)] += 1
            for day, meetings in self.days_of(resource).items():
                room = max(0, most - taken[day])  # fixed meetings may be too many already
                if len(meetings) > room:
                    there = [self.attends_on(meeting, resource, day) for meeting in meetings]
                    self.model.add(sum(there) <= room)

    def priced_by(self, compiled: Compiled) -> ExactModel:
        """The same model, to be priced by another timetable of the same meetings and people."""
        other = copy(self)
        other.compiled = compiled
        return other

    # --- answers ----------------------------------------------------------------------------

    def answer(self, values: Values) -> Occupancy:
        """The whole placement that values of the variables make."""
        occupancy = self.fixed.copy()
        for meeting, variables in self.meetings.items():
            if not values.boolean_value(variables.held):
                continue
            day = next(d for d, on in variables.on_day.items() if values.boolean_value(on))
            there = [r for r, on in variables.attends.items() if values.boolean_value(on)]
            attending = frozenset((*self.compiled.forced[meeting], *there))
            start = day * self.slots_per_day + values.value(variables.time)
            occupancy.put(meeting, start, attending)
        return occupancy
