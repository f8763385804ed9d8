"""Feeds out: a plan as iCalendar (RFC 5545, RFC 7986), one file for each audience.

An *audience* is a person, a unit or a service. A feed is a pure function of plan, audience and
date: no clock finer than the day, nothing random, so an unchanged plan gives the same bytes.

What calendar clients make of a feed decides its form. The time zone is a fixed text with yearly
rules, since Outlook, Thunderbird and others misread the date lists that the library would write.
METHOD, ORGANIZER and ATTENDEE are left out, since with them clients answer or ask for an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256

from icalendar import Calendar, Event, vDuration

from planner.domain.attendance import Level
from planner.domain.deadlines import Deadline
from planner.domain.plan import PlacedMeeting, Plan
from planner.domain.plan_words import due_in_words, place_in_words, presence_in_words
from planner.domain.problem import Problem
from planner.domain.series import Series
from planner.domain.words import Phrase, clock, same, span_in_words

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
PART = Phrase(
    nb="Du er med kl. {part}. Hele møtet varer kl. {whole}.",
    nn="Du er med kl. {part}. Heile møtet varer kl. {whole}.",
)
CONVENER = Phrase(nb="Innkaller", nn="Innkallar")
ANONYMOUS = {
    True: Phrase(nb="Sakene drøftes anonymt.", nn="Sakene blir drøfta anonymt."),
    False: Phrase(nb="Sakene drøftes ikke anonymt.", nn="Sakene blir ikkje drøfta anonymt."),
}
MINUTES = {
    True: Phrase(nb="Det skrives referat.", nn="Det blir skrive referat."),
    False: Phrase(nb="Det skrives ikke referat.", nn="Det blir ikkje skrive referat."),
}
MEETING_OF_AGENDA = same("Møtet er {time}.")

WITHOUT_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")


def feed_audiences(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Ids of the people, units and services that a plan concerns, in the problem's order."""
    concerned = {each for meeting in plan.meetings for each in meeting.units}
    for meeting in plan.meetings:
        concerned.update(each for person in meeting.people for each in (person.id, person.service))
    for deadline in plan.deadlines:
        concerned.update(_concerned(problem, deadline))
    everybody = (*problem.people_by_id, *problem.units_by_id, *problem.services_by_id)
    return tuple(audience for audience in everybody if audience in concerned)


def render_feeds(problem: Problem, plan: Plan, today: date) -> dict[str, bytes]:
    """The feeds of everybody and everything that takes part, by id."""
    return {
        audience: render_feed(problem, plan, audience, today)
        for audience in feed_audiences(problem, plan)
    }


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
    stamp = datetime.combine(today, time(), UTC)
    opening = _calendar(f"Semesterplan {_plain(plan.semester)}: {_name(problem, audience)}")
    meetings = (
        _meeting(problem, meeting, audience, stamp)
        for meeting in _meetings_of(problem, plan, audience)
    )
    deadlines = (
        _deadline(problem, plan, deadline, stamp)
        for deadline in sorted(plan.deadlines, key=lambda each: (each.day, each.id))
        if audience in _concerned(problem, deadline)
    )
    return b"".join((opening.removesuffix(CLOSING), TIME_ZONE, *meetings, *deadlines, CLOSING))


def _meetings_of(problem: Problem, plan: Plan, audience: str) -> tuple[PlacedMeeting, ...]:
    """The meetings that an audience is at or welcome at, in the order of when it is there."""
    if audience in problem.units_by_id:
        return plan.by_participant.get(audience, ())
    theirs = (
        meeting
        for meeting in plan.meetings
        if any(audience in (person.id, person.service) for person in meeting.people)
    )
    return tuple(sorted(theirs, key=lambda each: (each.span_of(audience)[0], each.id)))


def _concerned(problem: Problem, deadline: Deadline) -> tuple[str, ...]:
    """Whom a deadline concerns: units, services, and whoever convenes the meeting."""
    concerned = (*deadline.units, *deadline.services)
    if deadline.meeting is None:
        return concerned
    convener = problem.groups_by_meeting[deadline.meeting].series.convener
    return (*concerned, convener) if convener else concerned


def _name(problem: Problem, audience: str) -> str:
    holder = (
        problem.services_by_id.get(audience)
        or problem.people_by_id.get(audience)
        or problem.units_by_id[audience]
    )
    return _plain(holder.name)


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


