"""What a scenario changes of units: who is there, and on which days they are closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.domain.model import Model
from planner.domain.problem import Problem
from planner.domain.scenario import AddUnit, CalendarPeriod, Closed, RemoveUnit, ScenarioChange
from planner.domain.schoolcalendar import ClosedPeriod, SchoolCalendar
from planner.domain.scope import Groups
from planner.domain.unitfilter import UnitFilter

CLOSED = "Ekstra stengt"
"""What a day is called that a scenario closes, alike in both languages."""


def with_units_changed(problem: Problem, change: ScenarioChange) -> Problem:
    """The problem after a change of units; any other change leaves it as it is."""
    match change:
        case Closed():
            return _closed(problem, change)
        case AddUnit(add_unit=unit, contacts=served_by):
            contacts = {service: (person,) for service, person in served_by.items()}
            further = {unit.id: contacts} if contacts else {}
            return problem.model_copy(
                update={
                    "units": (*problem.units, unit),
                    "contacts": {**problem.contacts, **further},
                }
            )
        case RemoveUnit(remove_unit=name):
            return _without(problem, name)
        case CalendarPeriod():
            calendars = tuple(
                _with_period(each, change) if each.id == change.school_calendar else each
                for each in problem.school_calendars
            )
            return problem.model_copy(update={"school_calendars": calendars})
        case _:
            return problem


def is_named(period: ClosedPeriod, name: str) -> bool:
    """Whether a period has a name in either written language, in capitals or not."""
    return name.casefold() in (period.phrase.nb.casefold(), period.phrase.nn.casefold())


def _closed(problem: Problem, change: Closed) -> Problem:
    period = ClosedPeriod(name=CLOSED, first_day=change.first_day, last_day=change.last_day)
    units = tuple(
        unit.model_copy(update={"planning_days": (*unit.planning_days, period)})
        if unit.id == change.closed
        else unit
        for unit in problem.units
    )
    return problem.model_copy(update={"units": units})


def _with_period(calendar: SchoolCalendar, change: CalendarPeriod) -> SchoolCalendar:
    """A calendar in which a period has other days; a new one when none has its name."""
    first, last = change.first_day, change.last_day
    closed = tuple(
        each.model_copy(update={"first_day": first, "last_day": last})
        if is_named(each, change.period)
        else each
        for each in calendar.closed
    )
    if not any(is_named(each, change.period) for each in closed):
        closed = (*closed, ClosedPeriod(name=change.period, first_day=first, last_day=last))
    return calendar.model_copy(update={"closed": closed})


def _without(problem: Problem, gone: str) -> Problem:
    """The problem without a unit and its rooms, and without it wherever it is named."""
    units = tuple(unit for unit in problem.units if unit.id != gone)
    people = (
        person.model_copy(update={"workplace": None}) if person.workplace == gone else person
        for person in problem.people
    )
    contacts = {unit: served for unit, served in problem.contacts.items() if unit != gone}
    staffing = problem.staffing.model_copy(
        update={
            "forbidden": {k: v for k, v in problem.staffing.forbidden.items() if k != gone},
            "last": {k: v for k, v in problem.staffing.last.items() if k != gone},
        }
    )
    return problem.model_copy(
        update={
            "units": tuple(
                unit.model_copy(update={"feeds": _others(unit.feeds, gone)}) for unit in units
            ),
            "people": _unnamed(tuple(people), gone),
            "rooms": tuple(room for room in problem.rooms if room.place != gone),
            "contacts": contacts,
            "staffing": _unnamed(staffing, gone),
            "substitutions": tuple(
                each.model_copy(update={"units": each.units and _others(each.units, gone)})
                for each in problem.substitutions
            ),
            "series": _unnamed(problem.series, gone),
            "milestones": _unnamed(problem.milestones, gone),
        }
    )


def _unnamed(value: Any, gone: str) -> Any:  # noqa: ANN401  any part of a problem
    """A part of a problem in which no choice and no group of units names a unit."""
    match value:
        case UnitFilter(ids=ids):
            return value.model_copy(update={"ids": ids and _others(ids, gone)})
        case Groups(groups=groups):
            return value.model_copy(update={"groups": tuple(_groups(groups, gone))})
        case Model():
            fields = ((name, getattr(value, name)) for name in type(value).model_fields)
            changed = {name: _unnamed(each, gone) for name, each in fields}
            return value.model_copy(update=changed)
        case tuple():
            return tuple(_unnamed(each, gone) for each in value)
        case dict():
            return {key: _unnamed(each, gone) for key, each in value.items()}
        case _:
            return value


def _groups(groups: tuple[tuple[str, ...], ...], gone: str) -> Iterator[tuple[str, ...]]:
    """Groups of units without one; where it was the host, or all others but one, none is left."""
    for group in groups:
        others = _others(group, gone)
        if others == group or (len(others) > 1 and group[0] != gone):
            yield others


def _others(names: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != gone)
