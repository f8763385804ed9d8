"""A worker in the tests: a real process that does tiny kinds of jobs, run as a program.

``python -m tests.application.jobs.tinyworker ADDRESS``
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from time import sleep

from planner.application.jobs import watching
from planner.application.jobs.work import Standing, Work
from planner.application.jobs.worker import work
from planner.application.logs import configure, log
from planner.application.sealing import KEY_BYTES, Seal
from planner.application.service import Service
from planner.application.settings import Settings
from planner.application.store.database import open_store
from planner.domain.address import Address
from planner.domain.busytimes import BusyCalendar
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.fetching import Fetched, Validators
from planner.domain.words import Phrase

PAUSE = 0.05
"""What a tiny job works for, so that it is under way when it is killed."""
BEST = "best"


def count(work: Work) -> str:
    """Count to what was asked, from where an earlier attempt came to.

    It writes a line for each attempt to the file that it was given, if it was given one.
    """
    told = work.document("file")
    if told:
        with Path(told).open("a") as file:
            file.write(f"{os.getpid()}\n")
    reached, whole = int(work.document(BEST) or 0), int(work.asked)
    while reached < whole and not work.stop():
        sleep(PAUSE)
        reached += 1
        work.keep(BEST, str(reached))
        work.tell(Standing("count", reached, whole, cost=whole - reached, bound=0))
    return str(reached)


def die(work: Work) -> str:
    """Take the whole process along."""
    with Path(work.document("file") or "").open("a") as file:
        file.write(f"{os.getpid()}\n")
    os._exit(9)


def hang(work: Work) -> str:
    """Never end, and hear nothing, unless an earlier attempt did."""
    if work.document(BEST) is None:
        work.keep(BEST, "hung")
        # Only now, for those that are at work under load may be slow.
        watching.STUCK_SECONDS = PAUSE
        Event().wait()
    return "ended"


def fail(_: Work) -> str:
    """Cannot use what was handed in."""
    raise UnreadableInput((Fault(("units", 3), Phrase(nb="Galt.", nn="Gale.")),))


def err(_: Work) -> str:
    """Have a fault of our own, whose words quote what nobody is to see."""
    raise LookupError("PP-rådgiver 07")


def fetch(_: Address, __: Validators | None) -> Fetched:
    """Nothing is fetched here."""
    raise NotImplementedError


def read(_: bytes, __: datetime, ___: datetime) -> BusyCalendar:
    """Nothing is read here."""
    raise NotImplementedError


def fail_at_once(_: Service, __: datetime) -> None:
    """A chore with a fault of ours."""
    raise LookupError("PP-rådgiver 07")


def say(_: Service, __: datetime) -> None:
    """A chore that tells that it is done."""
    log("chore.done")


KINDS = {"count": count, "die": die, "hang": hang, "fail": fail, "err": err}


def main(address: str) -> None:
    """Work until told to end."""
    configure("text")
    store = open_store(address)
    settings = Settings(database=address)
    seal = Seal(bytes(KEY_BYTES))
    service = Service(store, settings, (), lambda *_: (), seal, partial(datetime.now, UTC))
    work(service, KINDS, fetch=fetch, read=read, chores=(fail_at_once, say))


if __name__ == "__main__":
    main(sys.argv[1])
