"""Feeds out: a plan as iCalendar (RFC 5545, RFC 7986), one file for each audience.

An *audience* is a person, a unit or a service. A feed is a pure function of plan, audience and
date: no clock finer than the day, nothing random, so an unchanged plan gives the same bytes.

What calendar clients make of a feed decides its form. The time zone is a fixed text with yearly
rules, since Outlook, Thunderbird and others misread the date lists that the library would write.
METHOD, ORGANIZER and ATTENDEE are left out, since with them clients answer or ask for an answer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256

from icalendar import Calendar, Event, vDuration

from planner.domain.plan import PlacedMeeting, Plan
from planner.domain.problem import Problem
from planner.domain.series import Level
from planner.domain.words import Language, Phrase

UID_DOMAIN = "semesterplan.no"
LONGEST_UID = 255
REFRESH = timedelta(hours=1)

TIME_ZONE = b"""\
BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace(b"\n", b"\r\n")
"""Norway's time zone since 1996, in rules that every client reads alike."""

CLOSING = b"END:VCALENDAR\r\n"

PARTICIPANTS = Phrase(nb="Deltakere", nn="Deltakarar")
PLACE = Phrase(nb="Sted", nn="Stad")
LEADERSHIP = Phrase(nb="Ledelsen ved {unit}", nn="Leiinga ved {unit}")
AS_NEEDED = Phrase(nb="ved behov", nn="ved behov")

WITHOUT_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")


def feed_audiences(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Ids of the people, units and services that take part in a plan, in the problem's order."""
    taking_part = plan.by_participant.keys() | {
        person.service for meeting in plan.meetings for person in meeting.people
    }
    everybody = (*problem.people_by_id, *problem.units_by_id, *problem.services_by_id)
    return tuple(audience for audience in everybody if audience in taking_part)


def render_feed(problem: Problem, plan: Plan, audience: str, today: date) -> bytes:
    """The feed of a person, a unit or a service.

    Parameters
    ----------
    audience
        Id of the person, unit or service. One with no meetings gets a calendar without any.
    today
        The day that the feed says it was last changed.

    Raises
    ------
    KeyError
        When the problem has no such person, unit or service.
    """
    language = problem.language
    stamp = datetime.combine(today, time(), UTC)
    events = [
        _event(
            uid=_uid(problem, meeting),
            start=meeting.start,
            end=meeting.end,
            summary=_plain(meeting.title),
            location=_place(problem, meeting),
            description=_description(problem, meeting, language),
            stamp=stamp,
        )
        for meeting in _meetings_of(problem, plan, audience)
    ]
    opening = _calendar(f"Semesterplan {_plain(plan.semester)}: {_name(problem, audience)}")
    return b"".join((opening.removesuffix(CLOSING), TIME_ZONE, *events, CLOSING))


def _meetings_of(problem: Problem, plan: Plan, audience: str) -> tuple[PlacedMeeting, ...]:
    """The meetings of an audience, in the order of time."""
    if audience not in problem.services_by_id:
        return plan.by_participant.get(audience, ())
    theirs = (
        meeting
        for meeting in plan.meetings
        if any(person.service == audience for person in meeting.people)
    )
    return tuple(sorted(theirs, key=lambda meeting: (meeting.start, meeting.id)))


def _name(problem: Problem, audience: str) -> str:
    service = problem.services_by_id.get(audience)
    return _plain(service.name if service else problem.resource_name(audience))


def _calendar(name: str) -> bytes:
    """A calendar without content: what it is called, and how often to fetch it."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Semesterplan//Semesterplan//NO")
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("X-WR-TIMEZONE", "Europe/Oslo")
    refresh = vDuration(REFRESH)
    calendar.add("X-PUBLISHED-TTL", refresh.to_ical().decode())
    # RFC 7986 section 5.7 requires the parameter; the library leaves it out.
    refresh.params["VALUE"] = "DURATION"
    calendar.add("REFRESH-INTERVAL", refresh)
    return bytes(calendar.to_ical())


# A meeting stands in the feeds of everybody who is there, so its bytes are kept.
@lru_cache(maxsize=4096)
def _event(
    *,
    uid: str,
    start: datetime,
    end: datetime,
    summary: str,
    location: str | None,
    description: str,
    stamp: datetime,
) -> bytes:
    event = Event()
    event.add("UID", uid)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.add("SEQUENCE", 0)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event.add("SUMMARY", summary)
    event.add("DESCRIPTION", description)
    if location:
        event.add("LOCATION", location)
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "OPAQUE")
    # Outlook goes by this before TRANSP (MS-OXCICAL 2.1.3.1.1.20.31).
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY")
    return bytes(event.to_ical())


def _uid(problem: Problem, meeting: PlacedMeeting) -> str:
    """The same for as long as series, units and frequency are, and in every feed."""
    tail = f".{problem.id}@{UID_DOMAIN}"
    if len(meeting.id) + len(tail) <= LONGEST_UID:
        return meeting.id + tail
    return sha256(meeting.id.encode()).hexdigest() + tail


def _place(problem: Problem, meeting: PlacedMeeting) -> str | None:
    return _plain(problem.places_by_id[meeting.place].name) if meeting.place else None


def _description(problem: Problem, meeting: PlacedMeeting, language: Language) -> str:
    """Who is there, by service and neutral name, and where."""
    lines = [
        LEADERSHIP.text(language).format(unit=_plain(problem.units_by_id[unit].name))
        for unit in meeting.units
    ]
    for person in meeting.people:
        name = _plain(problem.people_by_id[person.id].name)
        role = _plain(problem.services_by_id[person.service].name)
        if person.attendance is Level.AS_NEEDED:
            role = f"{role}, {AS_NEEDED.text(language)}"
        lines.append(f"{name} ({role})")
    text = "\n".join((f"{PARTICIPANTS.text(language)}:", *(f"- {line}" for line in lines)))
    place = _place(problem, meeting)
    return f"{text}\n{PLACE.text(language)}: {place}" if place else text


def _plain(text: str) -> str:
    """Text without control characters, which iCalendar does not allow (RFC 5545 section 3.1)."""
    return text.translate(WITHOUT_CONTROLS)
