"""The rulebook of a problem: every kind of rule with the leader's settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.engine.rule import Rule, Rulebook


def rulebook(kinds: Iterable[type[Rule]], settings: Mapping[str, Any]) -> Rulebook:
    """The rules of a problem, in the order of their kinds.

    Parameters
    ----------
    settings
        `Problem.rules`: by rule name a mapping of settings, or `False` for a rule that is left
        out. A rule that is not named applies with its defaults. The intake has read them already,
        so that what is wrong is told there.
    """
    return tuple(
        kind.model_validate(settings.get(kind.name()) or {})
        for kind in kinds
        if settings.get(kind.name()) is not False
    )
