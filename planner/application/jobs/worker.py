"""A worker: a process that takes jobs one after the other, until it is told to end.

Whatever way it ends, none of its jobs is lost: told to, it stops what is under way, keeps what it
has come to and leaves it to another; killed, it leaves its slot, and another hands on what it had.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from threading import Event, Thread
from time import monotonic
from typing import NoReturn

from planner.application.jobs.queue import Queue
from planner.application.jobs.relay import Chore, Relay
from planner.application.jobs.running import Runner
from planner.application.jobs.work import Run
from planner.application.logs import log, warn
from planner.application.refreshing import Fetch, Read
from planner.application.running import cores
from planner.application.service import Service
from planner.application.store.slots import SLOTS, Slot, take_slot
from planner.domain.errors import StoreUnavailable
from planner.domain.words import Phrase

GIVING_BACK_SECONDS = 4.0
"""How long a job may take to leave off when the process is told to end."""
LOOK_SECONDS = 0.1
HELD_SECONDS = 1.0
"""Between two looks at whether our slot is still ours."""
NICE = 10
"""Whoever waits for a page comes first."""

NO_SLOT = Phrase(
    nb="Det er alt {slots} arbeidsprosesser for denne databasen; stopp noen av dem først.",
    nn="Det er alt {slots} arbeidsprosessar for denne databasen; stopp nokre av dei først.",
)


def work(
    service: Service,
    kinds: Mapping[str, Run],
    *,
    fetch: Fetch,
    read: Read,
    chores: Sequence[Chore] = (),
) -> NoReturn:
    """Take jobs until a signal says to end; then the process ends from here.

    Raises
    ------
    StoreUnavailable
        The database cannot be used, or there are too many workers.
    """
    told = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        # Heard as often as it comes: a supervisor and the system may both tell us.
        signal.signal(number, lambda *_: told.set())
    slot = take_slot(service.store)
    if slot is None:
        raise StoreUnavailable(service.store.address, NO_SLOT.with_facts(slots=SLOTS))
    os.nice(NICE)
    threads = max(1, (cores() - 1) // max(1, service.settings.workers))
    runner = Runner(service, kinds, fetch, read, threads)
    queue = Queue(service.store, slot.number, runner.run)
    relay = Relay(service, queue, slot, runner, chores)
    keeping = Thread(
        target=relay.keep_on, args=(runner.going_down,), daemon=True, name="keeping jobs going"
    )
    keeping.start()
    log("worker.begun", worker=slot.number, threads=threads)
    status = 0 if _while_ours(slot, relay, runner, told) else 1
    runner.going_down.set()
    _see_it_given_back(runner)
    log("worker.ended", worker=slot.number)
    # Solvers may go on in threads of their own, and nothing of theirs is wanted any more.
    os._exit(status)


def _while_ours(slot: Slot, relay: Relay, runner: Runner, told: Event) -> bool:
    """Wait to be told to end; whether we were, and have not lost what is ours before.

    When the job under way hangs the process dies of it, which counts as an attempt at the job.
    """
    while not told.wait(HELD_SECONDS):
        attempt = runner.at_work
        if attempt is not None and attempt.stuck:
            warn("job.stuck", job=attempt.job.id, kind=attempt.job.kind)
            os._exit(1)
        keeper = relay.keeper
        if not slot.held() or (keeper is not None and not keeper.held()):
            warn("worker.lost_its_slot", worker=slot.number)
            return False
    return True


def _see_it_given_back(runner: Runner) -> None:
    """Wait until the job under way is left to another, and leave it if it takes too long."""
    until = monotonic() + GIVING_BACK_SECONDS
    ending = Event()
    while runner.at_work is not None and monotonic() < until:
        ending.wait(LOOK_SECONDS)
    try:
        runner.give_back()
    except StoreUnavailable as error:
        warn("job.not_given_back", reason=error.reason.nb)
