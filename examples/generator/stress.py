"""Stress: Bærum as often as Lunner meets, for the benchmarks. It is no example that ships.

Lunner's page on cooperation has resource teams at schools every other week and in kindergartens
three times in a half-year, after a fixed plan.
"""

from __future__ import annotations

from examples.generator import baerum
from examples.generator.baerum_series import Pace
from examples.generator.document import Document
from examples.generator.terms import SPRING

AT_SCHOOLS = Pace({"per_month": 2}, {"least": 7, "most": 28}, "annenhver uke", "1–4 uker")
IN_KINDERGARTENS = Pace(
    {"per_half_year": 3}, {"least": 28}, "tre ganger i halvåret", "minst fire uker"
)


def document() -> Document:
    """The problem, in spring."""
    return baerum.document(SPRING, at_schools=AT_SCHOOLS, in_kindergartens=IN_KINDERGARTENS)
