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
