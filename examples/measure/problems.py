"""From the name of a family to its timetable."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from calendars.holidays import public_holidays
from constraints import RULES
from examples.families import family
from planner.application.intake import read_problem
from planner.engine.build import build_timetable
from planner.engine.timetable import Timetable


def write_problems(names: Iterable[str], folder: Path) -> dict[str, Path]:
    """Write the problem file of each family; where they are."""
    files = {name: folder / f"{name}.yaml" for name in names}
    for name, file in files.items():
        file.write_text(family(name), encoding="utf-8")
    return files


def timetable_of(file: Path) -> Timetable:
    """The timetable of a problem file, with all our rules."""
    return build_timetable(*read_problem(file, RULES, holidays=public_holidays))
