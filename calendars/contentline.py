"""Content lines of iCalendar, as they are sent (RFC 5545 section 3.1).

They are written here and not by icalendar, which takes a quarter of a millisecond for each event: a
feed of a hundred meetings is to take five. The tests read every line back with that library.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

MOST_OCTETS = 75
FOLD = b"\r\n "
BACKSLASH = ord("\\")
CONTROLS = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)
WITHOUT_CONTROLS = dict.fromkeys(CONTROLS, " ")
# The backslash first, since the others are escaped by it.
ESCAPED = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


def plain(text: str) -> str:
    """Text without control characters, which iCalendar does not allow, and on one line."""
    # To ask first is ten times as quick.
    return text if text.isprintable() else text.translate(WITHOUT_CONTROLS)


def text(name: str, value: str) -> bytes:
    r"""A property that holds text, of `plain` lines: ``SUMMARY:Ressursteam\, Jar skole``."""
    for character, escaped in ESCAPED:
        value = value.replace(character, escaped)
    return line(f"{name}:{value}")


def moment(name: str, value: datetime) -> bytes:
    """A property that holds a moment, in UTC: ``DTSTAMP:20270114T110000Z``."""
    return f"{name}:{value.astimezone(UTC):%Y%m%dT%H%M%SZ}\r\n".encode()


def local_time(name: str, value: datetime) -> bytes:
    """A property that holds a time in Norway: ``DTSTART;TZID=Europe/Oslo:20270204T090000``."""
    return f"{name};TZID={value.tzinfo}:{value:%Y%m%dT%H%M%S}\r\n".encode()


def whole_day(name: str, value: date) -> bytes:
    """A property that holds a day: ``DTSTART;VALUE=DATE:20270514``."""
    return f"{name};VALUE=DATE:{value:%Y%m%d}\r\n".encode()


def line(content: str) -> bytes:
    """A line, folded between characters so that no part holds more than 75 octets."""
    octets = content.encode()
    parts = []
    start, end = 0, MOST_OCTETS
    while end < len(octets):
        while not _may_fold(octets, end):
            end -= 1
        parts.append(octets[start:end])
        # The space after a fold is the first octet of what follows.
        start, end = end, end + MOST_OCTETS - 1
    parts.append(octets[start:])
    return FOLD.join(parts) + b"\r\n"


def _may_fold(octets: bytes, at: int) -> bool:
    r"""Whether no character of UTF-8 is broken there, nor ``\`` parted from what it escapes."""
    if octets[at - 1] == BACKSLASH:
        backslashes = at - len(octets[:at].rstrip(b"\\"))
        return backslashes % 2 == 0
    return octets[at] & 0xC0 != 0x80
