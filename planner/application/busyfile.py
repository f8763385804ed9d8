"""What is known of people's calendars, as `semesterplan fetch` keeps it in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from planner.application.yamlsource import read_text
from planner.domain.busysources import BusySources, bounds_of
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.faults import some_of
from planner.domain.problem import Problem
from planner.domain.words import Language, Phrase

DAMAGED = Phrase(
    nb="Filen er ikke slik «semesterplan fetch» skriver den; oppgi en annen, eller hent kalenderne "
    "på nytt til en ny fil.",
    nn="Fila er ikkje slik «semesterplan fetch» skriv ho; oppgje ei anna, eller hent kalendrane på "
    "nytt til ei ny fil.",
)
NOT_IN_PROBLEM = Phrase(
    nb="Opptatt-tidene har noen som problemet ikke kjenner ({people}); de er utelatt.",
    nn="Opptatt-tidene har nokon som problemet ikkje kjenner ({people}); dei er utelatne.",
)
NOT_TO_THE_END = Phrase(
    nb="Kalenderen når ikke sikkert til slutten av halvåret for {people}; det vi ikke vet, regnes "
    "som ledig. Se «semesterplan clashes» når planen er laget.",
    nn="Kalenderen når ikkje sikkert til slutten av halvåret for {people}; det vi ikkje veit, blir "
    "rekna som ledig. Sjå «semesterplan clashes» når planen er laga.",
)
NEVER_READ = Phrase(
    nb="Kalenderen er ikke lest ennå for {people}; de regnes som ledige. Hent kalenderne først.",
    nn="Kalenderen er ikkje lesen enno for {people}; dei blir rekna som ledige. Hent kalendrane "
    "først.",
)
NOT_FETCHED = Phrase(
    nb="Kalenderen lot seg ikke hente sist for {people}; det som er kjent fra før, gjelder.",
    nn="Kalenderen lét seg ikkje hente sist for {people}; det som er kjent frå før, gjeld.",
)


def read_busy_file(path: Path, language: Language = "nb") -> BusySources:
    """Read what is known of people's calendars.

    Raises
    ------
    UnreadableInput
        The file cannot be read, or is none that we wrote.
    """
    try:
        return BusySources.model_validate_json(read_text(path))
    except ValidationError:
        fault = Fault((), DAMAGED, str(path))
    raise UnreadableInput((fault,), language)


def render_busy_file(sources: BusySources) -> str:
    """What is known, as its file holds it."""
    return sources.model_dump_json() + "\n"


def notes_on(sources: BusySources, problem: Problem) -> Iterator[Phrase]:
    """What to know before relying on it: who is passed over, and whose busy times are not whole."""
    known, end = problem.people_by_id, bounds_of(problem.semester)[1]
    strangers = sorted(person for person in sources.people if person not in known)
    if strangers:
        yield NOT_IN_PROBLEM.with_facts(people=some_of(strangers))
    never = {
        who
        for who, theirs in sources.people.items()
        if who in known and any(not (each.last_success or each.setback) for each in theirs)
    }
    if never:
        yield NEVER_READ.with_facts(people=some_of(sorted(known[who].name for who in never)))
    read = ((who, until) for who, until in sources.horizons.items() if who in known.keys() - never)
    short = [who for who, until in read if until is None or until < end]
    if short:
        yield NOT_TO_THE_END.with_facts(people=some_of([known[who].name for who in short]))
    old = [
        known[who].name
        for who, theirs in sources.people.items()
        if who in known and any(source.setback for source in theirs)
    ]
    if old:
        yield NOT_FETCHED.with_facts(people=some_of(old))
