"""How much work a half-year holds: working days, and what of a position is there to be used."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from planner.domain.availability import Availability, BusySpan
from planner.domain.grid import OSLO
from planner.domain.people import Person
from planner.domain.problem import Problem

FULL_DAY_MINUTES = 450
"""A full position's working day: 37.5 hours a week over five days (hovedtariffavtalen for KS)."""


def working_days(problem: Problem) -> tuple[date, ...]:
    """Monday to Friday through the half-year, public holidays apart."""
    return tuple(day for day in problem.grid.days if day not in problem.public_holidays)


def full_position_minutes(problem: Problem) -> int:
    """Working time of a full position in the half-year."""
    return FULL_DAY_MINUTES * len(working_days(problem))


def days_at_work(problem: Problem, somebody: Availability) -> tuple[date, ...]:
    """The days on which somebody works and is not away the whole day."""
    away = somebody.away()
    return tuple(
        day
        for day in working_days(problem)
        if somebody.works_on(day) and not any(_covers(span, day) for span in away)
    )


def present_percent(problem: Problem, person: Person) -> float:
    """Position percentage that is there to be used: less for whoever is away for a time.

    Somebody from outside who comes on certain days only has no more than those.
    """
    there = len(days_at_work(problem, person))
    if person.only_days is not None:
        return min(person.position_percent, 100 * there / len(working_days(problem)))
    own = sum(person.works_on(day) for day in working_days(problem))
    return person.position_percent * there / own if own else 0.0


def working_minutes(problem: Problem, person: Person) -> float:
    """Working time of a person in the half-year, absence taken off."""
    return full_position_minutes(problem) * present_percent(problem, person) / 100


def _covers(span: BusySpan, day: date) -> bool:
    """Whether a span covers a day from midnight to midnight."""
    midnight = datetime.combine(day, datetime.min.time(), OSLO)
    return span.start <= midnight and span.end >= midnight + timedelta(days=1)
