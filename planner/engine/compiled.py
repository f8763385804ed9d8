"""A timetable made ready for engines: indices for ids, and what follows from the primitives.

Indices never leave the engines. Nothing here decides anything; it only says the timetable again in
the form in which engines ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.engine.grouping import groups_of
from planner.engine.timetable import Chain, Timetable, allowed_starts


@dataclass(frozen=True, slots=True)
class Choice:
    """An attendance that leaves an engine something to decide.

    Parameters
    ----------
    options
        Resources to choose from.
    count
        How many are asked for.
    required
        Whether the meeting can be held only with all `count`.
    missing_price
        What each one short of `count` costs.
    """

    key: str
    options: tuple[int, ...]
    count: int
    required: bool
    missing_price: int


@dataclass(frozen=True, slots=True)
class Compiled:
    """A timetable by index; lists are by meeting or by resource.

    Parameters
    ----------
    starts
        Masks of the starts that bans and the closures of `forced` leave open.
    forced
        Resources that are at the meeting whenever it is held.
    choices
        Attendances with something to decide.
    closed
        Slots in which a resource can be at no meeting.
    day_numbers
        Calendar days of each grid day, counted from the first.
    groups
        Meetings that chains and rhythms bind together, each in order; every meeting is in one.
    """

    timetable: Timetable
    ids: list[str]
    index: dict[str, int]
    slots: list[int]
    parts: list[dict[int, tuple[int, int]]]
    places: list[str | None]
    starts: list[int]
    start_prices: list[list[tuple[int, int]]]
    omission: list[int]
    forced: list[tuple[int, ...]]
    choices: list[list[Choice]]
    resource_ids: list[str]
    closed: list[int]
    most_per_day: list[int | None]
    day_numbers: list[int]
    weekdays: list[int]
    groups: list[list[int]]
    chains_of: list[list[Chain]]

    def participants(self, meeting: int) -> set[int]:
        """Every resource that may be at a meeting."""
        return set(self.forced[meeting]).union(
            *(choice.options for choice in self.choices[meeting])
        )

    def stay(self, meeting: int, resource: int) -> tuple[int, int]:
        """Slots from the start of a meeting until a resource is there, and for how many."""
        return self.parts[meeting].get(resource, (0, self.slots[meeting]))

    def is_away(self, meeting: int, home: str | None) -> bool:
        """Whether a meeting takes people away from home; one without a place does not."""
        return self.places[meeting] not in {None, home}

    def travel_slots(self, first: int, second: int) -> int:
        """Slots that must lie between two meetings on the same day."""
        return self.timetable.travel.slots.get(self._places(first, second), 0)

    def travel_price(self, first: int, second: int) -> int:
        """Price for a resource that has both meetings on the same day."""
        return self.timetable.travel.prices.get(self._places(first, second), 0)

    def _places(self, first: int, second: int) -> frozenset[str]:
        places = (self.places[first], self.places[second])
        return frozenset(place for place in places if place is not None)

    def is_single(self, resource: int) -> bool:
        """Whether a resource is at one meeting at a time."""
        return self.timetable.resources[self.resource_ids[resource]].single_by is not None


def compile_timetable(timetable: Timetable) -> Compiled:
    """Make a timetable ready for engines."""
    ids = list(timetable.meetings)
    index = {name: number for number, name in enumerate(ids)}
    resource_ids = list(timetable.resources)
    resource_index = {name: number for number, name in enumerate(resource_ids)}
    closed = [_union(resource.closed.values()) for resource in timetable.resources.values()]
    forced: list[tuple[int, ...]] = []
    choices: list[list[Choice]] = []
    starts: list[int] = []
    parts: list[dict[int, tuple[int, int]]] = []
    touching: dict[tuple[int, int, int], int] = {}
    for meeting in timetable.meetings.values():
        fixed: list[int] = []
        open_choices: list[Choice] = []
        for attendance in meeting.attendances.values():
            options = tuple(resource_index[name] for name in attendance.options)
            if attendance.required_by and len(options) == attendance.count:
                fixed += options
            else:
                open_choices.append(
                    Choice(
                        attendance.key,
                        options,
                        attendance.count,
                        attendance.required_by is not None,
                        sum(attendance.missing.values()),
                    )
                )
        mask = allowed_starts(meeting)
        for resource in fixed:
            key = (resource, *meeting.stay(resource_ids[resource]))
            if key not in touching:
                _, offset, slots = key
                touching[key] = timetable.grid.starts_touching(closed[resource] >> offset, slots)
            mask &= ~touching[key]
        parts.append({resource_index[name]: part for name, part in meeting.parts.items()})
        forced.append(tuple(fixed))
        choices.append(open_choices)
        starts.append(mask)
    first_day = timetable.grid.days[0]
    chains_of: list[list[Chain]] = [[] for _ in ids]
    for chain in timetable.chains:
        for name in chain.meetings:
            chains_of[index[name]].append(chain)
    return Compiled(
        timetable=timetable,
        ids=ids,
        index=index,
        slots=[meeting.slots for meeting in timetable.meetings.values()],
        parts=parts,
        places=[meeting.place for meeting in timetable.meetings.values()],
        starts=starts,
        start_prices=[
            [(price, mask) for _, price, mask in meeting.prices if price]
            for meeting in timetable.meetings.values()
        ],
        omission=[sum(meeting.omission.values()) for meeting in timetable.meetings.values()],
        forced=forced,
        choices=choices,
        resource_ids=resource_ids,
        closed=closed,
        most_per_day=[
            resource.most_per_day[1] if resource.most_per_day else None
            for resource in timetable.resources.values()
        ],
        day_numbers=[(day - first_day).days for day in timetable.grid.days],
        weekdays=[day.weekday() for day in timetable.grid.days],
        groups=groups_of(timetable, index),
        chains_of=chains_of,
    )


def _union(masks: Iterable[int]) -> int:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole
