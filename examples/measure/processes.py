"""Each measurement is a process of its own, so that none inherits another's memory or caches."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
MEGA = 1 << 10
"""Kilobytes, in which the operating system counts, in a megabyte."""


def measured(module: str, *arguments: object) -> Any:  # noqa: ANN401  what a module says as JSON
    """What a module of this folder prints when it is run with arguments.

    Raises
    ------
    subprocess.CalledProcessError
        When it fails; what it says of that stands on standard error.
    """
    command = [sys.executable, "-m", f"examples.measure.{module}", *map(str, arguments)]
    done = subprocess.run(  # noqa: S603  our own modules, with arguments made here
        command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout)


def peak_megabytes() -> float:
    """The most memory this process has had.

    Linux counts in `ru_maxrss` also what the parent had when it made this process, so its own
    status is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / MEGA
    import resource  # noqa: PLC0415  Unix has it, and only Unix without /proc comes here

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / MEGA / MEGA if sys.platform == "darwin" else peak / MEGA
