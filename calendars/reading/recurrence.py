"""Recurrence rules of calendar files (RFC 5545 section 3.3.10), within bounds.

dateutil finds the starts; what it must not be asked for, since it would never be done, is
recognised here. Everything is as clocks show it, without a zone.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from math import prod

from dateutil.rrule import rrulestr

from calendars.reading.values import LAST_YEAR, Clock, clock_of

LEAP_YEAR = 2028
MOST_COUNT = 50_000
MOST_A_DAY = 24
MOST_VALUES = 400
"""In one part of a rule: the longest list that means anything is that of the days of a year."""

STEPS = {
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(weeks=1),
}
TIMES_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
PARTS = {
    "FREQ", "INTERVAL", "COUNT", "WKST", "BYSETPOS", "BYMONTH", "BYWEEKNO", "BYYEARDAY",
    "BYMONTHDAY", "BYDAY", *TIMES_OF_DAY,
}  # fmt: skip
NO_OTHER_CALENDAR = {"RSCALE": "GREGORIAN", "SKIP": "OMIT"}
"""Parts of RFC 7529 that change nothing."""


class TooHeavy(Exception):
    """A rule asks for more than can be worked out."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How something recurs.

    Parameters
    ----------
    parts
        What dateutil is to read: all but UNTIL.
    has_count
        It is over after a number of times, so that none can be skipped.
    until
        The last moment, included; `None` when there is none.
    """

    frequency: str
    interval: int
    has_count: bool
    until: Clock | None
    parts: str

    def starts(self, first: datetime, after: datetime | None = None) -> Iterator[datetime]:
        """When it takes place, in order, without end if it has none; `until` is not asked.

        Those before `after` may be passed over.
        """
        step = STEPS.get(self.frequency)
        if after is not None and after > first and step is not None and not self.has_count:
            # Whole intervals later every part of the rule means the same, but the week in which it
            # is then taken up is not whole: it must be over before.
            passed = (after - first) // (step * self.interval)
            first += max(passed - 1, 0) * (step * self.interval)
        for start in rrulestr(self.parts, dtstart=first):
            if start.year > LAST_YEAR:
                return
            yield start

    def reaches(self, local: datetime, utc: datetime, *, whole_day: bool = False) -> bool:
        """Whether a start is not past the end of the rule.

        An end that is a day holds for all of that day.
        """
        if self.until is None:
            return True
        if self.until.utc and utc <= self.until.local.replace(tzinfo=UTC):
            return True
        if self.until.whole_day or whole_day:
            return local.date() <= self.until.local.date()
        return not self.until.utc and local <= self.until.local


def read_recurrence(text: str) -> Recurrence:
    """A rule: "FREQ=WEEKLY;BYDAY=MO".

    Raises
    ------
    ValueError
        It is none, or one that never holds.
    TooHeavy
        It would take too long to find out when it holds.
    """
    parts = dict(_part(each) for each in text.upper().split(";") if each.strip())
    until = clock_of(parts.pop("UNTIL")) if "UNTIL" in parts else None
    for name, value in NO_OTHER_CALENDAR.items():
        if parts.get(name) == value:
            del parts[name]
    # A count below one is what some write for none.
    if (count := int(parts.get("COUNT", 0))) < 1:
        parts.pop("COUNT", None)
    interval = int(parts.get("INTERVAL", 1))
    if interval < 1 or not PARTS.issuperset(parts) or _never(parts):
        raise ValueError(text)
    frequency = parts.get("FREQ", "")
    if count > MOST_COUNT or frequency == "SECONDLY" or _is_dense(frequency, parts):
        raise TooHeavy
    words = ";".join(f"{name}={value}" for name, value in parts.items())
    return Recurrence(frequency, interval, "COUNT" in parts, until, words)


def _part(text: str) -> tuple[str, str]:
    name, _, value = text.strip().partition("=")
    return name, value


def _never(parts: dict[str, str]) -> bool:
    """Whether a rule asks for days that no month has."""
    days = _numbers(parts, "BYMONTHDAY")
    if not days:
        return False
    months = _numbers(parts, "BYMONTH") or list(range(1, 13))
    return not any(
        1 <= month <= 12 and 1 <= abs(day) <= monthrange(LEAP_YEAR, month)[1]
        for month, day in product(months, days)
    )


def _is_dense(frequency: str, parts: dict[str, str]) -> bool:
    """Whether a rule holds too often in a day, or has a list too long to mean anything."""
    lengths = [value.count(",") + 1 for value in parts.values()]
    a_day = prod(parts[name].count(",") + 1 for name in TIMES_OF_DAY if name in parts)
    return max(lengths) > MOST_VALUES or (
        a_day > MOST_A_DAY and frequency not in {"MINUTELY", "HOURLY"}
    )


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    return [int(each) for each in parts.get(name, "").split(",")[: MOST_VALUES + 1] if each]
