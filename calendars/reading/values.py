"""The values of calendar properties: dates, times, durations (RFC 5545 section 3.3)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FIRST_YEAR, LAST_YEAR = 1900, 2100

CLOCK = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z?))?", re.ASCII | re.IGNORECASE)
DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?",
    re.ASCII | re.IGNORECASE,
)
OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?", re.ASCII)


class Clock(NamedTuple):
    """What a date or a time says, before it is asked where on earth.

    Parameters
    ----------
    local
        As clocks show it; midnight when it is a date.
    whole_day
        It is a date.
    utc
        It says that it is in UTC.
    """

    local: datetime
    whole_day: bool
    utc: bool


class Length(NamedTuple):
    """How long something takes: days by the clock on the wall, hours exactly.

    A day is as long as that day is, an hour is an hour (RFC 5545 section 3.3.6).
    """

    by_clock: timedelta
    exact: timedelta


def zone_of(name: str) -> tzinfo:
    """A time zone by its IANA name, or by its distance from UTC: "UTC+01:00".

    Raises
    ------
    ValueError
        There is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, ZoneInfoNotFoundError):
        zone = datetime.strptime(name.removeprefix("UTC"), "%z").tzinfo
        assert zone is not None
        return zone


def clock_of(text: str) -> Clock:
    """A date or a time: "20270104", "20270104T090000Z".

    Raises
    ------
    ValueError
        It is neither.
    """
    found = CLOCK.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day, hour, minute, second, utc = found.groups()
    on = date(int(year), int(month), int(day))
    if hour is None:
        return Clock(datetime.combine(on, time()), whole_day=True, utc=False)
    # A leap second is the last one before it.
    at = time(int(hour), int(minute), min(int(second or 0), 59))
    return Clock(datetime.combine(on, at), whole_day=False, utc=bool(utc))


def length_of(text: str) -> Length:
    """A duration: "PT1H30M", "P1D".

    Raises
    ------
    ValueError
        It is none.
    """
    found = DURATION.fullmatch(text)
    if found is None or not any(found.groups()[1:]):
        raise ValueError(text)
    sign = -1 if found[1] == "-" else 1
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups()[1:])
    return Length(
        sign * timedelta(weeks=weeks, days=days),
        sign * timedelta(hours=hours, minutes=minutes, seconds=seconds),
    )


def offset_of(text: str) -> timedelta:
    """An offset from UTC: "+0100".

    Raises
    ------
    ValueError
        It is none.
    """
    found = OFFSET.fullmatch(text)
    if found is None:
        raise ValueError(text)
    hours, minutes, seconds = (int(each or 0) for each in found.groups()[1:])
    size = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if size >= timedelta(days=1):
        raise ValueError(text)
    return -size if found[1] == "-" else size
