"""The import of busy times from one calendar file, as JSON.

``python -m examples.measure.busy_import FILE``, in a process of its own: the file is read in
another one yet, whose memory is the largest of any child of this one. Linux counts with it what
this one had when it began, so nothing but the file is in here.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from calendars.busy import read_busy
from examples.measure.processes import MEGA
from planner.domain.calendar_faults import UnusableCalendar

START, END = datetime(2027, 1, 4, tzinfo=UTC), datetime(2027, 6, 19, tzinfo=UTC)


def main() -> None:
    """Import, and print what it took."""
    data = Path(sys.argv[1]).read_bytes()
    started = perf_counter()
    try:
        answer = f"{len(read_busy(data, START, END, 'Europe/Oslo').intervals):,} intervals"
    except UnusableCalendar as refused:
        answer = f"refused: {refused.kind}"
    figures = {
        "answer": answer,
        "seconds": perf_counter() - started,
        "megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGA,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
