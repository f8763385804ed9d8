"""Feeds out: what was published, as iCalendar (RFC 5545, RFC 7986), one for each subscriber.

A feed is a pure function of publishing history, subscription and date: no clock finer than the
day, nothing random, so that what did not change gives the same bytes.

What calendar clients make of a feed decides its form. The time zone is a fixed text with yearly
rules, since Outlook, Thunderbird and others misread the date lists that icalendar would write.
METHOD is left out, since with it a feed is an invitation and needs an organizer. What is cancelled
stays for a while and says so, since most clients do not tell of what is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple

from calendars.contentline import plain, text
from calendars.description import (
    CANCELLED_TITLE,
    absence_in_words,
    deadline_in_words,
    meeting_in_words,
)
from calendars.event import UID_DOMAIN, Event, render_event
from planner.domain.announcement import DeadlineAnnouncement, MeetingAnnouncement
from planner.domain.attendance import Level
from planner.domain.audience import Audience, AudienceKind, Subscription, holders
from planner.domain.grid import OSLO
from planner.domain.lineage import Appearance, Standing
from planner.domain.publication import History
from planner.domain.series import Series
from planner.domain.words import Language

SHOWN_AFTERWARDS = timedelta(days=60)
CANCELLED_AFTERWARDS = timedelta(days=7)

MOST_WITH_PARTICIPANTS = 1_500
"""Events of a feed that names who is at each: about 0.8 MB, and some importers take only 1 MB."""

OPENING = b"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Semesterplan//Semesterplan//NO
""".replace(b"\n", b"\r\n")

# RFC 7986 section 5.7 requires VALUE=DURATION; without it, strict clients refuse the whole feed.
REFRESHING = b"""\
X-WR-TIMEZONE:Europe/Oslo
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
""".replace(b"\n", b"\r\n")

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
NAME = "Semesterplan: {name}"


class Feed(NamedTuple):
    """A feed as it is sent, with its validators (RFC 9110 section 8.8).

    Parameters
    ----------
    etag
        Quoted, of the whole body.
    last_modified
        Whole seconds of UTC; it rises whenever the body changes, for clients that only know dates.
    """

    body: bytes
    etag: str
    last_modified: datetime


def audiences_of(history: History) -> tuple[Audience, ...]:
    """Everybody and everything that has a feed: whom anything published ever concerned.

    They stand in the order of the newest problem: people, units, services, and series.
    """
    concerned = history.lineages_by_audience
    everybody = (
        Audience(kind, name)
        for kind in AudienceKind
        for version in reversed(history.versions)
        for name in holders(version.problem, kind)
    )
    return tuple(audience for audience in dict.fromkeys(everybody) if audience in concerned)


def render_feed(history: History, subscription: Subscription, today: date) -> Feed:
    """The feed of a subscriber.

    Parameters
    ----------
    today
        What was over long before it is left out.

    Raises
    ------
    KeyError
        When no problem that was published has such a person, unit, service or series. One that
        nothing concerns gets a calendar without events.
    """
    audience = subscription.audience
    name = NAME.format(name=plain(_name(history, subscription)))
    entries = list(_entries(history, subscription))
    shown = [entry for entry in entries if today < entry.gone_on]
    briefly = len(shown) > MOST_WITH_PARTICIPANTS
    body = b"".join(
        (
            OPENING,
            text("NAME", name),
            text("X-WR-CALNAME", name),
            REFRESHING,
            TIME_ZONE,
            *(
                render_event(_event(entry, audience, subscription.language, briefly=briefly))
                for entry in shown
            ),
            CLOSING,
        )
    )
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    return Feed(body, etag, _last_modified(history, subscription, entries, today))


class _Entry(NamedTuple):
    """Something that an audience sees, or saw until the day on which it is gone."""

    uid: str
    appearance: Appearance
    gone_on: date


def _entries(history: History, subscription: Subscription) -> Iterator[_Entry]:
    """What ever was to be seen, the meetings before the deadlines, in the order of time."""
    audience = subscription.audience
    found = [
        _Entry(f"{lineage.root}@{UID_DOMAIN}", appearance, _gone_on(appearance, audience))
        for lineage in history.lineages_by_audience.get(audience, ())
        if (appearance := lineage.appearance_for(audience)) is not None
    ]
    found.sort(key=lambda each: (each.appearance.told.span_for(audience)[0], each.uid))
    for entry in found:
        if isinstance(entry.appearance.told, MeetingAnnouncement):
            yield entry
    for entry in found:
        # A deadline that is gone was no appointment: nobody has to be told.
        is_deadline = isinstance(entry.appearance.told, DeadlineAnnouncement)
        if is_deadline and subscription.deadlines and entry.appearance.standing is Standing.HELD:
            yield entry


def _gone_on(appearance: Appearance, audience: Audience) -> date:
    """The first day on which a feed does not show it any more."""
    told = appearance.told
    day = told.day if isinstance(told, DeadlineAnnouncement) else told.span_for(audience)[0].date()
    held = appearance.standing is Standing.HELD
    return day + (SHOWN_AFTERWARDS if held else CANCELLED_AFTERWARDS) + timedelta(days=1)


def _last_modified(
    history: History, subscription: Subscription, entries: list[_Entry], today: date
) -> datetime:
    """When the body changed the last time: by publishing, by choice, or by a day that passed."""
    moments = [history.moments[-1]]
    moments += (_midnight(entry.gone_on) for entry in entries if entry.gone_on <= today)
    if subscription.chosen_at is not None:
        moments.append(subscription.chosen_at.astimezone(UTC).replace(microsecond=0))
    return min(max(moments), _midnight(today + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OSLO).astimezone(UTC)


def _event(entry: _Entry, audience: Audience, chosen: Language | None, *, briefly: bool) -> Event:
    appearance = entry.appearance
    told = appearance.told.told_to(audience)
    language = chosen or told.language
    if isinstance(told, DeadlineAnnouncement):
        return Event(
            uid=entry.uid,
            sequence=appearance.sequence,
            changed_at=appearance.at,
            when=told.day,
            summary=plain(told.title.text(language)),
            location="",
            description=deadline_in_words(told, language),
            busy=False,
        )
    held = appearance.standing is Standing.HELD
    title = told.title if held else CANCELLED_TITLE.with_facts(title=told.title)
    return Event(
        uid=entry.uid,
        sequence=appearance.sequence,
        changed_at=appearance.at,
        when=told.span_for(audience),
        summary=plain(title.text(language)),
        location=plain(told.place or ""),
        description=meeting_in_words(told, audience, language, briefly=briefly)
        if held
        else absence_in_words(appearance.standing, audience, language),
        busy=held and _takes_time(told, audience),
        cancelled=not held,
    )


def _takes_time(told: MeetingAnnouncement, audience: Audience) -> bool:
    """Whether an audience is at a meeting, and not only welcome at it."""
    theirs = told.presences_of(audience)
    return not theirs or any(each.level is not Level.WELCOME for each in theirs)


def _name(history: History, subscription: Subscription) -> str:
    """What the audience was called the last time it was in a problem."""
    kind, name = subscription.audience
    for version in reversed(history.versions):
        holder = holders(version.problem, kind).get(name)
        if isinstance(holder, Series):
            # The name of the calendar stands beside the titles of its events.
            named = holder.discreet.phrase if holder.discreet else holder.phrase
            return named.text(subscription.language or version.problem.language)
        if holder is not None:
            return holder.name
    raise KeyError(name)
