"""What somebody asks of the API, read: the path, the query and the body become models.

Everything that is wrong is told at once and in the sentences of the files that people write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from planner.application.salvage import TOO_MANY, salvage
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.words import Phrase

JSON = "application/json"
MOST_TOLD = 100
"""Faults of what is sent around a document; anybody may send it, and telling takes its time."""
AnyModel = TypeVar("AnyModel", bound=BaseModel)

NO_OBJECT = Phrase(
    nb="Innholdet må være et JSON-objekt: nøkler med verdier mellom «{{» og «}}».",
    nn="Innhaldet må vere eit JSON-objekt: nøklar med verdiar mellom «{{» og «}}».",
).with_facts()
TWICE = Phrase(
    nb="Dette står mer enn én gang i adressen; behold det ene.",
    nn="Dette står meir enn éin gong i adressa; behald det eine.",
)
NO_NUL = Phrase(
    nb="Teksten har et tegn med nummer 0, som ikke kan lagres; fjern det.",
    nn="Teksten har eit teikn med nummer 0, som ikkje kan lagrast; fjern det.",
)


class NotJson(Exception):
    """A body that says it is something else."""


class Malformed(Exception):
    """A body that says it is JSON, and is not."""


def read_body(kind: type[AnyModel], media_type: str, body: Callable[[], bytes]) -> AnyModel:
    """Read a body.

    Raises
    ------
    NotJson
        It says that it is something else.
    Malformed
        It is no JSON.
    UnreadableInput
        It is, but not what was asked for; with every fault.
    """
    if media_type != JSON:
        raise NotJson
    content = body()
    try:
        document = from_json(content, allow_inf_nan=False)
    except ValueError:
        raise Malformed from None
    if not isinstance(document, dict):
        raise UnreadableInput((Fault((), NO_OBJECT),))
    if b"\\u0000" in content and (places := tuple(_nuls(document, ()))):
        raise UnreadableInput(tuple(Fault(each, NO_NUL) for each in places))
    return _read(kind, document)


def read_words(kind: type[AnyModel], words: Sequence[tuple[str, str]]) -> AnyModel:
    """Read the variables of a path, or a query: names, each with its value.

    Raises
    ------
    UnreadableInput
        With everything that is wrong.
    """
    document = dict(words)
    if len(document) < len(words):
        names = [name for name, _ in words]
        twice = dict.fromkeys(name for name in names if names.count(name) > 1)
        raise UnreadableInput(tuple(Fault((name,), TWICE) for name in twice))
    if places := tuple(_nuls(document, ())):
        raise UnreadableInput(tuple(Fault(each, NO_NUL) for each in places))
    return _read(kind, document)


def _read(kind: type[AnyModel], document: Mapping[str, Any]) -> AnyModel:
    try:
        return kind.model_validate(document)
    except ValidationError as invalid:
        if invalid.error_count() > MOST_TOLD:
            too_many = TOO_MANY.with_facts(most=MOST_TOLD)
            raise UnreadableInput((Fault((), too_many),)) from None
        faults = (Fault(*each) for each in salvage(kind, dict(document), {}).mistakes)
        raise UnreadableInput(tuple(faults)) from None


def _nuls(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Where there is a text that no database would take."""
    match value:
        case str() if "\0" in value:
            yield path
        case dict():
            for key, inner in value.items():
                yield from _nuls(key, path)
                yield from _nuls(inner, (*path, key))
        case list():
            for number, inner in enumerate(value):
                yield from _nuls(inner, (*path, number))
