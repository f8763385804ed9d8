"""One event of a feed (VEVENT, RFC 5545 section 3.6.1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from calendars.contentline import local_time, moment, text, whole_day

UID_DOMAIN = "semesterplan.no"
"""What every UID of ours ends with, after an @; by it what is ours is known again."""


class Event(NamedTuple):
    """An event between two moments in Norway, or on a whole day.

    Parameters
    ----------
    when
        Start and end, or the day.
    location, description
        Empty when there is none.
    busy
        Whether it takes the time of whoever sees it.
    changed_at
        When what it says changed the last time.
    """

    uid: str
    sequence: int
    changed_at: datetime
    when: tuple[datetime, datetime] | date
    summary: str
    location: str
    description: str
    busy: bool
    cancelled: bool = False


def render_event(event: Event) -> bytes:
    """The bytes of an event; every text is one of plain lines.

    There is no METHOD, ORGANIZER or ATTENDEE, with which clients answer or ask for an answer.
    """
    lines = [
        b"BEGIN:VEVENT\r\n",
        f"UID:{event.uid}\r\n".encode(),
        # Without METHOD the stamp says when the event was last revised (RFC 5545 section 3.8.7.2).
        moment("DTSTAMP", event.changed_at),
        moment("LAST-MODIFIED", event.changed_at),
        f"SEQUENCE:{event.sequence}\r\n".encode(),
        *_when(event.when),
        text("SUMMARY", event.summary),
    ]
    if event.description:
        lines.append(text("DESCRIPTION", event.description))
    if event.location:
        lines.append(text("LOCATION", event.location))
    lines += [
        b"STATUS:CANCELLED\r\n" if event.cancelled else b"STATUS:CONFIRMED\r\n",
        b"TRANSP:OPAQUE\r\n" if event.busy else b"TRANSP:TRANSPARENT\r\n",
        # Outlook goes by this before TRANSP (MS-OXCICAL 2.1.3.1.1.20.31).
        f"X-MICROSOFT-CDO-BUSYSTATUS:{'BUSY' if event.busy else 'FREE'}\r\n".encode(),
        b"END:VEVENT\r\n",
    ]
    return b"".join(lines)


def _when(when: tuple[datetime, datetime] | date) -> tuple[bytes, bytes]:
    if isinstance(when, tuple):
        return local_time("DTSTART", when[0]), local_time("DTEND", when[1])
    return whole_day("DTSTART", when), whole_day("DTEND", when + timedelta(days=1))
