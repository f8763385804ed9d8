"""Feeds for the tests: who subscribes by id alone, and what a feed holds."""

from __future__ import annotations

from datetime import date

from icalendar import Calendar, Event

from calendars.feed import Feed, audiences_of, render_feed
from planner.domain.audience import Audience, AudienceKind, Subscription
from planner.domain.publication import History
from planner.domain.words import Language

TODAY = date(2026, 11, 20)
"""A day on which nothing of the spring of 2027 is over."""


def audience(history: History, name: str) -> Audience:
    """Whoever or whatever has an id; nothing has the same as a series in these tests."""
    known = (each for each in audiences_of(history) if each.id == name)
    return next(known, Audience(AudienceKind.PERSON, name))


def feed(
    history: History,
    name: str,
    *,
    today: date = TODAY,
    language: Language | None = None,
    deadlines: bool = False,
) -> Feed:
    """The feed of whoever or whatever has an id."""
    chosen = Subscription(audience=audience(history, name), language=language, deadlines=deadlines)
    return render_feed(history, chosen, today)


def events(feed: Feed) -> list[Event]:
    """What the library reads of a feed; every property of it can be read."""
    calendar = Calendar.from_ical(feed.body)
    assert isinstance(calendar, Calendar)
    assert not any(event.errors for event in calendar.events)
    return calendar.events


def whole_days(feed: Feed) -> list[Event]:
    """The deadlines of a feed."""
    return [event for event in events(feed) if "VALUE" in event["DTSTART"].params]


def written(event: Event) -> dict[str, str]:
    """The properties of an event as they stand in the feed."""
    return {name: bytes(value.to_ical()).decode() for name, value in event.items()}


def lines(feed: Feed) -> list[str]:
    """The unfolded lines (RFC 5545 section 3.1)."""
    return feed.body.decode().replace("\r\n ", "").split("\r\n")
