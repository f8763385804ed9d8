"""Reads feeds with libical, the C library behind the calendars of GNOME and KDE.

It has no Python package, so its functions are called by ``ctypes``. What it cannot parse, and what
RFC 5545 and RFC 5546 do not allow, it marks as X-LIC-ERROR; a feed with such a mark is not read.
"""

import json
import sys
from collections.abc import Iterator
from ctypes import CDLL, Structure, c_char_p, c_int, c_void_p


class Time(Structure):
    """``struct icaltimetype`` of libical 3 (libical/icaltime.h)."""

    _fields_ = [
        *((part, c_int) for part in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", c_int),
        ("is_daylight", c_int),
        ("zone", c_void_p),
    ]


# Of each function its result, and what it takes.
FUNCTIONS = {
    "icalcomponent_new_from_string": (c_void_p, c_char_p),
    "icalcomponent_free": (None, c_void_p),
    "icalrestriction_check": (c_int, c_void_p),
    "icalcomponent_count_errors": (c_int, c_void_p),
    "icalcomponent_as_ical_string": (c_char_p, c_void_p),
    "icalcomponent_string_to_kind": (c_int, c_char_p),
    "icalcomponent_get_first_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_uid": (c_char_p, c_void_p),
    "icalcomponent_get_dtstart": (Time, c_void_p),
    "icalcomponent_get_dtend": (Time, c_void_p),
    "icalcomponent_get_summary": (c_char_p, c_void_p),
    "icalcomponent_get_status": (c_int, c_void_p),
    "icalproperty_status_to_string": (c_char_p, c_int),
    "icaltimezone_get_utc_timezone": (c_void_p,),
    "icaltime_convert_to_zone": (Time, Time, c_void_p),
    "icaltime_as_ical_string": (c_char_p, Time),
}


def installed() -> CDLL:
    """The library.

    Raises
    ------
    OSError
        It is not installed.
    """
    library = CDLL("libical.3.dylib" if sys.platform == "darwin" else "libical.so.3")
    for name, (result, *arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def read(library: CDLL, feed: str) -> list[dict[str, str]]:
    """The events of a feed, in its order.

    Raises
    ------
    ValueError
        It found faults; they are told as it tells them.
    """
    calendar = library.icalcomponent_new_from_string(feed.encode())
    library.icalrestriction_check(calendar)
    if library.icalcomponent_count_errors(calendar):
        raise ValueError(library.icalcomponent_as_ical_string(calendar).decode())
    events = [
        {
            "uid": library.icalcomponent_get_uid(event).decode(),
            "start": moment(library, library.icalcomponent_get_dtstart(event)),
            "end": moment(library, library.icalcomponent_get_dtend(event)),
            "summary": library.icalcomponent_get_summary(event).decode(),
            "status": status(library, event),
        }
        for event in events_of(library, calendar)
    ]
    library.icalcomponent_free(calendar)
    return events


def events_of(library: CDLL, calendar: int) -> Iterator[int]:
    """Where the events lie in memory."""
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    event = library.icalcomponent_get_first_component(calendar, kind)
    while event:
        yield event
        event = library.icalcomponent_get_next_component(calendar, kind)


def moment(library: CDLL, time: Time) -> str:
    """A moment in UTC, or a whole day, in ISO 8601's basic format."""
    if not time.is_date:
        time = library.icaltime_convert_to_zone(time, library.icaltimezone_get_utc_timezone())
    text: bytes = library.icaltime_as_ical_string(time)
    return text.decode()


def status(library: CDLL, event: int) -> str:
    """CONFIRMED or CANCELLED."""
    number = library.icalcomponent_get_status(event)
    text: bytes = library.icalproperty_status_to_string(number)
    return text.decode()


if __name__ == "__main__":
    the_library = installed()
    json.dump([read(the_library, feed) for feed in json.load(sys.stdin)], sys.stdout)
