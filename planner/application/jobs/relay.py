"""What keeps jobs going: one worker looks after all of them, whichever is alive.

It hands the queue what the store has written down to be done, takes from the dead what they held,
sees that the two agree, and does the chores of the day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Event
from time import monotonic

from planner.application.jobs.queue import Queue
from planner.application.jobs.running import Runner
from planner.application.logs import fail, log, warn
from planner.application.service import Service
from planner.application.store import attempts
from planner.application.store.audit import Action
from planner.application.store.slots import KEEPER, Slot, try_slot
from planner.domain.errors import StoreUnavailable

LOOK_SECONDS = 0.5
"""Between two looks into the outbox."""
REAP_SECONDS = 2.0
AGREE_SECONDS = 5.0
CHORE_SECONDS = 600.0

Chore = Callable[[Service, datetime], object]
"""What is to be done now and then; it knows itself whether it is time. Done twice is done once."""


class Relay:
    """Keeps jobs going, from one worker at a time."""

    def __init__(
        self, service: Service, queue: Queue, own: Slot, runner: Runner, chores: Sequence[Chore]
    ) -> None:
        """Know the queue, and what this worker itself holds and runs."""
        self._service = service
        self._queue = queue
        self._own = own
        self._runner = runner
        self._chores = chores
        self.keeper: Slot | None = None
        self._idle: frozenset[str] = frozenset()
        self._every = {
            self._take_up: AGREE_SECONDS,
            self._reap: REAP_SECONDS,
            self._agree: AGREE_SECONDS,
            self._do_chores: CHORE_SECONDS,
        }
        self._due = dict.fromkeys(self._every, float("-inf"))

    def keep_on(self, over: Event) -> None:
        """Keep jobs going until it is over."""
        while not over.wait(LOOK_SECONDS):
            try:
                if self.keeper is None:
                    self.keeper = try_slot(self._service.store, KEEPER)
                self._if_due(self._take_up)
                if self.keeper is not None:
                    self._pass_on()
                    for what in (self._reap, self._agree, self._do_chores):
                        self._if_due(what)
            except StoreUnavailable as error:
                warn("jobs.waiting", reason=error.reason.nb)
            except Exception as error:  # noqa: BLE001  the queue's own faults: tried again
                fail("jobs.not_kept_going", error)

    def _if_due(self, what: Callable[[], None]) -> None:
        if monotonic() >= self._due[what]:
            self._due[what] = monotonic() + self._every[what]
            what()

    def _take_up(self) -> None:
        """Give back to the queue what it gave us and we never got, since its answer was lost."""
        ours = self._queue.taken_by(self._own.number) - {self._runner.taken}
        lost = ours & self._idle
        if lost:
            warn("jobs.never_begun", jobs=len(lost))
            self._queue.hand_on(lost)
        self._idle = ours - lost

    def _pass_on(self) -> None:
        """Do what the outbox says; what is done twice here is done once."""
        messages = attempts.undone(self._service.store)
        if not messages:
            return
        submitted = [each for each in messages if each.kind == Action.JOB_SUBMITTED]
        self._queue.put_in((json.loads(each.payload)["job"], each.office) for each in submitted)
        for each in messages:
            log(each.kind, office=each.office)
        attempts.mark_done(self._service.store, messages, at=self._service.now())

    def _reap(self) -> None:
        """Hand on what the dead had taken: those whose slot anybody can have."""
        for number in sorted(self._queue.holders() - {self._own.number}):
            free = try_slot(self._service.store, number)
            if free is None:
                continue
            try:
                left = self._queue.taken_by(number)
                if left:
                    warn("worker.dead", worker=number, jobs=len(left))
                    self._queue.hand_on(left)
            finally:
                free.let_go()

    def _agree(self) -> None:
        """Put in what is open in the store and over or unknown in the queue.

        So it is after a restore of either, and when a worker could not tell of an end.
        """
        left = self._queue.put_in_again(attempts.open_jobs(self._service.store))
        if left:
            warn("jobs.put_in_again", jobs=len(left))

    def _do_chores(self) -> None:
        now = self._service.now()
        self._queue.forget(at=now)
        for chore in self._chores:
            try:
                chore(self._service, now)
            except Exception as error:  # noqa: BLE001  one that fails keeps nobody from the next
                fail("chore.failed", error)
