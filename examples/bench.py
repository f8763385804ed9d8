"""Measure time, memory and plan quality, and write them into docs/benchmarks.md and docs/search.md.

``python examples/bench.py`` on an idle machine, or ``make bench``; ``--help`` tells the rest. What
is measured and how stands in `examples/measure`.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    # The companions are no root of the house: the checkout is put in the path here and only here.
    sys.path.insert(0, str(CHECKOUT))
    runpy.run_module("examples.measure.command")["main"]()
