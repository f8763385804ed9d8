"""Do people, units, rooms and contacts hold together? Ids given once, and whatever is named.

What series and milestones name is looked after in `mentions`, what `staffing` names in
`staffing_references`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.domain.availability import Availability
from planner.domain.errors import Fault
from planner.domain.faults import SECTION_WORDS, Lost, Path, known, some_of
from planner.domain.filters import filter_faults
from planner.domain.problem import Problem
from planner.domain.unittype import UNIT_TYPE_WORDS, UnitType
from planner.domain.words import Phrase

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
NO_DAY_OF_THEIRS = Phrase(
    nb="{name} har ingen dager i halvåret under only_days; skriv minst én fra mandag til fredag, "
    "eller fjern nøkkelen.",
    nn="{name} har ingen dagar i halvåret under only_days; skriv minst éin frå måndag til fredag, "
    "eller fjern nøkkelen.",
)
SAME_CONTACT = Phrase(
    nb="{person} står som både hovedkontakt og andrekontakt; fjern den ene.",
    nn="{person} står som både hovudkontakt og andrekontakt; fjern den eine.",
)


def reference_faults(problem: Problem, lost: Lost) -> Iterator[Fault]:
    """Every id that is given twice, and every name that nobody bears."""
    yield from _duplicates(problem)
    yield from _people(problem, lost)
    yield from _units(problem, lost)
    if "school_calendars" not in lost.touched:
        yield from _without_calendar(problem)
    yield from _contacts(problem, lost)
    for number, room in enumerate(problem.rooms):
        yield from known(room.place, ("rooms", number, "place"), problem, lost, "places", "units")


def _duplicates(problem: Problem) -> Iterator[Fault]:
    """Ids given twice; people, units, places, services and rooms share one set of ids."""
    for sections in (
        ("services", "places", "units", "people", "rooms"),
        ("series",),
        ("milestones",),
        ("school_calendars",),
    ):
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


def _people(problem: Problem, lost: Lost) -> Iterator[Fault]:
    for number, person in enumerate(problem.people):
        path: Path = ("people", number)
        yield from known(person.service, (*path, "service"), problem, lost, "services")
        if person.workplace is not None:
            workplace = (*path, "workplace")
            yield from known(person.workplace, workplace, problem, lost, "places", "units")
        if person.serves is not None:
            yield from filter_faults(problem, person.serves, (*path, "serves"), lost)
        yield from _days(problem, person, person.name, path, lost)


def _days(
    problem: Problem, available: Availability, name: str | Phrase, path: Path, lost: Lost
) -> Iterator[Fault]:
    """Somebody who has no day on which to meet."""
    if not available.working_days:
        yield Fault((*path, "working_days"), NO_WORKING_DAYS.with_facts(name=name))
    days = available.only_days
    if days is None or "semester" in lost.touched:
        return
    if problem.grid.day_numbers.keys().isdisjoint(days):
        yield Fault((*path, "only_days"), NO_DAY_OF_THEIRS.with_facts(name=name))


def _units(problem: Problem, lost: Lost) -> Iterator[Fault]:
    for number, unit in enumerate(problem.units):
        path: Path = ("units", number)
        for place, fed in enumerate(unit.feeds):
            if fed == unit.id:
                yield Fault((*path, "feeds", place), FEEDS_ITSELF.with_facts(name=fed))
            yield from known(fed, (*path, "feeds", place), problem, lost, "units")
        leadership = Phrase(nb=f"Ledelsen ved {unit.name}", nn=f"Leiinga ved {unit.name}")
        yield from _days(problem, unit.leadership, leadership, (*path, "leadership"), lost)


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
        yield from known(unit, ("contacts", unit), problem, lost, "units")
        for service, people in by_service.items():
            path: Path = ("contacts", unit, service)
            yield from known(service, path, problem, lost, "services")
            if len(people) > len(set(people)) and people[0] in problem.people_by_id:
                holder = problem.people_by_id[people[0]]
                yield Fault(path, SAME_CONTACT.with_facts(person=holder.name))
            for person in dict.fromkeys(people):
                yield from known(person, path, problem, lost, "people")
                contact = problem.people_by_id.get(person)
                if contact and contact.service != service and service in problem.services_by_id:
                    sentence = OTHER_SERVICE.with_facts(
                        person=contact.name, theirs=contact.service, service=service
                    )
                    yield Fault(path, sentence)
