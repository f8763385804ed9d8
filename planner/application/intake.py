"""Intake: a problem file becomes a problem and its rulebook, or every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from planner.application.rulesettings import read_settings, unknown_rule
from planner.application.salvage import Salvage, salvage
from planner.application.shape import within
from planner.application.yamlsource import Location, Source, read_source
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.faults import Lost
from planner.domain.problem import Problem
from planner.domain.schoolcalendar import ClosedPeriod
from planner.domain.validation import faults_of
from planner.domain.words import Language, Phrase
from planner.engine.rule import Rule, Rulebook
from planner.engine.rulebook import rulebook

Kinds = tuple[type[Rule], ...]
PublicHolidays = Callable[[date, date], tuple[ClosedPeriod, ...]]
"""The public holidays from one day to another, both included."""

STAND_INS: Mapping[str, object] = {
    "id": "problem",
    "name": "Problem",
    "semester": {"name": "Halvår", "first_day": "2027-01-04", "last_day": "2027-06-18"},
    "services": [],
    "units": [],
    "people": [],
    "series": [],
}
"""What stands for a required part that cannot be read, while the rest is checked."""

NO_MAPPING = Phrase(
    nb="Filen må begynne med nøkler («id: …», «name: …»), ikke med en liste eller løs tekst; se "
    "docs/formats.md eller hent et eksempel med «semesterplan example gjerstad -o FIL».",
    nn="Fila må byrje med nøklar («id: …», «name: …»), ikkje med ei liste eller laus tekst; sjå "
    "docs/formats.md eller hent eit døme med «semesterplan example gjerstad -o FIL».",
)


def read_problem(path: Path, kinds: Kinds, *, holidays: PublicHolidays) -> tuple[Problem, Rulebook]:
    """Read and validate a problem file, YAML or JSON.

    Parameters
    ----------
    kinds
        Every kind of rule there is; `rules` in the file sets them up.
    holidays
        What the public holidays are, for a file that does not say.

    Raises
    ------
    UnreadableInput
        With every fault of the file: of its text, of single values, and of the whole.
    """
    return problem_in(read_source(path), kinds, holidays=holidays)


def problem_in(
    source: Source, kinds: Kinds, *, holidays: PublicHolidays
) -> tuple[Problem, Rulebook]:
    """The problem of a file that was read, or of a document that was handed in.

    Raises
    ------
    UnreadableInput
        As for `read_problem`.
    """
    document = mapping_of(source)
    found = salvage(Problem, document, STAND_INS)
    rules, rule_faults = _rules(source, document, kinds)
    faults = [*source.faults, *told(found, source), *rule_faults]
    whole = found.model
    if whole is not None and "holidays" not in document:
        semester = whole.semester
        closed = holidays(semester.first_day, semester.last_day)
        whole = whole.model_copy(update={"holidays": closed})
    if whole is not None:
        lost = _lost(found, document)
        faults += [
            source.fault(found.in_document(fault.path), fault.sentence)
            for fault in faults_of(whole, lost)
        ]
    if faults or whole is None:
        language: Language = "nn" if document.get("language") == "nn" else "nb"
        raise UnreadableInput(in_order(faults), language)
    problem = whole.model_copy(update={"rules": rules})
    return problem, rulebook(kinds, rules)


def mapping_of(source: Source) -> dict[str, object]:
    """The document of a source, which must be a mapping."""
    if not isinstance(source.value, dict):
        raise UnreadableInput((source.fault((), NO_MAPPING),))
    return source.value


def told(found: Salvage[Any], source: Source, top: Location = ()) -> Iterator[Fault]:
    """The mistakes of a model as faults of its file."""
    for path, sentence in found.mistakes:
        yield source.fault((*top, *path), sentence)


def in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    """Faults as somebody meets them who reads the file from the top, each once."""
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.line or 0))


def _lost(found: Salvage[Problem], document: dict[str, object]) -> Lost:
    """What the cross checks must know of the pieces that were taken out."""
    ids: set[str] = set()
    whole: set[str] = set()
    for place in found.removed:
        section = str(place[0])
        if len(place) == 1:
            whole.add(section)
        elif len(place) == 2:
            name = within(within(within(document, section), place[1]), "id")
            if isinstance(name, str):
                ids.add(name)
            else:
                whole.add(section)
    touched = frozenset(str(place[0]) for place in found.removed)
    return Lost(frozenset(ids), frozenset(whole), touched)


def _rules(
    source: Source, document: dict[str, object], kinds: Kinds
) -> tuple[dict[str, Any], list[Fault]]:
    """The settings of the rules, as the rules themselves write them, and what is wrong."""
    given = document.get("rules")
    by_name = {kind.name(): kind for kind in kinds}
    settings: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, stated in given.items() if isinstance(given, dict) else ():
        at: Location = ("rules", name)
        unknown = unknown_rule(name, by_name)
        if unknown is not None:
            faults.append(source.fault(at, unknown))
            continue
        read, mistakes = read_settings(by_name[name], stated)
        faults += [source.fault((*at, *place), sentence) for place, sentence in mistakes]
        if read is not None:
            settings[name] = read
    return settings, faults
