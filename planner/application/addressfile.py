"""The addresses of people's calendars in a file. They are secrets: no fault repeats one."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from planner.application.intake import in_order
from planner.application.refreshing import Addresses
from planner.application.yamlsource import Location, Source, read_source
from planner.domain.address import Address, WrongAddress
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.faults import guess_at
from planner.domain.problem import Problem
from planner.domain.words import Phrase

NO_PEOPLE = Phrase(
    nb="Filen må ha en linje for hver person: id-en, kolon, og adressen til kalenderen.",
    nn="Fila må ha ei linje for kvar person: id-en, kolon, og adressa til kalenderen.",
)
UNKNOWN = Phrase(
    nb="Problemet har ingen person med denne id-en{guess}; skriv id-en først, så kolon og "
    "adressen.",
    nn="Problemet har ingen person med denne id-en{guess}; skriv id-en først, så kolon og adressa.",
)
TWICE = Phrase(
    nb="Denne personen står på en linje over også; skriv adressene som én liste.",
    nn="Denne personen står på ei linje over òg; skriv adressene som éi liste.",
)
SAME_ADDRESS = Phrase(
    nb="Personen har denne adressen fra før; fjern den ene.",
    nn="Personen har denne adressa frå før; fjern den eine.",
)
NO_TEXT = Phrase(
    nb="Her skal det stå en adresse, eller en liste av adresser.",
    nn="Her skal det stå ei adresse, eller ei liste av adresser.",
)
OPEN_TO_OTHERS = Phrase(
    nb="Andre på maskinen kan lese {path}, og adressene i den er hemmelige; skriv «chmod 600 "
    "{path}».",
    nn="Andre på maskina kan lese {path}, og adressene i ho er løynde; skriv «chmod 600 {path}».",
)


def read_addresses(path: Path, problem: Problem) -> Addresses:
    """Read the addresses, one or several for each person.

    Raises
    ------
    UnreadableInput
        With every fault of the file, by line; no address is in any of them.
    """
    source = read_source(path)
    people: dict[str, tuple[Address, ...]] = {}
    # What the reader of files finds are keys that stand twice, and a key may be an address.
    faults = [Fault((), TWICE, each.file, each.line) for each in source.faults]
    if not isinstance(source.value, dict):
        faults.append(_fault(source, (), NO_PEOPLE))
    for person, value in source.value.items() if isinstance(source.value, dict) else ():
        if person not in problem.people_by_id:
            guess = guess_at(person, problem.people_by_id)
            faults.append(_fault(source, (person,), UNKNOWN.with_facts(guess=guess)))
        for place, text in _texts(value, (person,)):
            found = _address(text, people.get(person, ()))
            if isinstance(found, Address):
                people[person] = (*people.get(person, ()), found)
            else:
                faults.append(_fault(source, place, found))
    if faults:
        raise UnreadableInput(in_order(faults), problem.language)
    return people


def open_to_others(path: Path) -> Phrase | None:
    """A warning when others than its owner can read a file; `None` when they cannot."""
    shared = path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH)
    return OPEN_TO_OTHERS.with_facts(path=path) if shared and path.is_file() else None


def _texts(value: object, place: Location) -> Iterator[tuple[Location, object]]:
    """What stands for a person, one by one."""
    if isinstance(value, list) and value:
        yield from (((*place, number), each) for number, each in enumerate(value))
    else:
        yield place, value


def _address(text: object, known: tuple[Address, ...]) -> Address | Phrase:
    """The address, or what is wrong with it."""
    if not isinstance(text, str):
        return NO_TEXT
    try:
        address = Address.of(text)
    except WrongAddress as wrong:
        return wrong.sentence
    return SAME_ADDRESS if address in known else address


def _fault(source: Source, place: Location, sentence: Phrase) -> Fault:
    """A fault by its line; a path would repeat keys, which may be addresses."""
    there = source.fault(place, sentence)
    return Fault((), sentence, there.file, there.line)
