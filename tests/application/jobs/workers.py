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

from planner.application.store.database import Store
from planner.application.store.job_rows import Job
from planner.application.store.jobs import document_of, job_in, submit
from planner.domain.job import RESULT, JobState
from tests.offices import OFFICE
from tests.processes import until

ROOT = Path(__file__).parents[3]


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

        def there() -> Job | None:
            found = self.job(job_id, office)
            return found if found.state is state else None

        return until(there, told=lambda: f"{self.job(job_id, office)}\n{self.said}")

    def wait_for_some(self, job_id: str, least: int = 3) -> None:
        """Wait until a job has come some way."""

        def far() -> bool:
            standing = self.job(job_id).standing
            return standing is not None and (standing.placed or 0) >= least

        self.until(far)

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; what they said if it never does."""
        until(holds, told=lambda: self.said)

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
