"""The settings of a rule as somebody states them, read by the rule itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.application.salvage import salvage
from planner.application.yamlsource import Location
from planner.domain.faults import did_you_mean
from planner.domain.words import Phrase
from planner.engine.rule import Rule

UNKNOWN_RULE = Phrase(
    nb="Regelen «{name}» finnes ikke; {way_out}", nn="Regelen «{name}» finst ikkje; {way_out}"
)
REMOVE_RULE = Phrase(
    nb="fjern den, eller se docs/rules/ for de som finnes.",
    nn="fjern han, eller sjå docs/rules/ for dei som finst.",
)
NO_SETTINGS = Phrase(
    nb="Under en regel skal det stå nøkler, eller «false» for å utelate den; skriv en av delene.",
    nn="Under ein regel skal det stå nøklar, eller «false» for å utelate han; skriv ein av dei.",
)

Mistakes = tuple[tuple[Location, Phrase], ...]
"""Where in the settings, and what is wrong with the way out."""


def unknown_rule(name: str, by_name: Mapping[str, type[Rule]]) -> Phrase | None:
    """What to say of a rule that there is not; `None` when there is one of that name."""
    if name in by_name:
        return None
    way_out = did_you_mean(name, by_name, otherwise=REMOVE_RULE)
    return UNKNOWN_RULE.with_facts(name=name, way_out=way_out)


def read_settings(kind: type[Rule], stated: object) -> tuple[Any, Mistakes]:
    """The settings of a rule as `Problem.rules` has them, and what is wrong with them.

    `False` leaves the rule out; `None` is for settings that cannot be read.
    """
    if stated is False:
        return False, ()
    if stated is not None and not isinstance(stated, dict):
        return None, (((), NO_SETTINGS),)
    found = salvage(kind, stated or {}, {})
    if found.model is None:
        return None, found.mistakes
    return found.model.model_dump(mode="json", exclude_unset=True), found.mistakes
