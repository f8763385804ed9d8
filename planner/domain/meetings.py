"""From series to meetings: every meeting that there shall be, with an id that lasts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.series import (
    Attendance,
    ContactOf,
    EachHub,
    EachLink,
    EachUnit,
    EveryWeeks,
    FromService,
    Groups,
    Level,
    Named,
    OnDates,
    OneOf,
    PerMonth,
    Series,
    Together,
    UnitFilter,
    Window,
)
from planner.domain.words import Phrase

if TYPE_CHECKING:
    from planner.domain.problem import Problem
    from planner.domain.units import Unit


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
    """

    key: str
    candidates: tuple[str, ...]
    count: int
    level: Level
    services: tuple[str, ...]
    at_least: int | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting that shall be held.

    Parameters
    ----------
    id
        ``series.group.number``: stable while series, units and frequency stay, whatever else
        changes in the problem.
    number
        From 1, in the order of time within the group.
    units
        Ids of the units whose leadership takes part, the host first; empty for a meeting without
        units.
    window
        The days on which this very meeting may stand.
    place
        Id of a unit or a place; `None` when it is nowhere in particular.
    """

    id: str
    series: str
    group: str
    number: int
    units: tuple[str, ...]
    minutes: int
    window: Window
    place: str | None
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The meetings of one series for one unit (or hub, pair, municipality), in order."""

    series: Series
    key: str
    units: tuple[str, ...]
    meetings: tuple[Meeting, ...]

    def title(self, problem: Problem) -> Phrase:
        """What the meetings are called: series and host, "Ressursteam skole, Jar skole"."""
        named = Phrase(nb=self.series.name, nn=self.series.name_nn or self.series.name)
        if not self.units or isinstance(self.series.scope, Together):
            return named
        units = [problem.units_by_id[unit].name for unit in self.units]
        tail = " og ".join(units) if len(units) == 2 else units[0]  # a hub goes by its host
        return Phrase(nb=f"{named.nb}, {tail}", nn=f"{named.nn}, {tail}")


def expand(problem: Problem) -> tuple[Group, ...]:
    """Every group of meetings of a problem, in the order of its series and units."""
    return tuple(
        _group(problem, series, key, units)
        for series in problem.series
        for key, units in groups_of(series, problem)
    )


def _group(problem: Problem, series: Series, key: str, units: tuple[str, ...]) -> Group:
    needs = tuple(needs_of(series, units, problem))
    place = series.place or (units[0] if units else None)
    meetings = tuple(
        Meeting(
            id=f"{series.id}.{key}.{number}",
            series=series.id,
            group=f"{series.id}.{key}",
            number=number,
            units=units,
            minutes=series.minutes,
            window=window,
            place=place,
            needs=needs,
        )
        for number, window in enumerate(windows_of(series, problem), start=1)
    )
    return Group(series=series, key=key, units=units, meetings=meetings)


def chosen_units(units: UnitFilter, problem: Problem) -> list[Unit]:
    """The units that a filter chooses, in the problem's order."""
    return [
        unit
        for unit in problem.units
        if (units.types is None or unit.type in units.types)
        and (units.owner is None or unit.owner is units.owner)
        and (units.zones is None or unit.zone in units.zones)
        and (units.ids is None or unit.id in units.ids)
    ]


def groups_of(series: Series, problem: Problem) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Key and units (the host first) of each group that the scope of a series gives."""
    match series.scope:
        case EachUnit(each_unit=chosen):
            yield from ((unit.id, (unit.id,)) for unit in chosen_units(chosen, problem))
        case EachHub(each_hub=chosen, feeders=feeders):
            for unit, around in _with_feeders(chosen, feeders, problem):
                if around:
                    yield unit, (unit, *around)
        case EachLink(each_link=chosen, feeders=feeders):
            for unit, around in _with_feeders(chosen, feeders, problem):
                yield from ((f"{unit}.{feeder}", (unit, feeder)) for feeder in around)
        case Groups(groups=groups):
            yield from ((".".join(group), group) for group in groups)
        case Together(together=None):
            yield "alle", ()
        case Together(together=UnitFilter() as chosen):
            yield "alle", tuple(unit.id for unit in chosen_units(chosen, problem))


def _with_feeders(
    chosen: UnitFilter, feeders: UnitFilter, problem: Problem
) -> Iterator[tuple[str, list[str]]]:
    """Each chosen unit with those of the feeders that feed it."""
    feeding = chosen_units(feeders, problem)
    for unit in chosen_units(chosen, problem):
        yield unit.id, [feeder.id for feeder in feeding if unit.id in feeder.feeds]


def windows_of(series: Series, problem: Problem) -> Iterator[Window]:
    """The window of each meeting of a group, in order; every one inside the semester."""
    whole = series.window
    first = max(whole.first_day or date.min, problem.semester.first_day)
    last = min(whole.last_day or date.max, problem.semester.last_day)
    match series.frequency:
        case PerMonth(per_month=count):
            for month in _months(first, last):
                if whole.months is None or month[1] in whole.months:
                    inside = _month_window(month, first, last)
                    yield from (inside for _ in range(count))
        case EveryWeeks(every_weeks=weeks, first_day=day):
            while day <= last:
                if day >= first and whole.holds(day):
                    yield Window(first_day=day, last_day=day)
                day += timedelta(weeks=weeks)
        case OnDates(dates=dates):
            yield from (Window(first_day=day, last_day=day) for day in sorted(dates))
        case _ if first <= last:
            inside = Window(first_day=first, last_day=last, months=whole.months)
            yield from (inside for _ in range(series.frequency.per_half_year))


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """Year and month of every month from `first` to `last`."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _month_window(month: tuple[int, int], first: date, last: date) -> Window:
    """The days of a month that lie between `first` and `last`."""
    opens = date(*month, 1)
    closes = (opens + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Window(first_day=max(opens, first), last_day=min(closes, last))


def needs_of(series: Series, units: tuple[str, ...], problem: Problem) -> Iterator[Need]:
    """The people that each meeting of a group needs, a line of the series at a time.

    A person needed twice is asked once, by the first line that names them.
    """
    asked: set[str] = set()
    for number, line in enumerate(series.attendance):
        for key, among, count in _asked_by(line, units, problem):
            candidates = tuple(each for each in dict.fromkeys(among) if each not in asked)
            if candidates:
                asked.update(candidates)
                services = tuple(
                    dict.fromkeys(problem.people_by_id[each].service for each in candidates)
                )
                yield Need(f"{number}{key}", candidates, count, line.level, services, line.at_least)


def _asked_by(
    line: Attendance, units: tuple[str, ...], problem: Problem
) -> Iterator[tuple[str, list[str], int]]:
    """Key, candidates and count of each need that a line of a series makes."""
    match line:
        case ContactOf(contact=service, of=of):
            for unit in units if of == "all" else units[:1]:
                contact = problem.contact(unit, service)
                if contact is not None:
                    yield f".{contact}", [contact], 1
        case OneOf(one_of=services):
            contacts = (problem.contact(units[0], service) for service in services)
            yield "", [contact for contact in contacts if contact is not None], 1
        case Named(person=person):
            yield "", [person], 1
        case FromService(service=service, count=count):
            yield "", [each.id for each in problem.people if each.service == service], count
