"""A document of JSON's values as a source, read in no other way than a file that says the same."""

from __future__ import annotations

from collections.abc import Mapping

from planner.application.yamlsource import DEEPEST_NESTING, TOO_DEEP, Source
from planner.domain.errors import Fault, UnreadableInput


def source_of(document: Mapping[str, object]) -> Source:
    """A document that was handed in; numbers are text in it, as they are in files.

    Raises
    ------
    UnreadableInput
        It is nested too deep.
    """
    return Source(None, _as_text(document, 0))


def _as_text(value: object, depth: int) -> object:
    if depth > DEEPEST_NESTING:
        raise UnreadableInput((Fault((), TOO_DEEP),))
    match value:
        case Mapping():
            return {str(key): _as_text(each, depth + 1) for key, each in value.items()}
        case list() | tuple():
            return [_as_text(each, depth + 1) for each in value]
        case bool() | None:
            return value
    return str(value)
