"""What series and milestones name: services, people, units, rooms, zones and one another."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.attendance import ContactOf, FromService, Named, OneOf
from planner.domain.deadlines import Milestone
from planner.domain.errors import Fault
from planner.domain.faults import Lost, Path, known, some_of
from planner.domain.filters import filter_faults
from planner.domain.frequency import BySize
from planner.domain.problem import Problem
from planner.domain.scope import (
    EachHub,
    EachLink,
    EachMunicipality,
    EachUnit,
    EachZone,
    Groups,
    Together,
    chosen_units,
    groups_of,
)
from planner.domain.series import Series
from planner.domain.unitfilter import UnitFilter
from planner.domain.words import Phrase, listed, same

WITHOUT_ZONE = Phrase(
    nb="{units} ligger ikke i noen sone; sett zone på dem, eller velg dem bort her.",
    nn="{units} ligg ikkje i noka sone; set zone på dei, eller vel dei bort her.",
)
DOUBLED_UNIT = Phrase(
    nb="Enheten «{name}» står to ganger i samme gruppe; fjern den ene.",
    nn="Eininga «{name}» står to gonger i same gruppe; fjern den eine.",
)
DOUBLED_GROUP = Phrase(
    nb="Gruppen er lik gruppe nummer {number}; fjern den ene.",
    nn="Gruppa er lik gruppe nummer {number}; fjern den eine.",
)
DOUBLED_ROOM = Phrase(
    nb="Rommet «{name}» står to ganger; fjern det ene.",
    nn="Rommet «{name}» står to gonger; fjern det eine.",
)
ROOMS_APART = Phrase(
    nb="Rommene ligger på ulike steder ({places}); velg rom på ett sted, eller del serien i to.",
    nn="Romma ligg på ulike stader ({places}); vel rom på éin stad, eller del serien i to.",
)
NO_SCHOOL_START = Phrase(
    nb="Vinduet er regnet fra skolestart, som ikke er oppgitt; skriv school_start under semester.",
    nn="Vindauget er rekna frå skulestart, som ikkje er oppgjeven; skriv school_start under "
    "semester.",
)
UNKNOWN_SIZE = Phrase(
    nb="Frekvensen går etter størrelse, men antall barn er ikke oppgitt for {units}; skriv "
    "children der.",
    nn="Frekvensen går etter storleik, men talet på barn er ikkje oppgjeve for {units}; skriv "
    "children der.",
)
SIZE_OF_NOTHING = Phrase(
    nb="Frekvensen går etter størrelse, men serien har ingen enheter; velg en annen frekvens.",
    nn="Frekvensen går etter storleik, men serien har ingen einingar; vel ein annan frekvens.",
)
NO_MILESTONE_UNIT = Phrase(
    nb="Milepælen «{name}» velger ingen enheter; gjør utvalget videre, eller fjern units.",
    nn="Milepælen «{name}» vel ingen einingar; gjer utvalet vidare, eller fjern units.",
)


def mention_faults(problem: Problem, lost: Lost) -> Iterator[Fault]:
    """Everything that a series or a milestone names, and that is not there."""
    for number, series in enumerate(problem.series):
        path: Path = ("series", number)
        yield from _series(problem, series, path, lost)
        yield from _rooms(problem, series, path, lost)
        yield from _attendance(problem, series, path, lost)
        yield from _scope(problem, series, (*path, "scope"), lost)
        if "units" not in lost.touched:
            yield from _sizes(problem, series, (*path, "frequency", "by_size"))
    for number, milestone in enumerate(problem.milestones):
        yield from _milestone(problem, milestone, ("milestones", number), lost)


def _series(problem: Problem, series: Series, path: Path, lost: Lost) -> Iterator[Fault]:
    if series.place is not None:
        yield from known(series.place, (*path, "place"), problem, lost, "places", "units")
    if series.convener is not None:
        yield from known(series.convener, (*path, "convener"), problem, lost, "services", "people")
    for number, rule in enumerate(series.after):
        at = (*path, "after", number, "series")
        yield from known(rule.series, at, problem, lost, "series")
    counted = series.window.before_school_start is not None
    if counted and problem.semester.school_start is None and "semester" not in lost.touched:
        yield Fault((*path, "window", "before_school_start"), NO_SCHOOL_START)


def _rooms(problem: Problem, series: Series, path: Path, lost: Lost) -> Iterator[Fault]:
    places: dict[str, None] = {}
    for number, name in enumerate(series.rooms):
        at = (*path, "rooms", number)
        yield from known(name, at, problem, lost, "rooms")
        if name in series.rooms[:number]:
            yield Fault(at, DOUBLED_ROOM.with_facts(name=name))
        if name in problem.rooms_by_id:
            places[problem.rooms_by_id[name].place] = None
    if len(places) > 1:
        named = listed([same(place) for place in places])
        yield Fault((*path, "rooms"), ROOMS_APART.with_facts(places=named))


def _attendance(problem: Problem, series: Series, path: Path, lost: Lost) -> Iterator[Fault]:
    for number, line in enumerate(series.attendance):
        at = (*path, "attendance", number)
        match line:
            case ContactOf(contact=service):
                yield from known(service, (*at, "contact"), problem, lost, "services")
            case OneOf(one_of=services):
                for place, service in enumerate(services):
                    yield from known(service, (*at, "one_of", place), problem, lost, "services")
            case Named(person=person):
                yield from known(person, (*at, "person"), problem, lost, "people")
            case FromService(service=service):
                yield from known(service, (*at, "service"), problem, lost, "services")


def _scope(problem: Problem, series: Series, path: Path, lost: Lost) -> Iterator[Fault]:
    for chosen, at in _filters(series, path):
        yield from filter_faults(problem, chosen, at, lost)
    match series.scope:
        case Groups():
            yield from _groups(problem, series.scope, (*path, "groups"), lost)
        case EachZone(each_zone=chosen) if "units" not in lost.touched:
            outside = [unit.name for unit in chosen_units(chosen, problem) if unit.zone is None]
            if outside:
                sentence = WITHOUT_ZONE.with_facts(units=some_of(outside))
                yield Fault((*path, "each_zone"), sentence)


def _filters(series: Series, path: Path) -> Iterator[tuple[UnitFilter, Path]]:
    """The unit filters of a series' scope, each with where it stands."""
    match series.scope:
        case EachUnit(each_unit=chosen):
            yield chosen, (*path, "each_unit")
        case EachHub(each_hub=chosen, feeders=feeders):
            yield chosen, (*path, "each_hub")
            yield feeders, (*path, "feeders")
        case EachLink(each_link=chosen, feeders=feeders):
            yield chosen, (*path, "each_link")
            yield feeders, (*path, "feeders")
        case EachZone(each_zone=chosen):
            yield chosen, (*path, "each_zone")
        case EachMunicipality(each_municipality=chosen):
            yield chosen, (*path, "each_municipality")
        case Together(together=UnitFilter() as chosen):
            yield chosen, (*path, "together")


