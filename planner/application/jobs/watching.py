"""One attempt at a job, and the thread that watches over it.

Solvers call from their own threads and must not wait for a database: what they tell is written here
once a second, and what they ask is answered from what was last read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from math import inf
from threading import Event, Lock, Thread
from time import monotonic

from planner.application.logs import warn
from planner.application.orders import MOST_SECONDS
from planner.application.refreshing import Fetch, Read
from planner.application.service import Service
from planner.application.store import attempts
from planner.application.store.job_rows import Job
from planner.domain.errors import StoreUnavailable
from planner.domain.job import JobState, Standing

LOOK_SECONDS = 0.5
"""Between two looks at what is wanted."""
NOTE_SECONDS = 1.0
"""Between two times that it is written how far it is."""
STUCK_SECONDS = 3.0 * MOST_SECONDS
"""Whoever has had no news for so long hangs: no kind makes two searches without telling of one."""


@dataclass(slots=True)
class Attempt:
    """What a kind of job sees of the one that it does: `jobs.work.Work`.

    Parameters
    ----------
    job
        With the number of this attempt.
    going_down
        Set when the process is to end: the job is then left to another.
    """

    service: Service
    job: Job
    workers: int
    fetch: Fetch
    read: Read
    going_down: Event
    wanted: JobState = JobState.RUNNING
    """What was last read in the store, as `attempts.look` says it."""
    told_to_stop: bool = False
    """Whether the work heard that it is to stop, so that what it gives may be less than asked."""
    news_at: float = field(default_factory=monotonic)
    """When the work last told or kept something; never when it is over."""
    _begun: float = field(default_factory=monotonic)
    _standing: Standing | None = None
    _noted: float = float("-inf")
    _alone: Lock = field(default_factory=Lock)

    @property
    def office(self) -> str:
        """The office whose job it is."""
        return self.job.office

    @property
    def asked(self) -> str:
        """What was asked for, as JSON."""
        return self.job.asked

    @property
    def ours(self) -> bool:
        """Whether the job is still ours, as far as we know."""
        return self.wanted in {JobState.RUNNING, JobState.STOPPED}

    def document(self, name: str) -> str | None:
        """A document that the job was given, or that an earlier attempt kept."""
        return attempts.taken(self.service.store, self.job, name)

    def keep(self, name: str, document: str) -> None:
        """Keep a document; what cannot be written now is missed only after a kill."""
        self.news_at = monotonic()
        try:
            self._heed(
                attempts.keep(self.service.store, self.job, {name: document}, at=self.service.now())
            )
        except StoreUnavailable as error:
            warn("job.not_kept", job=self.job.id, reason=error.reason.nb)

    def tell(self, standing: Standing) -> None:
        """Take how far it is, to be written soon."""
        self.news_at = monotonic()
        with self._alone:
            self._standing = standing

    @property
    def stuck(self) -> bool:
        """Whether the work hangs, which no request to stop would change."""
        return monotonic() > self.news_at + STUCK_SECONDS

    def stop(self) -> bool:
        """Whether to stop: somebody asked for it, it is no longer ours, or the process ends."""
        if self.going_down.is_set() or self.wanted is not JobState.RUNNING:
            self.told_to_stop = True
        return self.told_to_stop

    def watch(self, *, last: bool = False) -> None:
        """Write how far it is if it is time or the last one, and read what is wanted."""
        with self._alone:
            standing = self._standing
        now = monotonic()
        store = self.service.store
        try:
            if standing is not None and (last or now >= self._noted + NOTE_SECONDS):
                self._noted = now
                told = replace(standing, seconds=round(now - self._begun, 1))
                self._heed(attempts.note(store, self.job, told, at=self.service.now()))
            if self.ours:
                self.wanted = attempts.look(store, self.job)
        except StoreUnavailable as error:
            warn("job.not_watched", job=self.job.id, reason=error.reason.nb)

    def _heed(self, ours: bool) -> None:  # noqa: FBT001 (the answer of the store)
        if not ours:
            self.wanted = JobState.FAILED


@contextmanager
def watched(attempt: Attempt) -> Iterator[None]:
    """Watch over an attempt while the block runs, and once more at its end."""
    over = Event()
    thread = Thread(target=_watch_on, args=(attempt, over), daemon=True, name="watching")
    thread.start()
    try:
        yield
    finally:
        attempt.news_at = inf
        over.set()
        thread.join()


def _watch_on(attempt: Attempt, over: Event) -> None:
    while not over.wait(LOOK_SECONDS):
        attempt.watch()
    attempt.watch(last=True)
