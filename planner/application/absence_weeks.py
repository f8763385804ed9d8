"""The weeks in which somebody may be away: from a Monday to a Friday, within a half-year."""

from __future__ import annotations

from datetime import date, timedelta

from planner.domain.errors import Fault, UnreadableInput
from planner.domain.grid import monday_of
from planner.domain.problem import Problem
from planner.domain.words import Phrase, short_day

NO_WEEKS = Phrase(
    nb="Halvåret slutter {last_day}, og har ikke {weeks} hele uker fra en mandag {first_day} eller "
    "senere; velg færre uker eller en tidligere dag.",
    nn="Halvåret sluttar {last_day}, og har ikkje {weeks} heile veker frå ein måndag {first_day} "
    "eller seinare; vel færre veker eller ein tidlegare dag.",
)


def starts_of(problem: Problem, weeks: int, every: int, first_day: date) -> tuple[date, ...]:
    """Mondays from which some weeks, Monday to Friday, lie in the half-year.

    Parameters
    ----------
    every
        Weeks from one Monday to the next.
    first_day
        No Monday is before it.

    Raises
    ------
    UnreadableInput
        There is no such Monday.
    """
    semester = problem.semester
    first = max(first_day, semester.first_day)
    monday = monday_of(first + timedelta(days=6))
    starts = []
    while friday_of(monday, weeks) <= semester.last_day:
        starts.append(monday)
        monday += timedelta(weeks=every)
    if not starts:
        facts = {"last_day": short_day(semester.last_day), "first_day": short_day(first)}
        sentence = NO_WEEKS.with_facts(weeks=weeks, **facts)
        raise UnreadableInput((Fault((), sentence),), problem.language)
    return tuple(starts)


def friday_of(monday: date, weeks: int) -> date:
    """The last day of some weeks from a Monday on."""
    return monday + timedelta(weeks=weeks, days=-3)
