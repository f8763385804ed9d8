"""Time zones of calendar files: what a TZID means, and only in the file that it stands in.

Names that everybody knows mean what the tz database says, whatever else the file says of them;
other names mean what the file's VTIMEZONE says. Nothing of it is kept for the next file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from calendars.reading.effort import Budget, OutOfTime
from calendars.reading.recurrence import TooHeavy, read_recurrence
from calendars.reading.scan import Component, properties_of, value_of
from calendars.reading.values import clock_of, offset_of

MICROSOFT_UTC = "tzone://Microsoft/Utc"
COPY = re.compile(r" \d{1,4}$")
"""Outlook numbers a zone that differs from another of the same name."""
FIRST_YEAR_OF_RULES = 1970
"""Outlook lets rules begin in 1601; what they say of times before this one is passed over."""
SECONDS_TO_DEFINE = 0.2
SECONDS_TO_DEFINE_ALL = 1.0
"""Of processor time, in one file: apart from the events, whose time no zone is to use up."""


class Zone(NamedTuple):
    """A time zone.

    Parameters
    ----------
    utc
        What UTC is when its clocks show something. A time that they jump over goes by the offset
        before; of one that comes twice it is the first (RFC 5545 section 3.3.5).
    known
        It is what the file says it is, and not the default for a name that nobody knows.
    """

    utc: Callable[[datetime], datetime]
    known: bool = True

    def local(self, moment: datetime) -> datetime:
        """What its clocks show at a moment in UTC."""
        bare = moment.replace(tzinfo=None)
        shown = bare
        # The offset at UTC's own time may be that of the other side of a change of clocks.
        for _ in range(2):
            shown = bare + (shown - self.utc(shown).replace(tzinfo=None))
        return shown


class Zones:
    """The time zones of one calendar.

    Parameters
    ----------
    default
        For times that say none, and for whole days.
    defined
        The calendar's VTIMEZONEs.
    budget
        For working these out.
    """

    def __init__(self, default: tzinfo, defined: Iterable[Component], budget: Budget) -> None:
        self.default = _zone(default)
        self.utc = _zone(UTC)
        self._unknown = self.default._replace(known=False)
        self._named: dict[str, Zone] = {}
        for component in defined:
            tzid = _unescaped(value_of(component, "TZID"))
            if tzid not in self._named and _iana_name(tzid) is None:
                self._named[tzid] = _defined(component, budget) or self._unknown

    def named(self, tzid: str) -> Zone:
        """The zone of a TZID; the default one, as not `known`, where nobody knows it."""
        tzid = _unescaped(tzid)
        if tzid not in self._named:
            name = _iana_name(tzid)
            self._named[tzid] = self._unknown if name is None else _zone(ZoneInfo(name))
        return self._named[tzid]


def _zone(info: tzinfo) -> Zone:
    return Zone(lambda local: local.replace(tzinfo=info).astimezone(UTC))


def _unescaped(tzid: str) -> str:
    r"""A TZID as it is meant: it is text where it is defined (``Athens\, Bucharest``)."""
    return tzid.replace("\\", "").strip()


def _iana_name(tzid: str) -> str | None:
    """The name in the tz database: the TZID itself, the end of its path, or what Windows calls it.

    Calendar programs write names that nobody else has as a path: /mozilla.org/2005/Europe/Oslo.
    """
    name = COPY.sub("", tzid.strip())
    if name.casefold() == MICROSOFT_UTC.casefold():
        return "UTC"
    if name in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[name]
    parts = name.casefold().split("/")
    # The longest names have three parts: America/Argentina/Buenos_Aires.
    ends = ("/".join(parts[-count:]) for count in (len(parts), 3, 2) if count <= len(parts))
    return next((_iana_names()[end] for end in ends if end in _iana_names()), None)


@cache
def _iana_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def _defined(component: Component, budget: Budget) -> Zone | None:
    """What a VTIMEZONE says; `None` when it is of no use."""
    try:
        with budget.at_most(SECONDS_TO_DEFINE):
            return Zone(_Observances(component).utc)
    except (ArithmeticError, LookupError, OutOfTime, TooHeavy, TypeError, ValueError):
        return None


class _Onset(NamedTuple):
    """When clocks begin to show another time, as they show it once they do."""

    local: datetime
    before: timedelta
    after: timedelta


class _Observances:
    """A VTIMEZONE: when standard and daylight saving time begin, and their offsets.

    Raises
    ------
    ValueError
        It has neither, or something in it is no time, offset or yearly rule.
    """

    def __init__(self, component: Component) -> None:
        self._onsets = sorted(onset for part in component.parts for onset in _onsets(part))
        if not self._onsets:
            raise ValueError(component.name)
        self._moments = [onset.local for onset in self._onsets]

    def utc(self, local: datetime) -> datetime:
        """What UTC is when clocks show `local`."""
        passed = bisect_right(self._moments, local)
        offset = self._onsets[passed - 1].after if passed else self._onsets[0].before
        return local.replace(tzinfo=UTC) - offset


def _onsets(observance: Component) -> Iterator[_Onset]:
    """When an observance begins, for as long as we know years."""
    properties = properties_of(observance)
    first = {each.name: each.value for each in reversed(properties)}
    before, after = offset_of(first["TZOFFSETFROM"]), offset_of(first["TZOFFSETTO"])
    start = clock_of(first["DTSTART"]).local
    begins = {start}
    for each in properties:
        if each.name == "RRULE":
            rule = read_recurrence(each.value)
            if rule.frequency != "YEARLY":
                raise ValueError(each.value)
            begins.update(
                local
                for local in rule.starts(start.replace(year=max(start.year, FIRST_YEAR_OF_RULES)))
                if rule.reaches(local, (local - before).replace(tzinfo=UTC))
            )
        elif each.name == "RDATE":
            begins.update(clock_of(text.strip()).local for text in each.value.split(","))
    # While clocks jump ahead they show neither; the offset before counts until they are there.
    jump = max(after - before, timedelta())
    return (_Onset(local + jump, before, after) for local in begins)
