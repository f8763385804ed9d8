"""The whole command as its users run it, at a terminal; figures printed as JSON.

``python -m examples.measure.whole_command FILE SECONDS``. Nothing large is imported here, since
the system counts what a parent has among the memory of its child.
"""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from examples.measure.processes import MEGA

SEARCHES = "Søker etter en bedre plan"
"""What stands on the terminal from the moment that the search runs; it is drawn five times a
second. A test holds it to the words of the command."""


def main() -> None:
    """Run the command, and print what it took and what it came to."""
    file, seconds = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "plan")
        command = [sys.executable, "-m", "planner", "plan", file, "-o", str(target)]
        ours, theirs = pty.openpty()
        started = perf_counter()
        process = subprocess.Popen(  # noqa: S603  our own command, with arguments made here
            [*command, "--seconds", seconds], stdout=subprocess.DEVNULL, stderr=theirs
        )
        os.close(theirs)
        search_begins = _seconds_until_it_searches(ours, started)
        _, _, usage = os.wait4(process.pid, 0)
        used = perf_counter() - started
        report = json.loads((target / "report.json").read_text(encoding="utf-8"))
    figures = {
        "seconds": used,
        "search_begins": search_begins,
        "megabytes": usage.ru_maxrss / MEGA,
        "broken": report["requirements_broken"],
        "cost": report["cost"]["total"],
        "bound": report["bound"],
    }
    print(json.dumps(figures))


def _seconds_until_it_searches(terminal: int, started: float) -> float | None:
    """Read a terminal to its end; when the search was first seen there, `None` for never."""
    seen = None
    said = b""
    while True:
        try:
            some = os.read(terminal, 1 << 16)
        except OSError:  # What Linux says when the other end is closed.
            return seen
        if not some:
            return seen
        said = said[-1_000:] + some
        if seen is None and SEARCHES.encode() in said:
            seen = perf_counter() - started


if __name__ == "__main__":
    main()
