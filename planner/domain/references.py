"""Do the ids of a problem hold together? Each is given once, and whatever is named exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from planner.domain.errors import Fault
from planner.domain.faults import Lost, did_you_mean, some_of
from planner.domain.problem import Problem
from planner.domain.series import (
    ContactOf,
    EachHub,
    EachLink,
    EachUnit,
    FromService,
    Groups,
    Named,
    OneOf,
    Series,
    Together,
    UnitFilter,
)
from planner.domain.unittype import UNIT_TYPE_WORDS, UnitType
from planner.domain.words import Phrase

Path = tuple[str | int, ...]

SECTION_WORDS: dict[str, tuple[Phrase, Phrase]] = {
    "services": (Phrase(nb="Tjenesten", nn="Tenesta"), Phrase(nb="tjeneste", nn="teneste")),
    "places": (Phrase(nb="Stedet", nn="Staden"), Phrase(nb="sted", nn="stad")),
    "units": (Phrase(nb="Enheten", nn="Eininga"), Phrase(nb="enhet", nn="eining")),
    "people": (Phrase(nb="Personen", nn="Personen"), Phrase(nb="person", nn="person")),
    "series": (Phrase(nb="Møteserien", nn="Møteserien"), Phrase(nb="møteserie", nn="møteserie")),
    "school_calendars": (
        Phrase(nb="Skoleruten", nn="Skuleruta"),
        Phrase(nb="skolerute", nn="skulerute"),
    ),
}
UNKNOWN = Phrase(
    nb="{what} «{name}» finnes ikke; {way_out}", nn="{what} «{name}» finst ikkje; {way_out}"
)
ADD_OR_CHOOSE = Phrase(
    nb="legg til «{name}» under {sections}, eller velg noe som står der.",
    nn="legg til «{name}» under {sections}, eller vel noko som står der.",
)
DUPLICATE = Phrase(
    nb="Id-en «{name}» er alt brukt av {what} «{holder}»; gi den ene en annen id.",
    nn="Id-en «{name}» er alt brukt av {what} «{holder}»; gje den eine ein annan id.",
)
NO_CALENDAR = Phrase(
    nb="Ingen skolerute gjelder for enheter av typen {type} i kommunen «{municipality}» "
    "({units}); legg til en under school_calendars, om så med «closed: []».",
    nn="Inga skulerute gjeld for einingar av typen {type} i kommunen «{municipality}» "
    "({units}); legg til ei under school_calendars, om så med «closed: []».",
)
FEEDS_ITSELF = Phrase(
    nb="Enheten «{name}» kan ikke levere barn til seg selv; fjern den fra feeds.",
    nn="Eininga «{name}» kan ikkje levere barn til seg sjølv; fjern ho frå feeds.",
)
NO_WORKING_DAYS = Phrase(
    nb="{name} har ingen arbeidsdager; skriv minst én under working_days, eller fjern nøkkelen "
    "for mandag til fredag.",
    nn="{name} har ingen arbeidsdagar; skriv minst éin under working_days, eller fjern nøkkelen "
    "for måndag til fredag.",
)
OTHER_SERVICE = Phrase(
    nb="{person} hører til tjenesten «{theirs}» og kan ikke være kontakt for «{service}»; velg en "
    "fra «{service}», eller flytt kontakten til «{theirs}».",
    nn="{person} høyrer til tenesta «{theirs}» og kan ikkje vere kontakt for «{service}»; vel ein "
    "frå «{service}», eller flytt kontakten til «{theirs}».",
)
UNKNOWN_ZONE = Phrase(
    nb="Ingen enhet ligger i sonen «{name}»; {way_out}",
    nn="Inga eining ligg i sona «{name}»; {way_out}",
)
SET_ZONE = Phrase(
    nb="sett zone på enhetene det gjelder, eller fjern sonen her.",
    nn="set zone på einingane det gjeld, eller fjern sona her.",
)
DOUBLED_UNIT = Phrase(
    nb="Enheten «{name}» står to ganger i samme gruppe; fjern den ene.",
    nn="Eininga «{name}» står to gonger i same gruppe; fjern den eine.",
)
DOUBLED_GROUP = Phrase(
    nb="Gruppen er lik gruppe nummer {number}; fjern den ene.",
    nn="Gruppa er lik gruppe nummer {number}; fjern den eine.",
)


def reference_faults(problem: Problem, lost: Lost) -> Iterator[Fault]:
    """Every id that is given twice, and every name that nobody bears."""
    yield from _duplicates(problem)
    yield from _people(problem, lost)
    yield from _units(problem, lost)
    if "school_calendars" not in lost.touched:
        yield from _without_calendar(problem)
    yield from _contacts(problem, lost)
    for number, series in enumerate(problem.series):
        yield from _series(problem, series, ("series", number), lost)


def _duplicates(problem: Problem) -> Iterator[Fault]:
    """Ids given twice; people, units, places and services share one set of ids."""
    for sections in (
        ("services", "places", "units", "people"), ("series",), ("school_calendars",),
    ):  # fmt: skip
        holders: dict[str, tuple[str, str]] = {}
        for section in sections:
            for number, each in enumerate(getattr(problem, section)):
                if each.id in holders:
                    other, name = holders[each.id]
                    what = SECTION_WORDS[other][1]
                    yield Fault(
                        (section, number, "id"),
                        DUPLICATE.with_facts(name=each.id, what=what, holder=name),
                    )
                else:
                    holders[each.id] = (section, getattr(each, "name", each.id))


def _known(name: str, path: Path, problem: Problem, lost: Lost, *sections: str) -> Iterator[Fault]:
    """A fault unless something in one of `sections` has the id `name`."""
    ids: Collection[str] = _ids(problem, *sections)
    if name not in ids and not lost.may_hold(name, *sections):
        otherwise = ADD_OR_CHOOSE.with_facts(name=name, sections=" eller ".join(sections))
        way_out = did_you_mean(name, ids, otherwise=otherwise)
        what = SECTION_WORDS[sections[0]][0]
        yield Fault(path, UNKNOWN.with_facts(what=what, name=name, way_out=way_out))


def _ids(problem: Problem, *sections: str) -> Collection[str]:
    match sections:
        case ("services",):
            return problem.services_by_id
        case ("people",):
            return problem.people_by_id
        case ("units",):
            return problem.units_by_id
        case _:
            return problem.places_by_id


def _people(problem: Problem, lost: Lost) -> Iterator[Fault]:
    for number, person in enumerate(problem.people):
        path: Path = ("people", number)
        yield from _known(person.service, (*path, "service"), problem, lost, "services")
        if person.workplace is not None:
            workplace = (*path, "workplace")
            yield from _known(person.workplace, workplace, problem, lost, "places", "units")
        if not person.working_days:
            yield Fault((*path, "working_days"), NO_WORKING_DAYS.with_facts(name=person.name))


def _units(problem: Problem, lost: Lost) -> Iterator[Fault]:
    for number, unit in enumerate(problem.units):
        path: Path = ("units", number)
        for place, fed in enumerate(unit.feeds):
            if fed == unit.id:
                yield Fault((*path, "feeds", place), FEEDS_ITSELF.with_facts(name=fed))
            yield from _known(fed, (*path, "feeds", place), problem, lost, "units")
        leadership = Phrase(nb=f"Ledelsen ved {unit.name}", nn=f"Leiinga ved {unit.name}")
        if not unit.leadership.working_days:
            sentence = NO_WORKING_DAYS.with_facts(name=leadership)
            yield Fault((*path, "leadership", "working_days"), sentence)


def _without_calendar(problem: Problem) -> Iterator[Fault]:
    """Each kind of unit in a municipality that no school calendar is about."""
    covered = {
        (calendar.municipality, unit_type)
        for calendar in problem.school_calendars
        for unit_type in calendar.unit_types
    }
    uncovered: defaultdict[tuple[str, UnitType], list[int]] = defaultdict(list)
    for number, unit in enumerate(problem.units):
        if (unit.municipality, unit.type) not in covered:
            uncovered[unit.municipality, unit.type].append(number)
    for (municipality, unit_type), numbers in uncovered.items():
        sentence = NO_CALENDAR.with_facts(
            type=UNIT_TYPE_WORDS[unit_type],
            municipality=municipality,
            units=some_of([problem.units[number].name for number in numbers]),
        )
        yield Fault(("units", numbers[0]), sentence)


def _contacts(problem: Problem, lost: Lost) -> Iterator[Fault]:
    for unit, by_service in problem.contacts.items():
        yield from _known(unit, ("contacts", unit), problem, lost, "units")
        for service, person in by_service.items():
            path: Path = ("contacts", unit, service)
            yield from _known(service, path, problem, lost, "services")
            yield from _known(person, path, problem, lost, "people")
            holder = problem.people_by_id.get(person)
            if holder and holder.service != service and service in problem.services_by_id:
                sentence = OTHER_SERVICE.with_facts(
                    person=holder.name, theirs=holder.service, service=service
                )
                yield Fault(path, sentence)


def _series(problem: Problem, series: Series, path: Path, lost: Lost) -> Iterator[Fault]:
    if series.place is not None:
        yield from _known(series.place, (*path, "place"), problem, lost, "places", "units")
    yield from _attendance(problem, series, path, lost)
    for chosen, at in _filters(series, (*path, "scope")):
        for place, unit in enumerate(chosen.ids or ()):
            yield from _known(unit, (*at, "ids", place), problem, lost, "units")
        yield from _zones(problem, chosen, at, lost)
    if isinstance(series.scope, Groups):
        yield from _groups(problem, series.scope, (*path, "scope", "groups"), lost)


def _attendance(problem: Problem, series: Series, path: Path, lost: Lost) -> Iterator[Fault]:
    for number, line in enumerate(series.attendance):
        at = (*path, "attendance", number)
        match line:
            case ContactOf(contact=service):
                yield from _known(service, (*at, "contact"), problem, lost, "services")
            case OneOf(one_of=services):
                for place, service in enumerate(services):
                    yield from _known(service, (*at, "one_of", place), problem, lost, "services")
            case Named(person=person):
                yield from _known(person, (*at, "person"), problem, lost, "people")
            case FromService(service=service):
                yield from _known(service, (*at, "service"), problem, lost, "services")


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
        case Together(together=UnitFilter() as chosen):
            yield chosen, (*path, "together")


def _zones(problem: Problem, chosen: UnitFilter, path: Path, lost: Lost) -> Iterator[Fault]:
    zones = {unit.zone for unit in problem.units if unit.zone is not None}
    for place, zone in enumerate(chosen.zones or ()):
        if zone not in zones and "units" not in lost.touched:
            way_out = did_you_mean(zone, zones, otherwise=SET_ZONE)
            sentence = UNKNOWN_ZONE.with_facts(name=zone, way_out=way_out)
            yield Fault((*path, "zones", place), sentence)


def _groups(problem: Problem, scope: Groups, path: Path, lost: Lost) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for number, group in enumerate(scope.groups):
        for place, unit in enumerate(group):
            at = (*path, number, place)
            yield from _known(unit, at, problem, lost, "units")
            if unit in group[:place]:
                yield Fault(at, DOUBLED_UNIT.with_facts(name=unit))
        if group in first:
            yield Fault((*path, number), DOUBLED_GROUP.with_facts(number=first[group] + 1))
        first.setdefault(group, number)
