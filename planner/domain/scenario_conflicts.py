"""Changes of one scenario that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.errors import Fault
from planner.domain.problem import Problem
from planner.domain.scenario import (
    Away,
    CalendarPeriod,
    Closed,
    ExtraMeeting,
    Leaves,
    Move,
    NewContact,
    NewFrequency,
    NewRule,
    RemoveSeries,
    RemoveUnit,
    Scenario,
    ScenarioChange,
    ServiceDays,
)
from planner.domain.words import Phrase

Thing = tuple[str, ...]
"""What a change decides, or what it is about: a word for it, and ids."""

TWICE = Phrase(
    nb="En tidligere endring bestemmer det samme; behold bare den ene.",
    nn="Ei tidlegare endring avgjer det same; behald berre den eine.",
)
REMOVED = Phrase(
    nb="«{name}» fjernes av en annen endring, og kan ikke endres i tillegg; behold bare den ene.",
    nn="«{name}» blir fjerna av ei anna endring, og kan ikkje endrast i tillegg; behald berre den "
    "eine.",
)
LEAVES_TOO = Phrase(
    nb="«{name}» slutter selv, etter en annen endring, og kan ikke overta; velg en annen.",
    nn="«{name}» sluttar sjølv, etter ei anna endring, og kan ikkje ta over; vel ein annan.",
)


def conflict_faults(scenario: Scenario, problem: Problem) -> Iterator[Fault]:
    """Every change that an earlier one decides otherwise, or whose unit or series is removed."""
    removed, leaving = _gone(scenario)
    decided: set[Thing] = set()
    for number, change in enumerate(scenario.changes):
        path = ("changes", number)
        things = set(_decided(change, problem))
        if not things.isdisjoint(decided):
            yield Fault(path, TWICE)
        decided |= things
        for thing in _about(change):
            if thing in removed:
                yield Fault(path, REMOVED.with_facts(name=thing[1]))
        for name in _coming(change):
            if name in leaving and change is not leaving[name]:
                yield Fault(path, LEAVES_TOO.with_facts(name=name))


def _gone(scenario: Scenario) -> tuple[set[Thing], dict[str, Leaves]]:
    """The units and series that are removed, and the people who leave."""
    removed: set[Thing] = set()
    leaving: dict[str, Leaves] = {}
    for change in scenario.changes:
        match change:
            case RemoveUnit(remove_unit=name):
                removed.add(("unit", name))
            case RemoveSeries(remove_series=name):
                removed.add(("series", name))
            case Leaves(leaves=name):
                leaving.setdefault(name, change)
    return removed, leaving


def _decided(change: ScenarioChange, problem: Problem) -> Iterator[Thing]:  # noqa: C901  a form a line
    """What only one change of a scenario can decide."""
    match change:
        case NewFrequency(frequency_of=series):
            yield "frequency", series
        case CalendarPeriod(school_calendar=calendar, period=name):
            yield "period", calendar, name.casefold()
        case NewContact(contact_of=unit, service=service):
            yield "contact", unit, change.instead_of or problem.contact(unit, service) or service
        case Leaves(leaves=old):
            yield "leaves", old
            for unit, services in problem.contacts.items() if change.replaced_by else ():
                if any(old in people for people in services.values()):
                    yield "contact", unit, old
        case NewRule(rule=name):
            yield "rule", name
        case ServiceDays(service_days=service):
            yield "days", service
        case Move(move=meeting):
            yield "move", meeting
        case RemoveUnit(remove_unit=name) | RemoveSeries(remove_series=name):
            yield "removed", name


def _about(change: ScenarioChange) -> Iterator[Thing]:
    """The units and series that a change is about."""
    match change:
        case Closed(closed=unit) | NewContact(contact_of=unit):
            yield "unit", unit
        case NewFrequency(frequency_of=series):
            yield "series", series
        case ExtraMeeting(extra_meeting=series):
            yield "series", series
            for unit in change.units or ():
                yield "unit", unit


def _coming(change: ScenarioChange) -> Iterator[str]:
    """Those who come instead of somebody."""
    match change:
        case Away(substitutes=tuple() as people):
            yield from people
        case Leaves(replaced_by=str() as person) | NewContact(becomes=person):
            yield person
