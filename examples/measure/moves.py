"""How fast the search moves, on what it spends its time, and how that grows; printed as JSON.

``python -m examples.measure.moves kinds FILE`` times the kinds of moves on one problem, and
``python -m examples.measure.moves sizes FILE`` the search's parts on ever larger cuts of it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from examples.measure.annealing import NAMES, SIMPLE_WEIGHTS, Annealer
from examples.measure.cutting import cut
from examples.measure.problems import timetable_of
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct
from planner.engine.search import WEIGHTS, prepare
from planner.engine.search_anneal import BETTER, KINDS, SERIES, TAKEN, TRIED
from planner.engine.timetable import Timetable

SIZES = (50, 100, 250, 500, 1_000, 2_500, 5_000)
Figures = dict[str, Any]


def main() -> None:
    """Time, and print."""
    what, file = sys.argv[1:]
    timetable = timetable_of(Path(file))
    prepare()
    figures: Figures | list[Figures]
    if what == "kinds":
        figures = by_kind(timetable)
    else:
        figures = [of_size(cut(timetable, size)) for size in SIZES]
    print(json.dumps(figures))


def by_kind(timetable: Timetable) -> Figures:
    """Seconds a move, of each kind alone and of all together, and how many were taken."""
    compiled = compile_timetable(timetable)
    annealer = Annealer(compiled, construct(compiled))
    annealer.warm()
    mixed = annealer.seconds_a_move(WEIGHTS)
    counts = annealer.counts.copy()
    alone = [annealer.seconds_of_kind(kind) for kind in range(KINDS)]
    spent = [weight * seconds for weight, seconds in zip(WEIGHTS, alone, strict=True)]
    return {
        "mixed": mixed,
        "simple": annealer.seconds_a_move(SIMPLE_WEIGHTS),
        "kinds": [
            {
                "name": NAMES[kind],
                "weight": WEIGHTS[kind] / sum(WEIGHTS),
                "seconds": alone[kind],
                "share": spent[kind] / sum(spent),
                "taken": int(counts[kind, TAKEN]) / max(1, int(counts[kind, TRIED])),
                "better": int(counts[kind, BETTER]) / max(1, int(counts[kind, TRIED])),
            }
            for kind in range(KINDS)
        ],
    }


def of_size(timetable: Timetable) -> Figures:
    """What the parts of a search take on one timetable."""
    started = perf_counter()
    compiled = compile_timetable(timetable)
    compiling = perf_counter() - started
    started = perf_counter()
    occupancy = construct(compiled)
    constructing = perf_counter() - started
    annealer = Annealer(compiled, occupancy)
    annealer.warm()
    return {
        "meetings": len(compiled.ids),
        "compile": compiling,
        "construct": constructing,
        "lay": annealer.seconds_to_lay,
        "go": annealer.seconds_to_go,
        "board_megabytes": annealer.board.cells.nbytes / 2**20,
        "simple": annealer.seconds_a_move(SIMPLE_WEIGHTS),
        "series": annealer.seconds_of_kind(SERIES),
        "mixed": annealer.seconds_a_move(WEIGHTS),
    }


if __name__ == "__main__":
    main()
