"""What a model expects at each place of a document, read from its type annotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from planner.application.yamlsource import Location

Annotation = Any  # a type, or a form such as `tuple[X, ...] | None`


@dataclass(frozen=True, slots=True)
class Step:
    """One step down a document.

    Parameters
    ----------
    part
        The key or number that leads here.
    expected
        What the model expects here: an annotation; `None` where it knows nothing.
    owner
        The model that `part` is a key of; `None` when it is in a list or a dictionary.
    removable
        Whether what is around it stays well formed without this.
    """

    part: str | int
    expected: Annotation
    owner: type[BaseModel] | None
    removable: bool


def steps(
    model: type[BaseModel], location: Location, document: object, *, tagged: bool = False
) -> Iterator[Step]:
    """The steps to a place in a document.

    `tagged` says that `location` is one of pydantic's, with a part for each union it goes through.
    """
    expected: Annotation = model
    value = document
    parts = iter(location)
    for part in parts:
        if isinstance(part, int) and isinstance(value, str):
            return  # a single value where a list may stand is read as a list of one
        expected = bare(expected)
        if forms := _forms(expected):
            tag = next((tag for tag in forms if isinstance(value, dict) and tag in value), None)
            expected = bare(forms[tag]) if tag else None
            if tagged:
                following = next(parts, None)
                if following is None:
                    return
                part = following  # noqa: PLW2901 - the tag is no step of the document
        step = _step(part, expected, value)
        yield step
        expected, value = step.expected, within(value, part)


def within(value: object, part: str | int) -> object:
    """What a part of a document leads to; `None` when it leads nowhere."""
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None


def _step(part: str | int, expected: Annotation, value: object) -> Step:
    if isinstance(expected, type) and issubclass(expected, BaseModel):
        info = expected.model_fields.get(str(part))
        if info is None:
            return Step(part, None, expected, removable=True)
        annotation = (
            Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        )
        return Step(part, annotation, expected, removable=not info.is_required())
    arguments = get_args(expected)
    if _origin(expected) is dict:
        return Step(part, arguments[1], None, removable=True)
    # A list of plain values goes as a whole: some of them alone would say something else.
    alone = isinstance(within(value, part), dict)
    return Step(part, arguments[0] if arguments else None, None, removable=alone)


def bare(annotation: Annotation) -> Annotation:
    """An annotation without its metadata and without its `None`."""
    while True:
        if _origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif _origin(annotation) in (Union, UnionType):
            members = [member for member in get_args(annotation) if member is not NoneType]
            if len(members) > 1:
                return annotation
            annotation = members[0]
        else:
            return annotation


def _forms(annotation: Annotation) -> dict[str, Annotation]:
    """The members of a union that are told apart by tags, by tag."""
    if _origin(annotation) not in (Union, UnionType):
        return {}
    return {
        mark.tag: member
        for member in get_args(annotation)
        if _origin(member) is Annotated
        for mark in member.__metadata__
        if isinstance(mark, Tag)
    }


def _origin(annotation: Annotation) -> object:
    """What a form is made from: `tuple` for `tuple[X, ...]`; `None` for a plain type."""
    return get_origin(annotation)
