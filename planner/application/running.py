"""How long work runs: beside the main thread, on every core, until a signal asks it to stop."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TypeVar

Answer = TypeVar("Answer")


def cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_beside(work: Callable[[], Answer]) -> Answer:
    """Work in a thread: Python hears signals in the main one, which a solver would block."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


@contextmanager
def stopped_by_signal(say: Callable[[], None]) -> Iterator[Event]:
    """An event that Ctrl-C, or a request to end, sets; a second one ends the program at once.

    Parameters
    ----------
    say
        Told when the first signal is heard.
    """
    stop = Event()
    usual = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def hear(number: int, _: object) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)
        say()

    for number in usual:
        signal.signal(number, hear)
    try:
        yield stop
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
