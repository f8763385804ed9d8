"""The common ground of the domain's models: frozen, closed to unknown keys, ids that last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


class Model(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, with other values for some fields; nothing that was worked out goes with it."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]  # pydantic copies cached properties, which may be stale
        return copied

    def sharing_with(self, other: Self) -> Self:
        """The same, with every part that it has in common with another from there.

        Parts are values of fields, and in a tuple those with the same id.
        """
        fields = type(self).model_fields
        there = {name: getattr(other, name) for name in fields}
        shared = {name: _shared(getattr(self, name), there[name]) for name in fields}
        if all(shared[name] is there[name] for name in fields):
            return other
        return self.model_copy(update=shared)


def _shared(ours: object, theirs: object) -> object:
    if _alike(ours, theirs):
        return theirs
    if not isinstance(ours, tuple) or not isinstance(theirs, tuple):
        return ours
    by_id = {getattr(each, "id", None): each for each in theirs}
    there = ((each, by_id.get(getattr(each, "id", None))) for each in ours)
    return tuple(other if _alike(each, other) else each for each, other in there)


def _alike(one: object, other: object) -> bool:
    """Whether two are equal, also in what Python takes for equal: ``True``, ``1`` and ``1.0``.

    Only what is no model can have one where the other has the other.
    """
    return one == other and (not isinstance(one, dict) or repr(one) == repr(other))


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60),
    Field(description="Stable id: lower-case letters, digits and hyphens."),
]
"""An id is kept from import to calendar UID, so it is plain enough for a file name."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]

YEARS = range(1900, 2101)
"""The years that a day or a moment may lie in: beyond them nobody plans, and dates run out."""


def _within_years(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError("day_too_far")
    return day


Day = Annotated[date, AfterValidator(_within_years)]
