"""What somebody has been told to come to: their own meetings, in every half-year that stands.

A meeting is called here what it is called in their feed, and no more is told of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from planner.domain.announcing import announced_meetings
from planner.domain.attendance import Level
from planner.domain.audience import Audience, AudienceKind
from planner.domain.publication import History, Version
from planner.domain.words import Language


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """A meeting as somebody is told of it who is at it, or welcome.

    Parameters
    ----------
    start, end
        From when to when they are there.
    version
        The number of the version that it stands in.
    """

    id: str
    title: str
    start: datetime
    end: datetime
    place: str | None
    level: Level
    version: int


def own_meetings(
    history: History, person: str, *, language: Language | None = None
) -> tuple[OwnMeeting, ...]:
    """The meetings of a person, in the order of time.

    Parameters
    ----------
    language
        `None` for the language of each half-year's problem.
    """
    found = chain.from_iterable(_of(each, person, language) for each in history.current)
    return tuple(sorted(found, key=lambda each: (each.start, each.id)))


def _of(version: Version, person: str, language: Language | None) -> Iterator[OwnMeeting]:
    audience = Audience(AudienceKind.PERSON, person)
    for meeting, announced in announced_meetings(version).items():
        told = announced.told_to(audience)
        for presence in told.presences_of(audience):
            start, end = presence.span
            yield OwnMeeting(
                id=meeting,
                title=told.title.text(language or told.language),
                start=start,
                end=end,
                place=told.place,
                level=presence.level,
                version=version.number,
            )
