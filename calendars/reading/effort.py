"""A bound on the processor time of a piece of work, for what cannot be known to end."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

AGAIN_SECONDS = 0.05


class OutOfTime(Exception):
    """The work was not done within its bound."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Do a piece of work in that much processor time. Only the main thread can have such a bound.

    Raises
    ------
    OutOfTime
        It was not enough.
    """
    working = True

    def stop(_signal: int, _frame: object) -> None:
        # What the clock says after the work is done is of no interest any more.
        if working:
            raise OutOfTime

    before = signal.signal(signal.SIGPROF, stop)
    # While garbage is collected others' code may run, in which what is raised is lost.
    collects = gc.isenabled()
    gc.disable()
    # Where it is lost all the same, it is raised again.
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN_SECONDS)
    try:
        yield
    finally:
        working = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        if collects:
            gc.enable()


class Budget:
    """Processor time for several pieces of work together."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """Do a piece of work in that much of what is left.

        Raises
        ------
        OutOfTime
            It was not enough, or nothing is left.
        """
        if self._left <= 0:
            raise OutOfTime
        began = process_time()
        try:
            with at_most(min(seconds, self._left)):
                yield
        finally:
            self._left -= process_time() - began
