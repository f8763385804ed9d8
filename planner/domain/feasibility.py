"""Can the meetings of a series be held at all? Days, months, gaps and lengths, by arithmetic.

Only what no plan could mend is a fault here. A meeting that merely finds no room among others is
left to the plan, which says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planner.domain.almanac import Almanac
from planner.domain.errors import Fault
from planner.domain.faults import Lost, Path
from planner.domain.frequency import OnDates
from planner.domain.problem import Problem
from planner.domain.room import room_faults
from planner.domain.series import Series
from planner.domain.words import WEEKDAYS, Phrase, short_day

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
    nb="Vinduet til «{series}» ligger utenfor halvåret ({first}–{last}); flytt det innenfor.",
    nn="Vindauget til «{series}» ligg utanfor halvåret ({first}–{last}); flytt det innanfor.",
)
OUTSIDE_MONTHS = Phrase(
    nb="Ingen av månedene til «{series}» har dager i vinduet og halvåret ({first}–{last}); velg "
    "andre måneder.",
    nn="Ingen av månadene til «{series}» har dagar i vindauget og halvåret ({first}–{last}); vel "
    "andre månader.",
)
NO_SUCH_DAY = Phrase(
    nb="Ingen dag i halvåret ({first}–{last}) oppfyller alt som står i vinduet til «{series}»; ta "
    "bort eller utvid noe av det.",
    nn="Ingen dag i halvåret ({first}–{last}) oppfyller alt som står i vindauget til «{series}»; "
    "ta bort eller utvid noko av det.",
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
AGENDA_TOO_EARLY = Phrase(
    nb="Fristen for saksliste faller før halvåret for alle møtene; skriv høyst {days}.",
    nn="Fristen for sakliste fell før halvåret for alle møta; skriv høgst {days}.",
)


def feasibility_faults(problem: Problem, almanac: Almanac, lost: Lost) -> Iterator[Fault]:
    """Every series whose length, window or frequency no plan could meet."""
    for number, series in enumerate(problem.series):
        path: Path = ("series", number)
        if "day" not in lost.touched:
            yield from _length(problem, series, path)
        if "semester" not in lost.touched:
            yield from _days(problem, series, path, almanac)
    if "semester" not in lost.touched:
        for number, milestone in enumerate(problem.milestones):
            if not problem.semester.first_day <= milestone.day <= problem.semester.last_day:
                facts = {"day": short_day(milestone.day), **_semester(problem)}
                yield Fault(("milestones", number, "day"), DATE_OUTSIDE.with_facts(**facts))


def _days(problem: Problem, series: Series, path: Path, almanac: Almanac) -> Iterator[Fault]:
    """What is wrong with the days of a series: the first kind of fault makes the others idle."""
    found = [*_dates(problem, series, path), *_window(problem, series, (*path, "window"))]
    if not found:
        found = [
            *room_faults(problem, series, path, almanac),
            *_agenda(problem, series, path, almanac),
        ]
    yield from found


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


def _window(problem: Problem, series: Series, path: Path) -> Iterator[Fault]:
    """A window that no day of the half-year lies in."""
    semester = problem.semester
    window = series.window.narrowed(semester.first_day, semester.last_day, semester.school_start)
    first, last = window.first_day or date.min, window.last_day or date.max
    facts = {"series": series.name, **_semester(problem)}
    if first > last:
        yield Fault(path, OUTSIDE.with_facts(**facts))
        return
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if any(window.holds(day) for day in days):
        return
    if not any(day.month in (window.months or range(1, 13)) for day in days):
        yield Fault((*path, "months"), OUTSIDE_MONTHS.with_facts(**facts))
    else:
        yield Fault(path, NO_SUCH_DAY.with_facts(**facts))


def _agenda(problem: Problem, series: Series, path: Path, almanac: Almanac) -> Iterator[Fault]:
    """An agenda that would be due before the half-year, however late the meetings stand."""
    windows = [window for case in almanac.cases(series) for window in case.windows]
    if series.agenda_days is None or not windows:
        return
    last = max(window.last_day or problem.semester.last_day for window in windows)
    most = (last - problem.semester.first_day).days
    if series.agenda_days > most > 0:
        yield Fault((*path, "agenda_days"), AGENDA_TOO_EARLY.with_facts(days=most))
