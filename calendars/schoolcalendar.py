"""School calendars out: the days on which units are closed, as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from calendars.contentline import moment, plain, text, whole_day
from calendars.event import UID_DOMAIN
from calendars.feed import CLOSING, OPENING
from planner.domain.schoolcalendar import ClosedPeriod
from planner.domain.words import LANGUAGES, Language, Phrase

OTHER_SUMMARY = "X-SEMESTERPLAN-SUMMARY"
"""The name in the other written language: iCalendar has room for one SUMMARY only."""


def render_school_calendar(
    name: Phrase, source: str, periods: Iterable[ClosedPeriod], language: Language, at: datetime
) -> bytes:
    """Closed periods as events of whole days, from which nobody becomes busy.

    Parameters
    ----------
    name
        What the calendar is called.
    source
        What tells this calendar from all others. With it, a period keeps its UID when its days are
        changed; of several that have one name, each is known by its number.
    language
        That of the names; where the other language has another name, it stands there as well.
    at
        When anything in it was last changed.
    """
    called = plain(name.text(language))
    numbers: Counter[str] = Counter()
    lines = [OPENING, text("NAME", called), text("X-WR-CALNAME", called)]
    for period in sorted(periods, key=lambda each: each.first_day):
        numbers[period.name] += 1
        uid = _uid(source, period.name, numbers[period.name])
        lines += _event(uid, period, language, at)
    return b"".join((*lines, CLOSING))


def _event(uid: str, period: ClosedPeriod, language: Language, at: datetime) -> Iterator[bytes]:
    yield b"BEGIN:VEVENT\r\n"
    yield f"UID:{uid}\r\n".encode()
    yield moment("DTSTAMP", at)
    yield moment("LAST-MODIFIED", at)
    yield whole_day("DTSTART", period.first_day)
    # The end of whole days is the day after the last one (RFC 5545 section 3.6.1).
    yield whole_day("DTEND", (period.last_day or period.first_day) + timedelta(days=1))
    # Without LANGUAGE: node-ical makes something else than a text of a SUMMARY with parameters.
    yield text("SUMMARY", plain(period.phrase.text(language)))
    if period.phrase.nb != period.phrase.nn:
        (other,) = set(LANGUAGES) - {language}
        yield text(f"{OTHER_SUMMARY};LANGUAGE={other}", plain(period.phrase.text(other)))
    yield b"STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"
    # Outlook goes by this before TRANSP (MS-OXCICAL 2.1.3.1.1.20.31).
    yield b"X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\nEND:VEVENT\r\n"


def _uid(*facts: object) -> str:
    digest = sha256("\n".join(map(str, facts)).encode()).hexdigest()
    return f"{digest[:32]}@{UID_DOMAIN}"
