"""Proposed contacts in a file of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from planner.application.intake import in_order, mapping_of, told
from planner.application.salvage import salvage
from planner.application.yamlsource import Location, read_source
from planner.domain.errors import UnreadableInput
from planner.domain.faults import NOTHING_LOST
from planner.domain.model import Id, Model
from planner.domain.problem import Problem
from planner.domain.references import reference_faults
from planner.domain.staffing import Contacts, ContactsByUnit
from planner.domain.words import Phrase
from planner.engine.staffing import Staffing

OTHER_PROBLEM = Phrase(
    nb="Kontaktene er foreslått for «{theirs}», ikke for «{ours}»; oppgi filen som hører til.",
    nn="Kontaktane er føreslegne for «{theirs}», ikkje for «{ours}»; oppgje fila som høyrer til.",
)
OTHER_CONTACT = Phrase(
    nb="Problemfilen har {ours} som kontakt her, ikke {theirs}; rett en av filene.",
    nn="Problemfila har {ours} som kontakt her, ikkje {theirs}; rett ei av filene.",
)
FORBIDDEN = Phrase(
    nb="{person} skal ikke ha {unit} (staffing.forbidden); velg en annen, eller endre forbidden i "
    "problemfilen.",
    nn="{person} skal ikkje ha {unit} (staffing.forbidden); vel ein annan, eller endre forbidden i "
    "problemfila.",
)


class ContactsFile(Model):
    """What `semesterplan staff` writes, and `plan --contacts` reads."""

    problem: Id
    contacts: dict[Id, dict[Id, Contacts]]


def read_contacts(path: Path, problem: Problem) -> ContactsByUnit:
    """Read proposed contacts, which may have been changed by hand since.

    Raises
    ------
    UnreadableInput
        With every fault of the file; contacts that the problem names otherwise are faults.
    """
    source = read_source(path)
    found = salvage(ContactsFile, mapping_of(source), {})
    faults = [*source.faults, *told(found, source)]
    if found.model is not None:
        faults += [
            source.fault(place, sentence) for place, sentence in _faults(found.model, problem)
        ]
    if faults or found.model is None:
        raise UnreadableInput(in_order(faults), problem.language)
    return found.model.contacts


def contact_faults(contacts: ContactsByUnit, problem: Problem) -> Iterator[tuple[Location, Phrase]]:
    """Contacts whose unit, service or person is not there, or who belong to another service."""
    for fault in reference_faults(problem.with_contacts(contacts), NOTHING_LOST):
        if fault.path[0] == "contacts":
            yield fault.path, fault.sentence


def _faults(file: ContactsFile, problem: Problem) -> Iterator[tuple[Location, Phrase]]:
    if file.problem != problem.id:
        facts = {"theirs": file.problem, "ours": problem.id}
        yield ("problem",), OTHER_PROBLEM.with_facts(**facts)
        return
    yield from contact_faults(file.contacts, problem)
    for unit, services in file.contacts.items():
        for service, people in services.items():
            named = problem.contacts_of(unit, service)
            for ours, theirs in zip(named, people, strict=False):
                if ours != theirs:
                    facts = {"ours": ours, "theirs": theirs}
                    yield ("contacts", unit, service), OTHER_CONTACT.with_facts(**facts)
            for who in problem.staffing.forbidden_for(unit, service):
                if who in people and unit in problem.units_by_id:
                    names = (problem.people_by_id[who].name, problem.units_by_id[unit].name)
                    sentence = FORBIDDEN.with_facts(person=names[0], unit=names[1])
                    yield ("contacts", unit, service), sentence


def render_contacts(staffing: Staffing, table: str) -> str:
    """Contacts as a file, with a table of them for people on top, as a comment."""
    contacts = staffing.staffed.contacts
    lines = [f"# {line}".rstrip() for line in table.splitlines()]
    lines += ["", f"problem: {staffing.problem.id}", "contacts:" + " {}" * (not contacts)]
    for unit, services in contacts.items():
        lines.append(f"  {unit}:")
        for service, people in services.items():
            named = people[0] if len(people) == 1 else f"[{', '.join(people)}]"
            lines.append(f"    {service}: {named}")
    return "\n".join(lines) + "\n"
