"""A short search, told as JSON: run as a process of its own it can go without machine code."""

from __future__ import annotations

import json
import sys

import numpy as np

from planner.engine.compiled import compile_timetable
from planner.engine.search_anneal import KINDS, sample_prices
from planner.engine.search_moves import staff
from tests.engine.boards import Stepper
from tests.engine.random_timetables import odd_timetable

SEEDS = range(5)
STEPS_A_KIND = 60
TEMPERATURES = (30.0, 1.0)
SAMPLES = 200


def trace() -> dict[str, object]:
    """Where steps of every kind lead from nothing placed, and what further ones would cost.

    By seed; and whether it was compiled.
    """
    ends: list[object] = []
    for seed in SEEDS:
        compiled = compile_timetable(odd_timetable(seed))
        stepper = Stepper.at(compiled, {}, frozenset(range(len(compiled.ids))), seed)
        for number in range(STEPS_A_KIND * KINDS):
            stepper.step(number % KINDS, TEMPERATURES[number // KINDS % 2])
        placements = stepper.placements()
        prices = np.zeros(SAMPLES, dtype=np.int64)
        found = sample_prices(stepper.board.cells, stepper.board.sums, prices)
        for each in ({}, placements):
            stepper.go_to(each)
        starts = {name: [each.start, sorted(each.attending)] for name, each in placements.items()}
        ends.append([starts, stepper.board.sums.tolist(), stepper.counts.tolist()])
        ends.append(prices[:found].tolist())
    return {"compiled": hasattr(staff, "py_func"), "ends": ends}


if __name__ == "__main__":
    # Random bits are multiplied modulo 2**64, of which plain NumPy warns.
    with np.errstate(over="ignore"):
        json.dump(trace(), sys.stdout)
