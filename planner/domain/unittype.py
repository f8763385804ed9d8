"""The kinds of unit, and their names."""

from __future__ import annotations

from enum import StrEnum

from planner.domain.words import Phrase


class UnitType(StrEnum):
    """What kind of unit; combined schools hold both primary and lower secondary grades."""

    KINDERGARTEN = "kindergarten"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    COMBINED = "combined"
    SPECIAL = "special"


UNIT_TYPE_WORDS: dict[UnitType, Phrase] = {
    UnitType.KINDERGARTEN: Phrase(nb="barnehage", nn="barnehage"),
    UnitType.PRIMARY: Phrase(nb="barneskole", nn="barneskule"),
    UnitType.LOWER_SECONDARY: Phrase(nb="ungdomsskole", nn="ungdomsskule"),
    UnitType.COMBINED: Phrase(nb="1–10-skole", nn="1–10-skule"),
    UnitType.SPECIAL: Phrase(nb="spesialskole", nn="spesialskule"),
}
