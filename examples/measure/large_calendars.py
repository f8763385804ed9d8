"""Calendar files of fifty thousand events, which the import of busy times must be able to take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

EVENTS = 50_000
OLD, CROWDED, SERIES = KINDS = ("most of them over", "all in the half-year", "one in 50 a series")
"""From 2022 on, one each hour; all within the half-year; and as the first, some of them weekly."""

LONG_AGO, HALF_YEAR = datetime(2022, 1, 3, 8, tzinfo=UTC), datetime(2027, 1, 4, 8, tzinfo=UTC)
SERIES_EVERY = 50

OPENING = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//NO\r\n"
EVENT = """\
BEGIN:VEVENT\r
UID:{uid}@example.invalid\r
DTSTAMP:20270101T000000Z\r
DTSTART;TZID=W. Europe Standard Time:{start:%Y%m%dT%H%M%S}\r
DTEND;TZID=W. Europe Standard Time:{end:%Y%m%dT%H%M%S}\r
{rule}SUMMARY:Et møte med en tittel som ingen skal ha lest, og som er så lang a\r
 t den brettes\r
LOCATION:Møterom {uid}\r
TRANSP:OPAQUE\r
X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r
END:VEVENT\r
"""
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=40;BYDAY=MO,TH\r\n"
CLOSING = b"END:VCALENDAR\r\n"


def large_calendar(kind: str) -> bytes:
    """A calendar of one of `KINDS`."""
    return b"".join((OPENING, *_events(kind), CLOSING))


def _events(kind: str) -> Iterator[bytes]:
    first, apart = (
        (HALF_YEAR, timedelta(minutes=4)) if kind == CROWDED else (LONG_AGO, timedelta(hours=1))
    )
    for number in range(EVENTS):
        start = first + number * apart
        rule = WEEKLY if kind == SERIES and number % SERIES_EVERY == 0 else ""
        end = start + timedelta(minutes=30)
        yield EVENT.format(uid=number, start=start, end=end, rule=rule).encode()
