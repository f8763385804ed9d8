"""When people are busy, as their own calendars say: start, end and kind, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from planner.domain.calendar_faults import CalendarWarning
from planner.domain.words import Phrase, short_day


class BusyKind(StrEnum):
    """How somebody is busy."""

    BUSY = "busy"
    TENTATIVE = "tentative"
    OUT_OF_OFFICE = "out-of-office"


class BusyInterval(NamedTuple):
    """A stretch of time ``[start, end)``, aware, in which somebody is busy."""

    start: datetime
    end: datetime
    kind: BusyKind


KNOWN_UNTIL = Phrase(
    nb="Kalenderen er kjent til {day} {year}; etter det vet vi ikke.",
    nn="Kalenderen er kjend til {day} {year}; etter det veit vi ikkje.",
)


@dataclass(frozen=True, slots=True)
class BusyCalendar:
    """What a calendar says of when somebody is busy.

    Parameters
    ----------
    intervals
        In UTC, in order, none twice, within what was asked for.
    known_until
        The last moment that the calendar says anything of; afterwards it is unknown whether
        somebody is busy. `None` when it does not tell.
    warnings
        What was left out, and why.
    """

    intervals: tuple[BusyInterval, ...]
    known_until: datetime | None = None
    warnings: tuple[CalendarWarning, ...] = ()

    def sentences(self, end: datetime, tz: tzinfo) -> tuple[Phrase, ...]:
        """What there is to say to the person: what is unknown before `end`, what was left out."""
        said = tuple(warning.phrase() for warning in self.warnings)
        if self.known_until is None or self.known_until >= end:
            return said
        return (known_until_in_words(self.known_until, tz), *said)


def known_until_in_words(moment: datetime, tz: tzinfo) -> Phrase:
    """That a calendar is known until then, and that what comes afterwards is not free."""
    day = last_known_day(moment, tz)
    return KNOWN_UNTIL.with_facts(day=short_day(day), year=day.year)


def last_known_day(moment: datetime, tz: tzinfo) -> date:
    """The last day of a calendar that is known until a moment; midnight ends the day before."""
    return (moment - timedelta.resolution).astimezone(tz).date()
