"""Read a model from a document that may be faulty: all its mistakes, and what can still be used.

The faulty pieces are taken out, each as small as the model allows, until the rest is well formed.
So the checks that look across the whole can run as well, and every fault is told at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from planner.application.mistakes import Mistake, sentence_of
from planner.application.shape import Step, bare, steps, within
from planner.application.yamlsource import Location
from planner.domain.words import Phrase

AnyModel = TypeVar("AnyModel", bound=BaseModel)

BARE_NUMBER = re.compile(r"[+-]?\d+([.,]\d*)?")
KEY_MARK = "[key]"
"""How pydantic marks that a key of a dictionary is meant, and not its value."""
MOST_TOLD = 2000
"""Mistakes of a document: nobody reads more, and each takes its time and its room."""

TOO_MANY = Phrase(
    nb="Her er mer enn {most} feil; se etter at det er rett fil, og begynn med det som går igjen.",
    nn="Her er meir enn {most} feil; sjå etter at det er rett fil, og byrj med det som går att.",
)


@dataclass(frozen=True)
class Salvage(Generic[AnyModel]):
    """What could be read.

    Parameters
    ----------
    model
        The model, made from what is well formed; `None` when too little is.
    mistakes
        Where, and what is wrong with the way out.
    removed
        The places in the document that were left out.
    """

    model: AnyModel | None
    mistakes: tuple[tuple[Location, Phrase], ...]
    removed: frozenset[Location]

    def in_document(self, path: Location) -> Location:
        """The place in the document of a place in the model: numbers count what was left out."""
        place: Location = ()
        for part in path:
            if isinstance(part, int):
                for gone in sorted(each[-1] for each in self.removed if _is_item(each, place)):
                    part += gone <= part  # type: ignore[operator]  # noqa: PLW2901
            place = (*place, part)
        return place


def salvage(
    kind: type[AnyModel], document: dict[str, object], stand_ins: Mapping[str, object]
) -> Salvage[AnyModel]:
    """Read a model; `stand_ins` take the place of required parts that are missing or faulty."""
    mistakes: list[tuple[Location, Phrase]] = []
    removed: set[Location] = set()
    for path, error in _numbers_for_times(kind, document):
        mistakes.append((path, sentence_of(_mistake(kind, document, path, error))))
        _remove(kind, document, path, removed)
    while True:
        found = Salvage[AnyModel](None, tuple(mistakes), frozenset(removed))
        rest = _without(document, removed, ())
        assert isinstance(rest, dict)
        rest |= {key: value for key, value in stand_ins.items() if (key,) in removed}
        try:
            model = kind.model_validate(rest)
        except ValidationError as invalid:
            before = frozenset(removed)
            if invalid.error_count() > MOST_TOLD:
                mistakes.append(((), TOO_MANY.with_facts(most=MOST_TOLD)))
                return Salvage(None, tuple(mistakes), before)
            errors = invalid.errors(include_url=False)
            places = [found.in_document(_path(kind, rest, error)) for error in errors]
            # What is wrong around a faulty piece may only be so because of that piece.
            excused = {each[:end] for each in places for end in range(len(each))}
            excused |= {each[:end] for each in before for end in range(len(each) + 1)}
            for path, error in zip(places, errors, strict=True):
                if path not in excused:
                    excused.add(path)
                    mistakes.append((path, sentence_of(_mistake(kind, document, path, error))))
                _remove(kind, document, path, removed)
            if removed == before:
                return Salvage(None, tuple(mistakes), before)
        else:
            return Salvage(model, found.mistakes, found.removed)


def _path(kind: type[BaseModel], document: object, error: ErrorDetails) -> Location:
    """The place of an error in the document that was validated."""
    location = tuple(part for part in error["loc"] if part != KEY_MARK)
    return tuple(step.part for step in steps(kind, location, document, tagged=True))


def _mistake(
    kind: type[BaseModel], document: object, path: Location, error: ErrorDetails
) -> Mistake:
    around: object = None
    value = document
    for part in path:
        around, value = value, within(value, part)
    if error["loc"][-1:] == (KEY_MARK,):
        value = path[-1]
    last = [Step("", kind, None, removable=False), *steps(kind, path, document)][-1]
    return Mistake(error, last.part, value, around, last.expected, last.owner)


def _remove(
    kind: type[BaseModel], document: object, path: Location, removed: set[Location]
) -> None:
    """Mark the smallest piece around a place that can be taken out."""
    around: list[Step] = list(steps(kind, path, document))
    if any(path[:end] in removed for end in range(1, len(path) + 1)):
        return
    while around:
        piece = tuple(step.part for step in around)
        there = around.pop()
        exists = len(piece) == 1 or _holds(document, piece)
        if exists and (there.removable or len(piece) == 1):
            removed.add(piece)
            return


def _holds(document: object, path: Location) -> bool:
    value = document
    for part in path[:-1]:
        value = within(value, part)
    return path[-1] in value if isinstance(value, dict) else isinstance(value, list)


def _without(value: object, removed: set[Location], path: Location) -> object:
    """A copy of a document without some of its places."""
    if isinstance(value, dict):
        return {
            key: _without(part, removed, (*path, key))
            for key, part in value.items()
            if (*path, key) not in removed
        }
    if isinstance(value, list):
        return [
            _without(part, removed, (*path, number))
            for number, part in enumerate(value)
            if (*path, number) not in removed
        ]
    return value


def _is_item(place: Location, around: Location) -> bool:
    return place[:-1] == around and isinstance(place[-1], int)


def _numbers_for_times(
    kind: type[BaseModel], document: object
) -> Iterator[tuple[Location, ErrorDetails]]:
    """Bare numbers where a date or a time belongs.

    Pydantic takes them for seconds, and "08.00" for eight seconds past midnight.
    """
    types = {date: "date_type", datetime: "datetime_type", time: "time_type"}
    for path, text in _bare_numbers(document, ()):
        there = list(steps(kind, path, document))
        expected = bare(there[-1].expected) if there else None
        if isinstance(expected, type) and expected in types:
            yield path, ErrorDetails(type=types[expected], loc=path, msg="", input=text)


def _bare_numbers(value: object, path: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        if BARE_NUMBER.fullmatch(value.strip()):
            yield path, value
        return
    parts = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, part in parts:
        yield from _bare_numbers(part, (*path, key))
