"""Documents as they are handed in and kept: problems, plans and scenarios as JSON.

What is handed in goes by the same intake as files do, and its faults say where in what was handed
in they are. What is kept is canonical: the same text for the same thing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from pydantic import ValidationError

from planner.application.intake import Kinds, PublicHolidays, problem_in
from planner.application.jsonsource import source_of
from planner.application.planfile import plan_in
from planner.application.scenariofile import scenario_in
from planner.application.yamlsource import Location
from planner.domain.errors import Damaged, Fault, UnreadableInput
from planner.domain.freetext import IDENTITY_NUMBER
from planner.domain.identitynumber import holds_identity_number
from planner.domain.model import Model
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.scenario import Scenario
from planner.domain.semester import Semester
from planner.domain.words import Phrase
from planner.engine.rule import Rulebook
from planner.engine.rulebook import rulebook

AnyModel = TypeVar("AnyModel", bound=Model)

DAMAGED = Phrase(
    nb="Dette er lagret med en annen utgave av programmet, eller er ødelagt; legg det inn på nytt, "
    "eller hent det fram igjen fra en sikkerhetskopi.",
    nn="Dette er lagra med ei anna utgåve av programmet, eller er øydelagt; legg det inn på nytt, "
    "eller hent det fram att frå ein tryggingskopi.",
)


def problem_from(
    document: Mapping[str, object],
    kinds: Kinds,
    *,
    holidays: PublicHolidays,
    top: Location = ("problem",),
) -> Problem:
    """The problem that a document holds.

    Parameters
    ----------
    top
        Where the document stands in what was handed in.

    Raises
    ------
    UnreadableInput
        With every fault of it.
    """
    with _under(top):
        source = source_of(document)
        _refuse_identity_numbers(document)
        return problem_in(source, kinds, holidays=holidays)[0]


def plan_from(
    document: Mapping[str, object], problem: Problem, *, top: Location = ("plan",)
) -> Plan:
    """The plan that a document holds; meetings of the problem that it does not name have no place.

    Raises
    ------
    UnreadableInput
        With every fault of it.
    """
    with _under(top):
        return plan_in(source_of(document), problem)


def scenario_from(
    document: Mapping[str, object],
    problem: Problem,
    kinds: Kinds,
    *,
    top: Location = ("scenario",),
) -> Scenario:
    """The scenario that a document holds.

    Parameters
    ----------
    problem
        The problem that the scenario changes, with the contacts of its plan.

    Raises
    ------
    UnreadableInput
        With every fault of it. Meetings that it locks or moves are for the plan to know.
    """
    with _under(top):
        source = source_of(document)
        _refuse_identity_numbers(document)
        return scenario_in(source, problem, kinds)


def render_document(kept: Model) -> str:
    """A document as it is kept."""
    document = kept.model_dump(mode="json")
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_document(kind: type[AnyModel], text: str) -> AnyModel:
    """A document that is kept.

    Raises
    ------
    Damaged
        It is, or the program knows it no longer.
    """
    try:
        return kind.model_validate_json(text)
    except ValidationError:
        raise Damaged((Fault((), DAMAGED),)) from None


def days_of(problem: str, place: Location) -> Semester:
    """The half-year of a problem that is kept, without reading all of it.

    Parameters
    ----------
    place
        What is told to be damaged if it is.

    Raises
    ------
    Damaged
        It is.
    """
    try:
        return Semester.model_validate(json.loads(problem)["semester"])
    except (ValueError, LookupError, TypeError):
        raise Damaged((Fault(place, DAMAGED),)) from None


def rules_for(problem: Problem, kinds: Kinds) -> Rulebook:
    """The rules that a problem that is kept is planned by.

    Raises
    ------
    Damaged
        The program knows its settings no longer.
    """
    try:
        return rulebook(kinds, problem.rules)
    except (ValidationError, LookupError):
        raise Damaged((Fault(("rules",), DAMAGED),), problem.language) from None


def _refuse_identity_numbers(document: Mapping[str, object]) -> None:
    """None is kept, wherever in a document somebody wrote it."""
    if faults := tuple(Fault(place, IDENTITY_NUMBER) for place in _numbered(document, ())):
        raise UnreadableInput(faults)


def _numbered(value: object, place: Location) -> Iterator[Location]:
    """Where there is a text that holds an identity number; what JSON has as a number is none."""
    match value:
        case str() if holds_identity_number(value):
            yield place
        case Mapping():
            for key, each in value.items():
                if holds_identity_number(str(key)):
                    yield (*place, str(key))
                yield from _numbered(each, (*place, str(key)))
        case list() | tuple():
            for number, each in enumerate(value):
                yield from _numbered(each, (*place, number))


@contextmanager
def _under(top: Location) -> Iterator[None]:
    """Faults say where they are in what was handed in, of which the document is a part."""
    try:
        yield
    except UnreadableInput as error:
        faults = tuple(replace(each, path=(*top, *each.path)) for each in error.faults)
        raise UnreadableInput(faults, error.language) from None
