"""Processes in the tests: waiting for what they do, with a deadline, and seeing who is left."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

import psutil

Found = TypeVar("Found")
DEADLINE = 180.0
"""Seconds; far more than anything takes, even where there is much else to do: workers give way."""


def until(
    asked: Callable[[], Found | None],
    seconds: float = DEADLINE,
    told: Callable[[], object] = str,
) -> Found:
    """What is asked for, once it is there; what is told if it never comes."""
    deadline = monotonic() + seconds
    while not (found := asked()):
        assert monotonic() < deadline, f"still waiting for {asked}\n{told()}"
        sleep(0.02)
    return found


def lives(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def family(pid: int) -> list[psutil.Process]:
    """A process and all that it started."""
    head = psutil.Process(pid)
    return [head, *head.children(recursive=True)]
