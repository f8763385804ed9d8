"""What `staffing` names: services, units and people that must be there, and who is both in and out.

Who served last half-year may have left since, and so may a unit have closed: that is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.errors import Fault
from planner.domain.faults import Lost, Path, known
from planner.domain.filters import filter_faults
from planner.domain.problem import Problem
from planner.domain.words import Phrase

FORBIDDEN_OTHER_SERVICE = Phrase(
    nb="{person} hører til tjenesten «{theirs}» og kan ikke være kontakt for «{service}»; fjern "
    "personen her, eller skriv det under «{theirs}».",
    nn="{person} høyrer til tenesta «{theirs}» og kan ikkje vere kontakt for «{service}»; fjern "
    "personen her, eller skriv det under «{theirs}».",
)
PINNED_AND_FORBIDDEN = Phrase(
    nb="{person} er satt opp for {unit} under contacts, men skal ikke ha enheten; fjern personen "
    "her, eller velg en annen under contacts.",
    nn="{person} er sett opp for {unit} under contacts, men skal ikkje ha eininga; fjern personen "
    "her, eller vel ein annan under contacts.",
)


def staffing_faults(problem: Problem, lost: Lost) -> Iterator[Fault]:
    """Everything that `staffing` names, and that is not there or cannot be meant."""
    top: Path = ("staffing",)
    for service, caseload in problem.staffing.services.items():
        path: Path = (*top, "services", service)
        yield from known(service, path, problem, lost, "services")
        if caseload.second is not None:
            yield from filter_faults(problem, caseload.second, (*path, "second"), lost)
    for unit, by_service in problem.staffing.forbidden.items():
        path = (*top, "forbidden", unit)
        yield from known(unit, path, problem, lost, "units")
        for service, people in by_service.items():
            yield from known(service, (*path, service), problem, lost, "services")
            for place, person in enumerate(people):
                at = (*path, service, place)
                yield from _forbidden(problem, person, at, lost, unit=unit, service=service)
    for unit, last in problem.staffing.last.items():
        for service in last:
            yield from known(service, (*top, "last", unit, service), problem, lost, "services")


def _forbidden(
    problem: Problem, name: str, path: Path, lost: Lost, *, unit: str, service: str
) -> Iterator[Fault]:
    yield from known(name, path, problem, lost, "people")
    person = problem.people_by_id.get(name)
    if person is None or service not in problem.services_by_id:
        return
    if person.service != service:
        facts = {"theirs": person.service, "service": service}
        yield Fault(path, FORBIDDEN_OTHER_SERVICE.with_facts(person=person.name, **facts))
    elif name in problem.contacts_of(unit, service) and unit in problem.units_by_id:
        served = problem.units_by_id[unit].name
        yield Fault(path, PINNED_AND_FORBIDDEN.with_facts(person=person.name, unit=served))
