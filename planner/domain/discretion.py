"""Series whose meetings feeds do not call by name, where few children make a name tell too much."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.domain.model import Model, Name
from planner.domain.units import Unit
from planner.domain.words import Phrase


class Discretion(Model):
    """A name that says nothing, at small units or everywhere.

    In a school of thirty, "Ressursteam" on a calendar that others see can point to a child.
    """

    below_children: Annotated[int, Field(ge=1, le=5000)] | None = Field(
        default=None,
        description="For units with fewer children than this, or an unknown number; left out: "
        "for every meeting.",
    )
    name: Name = "Reservert tid"
    name_nn: Name | None = Field(default=None, description="The name in nynorsk, when it differs.")

    @property
    def phrase(self) -> Phrase:
        """The name in both languages."""
        return Phrase(nb=self.name, nn=self.name_nn or self.name)

    def covers(self, units: tuple[Unit, ...]) -> bool:
        """Whether a meeting of some units goes by this name."""
        least = self.below_children
        return least is None or any(
            unit.children is None or unit.children < least for unit in units
        )
