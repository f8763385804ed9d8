"""What was measured, kept by family in `build/bench` until all of it is there for the page."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from examples.measure.curve import Run
from examples.measure.processes import CHECKOUT

FOLDER = CHECKOUT / "build" / "bench"
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """When, with what and where figures were taken."""

    date: str
    version: str
    python: str
    machine: str
    cores: int
    load: float

    def sentence(self) -> str:
        """As it stands above tables."""
        return (
            f"on {self.date} with version {self.version} and Python {self.python} on "
            f"{self.machine}, {self.cores} cores, load {self.load:.1f} before the run"
        )


def taken_now() -> Taken:
    """What is to be said of figures that are about to be taken."""
    return Taken(
        f"{datetime.now(UTC):%Y-%m-%d}",
        version_of_checkout(),
        platform.python_version(),
        platform.machine(),
        os.cpu_count() or 1,
        os.getloadavg()[0],
    )


def version_of_checkout() -> str:
    """The version, and the commit when this is a checkout."""
    released = version("semesterplan")
    command = ["git", "describe", "--always", "--dirty"]
    try:
        done = subprocess.run(  # noqa: S603  git, with arguments made here
            command, cwd=CHECKOUT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return released
    return f"{released} ({done.stdout.strip()})"


@dataclass(slots=True)
class Family:
    """What was measured of one family.

    Parameters
    ----------
    known
        Cost of its best known plan; `None` when none is known of the timetable as it is now.
    stages, command
        What the modules of those names printed; `moves`, `sizes` and `staffing` likewise where they
        are measured.
    """

    name: str
    taken: Taken
    meetings: int = 0
    minutes: float = 0.0
    known: int | None = None
    runs: list[Run] = field(default_factory=list)
    stages: Figures = field(default_factory=dict)
    command: Figures = field(default_factory=dict)
    moves: Figures = field(default_factory=dict)
    sizes: list[Figures] = field(default_factory=list)
    staffing: list[Figures] = field(default_factory=list)

    def runs_of(self, engine: str) -> list[Run]:
        """Its runs of one engine."""
        return [run for run in self.runs if run.engine == engine]


def keep(family: Family, folder: Path = FOLDER) -> None:
    """Keep what was measured of a family, instead of what was there."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(family), ensure_ascii=False, indent=1) + "\n"
    (folder / f"{family.name}.json").write_text(text, encoding="utf-8")


def kept(names: Iterable[str], folder: Path = FOLDER) -> list[Family]:
    """What is kept of families; those of which nothing is are left out."""
    files = [folder / f"{name}.json" for name in names]
    return [_read(json.loads(file.read_text(encoding="utf-8"))) for file in files if file.exists()]


def _read(written: Figures) -> Family:
    runs = [
        Run(**run | {"curve": [tuple(each) for each in run["curve"]]}) for run in written["runs"]
    ]
    return Family(**written | {"taken": Taken(**written["taken"]), "runs": runs})
