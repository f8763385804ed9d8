"""The stages of planning one problem file, in seconds, printed as JSON.

``python -m examples.measure.stages FILE``, in a process of its own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

from calendars.holidays import public_holidays
from constraints import RULES
from planner.application.intake import read_problem
from planner.domain.plan import Plan
from planner.engine.build import build_timetable, plan_of
from planner.engine.check import check
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct

RUNS = 5
Result = TypeVar("Result")


def main() -> None:
    """Time every stage, and print the medians by name."""
    file = Path(sys.argv[1])
    reading, (problem, rules) = _timed(lambda: read_problem(file, RULES, holidays=public_holidays))
    # What a model has once worked out, it keeps; each run gets one that has worked out nothing.
    unread = iter([read_problem(file, RULES, holidays=public_holidays)[0] for _ in range(RUNS)])
    building, timetable = _timed(lambda: build_timetable(next(unread), rules))
    constructing, occupancy = _timed(lambda: construct(compile_timetable(timetable)))
    plan = plan_of(occupancy.placements(), problem)
    unchecked = iter([Plan.model_validate_json(plan.model_dump_json()) for _ in range(RUNS)])
    checking, report = _timed(lambda: check(problem, next(unchecked), rules))
    assert not report.requirements_broken, file
    seconds = {
        "read and validate": reading,
        "post and build": building,
        "first complete plan": constructing,
        "check": checking,
    }
    print(json.dumps({"meetings": len(problem.meetings), "seconds": seconds}))


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Median seconds of some runs, and what the last one gave."""
    seconds: list[float] = []
    results: list[Result] = []
    for _ in range(RUNS):
        started = perf_counter()
        results = [work()]
        seconds.append(perf_counter() - started)
    return median(seconds), results[0]


if __name__ == "__main__":
    main()
