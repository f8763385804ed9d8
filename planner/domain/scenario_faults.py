"""Does a scenario fit its problem? Everything that it names and that is not there or cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.domain.errors import Fault
from planner.domain.faults import NOTHING_LOST, Path, did_you_mean, known
from planner.domain.model import Model
from planner.domain.problem import Problem
from planner.domain.scenario import (
    AddUnit,
    Away,
    CalendarPeriod,
    Closed,
    ExtraMeeting,
    Leaves,
    NewContact,
    NewFrequency,
    RemoveSeries,
    RemoveUnit,
    Scenario,
    ScenarioChange,
    ServiceDays,
)
from planner.domain.scenario_applied import applied
from planner.domain.scenario_conflicts import conflict_faults
from planner.domain.scenario_units import is_named
from planner.domain.scope import groups_of
from planner.domain.substitution_references import THEMSELVES
from planner.domain.validation import faults_of
from planner.domain.words import Phrase, short_day

OUTSIDE = Phrase(
    nb="{day} er utenfor halvåret, som er fra {first} til {last}; velg en dag innenfor.",
    nn="{day} er utanfor halvåret, som er frå {first} til {last}; vel ein dag innanfor.",
)
OTHER_SERVICE = Phrase(
    nb="{person} hører til tjenesten «{theirs}», ikke «{service}»; velg en fra «{service}».",
    nn="{person} høyrer til tenesta «{theirs}», ikkje «{service}»; vel ein frå «{service}».",
)
FORBIDDEN = Phrase(
    nb="{person} skal ikke ha {unit} (staffing.forbidden); velg en annen.",
    nn="{person} skal ikkje ha {unit} (staffing.forbidden); vel ein annan.",
)
NOT_CONTACT = Phrase(
    nb="{person} er ikke kontakt for {unit}; {way_out}",
    nn="{person} er ikkje kontakt for {unit}; {way_out}",
)
REMOVE = Phrase(nb="fjern instead_of.", nn="fjern instead_of.")
CONTACT_ALREADY = Phrase(
    nb="{person} er alt kontakt for {unit}; velg en annen, eller fjern endringen.",
    nn="{person} er alt kontakt for {unit}; vel ein annan, eller fjern endringa.",
)
UNKNOWN_CALENDAR = Phrase(
    nb="Skoleruten «{name}» finnes ikke; {way_out}", nn="Skuleruta «{name}» finst ikkje; {way_out}"
)
SEE_CALENDARS = Phrase(
    nb="velg en som står under school_calendars.", nn="vel ei som står under school_calendars."
)
SEVERAL_PERIODS = Phrase(
    nb="Skoleruten har flere perioder som heter «{name}»; gi dem hvert sitt navn i problemfilen.",
    nn="Skuleruta har fleire periodar som heiter «{name}»; gje dei kvart sitt namn i problemfila.",
)
WHICH_UNITS = Phrase(
    nb="Serien møtes i {count} grupper; skriv under units hvilke enheter møtet er for.",
    nn="Serien møtest i {count} grupper; skriv under units kva einingar møtet er for.",
)
DOUBLED_UNIT = Phrase(
    nb="Enheten «{name}» står to ganger; fjern den ene.",
    nn="Eininga «{name}» står to gonger; fjern den eine.",
)


NAMES: dict[type[Model], dict[str, str]] = {
    Away: {"away": "people"},
    Leaves: {"leaves": "people"},
    NewContact: {"contact_of": "units", "instead_of": "people"},
    Closed: {"closed": "units"},
    RemoveUnit: {"remove_unit": "units"},
    RemoveSeries: {"remove_series": "series"},
    ExtraMeeting: {"extra_meeting": "series"},
    NewFrequency: {"frequency_of": "series"},
    ServiceDays: {"service_days": "services"},
}
"""What each form names by id, and in which section of the problem it stands."""


def scenario_faults(scenario: Scenario, problem: Problem) -> Iterator[Fault]:
    """Every fault of a scenario whose parts are each well formed; paths are into the scenario.

    The settings of rules, and meetings that are locked or moved, are looked after elsewhere: the
    former need the rules, the latter the published plan.
    """
    found = [*conflict_faults(scenario, problem)]
    told = {fault.path[1] for fault in found}
    sound: list[int] = []
    before = problem
    for number, change in enumerate(scenario.changes):
        faults = [] if number in told else [*_faults(change, before, ("changes", number))]
        found += faults
        if number not in told and not faults:
            sound.append(number)
            before = _after(scenario, before, number)
    yield from found
    yield from _of_the_whole(scenario, problem, before, sound)


def _after(scenario: Scenario, problem: Problem, number: int) -> Problem:
    """The problem after one change more."""
    alone = scenario.model_copy(update={"changes": scenario.changes[number : number + 1]})
    return applied(alone, problem, substitutes=False)


def _of_the_whole(
    scenario: Scenario, before: Problem, after: Problem, sound: list[int]
) -> Iterator[Fault]:
    """What does not hold together after all sound changes, told of the one that brings it."""
    known_before = {fault.sentence for fault in faults_of(before)}
    left = [fault for fault in faults_of(after) if fault.sentence not in known_before]
    for number in sound if left else ():
        before = _after(scenario, before, number)
        places = {fault.path for fault in faults_of(before) if fault.sentence not in known_before}
        for fault in [each for each in left if each.path in places or number == sound[-1]]:
            left.remove(fault)
            yield Fault(("changes", number), fault.sentence)


def _faults(change: ScenarioChange, problem: Problem, path: Path) -> Iterator[Fault]:
    """What is wrong with one change, by itself and in a problem."""
    yield from _names(change, problem, path)
    yield from _days(change, problem, path)
    match change:
        case Away(away=person, substitutes=tuple() as others):
            for place, other in enumerate(others):
                yield from _instead(person, other, problem, (*path, "substitutes", place))
        case Leaves(leaves=person, replaced_by=str() as other):
            yield from _instead(person, other, problem, (*path, "replaced_by"))
        case NewContact():
            yield from _contact(change, problem, path)
        case AddUnit(contacts=contacts):
            for service, name in contacts.items():
                yield from _of_service(name, service, problem, (*path, "contacts", service))
        case CalendarPeriod():
            yield from _calendar(change, problem, path)
        case ExtraMeeting():
            yield from _extra(change, problem, path)


def _names(change: ScenarioChange, problem: Problem, path: Path) -> Iterator[Fault]:
    """Ids that nobody bears."""
    for key, section in NAMES.get(type(change), {}).items():
        name: str | None = getattr(change, key)
        if name is not None:
            yield from known(name, (*path, key), problem, NOTHING_LOST, section)


def _days(change: ScenarioChange, problem: Problem, path: Path) -> Iterator[Fault]:
    """Days that are not in the half-year."""
    first, last = problem.semester.first_day, problem.semester.last_day
    for key in ("first_day", "last_day", "from_day"):
        day: date | None = getattr(change, key, None)
        if day is not None and not first <= day <= last:
            facts = {"day": _in_full(day), "first": _in_full(first), "last": _in_full(last)}
            yield Fault((*path, key), OUTSIDE.with_facts(**facts))


def _in_full(day: date) -> str:
    return f"{short_day(day)} {day.year}"


def _instead(person: str, other: str, problem: Problem, path: Path) -> Iterator[Fault]:
    """What keeps somebody from coming in the place of somebody else."""
    if person not in problem.people_by_id:
        return
    if person == other:
        name = problem.people_by_id[person].name
        yield Fault(path, THEMSELVES.with_facts(person=name))
        return
    yield from _of_service(other, problem.people_by_id[person].service, problem, path)


def _of_service(name: str, service: str, problem: Problem, path: Path) -> Iterator[Fault]:
    """What keeps somebody from acting for a service."""
    yield from known(service, path, problem, NOTHING_LOST, "services")
    yield from known(name, path, problem, NOTHING_LOST, "people")
    person = problem.people_by_id.get(name)
    if person is not None and service in problem.services_by_id and person.service != service:
        facts = {"theirs": person.service, "service": service}
        yield Fault(path, OTHER_SERVICE.with_facts(person=person.name, **facts))


def _contact(change: NewContact, problem: Problem, path: Path) -> Iterator[Fault]:
    """What keeps somebody from becoming the contact of a unit."""
    at = (*path, "becomes")
    found = [*_of_service(change.becomes, change.service, problem, at)]
    yield from found
    unit = problem.units_by_id.get(change.contact_of)
    if found or unit is None:
        return
    new = problem.people_by_id[change.becomes]
    contacts = problem.contacts_of(unit.id, change.service)
    if new.id in (change.instead_of, *contacts[:1]):
        yield Fault(at, CONTACT_ALREADY.with_facts(person=new.name, unit=unit.name))
    elif new.id in problem.staffing.forbidden_for(unit.id, change.service):
        yield Fault(at, FORBIDDEN.with_facts(person=new.name, unit=unit.name))
    old = problem.people_by_id.get(change.instead_of or "")
    if old is not None and old.id not in contacts:
        way_out = did_you_mean(old.id, contacts, otherwise=REMOVE)
        facts = {"person": old.name, "unit": unit.name, "way_out": way_out}
        yield Fault((*path, "instead_of"), NOT_CONTACT.with_facts(**facts))


def _calendar(change: CalendarPeriod, problem: Problem, path: Path) -> Iterator[Fault]:
    calendars = {each.id: each for each in problem.school_calendars}
    name = change.school_calendar
    if name not in calendars:
        way_out = did_you_mean(name, calendars, otherwise=SEE_CALENDARS)
        sentence = UNKNOWN_CALENDAR.with_facts(name=name, way_out=way_out)
        yield Fault((*path, "school_calendar"), sentence)
    elif sum(is_named(each, change.period) for each in calendars[name].closed) > 1:
        yield Fault((*path, "period"), SEVERAL_PERIODS.with_facts(name=change.period))


def _extra(change: ExtraMeeting, problem: Problem, path: Path) -> Iterator[Fault]:
    """Units that are not there, or that the leader must choose among."""
    series = problem.series_by_id.get(change.extra_meeting)
    if series is not None and change.units is None:
        groups = len(list(groups_of(series.scope, problem)))
        if groups > 1:
            yield Fault(path, WHICH_UNITS.with_facts(count=groups))
    for place, unit in enumerate(change.units or ()):
        at = (*path, "units", place)
        yield from known(unit, at, problem, NOTHING_LOST, "units")
        if unit in (change.units or ())[:place]:
            yield Fault(at, DOUBLED_UNIT.with_facts(name=unit))
