"""Can the meetings of a series be held at all? Days, months, gaps and lengths, by arithmetic.

Only what no plan could mend is a fault here. A meeting that merely finds no room among others is
left to the plan, which says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from planner.domain.errors import Fault
from planner.domain.faults import Lost, some_of
from planner.domain.meetings import groups_of, windows_of
from planner.domain.problem import Problem
from planner.domain.schoolcalendar import ClosedPeriod
from planner.domain.series import EveryWeeks, OnDates, Series, Window
from planner.domain.words import WEEKDAYS, Phrase, listed, same, short_day

Path = tuple[str | int, ...]

RASTER = Phrase(
    nb="{minutes} minutter går ikke opp i tidsluker på {slot}; skriv for eksempel {better}.",
    nn="{minutes} minutt går ikkje opp i tidsluker på {slot}; skriv til dømes {better}.",
)
LONGER_THAN_DAY = Phrase(
    nb="Møtet varer {minutes} minutter, men dagen har bare {day}; kort det ned, eller utvid "
    "dagen under day.",
    nn="Møtet varer {minutes} minutt, men dagen har berre {day}; kort det ned, eller utvid "
    "dagen under day.",
)
OUTSIDE = Phrase(
    nb="Vinduet ligger utenfor halvåret ({first}–{last}); flytt det innenfor.",
    nn="Vindauget ligg utanfor halvåret ({first}–{last}); flytt det innanfor.",
)
OUTSIDE_MONTHS = Phrase(
    nb="Ingen av månedene har dager i vinduet og halvåret ({first}–{last}); velg andre måneder.",
    nn="Ingen av månadene har dagar i vindauget og halvåret ({first}–{last}); vel andre månader.",
)
NO_OPEN_DAY = Phrase(
    nb="Det er ingen åpne dager i vinduet {first}–{last}{where}; utvid det, eller ta bort "
    "stengte dager.",
    nn="Det er ingen opne dagar i vindauget {first}–{last}{where}; utvid det, eller ta bort "
    "stengde dagar.",
)
TOO_MANY = Phrase(
    nb="Det er ikke plass til {count} møter{where}: møte nummer {number} får ingen dag{between}; "
    "be om færre, eller endre days_between.",
    nn="Det er ikkje plass til {count} møte{where}: møte nummer {number} får ingen dag{between}; "
    "be om færre, eller endre days_between.",
)
NO_MEETINGS = Phrase(
    nb="Frekvensen gir ingen møter i vinduet; flytt {first} tidligere, eller utvid vinduet.",
    nn="Frekvensen gjev ingen møte i vindauget; flytt {first} tidlegare, eller utvid vindauget.",
)
DATE_OUTSIDE = Phrase(
    nb="{day} ligger utenfor halvåret ({first}–{last}); rett datoen eller fjern den.",
    nn="{day} ligg utanfor halvåret ({first}–{last}); rett datoen eller fjern han.",
)
DATE_AT_WEEKEND = Phrase(
    nb="{day} er en {weekday}; velg en dag fra mandag til fredag.",
    nn="{day} er ein {weekday}; vel ein dag frå måndag til fredag.",
)
DATE_TWICE = Phrase(
    nb="{day} står to ganger; fjern den ene.",
    nn="{day} står to gonger; fjern den eine.",
)
AT = Phrase(nb=" for {units}", nn=" for {units}")
LEAST = Phrase(nb="minst {least}", nn="minst {least}")
MOST = Phrase(nb="høyst {most}", nn="høgst {most}")
BETWEEN = Phrase(
    nb=" når det skal være {gap} dager mellom", nn=" når det skal vere {gap} dagar mellom"
)
NOWHERE = same("")


def feasibility_faults(problem: Problem, lost: Lost) -> Iterator[Fault]:
    """Every series whose length, window or frequency no plan could meet."""
    calendar = _OpenDays(problem)
    for number, series in enumerate(problem.series):
        path: Path = ("series", number)
        if "day" not in lost.touched:
            yield from _length(problem, series, path)
        if "semester" not in lost.touched:
            yield from _dates(problem, series, path)
            yield from _frequency(problem, series, path, calendar)


def _length(problem: Problem, series: Series, path: Path) -> Iterator[Fault]:
    slot = problem.day.slot_minutes
    if series.minutes > problem.day.minutes:
        sentence = LONGER_THAN_DAY.with_facts(minutes=series.minutes, day=problem.day.minutes)
        yield Fault((*path, "minutes"), sentence)
    elif series.minutes % slot:
        better = series.minutes + slot - series.minutes % slot
        sentence = RASTER.with_facts(minutes=series.minutes, slot=slot, better=better)
        yield Fault((*path, "minutes"), sentence)


def _dates(problem: Problem, series: Series, path: Path) -> Iterator[Fault]:
    """Dates given from outside that are no days of the half-year."""
    if not isinstance(series.frequency, OnDates):
        return
    dates = series.frequency.dates
    for place, day in enumerate(dates):
        at = (*path, "frequency", "dates", place)
        if not problem.semester.first_day <= day <= problem.semester.last_day:
            yield Fault(at, DATE_OUTSIDE.with_facts(day=short_day(day), **_semester(problem)))
        elif day not in problem.grid.day_numbers:
            facts = {"day": short_day(day), "weekday": WEEKDAYS[day.weekday()]}
            yield Fault(at, DATE_AT_WEEKEND.with_facts(**facts))
        if day in dates[:place]:
            yield Fault(at, DATE_TWICE.with_facts(day=short_day(day)))


def _semester(problem: Problem) -> dict[str, str]:
    """First and last day of the half-year, in words."""
    first, last = problem.semester.first_day, problem.semester.last_day
    return {"first": short_day(first), "last": short_day(last)}


def _frequency(
    problem: Problem, series: Series, path: Path, calendar: _OpenDays
) -> Iterator[Fault]:
    """A series whose window or frequency gives no meetings, or more than its days can hold."""
    if isinstance(series.frequency, OnDates):
        return
    windows = tuple(windows_of(series, problem))
    first = max(series.window.first_day or date.min, problem.semester.first_day)
    last = min(series.window.last_day or date.max, problem.semester.last_day)
    days = [day for day in problem.grid.days if first <= day <= last]
    if first > last:
        yield Fault((*path, "window"), OUTSIDE.with_facts(**_semester(problem)))
    elif days and not any(series.window.holds(day) for day in days):
        yield Fault((*path, "window", "months"), OUTSIDE_MONTHS.with_facts(**_semester(problem)))
    elif not windows and isinstance(series.frequency, EveryWeeks):
        first_day = short_day(series.frequency.first_day)
        yield Fault((*path, "frequency"), NO_MEETINGS.with_facts(first=first_day))
    else:
        yield from _room(problem, series, path, calendar, windows)


def _room(
    problem: Problem, series: Series, path: Path, calendar: _OpenDays, windows: tuple[Window, ...]
) -> Iterator[Fault]:
    """A series with more meetings than the open days hold; units with one answer share it."""
    alike: defaultdict[int, list[str]] = defaultdict(list)
    for _, units in groups_of(series, problem):
        known = [unit for unit in units if unit in problem.units_by_id]
        # A fixed date on a closed day is for the leader to see in the plan, not a fault.
        open_days = -1 if isinstance(series.frequency, EveryWeeks) else calendar.of(known)
        alike[open_days] += [problem.units_by_id[unit].name for unit in known[:1]]
    stuck: defaultdict[tuple[int, bool], list[str]] = defaultdict(list)
    for open_days, names in alike.items():
        number = _first_without_day(series, calendar, windows, open_days)
        if number is not None:
            any_open = bool(calendar.within(windows[number]) & open_days)
            stuck[number, any_open] += names
    for (number, any_open), names in sorted(stuck.items()):
        where = AT.with_facts(units=some_of(names)) if names else NOWHERE
        if any_open:
            sentence = _too_many(series, len(windows), number, where)
        else:
            first, last = windows[number].first_day, windows[number].last_day
            assert first
            assert last
            facts = {"first": short_day(first), "last": short_day(last)}
            sentence = NO_OPEN_DAY.with_facts(where=where, **facts)
        yield Fault((*path, "frequency"), sentence)


def _too_many(series: Series, count: int, number: int, where: Phrase) -> Phrase:
    """No day is left for meeting `number`, from 0, of `count`."""
    gap = series.days_between
    limits = [
        limit.with_facts(least=gap.least, most=gap.most)
        for limit, days in ((LEAST, gap.least), (MOST, gap.most))
        if days
    ]
    return TOO_MANY.with_facts(
        count=count,
        number=number + 1,
        where=where,
        between=BETWEEN.with_facts(gap=listed(limits)),
    )


def _first_without_day(
    series: Series, calendar: _OpenDays, windows: tuple[Window, ...], open_days: int
) -> int | None:
    """The number, from 0, of the first meeting that no choice of days leaves a day for.

    The days that a meeting can have, seen from all choices for those before it, are kept as a
    bitset over the calendar days: least and most days between shift it.
    """
    least, most = series.days_between.least or 0, series.days_between.most
    reach = -1
    for number, window in enumerate(windows):
        possible = calendar.within(window) & open_days & reach
        if not possible:
            return number
        reach = _after(possible, least, calendar.length if most is None else most)
    return None


def _after(days: int, least: int, most: int) -> int:
    """Every day from `least` to `most` days after one of `days`."""
    reached, width = days << least, most - least + 1
    covered = 1
    while covered < width:
        step = min(covered, width - covered)
        reached |= reached << step
        covered += step
    return reached


class _OpenDays:
    """Sets of days of the half-year as bitsets: bit n is n days after its first day."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._first = problem.semester.first_day
        self.length = (problem.semester.last_day - self._first).days + 1
        self._weekdays = self._days(problem.grid.days)
        self._closed: dict[tuple[ClosedPeriod, ...], int] = {}
        self._within: dict[Window, int] = {}
        self._holidays = self._shut(problem.holidays)

    def of(self, units: Sequence[str]) -> int:
        """The days on which all of some units are open, holidays apart."""
        closed = self._holidays
        for unit in units:
            closed |= self._shut(self._problem.closures[unit])
        return self._weekdays & ~closed

    def within(self, window: Window) -> int:
        """The weekdays inside a window."""
        if window not in self._within:
            self._within[window] = self._days(
                day for day in self._problem.grid.days if window.holds(day)
            )
        return self._within[window]

    def _shut(self, periods: tuple[ClosedPeriod, ...]) -> int:
        if periods not in self._closed:
            self._closed[periods] = self._days(
                self._first + timedelta(days=number)
                for number in range(self.length)
                if any(period.covers(self._first + timedelta(days=number)) for period in periods)
            )
        return self._closed[periods]

    def _days(self, days: Iterable[date]) -> int:
        bits = 0
        for day in days:
            bits |= 1 << (day - self._first).days
        return bits
