"""School calendars in and out: which of a problem's is meant, and the lines of one that came in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import yaml

from planner.application.calendarfile import BACKWARDS
from planner.application.yamlsource import DUMPER
from planner.domain.closeddays import ClosedDays
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.faults import did_you_mean
from planner.domain.problem import Problem
from planner.domain.schoolcalendar import ClosedPeriod, SchoolCalendar
from planner.domain.unittype import UNIT_TYPE_WORDS
from planner.domain.words import Language, Phrase, listed

OF_CALENDAR = Phrase(nb="Stengte dager, {types}: {problem}", nn="Stengde dagar, {types}: {problem}")
OF_UNIT = Phrase(nb="Stengte dager: {unit}", nn="Stengde dagar: {unit}")
NO_CALENDAR = Phrase(
    nb="Problemet har ingen skolerute; legg til en under school_calendars.",
    nn="Problemet har inga skulerute; legg til ei under school_calendars.",
)
WHICH_CALENDAR = Phrase(
    nb="Problemet har flere skoleruter; velg en med --calendar: {known}.",
    nn="Problemet har fleire skuleruter; vel ei med --calendar: {known}.",
)
ONE_OF_THEM = Phrase(
    nb="Oppgi enten --calendar eller --unit, ikke begge.",
    nn="Oppgje anten --calendar eller --unit, ikkje begge.",
)
UNKNOWN_CALENDAR = Phrase(
    nb="Problemet har ingen skolerute «{name}»; {way_out}",
    nn="Problemet har inga skulerute «{name}»; {way_out}",
)
UNKNOWN_UNIT = Phrase(
    nb="Problemet har ingen enhet «{name}»; {way_out}",
    nn="Problemet har inga eining «{name}»; {way_out}",
)
CHOOSE = Phrase(nb="velg blant {known}.", nn="vel blant {known}.")
SEE_UNITS = Phrase(nb="velg en som står under units.", nn="vel ei som står under units.")

FOR_CALENDAR = Phrase(
    nb="Lim inn i skoleruta, under school_calendars.",
    nn="Lim inn i skuleruta, under school_calendars.",
)
FOR_UNIT = Phrase(nb="Lim inn ved enheten, under units.", nn="Lim inn ved eininga, under units.")
DOUBTFUL = Phrase(
    nb="Dette ser ikke ut som stengte dager. Fjern # foran det som er det:",
    nn="Dette ser ikkje ut som stengde dagar. Fjern # framfor det som er det:",
)
KNOWN = Phrase(
    nb="Utelatt, for dette er bare helger og helligdager: {names}.",
    nn="Utelate, for dette er berre helger og heilagdagar: {names}.",
)
TOO_MANY_YEARS = Phrase(
    nb="Fra {first} til {last} er for lenge; les høyst fem år om gangen, mellom 2000 og 2099.",
    nn="Frå {first} til {last} er for lenge; les høgst fem år om gongen, mellom 2000 og 2099.",
)
YEARS = range(2000, 2100)
MOST_YEARS = 5
AUGUST = 8
TWO_YEARS = timedelta(days=2 * 365)

ONE_LINE = 10_000
"""Columns, more than any period takes: a comment must not run on to a line without #."""


class Closures(NamedTuple):
    """The closed periods of a school calendar or a unit.

    Parameters
    ----------
    name
        What a calendar of them is called.
    source
        What tells it from all other calendars, in every half-year.
    """

    name: Phrase
    source: str
    periods: tuple[ClosedPeriod, ...]


