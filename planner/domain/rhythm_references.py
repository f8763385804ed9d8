"""What `last_rhythm` names: groups of meetings that must be there, and times in the day.

Series and units come and go from one half-year to the next; what a plan of last half-year says of
those that are gone is no fault, and is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.domain.errors import Fault
from planner.domain.faults import Lost, Path, did_you_mean
from planner.domain.problem import Problem
from planner.domain.rhythm import LastRhythm
from planner.domain.scope import groups_of
from planner.domain.words import Phrase, clock

NO_GROUP = Phrase(
    nb="Ingen møter hører til «{name}»; {way_out}", nn="Ingen møte høyrer til «{name}»; {way_out}"
)
NAME_A_GROUP = Phrase(
    nb="skriv møteserie og enhet med punktum mellom, som begynnelsen av id-ene i plan.json, eller "
    "fjern rytmen.",
    nn="skriv møteserie og eining med punktum mellom, som byrjinga av id-ane i plan.json, eller "
    "fjern rytmen.",
)
NOT_A_START = Phrase(
    nb="Ingen møter kan begynne kl. {start}; velg et klokkeslett som day har, eller fjern start.",
    nn="Ingen møte kan byrje kl. {start}; vel eit klokkeslett som day har, eller fjern start.",
)


def rhythm_faults(problem: Problem, lost: Lost) -> Iterator[Fault]:
    """Every rhythm of meetings that are not there, or at a time at which none can begin."""
    groups = _groups(problem)
    for name, rhythm in problem.last_rhythm.items():
        path: Path = ("last_rhythm", name)
        if name not in groups and lost.touched.isdisjoint(("series", "units")):
            way_out = did_you_mean(name, groups, otherwise=NAME_A_GROUP)
            yield Fault(path, NO_GROUP.with_facts(name=name, way_out=way_out))
        if not _on_the_raster(rhythm, problem) and "day" not in lost.touched:
            assert rhythm.start is not None
            yield Fault((*path, "start"), NOT_A_START.with_facts(start=clock(rhythm.start)))


def usable_rhythms(rhythms: Mapping[str, LastRhythm], problem: Problem) -> dict[str, LastRhythm]:
    """Of some rhythms, what a problem has meetings for and times in its day."""
    groups = _groups(problem)
    usable: dict[str, LastRhythm] = {}
    for name, rhythm in rhythms.items():
        if name in groups and _on_the_raster(rhythm, problem):
            usable[name] = rhythm
        elif name in groups and rhythm.weekday is not None:
            usable[name] = LastRhythm(weekday=rhythm.weekday)
    return usable


def _groups(problem: Problem) -> frozenset[str]:
    """The ids of all groups of meetings."""
    return frozenset(
        f"{series.id}.{key}"
        for series in problem.series
        for key, _ in groups_of(series.scope, problem)
    )


def _on_the_raster(rhythm: LastRhythm, problem: Problem) -> bool:
    """Whether meetings can begin at the time of day of a rhythm, if it has one."""
    if rhythm.start is None:
        return True
    return bool(problem.grid.daily_start(rhythm.start) & problem.grid.starts_fitting(1))
