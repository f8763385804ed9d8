"""Measure time, memory and plan quality, and write them into docs/benchmarks.md.

Run it on an idle machine with ``make bench``. Stages are timed in one process, the median of five
runs; whole commands as processes of their own, with the memory the operating system counted.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

from calendars.holidays import public_holidays
from constraints import RULES
from planner.application.examples import EXAMPLES, example_text
from planner.application.intake import read_problem
from planner.domain.plan import Plan
from planner.engine.build import build_timetable, plan_of
from planner.engine.check import check
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
BEGINS, ENDS = "<!-- measured -->\n", "<!-- end of measured -->\n"
RUNS = 5
Result = TypeVar("Result")
SECONDS = 10
STAGES = (
    "example",
    "meetings",
    "read and validate",
    "post and build",
    "first complete plan",
    "check",
)
COMMAND = ("example", "seconds", "peak memory", "requirements broken", "cost", "bound")


def main() -> None:
    """Measure every example and write the tables."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, f"{name}.yaml") for name in EXAMPLES}
        for name, file in files.items():
            file.write_text(example_text(name), encoding="utf-8")
        stages = [_stages(name, file) for name, file in files.items()]
        commands = [_command(name, file, Path(folder)) for name, file in files.items()]
    taken = f"Measured {datetime.now(UTC):%Y-%m-%d} with Python {platform.python_version()}"
    where = f"on {platform.machine()}, {os.cpu_count()} cores, load {load:.1f} before the run."
    lines = [
        f"{taken} {where}",
        "",
        f"Stages in one process, median of {RUNS} runs, in seconds:",
        "",
        *_table(STAGES, stages),
        "",
        f"Whole command, `semesterplan plan --seconds {SECONDS}`, one run:",
        "",
        *_table(COMMAND, commands),
        "",
    ]
    text = "\n".join(lines)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGINS)
    after = rest.partition(ENDS)[2]
    PAGE.write_text(before + BEGINS + text + ENDS + after, encoding="utf-8")
    print(text)


def _stages(name: str, file: Path) -> tuple[str, ...]:
    """The stages of planning one example, up to its first complete plan."""
    reading, (problem, rules) = _timed(lambda: read_problem(file, RULES, holidays=public_holidays))
    # What a model has once worked out, it keeps; each run gets one that has worked out nothing.
    unread = iter([read_problem(file, RULES, holidays=public_holidays)[0] for _ in range(RUNS)])
    building, timetable = _timed(lambda: build_timetable(next(unread), rules))
    constructing, occupancy = _timed(lambda: construct(compile_timetable(timetable)))
    placements = occupancy.placements()
    plan = plan_of(placements, problem)
    unchecked = iter([Plan.model_validate_json(plan.model_dump_json()) for _ in range(RUNS)])
    checking, report = _timed(lambda: check(problem, next(unchecked), rules))
    assert not report.requirements_broken, name
    times = (f"{seconds:.2f}" for seconds in (reading, building, constructing, checking))
    return (name, str(len(problem.meetings)), *times)


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Median seconds of some runs, and what the last one gave."""
    seconds: list[float] = []
    results: list[Result] = []
    for _ in range(RUNS):
        started = perf_counter()
        results = [work()]
        seconds.append(perf_counter() - started)
    return median(seconds), results[0]


def _command(name: str, file: Path, folder: Path) -> tuple[str, ...]:
    """The whole command as its users run it."""
    target = folder / name
    command = [sys.executable, "-m", "planner", "plan", str(file), "-o", str(target)]
    started = perf_counter()
    process = subprocess.Popen(  # noqa: S603  our own command, with arguments made here
        [*command, "--seconds", str(SECONDS)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - started
    report = json.loads((target / "report.json").read_text(encoding="utf-8"))
    return (
        name,
        f"{seconds:.1f}",
        f"{usage.ru_maxrss / 1024:.0f} MB",
        str(report["requirements_broken"]),
        str(report["cost"]["total"]),
        "–" if report["bound"] is None else str(report["bound"]),
    )


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """Rows as a Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


if __name__ == "__main__":
    main()