def _meeting(problem: Problem, meeting: PlacedMeeting, audience: str, stamp: datetime) -> bytes:
    """A meeting, or the part of it that a person is at; who is only welcome stays free."""
    theirs = [each for each in meeting.people if audience in (each.id, each.service)]
    start, end = meeting.span_of(audience)
    place = place_in_words(problem, meeting)
    return _event(
        uid=_uid(problem, meeting.id),
        start=start,
        end=end,
        summary=_plain(meeting.title),
        location=_plain(place) if place else None,
        description=_description(problem, meeting, audience),
        busy=not theirs or any(each.attendance is not Level.WELCOME for each in theirs),
        stamp=stamp,
    )


def _deadline(problem: Problem, plan: Plan, deadline: Deadline, stamp: datetime) -> bytes:
    """A whole day on which everybody stays free."""
    description = ""
    if deadline.meeting is not None:
        meeting = plan.placed[deadline.meeting]
        when = span_in_words(meeting.start, meeting.end)
        description = MEETING_OF_AGENDA.with_facts(time=when).text(problem.language)
    return _event(
        uid=_uid(problem, deadline.id),
        start=deadline.day,
        end=deadline.day + timedelta(days=1),
        summary=_plain(due_in_words(deadline)),
        location=None,
        description=description,
        busy=False,
        stamp=stamp,
    )


# A meeting stands in the feeds of everybody who is there, so its bytes are kept.
@lru_cache(maxsize=4096)
def _event(
    *,
    uid: str,
    start: date,
    end: date,
    summary: str,
    location: str | None,
    description: str,
    busy: bool,
    stamp: datetime,
) -> bytes:
    """An event between two moments, or of whole days when `start` and `end` are days."""
    event = Event()
    event.add("UID", uid)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.add("SEQUENCE", 0)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event.add("SUMMARY", summary)
    if description:
        event.add("DESCRIPTION", description)
    if location:
        event.add("LOCATION", location)
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "OPAQUE" if busy else "TRANSPARENT")
    # Outlook goes by this before TRANSP (MS-OXCICAL 2.1.3.1.1.20.31).
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY" if busy else "FREE")
    return bytes(event.to_ical())


def _uid(problem: Problem, name: str) -> str:
    """The same for as long as the meeting's or deadline's id is, and in every feed."""
    tail = f".{problem.id}@{UID_DOMAIN}"
    if len(name) + len(tail) <= LONGEST_UID:
        return name + tail
    return sha256(name.encode()).hexdigest() + tail


def _description(problem: Problem, meeting: PlacedMeeting, audience: str) -> str:
    """Which part is the audience's, who is there, where, and what goes for the meeting."""
    language = problem.language
    part, whole = meeting.span_of(audience), (meeting.start, meeting.end)
    lines = []
    if part != whole:
        lines.append(PART.with_facts(part=_hours(part), whole=_hours(whole)).text(language))
    lines.append(f"{PARTICIPANTS.text(language)}:")
    for unit in meeting.units:
        name = _plain(problem.units_by_id[unit].name)
        lines.append(f"- {LEADERSHIP.text(language).format(unit=name)}")
    for person in meeting.people:
        name = _plain(problem.people_by_id[person.id].name)
        role = _plain(problem.services_by_id[person.service].name)
        how = presence_in_words(person, meeting).text(language)
        lines.append(f"- {name} ({role}, {how})" if how else f"- {name} ({role})")
    place = place_in_words(problem, meeting)
    if place:
        lines.append(f"{PLACE.text(language)}: {_plain(place)}")
    lines += _practice(problem, problem.series_by_id[meeting.series])
    return "\n".join(lines)


def _practice(problem: Problem, series: Series) -> Iterator[str]:
    """What the series states of how its meetings are held, a line each."""
    if series.convener is not None:
        yield f"{CONVENER.text(problem.language)}: {_name(problem, series.convener)}"
    if series.anonymous is not None:
        yield ANONYMOUS[series.anonymous].text(problem.language)
    if series.keeps_minutes is not None:
        yield MINUTES[series.keeps_minutes].text(problem.language)


def _hours(span: tuple[datetime, datetime]) -> str:
    return f"{clock(span[0])}–{clock(span[1])}"


def _plain(text: str) -> str:
    """Text without control characters, which iCalendar does not allow (RFC 5545 section 3.1)."""
    return text.translate(WITHOUT_CONTROLS)
