"""From series to meetings: every meeting that there shall be, with an id that lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.attendance import Level
from planner.domain.needs import Need, needs_of
from planner.domain.occurrences import occurrences_of
from planner.domain.scope import Together, groups_of
from planner.domain.series import Series
from planner.domain.window import Window
from planner.domain.words import Phrase

if TYPE_CHECKING:
    from planner.domain.problem import Problem


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
        Id of a unit or a place; `None` when it is nowhere in particular, or on screen.
    rooms
        Rooms to choose from; empty when no room has to be found.
    optional
        Whether it is held only where there is room.
    cancelled
        Whether it is not held after all.
    usual_day
        The day it should stand on when that can be.
    """

    id: str
    series: str
    group: str
    number: int
    units: tuple[str, ...]
    minutes: int
    window: Window
    place: str | None
    rooms: tuple[str, ...]
    needs: tuple[Need, ...]
    optional: bool
    cancelled: bool
    usual_day: date | None

    @property
    def asked(self) -> tuple[str, ...]:
        """Everybody whose time it may take, each once: people, then units, then rooms."""
        needs = (need for need in self.needs if need.level is not Level.WELCOME)
        people = (person for need in needs for person in need.candidates)
        return tuple(dict.fromkeys((*people, *self.units, *self.rooms)))


@dataclass(frozen=True, slots=True)
class Group:
    """The meetings of one series for one unit (or hub, pair, municipality), in order."""

    series: Series
    key: str
    units: tuple[str, ...]
    meetings: tuple[Meeting, ...]

    def title(self, problem: Problem, number: int | None = None) -> Phrase:
        """What the meetings are called, or with a number, what that one is."""
        return title_of(self.series, self.units, number, problem)


def title_of(
    series: Series, units: tuple[str, ...], number: int | None, problem: Problem
) -> Phrase:
    """What the meetings of some units are called: series and host, "Ressursteam, Jar skole".

    With a number, what that one is called, when they are told apart by it.
    """
    named = series.phrase
    tail = ""
    if units and not isinstance(series.scope, Together):
        names = [problem.units_by_id[unit].name for unit in units]
        # Two are named both; a larger group goes by its host.
        tail = ", " + (" og ".join(names) if len(names) == 2 else names[0])
    if series.numbered and number is not None:
        tail += f" – plass {number}"
    return Phrase(nb=named.nb + tail, nn=named.nn + tail)


def expand(problem: Problem) -> tuple[Group, ...]:
    """Every group of meetings of a problem, in the order of its series and units."""
    return tuple(
        _group(problem, series, key, units)
        for series in problem.series
        for key, units in groups_of(series.scope, problem)
    )


def _group(problem: Problem, series: Series, key: str, units: tuple[str, ...]) -> Group:
    place = problem.place_of(series, units)
    may_be_cancelled = problem.published.may_be_cancelled if problem.published else frozenset()
    named = (
        (f"{series.id}.{key}.{number}", number, occurrence)
        for number, occurrence in enumerate(occurrences_of(series, units, problem), start=1)
    )
    meetings = tuple(
        Meeting(
            id=name,
            series=series.id,
            group=f"{series.id}.{key}",
            number=number,
            units=units,
            minutes=series.minutes,
            window=occurrence.window,
            place=place,
            rooms=series.rooms,
            needs=tuple(needs_of(name, series, units, number, problem)),
            optional=occurrence.optional or name in problem.cancelled or name in may_be_cancelled,
            cancelled=name in problem.cancelled,
            usual_day=occurrence.usual_day,
        )
        for name, number, occurrence in named
    )
    return Group(series=series, key=key, units=units, meetings=meetings)
