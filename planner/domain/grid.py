"""The time grid: days and slots of a semester, and all arithmetic on them.

A *slot* is a short stretch of a day (15 minutes as a rule). Slots are numbered from 0 through
the semester: slot ``s`` is on day ``s // slots_per_day`` and begins ``s % slots_per_day`` slots
into it. A *mask* is a set of slots kept as one Python integer, bit ``s`` for slot ``s``: union,
intersection and "does it fit" are then single machine-speed operations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
"""Every time in the product is aware and in this zone."""

SATURDAY = 5


def monday_of(day: date) -> date:
    """The Monday of the ISO week in which `day` lies."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class TimeGrid:
    """The days and slots in which meetings may stand.

    Parameters
    ----------
    days
        The days of the grid in rising order: Monday to Friday, closed days included.
    day_starts_minute
        Minutes after midnight at which a day's first slot begins.
    slots_per_day
        Number of slots in a day.
    slot_minutes
        Length of a slot.
    start_every_slots
        Meetings start only at slots whose number in the day is a multiple of this.
    """

    days: tuple[date, ...]
    day_starts_minute: int
    slots_per_day: int
    slot_minutes: int
    start_every_slots: int = 1

    @cached_property
    def day_numbers(self) -> dict[date, int]:
        """The number of each day of the grid."""
        return {day: number for number, day in enumerate(self.days)}

    @property
    def slot_count(self) -> int:
        """Number of slots in the whole grid."""
        return len(self.days) * self.slots_per_day

    @cached_property
    def everything(self) -> int:
        """The mask of all slots."""
        return (1 << self.slot_count) - 1

    @property
    def one_day(self) -> int:
        """The mask of day 0."""
        return (1 << self.slots_per_day) - 1

    def slots_in(self, minutes: int) -> int:
        """Number of slots that `minutes` take, rounded up."""
        return -(-minutes // self.slot_minutes)

    def day_mask(self, day: date) -> int:
        """All slots of one day; empty when the day is not in the grid."""
        number = self.day_numbers.get(day)
        return 0 if number is None else self.one_day << (number * self.slots_per_day)

    def days_mask(self, days: Iterable[date]) -> int:
        """All slots of several days."""
        mask = 0
        for day in days:
            mask |= self.day_mask(day)
        return mask

    def days_where(self, holds: Callable[[date], bool]) -> int:
        """All slots of the days for which `holds`."""
        return self.days_mask(day for day in self.days if holds(day))

    def span_mask(self, start: datetime, end: datetime) -> int:
        """Every slot that the half-open span ``[start, end)`` touches, however little."""
        mask = 0
        day = start.date()
        while day <= end.date():
            number = self.day_numbers.get(day)
            if number is not None:
                first = self._minute_in_day(start, day) // self.slot_minutes
                begun = bool(end.second or end.microsecond)  # a minute begun is taken
                last = self.slots_in(self._minute_in_day(end, day) + begun)
                first, last = max(first, 0), min(last, self.slots_per_day)
                if first < last:
                    mask |= ((1 << (last - first)) - 1) << (number * self.slots_per_day + first)
            day += timedelta(days=1)
        return mask

    def daily_mask(self, first: time, last: time) -> int:
        """Every slot that ``[first, last)`` touches, on every day of the grid."""
        mask = 0
        for day in self.days:
            mask |= self.span_mask(
                datetime.combine(day, first, OSLO), datetime.combine(day, last, OSLO)
            )
        return mask

    def daily_start(self, moment: time) -> int:
        """The slot that begins at a time of day, on every day; empty when none does."""
        first = self.slot_at(datetime.combine(self.days[0], moment, OSLO)) if self.days else None
        if first is None:
            return 0
        slots = range(first, self.slot_count, self.slots_per_day)
        return sum(1 << slot for slot in slots)

    def starts_touching(self, mask: int, length: int) -> int:
        """Starts at which a meeting of `length` slots would occupy any slot of `mask`."""
        touching = mask
        covered = 1
        while covered < length:
            step = min(covered, length - covered)
            touching |= touching >> step
            covered += step
        return touching

    def starts_fitting(self, length: int) -> int:
        """Starts, on the start raster, at which `length` slots end within the same day."""
        one_day = 0
        for slot in range(0, self.slots_per_day - length + 1, self.start_every_slots):
            one_day |= 1 << slot
        mask = 0
        for number in range(len(self.days)):
            mask |= one_day << (number * self.slots_per_day)
        return mask

    def day_of(self, slot: int) -> date:
        """The day on which a slot lies."""
        return self.days[slot // self.slots_per_day]

    def moment(self, slot: int) -> datetime:
        """When a slot begins."""
        minute = self.day_starts_minute + (slot % self.slots_per_day) * self.slot_minutes
        return datetime.combine(self.day_of(slot), time(minute // 60, minute % 60), OSLO)

    def slot_at(self, moment: datetime) -> int | None:
        """The slot that begins exactly at `moment`; `None` when none does."""
        local = moment.astimezone(OSLO)
        number = self.day_numbers.get(local.date())
        minute = self._minute_in_day(local, local.date())
        slot, rest = divmod(minute, self.slot_minutes)
        if (
            number is None
            or rest
            or local.second
            or local.microsecond
            or not 0 <= slot < self.slots_per_day
        ):
            return None
        return number * self.slots_per_day + slot

    def _minute_in_day(self, moment: datetime, day: date) -> int:
        """Whole minutes from the first slot of `day` to `moment`, negative before it."""
        days_off = (moment.date() - day).days
        minute = days_off * 24 * 60 + moment.hour * 60 + moment.minute
        return minute - self.day_starts_minute


def working_week_days(first: date, last: date) -> tuple[date, ...]:
    """Monday to Friday from `first` to `last`, both included."""
    return tuple(
        day
        for number in range((last - first).days + 1)
        if (day := first + timedelta(days=number)).weekday() < SATURDAY
    )


def set_bits(mask: int) -> Iterator[int]:
    """The slots of a mask in rising order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
