"""What of a published school calendar are closed days: municipalities put more than that in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.calendar_faults import CalendarWarning
from planner.domain.schoolcalendar import ClosedPeriod, Weekday
from planner.domain.words import Phrase, counted

LONGEST_HOLIDAY_DAYS = 70
"""The summer holiday is eight or nine weeks; what is longer is a term or a whole school year."""

# "Siste skoledag før juleferien" and "SFO åpen" are no closed days; "Elevfri, ingen skoledag" is.
ABOUT_SCHOOL = re.compile(
    r"sk[ou]le ?(dag|start|slutt|år)|sk[ou]len (start|begyn|byrj|slut)|termin|halvår"
    r"|\båp(en|ent|ner)\b|\bop(en|e|ent|nar)\b"
)
FREE = re.compile(r"fri\b|steng[td]|\bingen\b|\bikk?e\b|\bikkje\b")


PART_DAYS = Phrase(
    nb="Vi har utelatt {events} som ikke varer hele skoledagen.",
    nn="Vi har utelate {events} som ikkje varer heile skuledagen.",
)
EVENTS = Phrase(nb="hendelse", nn="hending"), Phrase(nb="hendelser", nn="hendingar")


class ReadCalendar(NamedTuple):
    """What a calendar file tells of whole days.

    Parameters
    ----------
    periods
        In any order, some of them perhaps told day by day.
    part_days
        How many events are shorter than a day of school.
    warnings
        What else was left out, and why.
    """

    periods: tuple[ClosedPeriod, ...]
    part_days: int = 0
    warnings: tuple[CalendarWarning, ...] = ()

    def remarks(self) -> tuple[Phrase, ...]:
        """What there is to say of what was left out."""
        said = tuple(warning.phrase() for warning in self.warnings)
        if not self.part_days:
            return said
        return (PART_DAYS.with_facts(events=counted(self.part_days, *EVENTS)), *said)


class ClosedDays(NamedTuple):
    """What a calendar holds, each part in the order of its days.

    Parameters
    ----------
    closed
        Periods in which units are closed.
    doubtful
        What is rather something else, by its name or its length: a first day of school, a term.
    known
        What says nothing new, since it lies on weekends and public holidays.
    """

    closed: tuple[ClosedPeriod, ...] = ()
    doubtful: tuple[ClosedPeriod, ...] = ()
    known: tuple[ClosedPeriod, ...] = ()


def closed_days(
    periods: Iterable[ClosedPeriod], first: date, last: date, holidays: Collection[date]
) -> ClosedDays:
    """Sort out what a calendar holds.

    Parameters
    ----------
    periods
        In any order; a period may be told day by day, or twice.
    first, last
        What lies outside these days, both included, is left out; a period that reaches over one of
        them is kept whole.
    holidays
        The public holidays that are known anyway.
    """
    closed: list[ClosedPeriod] = []
    doubtful: list[ClosedPeriod] = []
    known: list[ClosedPeriod] = []
    for period in _joined(periods):
        if period.first_day > last or _last(period) < first:
            continue
        if _is_doubtful(period):
            doubtful.append(period)
        elif any(Weekday.of(day) and day not in holidays for day in period.days()):
            closed.append(period)
        else:
            known.append(period)
    return ClosedDays(tuple(closed), tuple(doubtful), tuple(known))


def _is_doubtful(period: ClosedPeriod) -> bool:
    name = period.name.lower()
    if (_last(period) - period.first_day).days >= LONGEST_HOLIDAY_DAYS:
        return True
    return bool(ABOUT_SCHOOL.search(name)) and not FREE.search(name)


def _joined(periods: Iterable[ClosedPeriod]) -> Iterator[ClosedPeriod]:
    """Periods in order, those of one name as one when nothing but a weekend is between them."""
    by_name: dict[str, list[ClosedPeriod]] = {}
    for period in sorted(periods, key=lambda each: (each.first_day, _last(each))):
        told = by_name.setdefault(period.name, [])
        if told and not _working_day_between(_last(told[-1]), period.first_day):
            until = max(_last(told[-1]), _last(period))
            told[-1] = told[-1].model_copy(update={"last_day": until})
        else:
            told.append(period)
    together = [period for told in by_name.values() for period in told]
    for period in sorted(together, key=lambda each: (each.first_day, _last(each), each.name)):
        one_day = period.last_day == period.first_day
        yield period.model_copy(update={"last_day": None}) if one_day else period


def _working_day_between(day: date, other: date) -> bool:
    between = ((day + timedelta(days=number)) for number in range(1, (other - day).days))
    return any(Weekday.of(each) for each in between)


def _last(period: ClosedPeriod) -> date:
    return period.last_day or period.first_day
