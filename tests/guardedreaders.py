"""A reader that does what no reader should, for tests of the process that readers work in."""

import os
import resource
import sys
from pathlib import Path

from planner.domain.calendar_faults import Unusable, UnusableCalendar


def answer(data: bytes, settings: dict[str, str]) -> object:
    """Do what the settings say."""
    match settings["do"]:
        case "tell":
            return {
                "data": data.decode(),
                "environment": sorted(os.environ),
                "files": sorted(int(each.name) for each in Path("/proc/self/fd").iterdir()),
                "parent": sorted(name for name in sys.modules if name.startswith("pytest")),
                "seconds": resource.getrlimit(resource.RLIMIT_CPU),
                "bytes": resource.getrlimit(resource.RLIMIT_AS),
            }
        case "refuse":
            raise UnusableCalendar(Unusable.HTML)
        case "fill":
            return len(bytearray(1 << 40))
        case "die":
            os.abort()
        case "wait":
            Path(settings["gate"]).read_bytes()
            return "read"
        case "chat":
            sys.stderr.write("PP-rådgiver 07 er syk")
            return "read"
    raise AssertionError(settings)
