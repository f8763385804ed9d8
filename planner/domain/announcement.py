"""What subscribers can be told of a meeting or a deadline.

Feeds are made of nothing else. So two versions of a plan in which the announcement is equal look
alike to everybody, and what is not in it cannot come out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from planner.domain.attendance import Level
from planner.domain.audience import Audience, AudienceKind
from planner.domain.grid import OSLO
from planner.domain.words import Language, Phrase, same

Span = tuple[datetime, datetime]
NOT_TOLD = same("")


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody at a meeting.

    Parameters
    ----------
    name, how
        Empty where they are not told.
    span
        From when to when they are there.
    """

    person: str
    service: str
    level: Level
    span: Span
    name: str
    role: str
    how: Phrase


@dataclass(frozen=True)
class MeetingAnnouncement:
    """A meeting as it can be told of.

    Parameters
    ----------
    language
        Of those who have chosen none.
    hosts
        Names of the units whose leadership is there; empty where they are not told.
    agenda_day
        The day by which the agenda is due; `None` when none is.
    coarse_title
        What the meeting is called where its series is not to be known; `None` when it may be.
    is_coarse
        Whether that goes for this meeting in every feed, and not only in the series' own.
    """

    language: Language
    title: Phrase
    span: Span
    place: str | None
    series: str
    units: tuple[str, ...]
    people: tuple[Presence, ...]
    hosts: tuple[str, ...]
    convener: str | None
    anonymous: bool | None
    keeps_minutes: bool | None
    agenda_day: date | None
    page: str | None
    coarse_title: Phrase | None = None
    is_coarse: bool = False

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Whom it concerns: those who are there or welcome, their services, and the series."""
        units = (Audience(AudienceKind.UNIT, each) for each in self.units)
        people = (
            audience
            for each in self.people
            for audience in (
                Audience(AudienceKind.PERSON, each.person),
                Audience(AudienceKind.SERVICE, each.service),
            )
        )
        return tuple(dict.fromkeys((*units, *people, Audience(AudienceKind.SERIES, self.series))))

    def presences_of(self, audience: Audience) -> tuple[Presence, ...]:
        """The people who make up an audience: a person, or those of a service."""
        if audience.kind is AudienceKind.PERSON:
            return tuple(each for each in self.people if each.person == audience.id)
        if audience.kind is AudienceKind.SERVICE:
            return tuple(each for each in self.people if each.service == audience.id)
        return ()

    def span_for(self, audience: Audience) -> Span:
        """From when to when a person is there; for all others, the whole meeting."""
        if audience.kind is AudienceKind.PERSON:
            return next((each.span for each in self.presences_of(audience)), self.span)
        return self.span

    def told_to(self, audience: Audience) -> MeetingAnnouncement:
        """The meeting as it is told to an audience.

        In the feed of a series that goes by another name somewhere, everything does: the full
        titles there would say what the others are.
        """
        if audience.kind is AudienceKind.SERIES and self.coarse_title and not self.is_coarse:
            return self.coarse(self.coarse_title)
        return self

    def coarse(self, title: Phrase) -> MeetingAnnouncement:
        """The meeting without what tells its series, its units and how it is held."""
        people = tuple(replace(each, name="", how=NOT_TOLD) for each in self.people)
        return replace(
            self,
            title=title,
            people=people,
            hosts=(),
            convener=None,
            anonymous=None,
            keeps_minutes=None,
            agenda_day=None,
            page=None,
            is_coarse=True,
        )


@dataclass(frozen=True)
class DeadlineAnnouncement:
    """A deadline as it can be told of.

    Parameters
    ----------
    meeting
        When the meeting is whose agenda is due; `None` for a milestone.
    coarse_title
        As of a meeting, in the series' own feed.
    """

    language: Language
    title: Phrase
    day: date
    meeting: Span | None
    audiences: tuple[Audience, ...]
    coarse_title: Phrase | None = None

    @cached_property
    def span(self) -> Span:
        """The whole day."""
        start = datetime.combine(self.day, time(), OSLO)
        return start, datetime.combine(self.day + timedelta(days=1), time(), OSLO)

    def span_for(self, audience: Audience) -> Span:
        """The same day for everybody."""
        del audience
        return self.span

    def told_to(self, audience: Audience) -> DeadlineAnnouncement:
        """The deadline as it is told to an audience."""
        if audience.kind is AudienceKind.SERIES and self.coarse_title:
            return replace(self, title=self.coarse_title)
        return self


Announcement = MeetingAnnouncement | DeadlineAnnouncement
