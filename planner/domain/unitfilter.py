"""A choice of units by what they are and where they lie."""

from __future__ import annotations

from pydantic import Field

from planner.domain.model import Id, Model
from planner.domain.units import Grades, LanguageForm, Owner, Unit
from planner.domain.unittype import UnitType


class UnitFilter(Model):
    """Chooses units: those that meet every condition that is stated."""

    types: tuple[UnitType, ...] | None = None
    grades: Grades | None = Field(default=None, description="Schools with any of these grades.")
    owner: Owner | None = None
    zones: tuple[Id, ...] | None = None
    municipalities: tuple[Id, ...] | None = None
    language_forms: tuple[LanguageForm, ...] | None = Field(
        default=None, description="Units whose written language (målform) is any of these."
    )
    ids: tuple[Id, ...] | None = None

    def chooses(self, unit: Unit) -> bool:
        """Whether a unit is chosen."""
        return (
            (self.types is None or unit.type in self.types)
            and (
                self.grades is None
                or (unit.grades is not None and unit.grades.overlaps(self.grades))
            )
            and (self.owner is None or unit.owner is self.owner)
            and (self.zones is None or unit.zone in self.zones)
            and (self.municipalities is None or unit.municipality in self.municipalities)
            and (self.language_forms is None or unit.language_form in self.language_forms)
            and (self.ids is None or unit.id in self.ids)
        )
