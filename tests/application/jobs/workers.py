"""Real worker processes in the tests: begun, killed, told to end, and waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from planner.application.store.database import Store
from planner.application.store.jobs import Job, document_of, job_in, submit
from planner.domain.job import RESULT, JobState
from tests.offices import OFFICE

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0
"""Seconds until something that should happen soon counts as never."""


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds, and say what did not if it never does."""
    last = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < last, f"never: {what}"
        sleep(0.05)


@dataclass(slots=True)
class Workers:
    """The workers of a database, and what they said.

    Parameters
    ----------
    store
        As the test sees it.
    address
        The same for the workers.
    """

    store: Store
    address: str
    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def said(self) -> str:
        """Everything that they logged."""
        return (self.folder / "said").read_text()

    @property
    def attempts(self) -> list[int]:
        """Who began what writes down who began it, in this order."""
        return [int(line) for line in self.tried.read_text().split()]

    @property
    def tried(self) -> Path:
        """The file that attempts are written to."""
        (self.folder / "tried").touch()
        return self.folder / "tried"

    def begin(self) -> subprocess.Popen[bytes]:
        """Begin another worker."""
        with (self.folder / "said").open("ab") as said:
            begun = subprocess.Popen(
                [sys.executable, "-m", "tests.application.jobs.tinyworker", self.address],
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stderr=said,
            )
        self.running.append(begun)
        return begun

    def ask(self, kind: str, asked: str = "0", office: str = OFFICE) -> str:
        """Ask for a job that writes down who begins it; its id."""
        documents = {"file": str(self.tried)}
        made = submit(self.store, office, kind, asked, documents, by=None, at=datetime.now(UTC))
        return made.id

    def job(self, job_id: str, office: str = OFFICE) -> Job:
        """A job as it is now."""
        return job_in(self.store, office, job_id, by=None)

    def result(self, job_id: str, name: str = RESULT) -> str:
        """What a job hands out."""
        return document_of(self.store, OFFICE, job_id, name, by=None)

    def wait_for(self, job_id: str, state: JobState, office: str = OFFICE) -> Job:
        """Wait until a job is in a state."""
        until(
            lambda: self.job(job_id, office).state is state,
            f"{state}, but {self.job(job_id, office)}\n{self.said}",
        )
        return self.job(job_id, office)

    def wait_for_some(self, job_id: str, least: int = 3) -> None:
        """Wait until a job has come some way."""

        def far() -> bool:
            standing = self.job(job_id).standing
            return standing is not None and (standing.placed or 0) >= least

        until(far, f"under way: {job_id}\n{self.said}")

    def kill(self, whom: int) -> None:
        """Kill a worker by its process id, without a word."""
        theirs = next(each for each in self.running if each.pid == whom)
        theirs.send_signal(signal.SIGKILL)
        theirs.wait()


@contextmanager
def workers_of(store: Store, address: str, folder: Path) -> Iterator[Workers]:
    """No workers yet; none is left at the end."""
    made = Workers(store, address, folder)
    try:
        yield made
    finally:
        for each in made.running:
            each.kill()
            each.wait()