def closures_of(problem: Problem, calendar: str | None, unit: str | None) -> Closures:
    """The closed periods, with the public holidays, of a school calendar or of a unit.

    Parameters
    ----------
    calendar
        Id of a school calendar; when left out, with no unit either, the only one.
    unit
        Id of a unit, whose planning days are in it too.

    Raises
    ------
    UnreadableInput
        There is none of that name, or there are several to choose from.
    """
    if unit is not None:
        if calendar is not None:
            raise _refused(ONE_OF_THEM, problem)
        if unit not in problem.units_by_id:
            raise _unknown(UNKNOWN_UNIT, unit, problem.units_by_id, SEE_UNITS, problem)
        name = OF_UNIT.with_facts(unit=problem.units_by_id[unit].name)
        return Closures(name, f"{problem.id}/unit/{unit}", problem.closures[unit])
    chosen = _calendar(problem, calendar)
    types = listed([UNIT_TYPE_WORDS[each] for each in chosen.unit_types])
    name = OF_CALENDAR.with_facts(types=types, problem=problem.name)
    periods = (*problem.holidays, *chosen.closed)
    return Closures(name, f"{problem.id}/calendar/{chosen.id}", periods)


def _calendar(problem: Problem, name: str | None) -> SchoolCalendar:
    by_id = {each.id: each for each in problem.school_calendars}
    if not by_id:
        raise _refused(NO_CALENDAR, problem)
    known = ", ".join(by_id)
    if name is None and len(by_id) > 1:
        raise _refused(WHICH_CALENDAR.with_facts(known=known), problem)
    chosen = name or next(iter(by_id))
    if chosen not in by_id:
        choose = CHOOSE.with_facts(known=known)
        raise _unknown(UNKNOWN_CALENDAR, chosen, by_id, choose, problem)
    return by_id[chosen]


def _unknown(
    sentence: Phrase, name: str, known: Collection[str], otherwise: Phrase, problem: Problem
) -> UnreadableInput:
    way_out = did_you_mean(name, known, otherwise=otherwise)
    return _refused(sentence.with_facts(name=name, way_out=way_out), problem)


def _refused(sentence: Phrase, problem: Problem) -> UnreadableInput:
    return UnreadableInput((Fault((), sentence),), problem.language)


def school_years(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """The days that are asked for: if it is not said, this school year and the next one.

    Raises
    ------
    UnreadableInput
        The last day is before the first, or many years after it.
    """
    if first is None:
        first = date(today.year - (today.month < AUGUST), AUGUST, 1)
    if last is None:
        last = first + TWO_YEARS - timedelta(days=1) if first.year in YEARS else first
    if last < first:
        raise UnreadableInput((Fault((), BACKWARDS.with_facts(first=first, last=last)),))
    in_bounds = first.year in YEARS and last.year in YEARS
    if not in_bounds or last.year - first.year > MOST_YEARS:
        raise UnreadableInput((Fault((), TOO_MANY_YEARS.with_facts(first=first, last=last)),))
    return first, last


def render_closed(
    found: ClosedDays, remarks: Sequence[Phrase], language: Language, *, for_unit: bool
) -> str:
    """Closed days as lines of YAML that can be pasted into a problem file.

    Parameters
    ----------
    remarks
        What else is to be said of them, each on a line of its own on top.
    for_unit
        Whether they are the planning days of one unit, and not of a whole school calendar.
    """
    return "".join(f"{line}\n" for line in _lines(found, remarks, language, for_unit=for_unit))


def _lines(
    found: ClosedDays, remarks: Sequence[Phrase], language: Language, *, for_unit: bool
) -> Iterator[str]:
    yield f"# {(FOR_UNIT if for_unit else FOR_CALENDAR).text(language)}"
    for remark in remarks:
        yield f"# {remark.text(language)}"
    key = "planning_days" if for_unit else "closed"
    yield f"{key}:" if found.closed else f"{key}: []"
    for period in found.closed:
        yield f"  - {_entry(period)}"
    if found.doubtful:
        yield f"# {DOUBTFUL.text(language)}"
    for period in found.doubtful:
        yield f"#  - {_entry(period)}"
    if found.known:
        names = ", ".join(dict.fromkeys(each.phrase.text(language) for each in found.known))
        yield f"# {KNOWN.text(language).format(names=names)}"


def _entry(period: ClosedPeriod) -> str:
    """A period on one line, quoted where YAML asks for it."""
    stated = period.model_dump(exclude_none=True)
    line = yaml.dump(
        stated,
        Dumper=DUMPER,
        allow_unicode=True,
        default_flow_style=True,
        sort_keys=False,
        width=ONE_LINE,
    )
    return str(line).strip()
