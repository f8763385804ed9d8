"""The problems that benchmarks are run on, by name: five that ship, and two that are made here."""

from __future__ import annotations

from examples.generator import large, stress
from examples.generator.document import render
from planner.application.examples import EXAMPLES, example_text

MADE = {"stress": stress.document, "large": large.document}
FAMILIES = (*EXAMPLES, *MADE)
"""Their names: gjerstad, tinn, skien, baerum, oslo, stress and large."""


def family(name: str) -> str:
    """The problem file of a family, in spring."""
    return render(MADE[name]()) if name in MADE else example_text(name)
