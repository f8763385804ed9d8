"""Calendar files that hang or fill what reads them carelessly, by what is in them.

The rules are such as dateutil, icalendar and recurring-ical-events were not done with for long.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator

MEGABYTE = 1_000_000


def _numbers(first: int, last: int) -> str:
    return ",".join(map(str, range(first, last + 1)))


RULES = (
    "FREQ=SECONDLY",
    "FREQ=SECONDLY;COUNT=86400",
    "FREQ=MINUTELY",
    "FREQ=MINUTELY;BYSECOND=0,1,2,3,4,5,6,7,8,9",
    "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=HOURLY",
    "FREQ=HOURLY;INTERVAL=999999999",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYYEARDAY=1",
    f"FREQ=DAILY;BYHOUR={_numbers(0, 23)};BYMINUTE={_numbers(0, 59)}",
    "FREQ=DAILY;COUNT=2000000000",
    "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=366",
    "FREQ=MONTHLY;INTERVAL=0",
    "FREQ=MONTHLY;BYDAY=5FR;BYMONTHDAY=1",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    f"FREQ=YEARLY;BYYEARDAY={_numbers(1, 366)};BYHOUR={_numbers(0, 23)}",
    "FREQ=YEARLY;BYEASTER=0",
)
STARTS = tuple(
    f"DTSTART:{year}T080000Z\r\nDURATION:PT30S\r\n" for year in ("19700101", "20000101", "20270104")
)
HARMLESS = "DTSTART:20270104T080000Z\r\nDTEND:20270104T090000Z\r\n"


def hostile_calendars() -> Iterator[tuple[str, bytes]]:
    """Files one by one, each with what is in it."""
    for rule in RULES:
        for start in STARTS:
            yield f"{rule[:60]} from {start[8:12]}", _calendar(f"{start}RRULE:{rule}\r\n")
    daily = f"{STARTS[0]}RRULE:FREQ=DAILY;BYHOUR=1,2,3,4;BYMINUTE=1,2,3,4\r\n"
    yield "5,000 series of some weight", _calendar(*[daily] * 5_000)
    for rule in ("FREQ=SECONDLY", "FREQ=DAILY", "FREQ=YEARLY;INTERVAL=0"):
        yield f"a time zone with {rule}", _with_zone(_zone("Custom", rule))
    zones = "".join(_zone(f"Custom {number}", "FREQ=YEARLY") for number in range(20_000))
    yield "20,000 time zones", _with_zone(zones)
    weekly = f"{STARTS[1]}RRULE:FREQ=DAILY\r\n"
    many = [f"{number:08}" for number in range(100_000)]
    yield "100,000 EXDATEs", _calendar(weekly + "".join(f"EXDATE:{_day(n)}\r\n" for n in many))
    yield "100,000 RDATEs", _calendar(weekly + "".join(f"RDATE:{_day(n)}\r\n" for n in many))
    yield "one RDATE of 100,000", _calendar(weekly + f"RDATE:{','.join(map(_day, many))}\r\n")
    for reach in ("", ";RANGE=THISANDFUTURE"):
        changes = [
            f"RECURRENCE-ID{reach}:{_day(n)}\r\nDTSTART:{_day(n)}\r\nDURATION:PT1H\r\n"
            for n in many[:30_000]
        ]
        yield f"30,000 changes of one series {reach}", _calendar(weekly, *changes, uid="1")
    yield "30,000 series of one UID", _calendar(*[weekly] * 30_000, uid="1")
    yield "199,000 events", _calendar(*[HARMLESS] * 199_000)
    yield "a line of 19 MB", _calendar(f"{HARMLESS}SUMMARY:{'x' * 19 * MEGABYTE}\r\n")
    yield (
        "a line folded 5 million times",
        _calendar(HARMLESS + "X-A:" + "\r\n x" * 4_500_000 + "\r\n"),
    )
    yield "quotes that are never closed", _calendar('DTSTART;TZID="' + ';A="' * MEGABYTE + "\r\n")
    yield "parameters without end", _calendar("DTSTART" + ";A=" * MEGABYTE + ":20270104\r\n")
    yield "a million commas", _calendar(f"{HARMLESS}EXDATE:{',' * MEGABYTE}\r\n")
    yield (
        "a number of a million digits",
        _calendar(f"{HARMLESS}RRULE:FREQ=DAILY;COUNT={'9' * MEGABYTE}\r\n"),
    )
    yield "equal signs (GHSA-cv84-9p8j-fj68)", _calendar(f"{HARMLESS}X-A{'=' * MEGABYTE}:1\r\n")
    yield "nested a million deep", b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * MEGABYTE
    yield "a million ends", b"BEGIN:VCALENDAR\r\n" + b"END:VEVENT\r\n" * MEGABYTE
    yield "19 MB of line ends", b"\r\n" * (19 * MEGABYTE // 2)
    yield "19 MB of zeros", b"\0" * 19 * MEGABYTE
    yield "100 MB", b"BEGIN:VCALENDAR\r\n" + b"X" * 100 * MEGABYTE
    yield "100 MB packed", gzip.compress(b"X" * 100 * MEGABYTE)
    yield "a web page", b"<!doctype html><html>" + b"<p>Logg inn</p>" * 100_000
    whole = _calendar(*[HARMLESS] * 100_000)
    yield "cut off", whole[: len(whole) // 2]


def _calendar(*events: str, uid: str = "") -> bytes:
    """A calendar of events, which are each alone unless they are given a UID."""
    known = f"UID:{uid}\r\n" if uid else ""
    return _wrapped("".join(f"BEGIN:VEVENT\r\n{known}{each}END:VEVENT\r\n" for each in events))


def _with_zone(zones: str) -> bytes:
    event = "BEGIN:VEVENT\r\nDTSTART;TZID=Custom:20270104T080000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
    return _wrapped(zones + event)


def _zone(name: str, rule: str) -> str:
    return (
        f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
        f"RRULE:{rule}\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )


def _wrapped(inside: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n".encode()


def _day(number: str) -> str:
    """A time of its own for each number from 0, in days that may not exist."""
    count = int(number)
    return f"{2020 + count // 336 % 80}{count // 28 % 12 + 1:02}{count % 28 + 1:02}T080000Z"
