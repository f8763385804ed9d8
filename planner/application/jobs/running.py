"""A job run from its beginning to its end, whatever comes in between."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import TypeVar

from planner.application.jobs.watching import Attempt, watched
from planner.application.jobs.work import Run
from planner.application.logs import begin_job, fail, log, warn
from planner.application.refreshing import Fetch, Read
from planner.application.service import Service
from planner.application.store import attempts
from planner.application.store.job_rows import Job
from planner.domain.errors import SemesterplanError, StoreUnavailable
from planner.domain.job import FAILURE, RESULT, JobState
from planner.domain.words import Phrase

PAUSE_SECONDS = 2.0
"""Before what the store could not do is tried again."""
UNKNOWN_KIND = "unknown_kind"
OUR_ERROR = "our_error"
OUR_FAULT = Phrase(
    nb="Jobben ble ikke ferdig på grunn av en feil i Semesterplan, ikke i dine data. Meld den med "
    "jobbens id.",
    nn="Jobben vart ikkje ferdig på grunn av ein feil i Semesterplan, ikkje i dine data. Meld han "
    "med id-en til jobben.",
)


Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a job, and why if it failed."""

    state: JobState
    documents: Mapping[str, str]
    failure: str | None = None


@dataclass(slots=True)
class Runner:
    """Runs the jobs that a worker takes, one after the other.

    Parameters
    ----------
    kinds
        What does each kind of job.
    workers
        Threads that a job may use.
    going_down
        Set when the process is to end.
    """

    service: Service
    kinds: Mapping[str, Run]
    fetch: Fetch
    read: Read
    workers: int
    going_down: Event = field(default_factory=Event)
    taken: str | None = None
    """The id of the job that the queue gave us."""
    at_work: Attempt | None = None
    """The attempt at it that is under way."""

    def run(self, job_id: str) -> None:
        """Run a job to its end.

        When the process is to end it is given back, and this does not return: for the queue it is
        then as if the process had died, and another takes the job.
        """
        store, now = self.service.store, self.service.now
        self.taken = job_id
        while (begun := self._done(lambda: attempts.begin(store, job_id, at=now()))) is not None:
            self.at_work = attempt = Attempt(
                self.service, begun, self.workers, self.fetch, self.read, self.going_down
            )
            begin_job(begun.id)
            log("job.begun", kind=begun.kind, attempt=begun.attempts)
            outcome = self._tried(attempt)
            if outcome is not None:
                ended = self._done(partial(self._end, begun, outcome))
                self.at_work = None
                log("job.ended", state=outcome.state.value, ours=ended, failure=outcome.failure)
                break
            self._done(self.give_back)
            self._pause()
        self.taken = None

    def give_back(self) -> None:
        """Leave what is under way to another, without it counting as an attempt.

        Raises
        ------
        StoreUnavailable
            It cannot be done now.
        """
        if self.at_work is not None:
            attempts.give_back(self.service.store, self.at_work.job)
            self.at_work = None

    def _tried(self, attempt: Attempt) -> _Outcome | None:
        """What came of an attempt; `None` when the job stays open."""
        run = self.kinds.get(attempt.job.kind)
        if run is None:
            return _failed(UNKNOWN_KIND, OUR_FAULT)
        attempt.watch()  # somebody may have asked it to stop while nobody had it
        try:
            with watched(attempt):
                result = run(attempt)
        except StoreUnavailable as error:
            warn("job.left_open", reason=error.reason.nb)
            return None
        except SemesterplanError as error:
            return _failed(_word(error), error.phrase())
        except Exception as error:  # noqa: BLE001  any fault of ours ends the job, not the worker
            fail("job.failed", error)
            return _failed(OUR_ERROR, OUR_FAULT)
        if attempt.told_to_stop and attempt.wanted is JobState.RUNNING:
            return None  # nobody asked but the process, which is to end
        state = JobState.STOPPED if attempt.told_to_stop else JobState.DONE
        return _Outcome(state, {RESULT: result})

    def _end(self, begun: Job, outcome: _Outcome) -> bool:
        return attempts.end(
            self.service.store,
            begun,
            outcome.state,
            outcome.documents,
            failure=outcome.failure,
            at=self.service.now(),
        )

    def _done(self, use: Callable[[], Answer]) -> Answer:
        """What the store answers, as soon as it does."""
        while True:
            try:
                return use()
            except StoreUnavailable as error:
                warn("store.awaited", reason=error.reason.nb)
            self._pause()

    def _pause(self) -> None:
        """Let time pass; when the process is to end, wait for its end.

        The queue must not hear that this is over, since another is to take it.
        """
        if self.going_down.wait(PAUSE_SECONDS):
            Event().wait()


def _failed(word: str, why: Phrase) -> _Outcome:
    told = json.dumps({"nb": why.nb, "nn": why.nn}, ensure_ascii=False)
    return _Outcome(JobState.FAILED, {FAILURE: told}, word)


def _word(error: SemesterplanError) -> str:
    """An error's name as a word: ``unreadable_input``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()
