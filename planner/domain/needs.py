"""From attendance to needs: the very people that one meeting asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.domain.attendance import (
    Attendance,
    ContactOf,
    FromService,
    Level,
    Named,
    OneOf,
    Part,
)

if TYPE_CHECKING:
    from planner.domain.problem import Problem
    from planner.domain.series import Series


@dataclass(frozen=True, slots=True)
class Need:
    """Whom a meeting needs: `count` people among `candidates`.

    Parameters
    ----------
    key
        Tells the needs of one meeting apart, and ties them together through a group: the same
        line of the series gives the same key in every meeting of the group.
    candidates
        Ids of the people to choose from; as many as `count` when there is no choice.
    services
        The services that the candidates belong to.
    at_least
        At how many meetings of the group it must be met at the least; `None` for no such number.
    part
        The part of the meeting they are at; `None` for all of it.
    """

    key: str
    candidates: tuple[str, ...]
    count: int
    level: Level
    services: tuple[str, ...]
    at_least: int | None = None
    part: Part | None = None


def needs_of(
    series: Series, units: tuple[str, ...], number: int, problem: Problem
) -> Iterator[Need]:
    """The people that meeting `number` of a group needs, a line of the series at a time.

    A person needed twice is asked once, by the first line that names them.
    """
    asked: set[str] = set()
    for place, line in enumerate(series.attendance):
        if not concerns(line, units, number, problem):
            continue
        for key, among, count in _asked_by(line, units, problem):
            candidates = tuple(each for each in dict.fromkeys(among) if each not in asked)
            if candidates:
                asked.update(candidates)
                services = tuple(
                    dict.fromkeys(problem.people_by_id[each].service for each in candidates)
                )
                yield Need(
                    f"{place}{key}",
                    candidates,
                    count,
                    line.level,
                    services,
                    line.at_least,
                    line.part,
                )


def concerns(line: Attendance, units: tuple[str, ...], number: int, problem: Problem) -> bool:
    """Whether a line asks anybody to meeting `number` of these units."""
    if line.at_meetings is not None and not line.at_meetings.holds(number):
        return False
    if line.only_types is None:
        return True
    return bool(units) and problem.units_by_id[units[0]].type in line.only_types


def _asked_by(
    line: Attendance, units: tuple[str, ...], problem: Problem
) -> Iterator[tuple[str, list[str], int]]:
    """Key, candidates and count of each need that a line of a series makes."""
    match line:
        case ContactOf():
            for unit in units if line.of == "all" else units[:1]:
                contacts = problem.contacts_of(unit, line.contact)
                if line.which == "either" and contacts:
                    yield f".{unit}", list(contacts[:2]), 1
                chosen = {"main": contacts[:1], "second": contacts[1:2], "both": contacts[:2]}
                for contact in chosen.get(line.which, ()):
                    yield f".{contact}", [contact], 1
        case OneOf(one_of=services):
            mains = (problem.contact(units[0], service) for service in services)
            yield "", [contact for contact in mains if contact is not None], 1
        case Named(person=person):
            yield "", [person], 1
        case FromService(service=service, count=count):
            yield "", [each.id for each in problem.people if each.service == service], count
