"""A process of its own for reading what strangers wrote, with bounds on time and memory.

It is started anew and not forked, so nothing of this process is in it; it gets the file on standard
input and nothing else: no environment, no other open file. It answers in JSON. What it is
killed by, it is killed by alone.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from calendars.reading.scan import MOST_BYTES
from planner.domain.calendar_faults import Unusable, UnusableCalendar

MOST_WALL_SECONDS = 25.0
MOST_CPU_SECONDS = 20
MOST_MEMORY_BYTES = 1 << 30
"""Of address space, which is several times what is really used."""

ROOT = Path(__file__).parents[2]
NEEDED = ("LD_LIBRARY_PATH",)
"""Without it some installed Pythons do not even start."""


def guarded(reader: str, data: bytes, settings: Mapping[str, str]) -> Any:  # noqa: ANN401
    """What a reader makes of a file, in a process of its own.

    Parameters
    ----------
    reader
        Name of a module with ``answer(data: bytes, settings: dict[str, str])``, which gives
        something that can be written as JSON.

    Raises
    ------
    UnusableCalendar
        The reader refused the file, or the file was too much for it.
    """
    if len(data) > MOST_BYTES:
        raise UnusableCalendar(Unusable.TOO_LARGE)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and nothing of the file among the words
            [sys.executable, "-m", __name__, reader],
            input=json.dumps(dict(settings)).encode() + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_WALL_SECONDS,
            cwd=ROOT,
            env={name: os.environ[name] for name in NEEDED if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnusableCalendar(Unusable.TOO_HEAVY) from None
    if done.returncode != 0:
        was_killed = done.returncode < 0
        raise UnusableCalendar(Unusable.TOO_HEAVY if was_killed else Unusable.OUR_FAULT)
    answer = json.loads(done.stdout)
    if "unusable" in answer:
        raise UnusableCalendar(Unusable(answer["unusable"]))
    return answer["read"]


def _answer(reader: str) -> None:
    """The other side: read standard input within bounds, and write the answer."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The process is over soon; looking through all of a file for garbage takes longer.
    gc.disable()
    settings = sys.stdin.buffer.readline()
    data = sys.stdin.buffer.read()
    answer: dict[str, object]
    try:
        answer = {"read": import_module(reader).answer(data, json.loads(settings))}
    except UnusableCalendar as refused:
        answer = {"unusable": refused.kind}
    except MemoryError:
        answer = {"unusable": Unusable.TOO_HEAVY}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    _answer(sys.argv[1])
