"""Somebody who others may come instead of, for a time or for good."""

from __future__ import annotations

from pydantic import Field

from planner.domain.model import Id, Model


class Substitution(Model):
    """Others may come to meetings that ask for a person."""

    person: Id
    by: tuple[Id, ...] | None = Field(
        default=None,
        description="Those who may come; left out: whoever of the service may serve the units.",
    )
    units: tuple[Id, ...] | None = Field(
        default=None, description="Only as contact of these units; left out: wherever asked for."
    )
    meetings: tuple[str, ...] | None = Field(
        default=None, description="Only at these meetings; left out: at all of them."
    )
    as_good: bool = Field(
        default=False,
        description="They are no worse than the person: one of them was the contact before.",
    )
