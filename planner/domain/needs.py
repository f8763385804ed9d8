"""From attendance to needs: the very people that one meeting asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
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
from planner.domain.staffing import MAIN, SECOND

if TYPE_CHECKING:
    from planner.domain.problem import Problem
    from planner.domain.series import Series


RANKS = {"main": (MAIN,), "second": (SECOND,), "both": (MAIN, SECOND)}
"""Where among a unit's contacts those stand that a line asks for."""


@dataclass(frozen=True, slots=True)
class Need:
    """Whom a meeting needs: `count` people among `candidates`.

    Parameters
    ----------
    key
        Tells the needs of one meeting apart, and ties them together through a group: the same
        line of the series gives the same key in every meeting of the group.
    candidates
        Ids of the people to choose from; as many as `count` when there is no choice, and empty
        when a unit has no contact to be asked.
    services
        The services that the candidates belong to, or that one is missing from.
    at_least
        At how many meetings of the group it must be met at the least; `None` for no such number.
    part
        The part of the meeting they are at; `None` for all of it.
    regulars
        Those of the candidates who should come themselves, the others being their substitutes;
        empty when all are equal.
    may_change
        Whether it may be met by others from one meeting of the group to the next.
    unit
        The unit that has no contact to be asked; `None` when there are candidates.
    """

    key: str
    candidates: tuple[str, ...]
    count: int
    level: Level
    services: tuple[str, ...]
    at_least: int | None = None
    part: Part | None = None
    regulars: tuple[str, ...] = ()
    may_change: bool = False
    unit: str | None = None

    @property
    def expected(self) -> tuple[str, ...]:
        """Those who should come: the candidates without the substitutes."""
        return self.regulars or self.candidates

    @property
    def is_open(self) -> bool:
        """Whether more people than are needed should come, so that one is as good as another."""
        return len(self.expected) > self.count


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a line of a series asks for: `count` of some people, or the contact a unit lacks."""

    key: str
    people: tuple[str, ...]
    count: int = 1
    unit: str | None = None


def needs_of(
    meeting: str, series: Series, units: tuple[str, ...], number: int, problem: Problem
) -> Iterator[Need]:
    """The people that meeting `number` of a group needs, a line of the series at a time.

    A person needed twice is asked once, by the first line that names them; whoever is asked is
    nobody's substitute.
    """
    asked: set[str] = set()
    lacking: set[tuple[str, tuple[str, ...]]] = set()
    found: list[tuple[Attendance, Need]] = []
    for place, line in enumerate(series.attendance):
        if not concerns(line, units, number, problem):
            continue
        for each in _asked_by(line, units, problem):
            candidates = tuple(one for one in dict.fromkeys(each.people) if one not in asked)
            services = _services_of(line, candidates, problem)
            lacks = each.unit is not None and line.level is Level.REQUIRED
            if candidates or (lacks and (each.key, services) not in lacking):
                asked.update(candidates)
                if lacks:
                    lacking.add((each.key, services))
                need = Need(
                    f"{place}{each.key}",
                    candidates,
                    each.count,
                    line.level,
                    services,
                    line.at_least,
                    line.part,
                    may_change=not isinstance(line, Named) and line.may_change,
                    unit=each.unit,
                )
                found.append((line, need))
    for line, need in found:
        instead = {
            each: as_good
            for each, as_good in _instead(line, need.candidates, units, meeting, problem).items()
            if each not in asked
        }
        asked.update(instead)
        yield need if isinstance(line, FromService) else _with_substitutes(need, instead)


def concerns(line: Attendance, units: tuple[str, ...], number: int, problem: Problem) -> bool:
    """Whether a line asks anybody to meeting `number` of these units."""
    if line.at_meetings is not None and not line.at_meetings.holds(number):
        return False
    if line.only_types is None:
        return True
    return bool(units) and problem.units_by_id[units[0]].type in line.only_types


def _services_of(
    line: Attendance, candidates: tuple[str, ...], problem: Problem
) -> tuple[str, ...]:
    """The services of some people; when there are none, those that a line asks for contacts."""
    match line:
        case ContactOf(contact=service) if not candidates:
            return (service,)
        case OneOf(one_of=services) if not candidates:
            return services
    return tuple(dict.fromkeys(problem.people_by_id[each].service for each in candidates))


def _asked_by(line: Attendance, units: tuple[str, ...], problem: Problem) -> Iterator[_Asked]:
    """What a line of a series asks for, each need by itself."""
    match line:
        case ContactOf(substitutes=True):
            yield from _together(_contacts_asked(line, units, problem))
        case ContactOf():
            yield from _contacts_asked(line, units, problem)
        case OneOf(one_of=services):
            mains = (problem.contact(unit, service) for unit in units[:1] for service in services)
            people = tuple(contact for contact in mains if contact is not None)
            yield _Asked("", people, unit=None if people else next(iter(units), None))
        case Named(person=person):
            yield _Asked("", (person,))
        case FromService(service=service, count=count):
            people = tuple(each.id for each in problem.people if each.service == service)
            yield _Asked("", people, count)


def _contacts_asked(line: ContactOf, units: tuple[str, ...], problem: Problem) -> Iterator[_Asked]:
    """The contacts that a line asks for, and those that are lacking."""
    for unit in units_of(line, units):
        contacts = problem.contacts_of(unit, line.contact)
        if line.which == "either":
            yield _Asked(f".{unit}", contacts, unit=None if contacts else unit)
            continue
        for rank in RANKS[line.which]:
            people = contacts[rank : rank + 1]
            if people:
                yield _Asked(f".{people[0]}", people)
            else:
                yield _Asked(f".{unit}" + "/2" * (rank == SECOND), (), unit=unit)


def _together(asked: Iterator[_Asked]) -> Iterator[_Asked]:
    """One need of all contacts that are asked for, who have their substitutes in common."""
    among: dict[tuple[str, ...], None] = {}
    for each in asked:
        if each.unit is None:
            among[each.people] = None
        else:
            yield each
    yield _Asked("", tuple(person for people in among for person in people), len(among))


def _with_substitutes(need: Need, instead: Mapping[str, bool]) -> Need:
    """A need that others may meet in the place of its candidates; some are as good as they."""
    as_good = tuple(each for each, good in instead.items() if good)
    return replace(
        need,
        candidates=(*need.candidates, *instead),
        count=min(need.count, len(need.candidates) or need.count),
        regulars=(*need.candidates, *as_good) if len(as_good) < len(instead) else (),
    )


def _instead(
    line: Attendance,
    people: tuple[str, ...],
    units: tuple[str, ...],
    meeting: str,
    problem: Problem,
) -> dict[str, bool]:
    """Who may come instead of those that a line asks, and whether they are as good as they are."""
    found: dict[str, bool] = {}
    if isinstance(line, ContactOf) and line.substitutes and people:
        found |= dict.fromkeys(_able(line.contact, units_of(line, units), problem), False)
    if line.level is Level.WELCOME or isinstance(line, FromService):
        return found
    for person in people:
        for each in problem.substitutions_for.get(person, ()):
            if each.meetings is not None and meeting not in each.meetings:
                continue
            served = _served(person, line, units, problem)
            if each.units is not None and not (served and set(served) <= set(each.units)):
                continue
            others = each.by
            if others is None and served:
                others = tuple(_able(problem.people_by_id[person].service, served, problem))
            for other in others or ():
                found[other] = found.get(other, False) or each.as_good
    return found


def _served(
    person: str, line: Attendance, units: tuple[str, ...], problem: Problem
) -> tuple[str, ...]:
    """The units as whose contact a line asks a person; none where it asks them by name."""
    match line:
        case ContactOf():
            asked = units_of(line, units)
        case OneOf():
            asked = units[:1]
        case _:
            return ()
    service = problem.people_by_id[person].service
    return tuple(unit for unit in asked if person in problem.contacts_of(unit, service))


def _able(service: str, units: tuple[str, ...], problem: Problem) -> Iterator[str]:
    """Who could come in the place of the contacts of some units, other contacts first."""
    served = [problem.units_by_id[unit] for unit in units]
    contacts = (each for unit in served for each in problem.contacts_of(unit.id, service))
    others = (
        person.id
        for person in problem.people
        if person.service == service and all(map(person.may_serve, served))
    )
    forbidden = {
        each for unit in served for each in problem.staffing.forbidden_for(unit.id, service)
    }
    return (each for each in dict.fromkeys((*contacts, *others)) if each not in forbidden)


def units_of(line: ContactOf, units: tuple[str, ...]) -> tuple[str, ...]:
    """The units whose contacts a line asks for, the host first."""
    return units if line.of == "all" else units[:1]