def _groups(problem: Problem, scope: Groups, path: Path, lost: Lost) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for number, group in enumerate(scope.groups):
        for place, unit in enumerate(group):
            at = (*path, number, place)
            yield from known(unit, at, problem, lost, "units")
            if unit in group[:place]:
                yield Fault(at, DOUBLED_UNIT.with_facts(name=unit))
        if group in first:
            yield Fault((*path, number), DOUBLED_GROUP.with_facts(number=first[group] + 1))
        first.setdefault(group, number)


def _sizes(problem: Problem, series: Series, path: Path) -> Iterator[Fault]:
    """A frequency by size needs a host of known size."""
    if not isinstance(series.frequency, BySize):
        return
    groups = [units for _, units in groups_of(series.scope, problem)]
    hosts = [
        problem.units_by_id[units[0]]
        for units in groups
        if units[:1] and units[0] in problem.units_by_id
    ]
    unknown = [host.name for host in dict.fromkeys(hosts) if host.children is None]
    if groups and not any(groups):
        yield Fault(path, SIZE_OF_NOTHING)
    elif unknown:
        yield Fault(path, UNKNOWN_SIZE.with_facts(units=some_of(unknown)))


def _milestone(problem: Problem, milestone: Milestone, path: Path, lost: Lost) -> Iterator[Fault]:
    for place, service in enumerate(milestone.services):
        yield from known(service, (*path, "services", place), problem, lost, "services")
    if milestone.units is None:
        return
    found = list(filter_faults(problem, milestone.units, (*path, "units"), lost))
    yield from found
    if not found and "units" not in lost.touched and not chosen_units(milestone.units, problem):
        yield Fault((*path, "units"), NO_MILESTONE_UNIT.with_facts(name=milestone.name))
