"""How long work runs: beside the main thread, on every core, until a signal asks it to stop.

And how it is followed: without being held up.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Condition, Event
from typing import Generic, TypeVar

Answer = TypeVar("Answer")
News = TypeVar("News")

Told = Callable[[int, int], None]
"""Hears how many things of how many are done."""


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


@contextmanager
def told_seldom(
    tell: Callable[[News], None], seconds_between: float
) -> Iterator[Callable[[News], None]]:
    """A listener that holds nobody up: `tell` hears of the newest, in a thread of its own.

    The first is told at once. What nobody has been told when the work is over stays untold, for
    the answer itself is there then. An error in `tell` ends the telling and comes out at the end.

    Parameters
    ----------
    seconds_between
        From the end of one telling to the next, at least.
    """
    newest = _Newest[News]()
    with ThreadPoolExecutor(max_workers=1) as thread:
        telling = thread.submit(_tell_on, newest, tell, seconds_between)
        try:
            yield newest.hear
        finally:
            newest.close()
        telling.result()


class _Newest(Generic[News]):
    """The newest of what is heard, passed from one thread to another."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.news: News | None = None
        self.over = False

    def hear(self, news: News) -> None:
        """Take the place of what was not yet passed on."""
        with self.changed:
            self.news = news
            self.changed.notify()

    def close(self) -> None:
        """Pass on no more."""
        with self.changed:
            self.over = True
            self.changed.notify()

    def passed_on(self) -> News | None:
        """Wait for news; `None` when it is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.over or self.news is not None)
            news, self.news = self.news, None
            return None if self.over else news

    def rest(self, seconds: float) -> None:
        """Let time pass, unless it is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.over, seconds)


def _tell_on(newest: _Newest[News], tell: Callable[[News], None], seconds_between: float) -> None:
    while (news := newest.passed_on()) is not None:
        tell(news)
        newest.rest(seconds_between)
