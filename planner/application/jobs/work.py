"""What a job is to the kind of job that does it: what was asked for, and whom to tell.

A kind is a function `run(work) -> result`. It knows neither queue nor tables, so that it runs the
same in a test; whoever runs it stands behind `Work`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from planner.application.refreshing import Fetch, Read
from planner.application.service import Service
from planner.domain.job import RESULT, Standing

__all__ = ["RESULT", "Run", "Standing", "Work"]


class Work(Protocol):
    """One attempt at a job.

    Attributes
    ----------
    service
        The running service.
    office
        Id of the office whose job it is.
    asked
        What was asked for: the JSON of the kind's `Asked` model.
    workers
        Threads or processes it may use, at least 1.
    fetch, read
        How a calendar is fetched and read.
    """

    @property
    def service(self) -> Service: ...  # noqa: D102
    @property
    def office(self) -> str: ...  # noqa: D102
    @property
    def asked(self) -> str: ...  # noqa: D102
    @property
    def workers(self) -> int: ...  # noqa: D102
    @property
    def fetch(self) -> Fetch: ...  # noqa: D102
    @property
    def read(self) -> Read: ...  # noqa: D102

    def document(self, name: str) -> str | None:
        """A document that the job was given, or that an earlier attempt kept."""

    def keep(self, name: str, document: str) -> None:
        """Keep a document in the place of what was kept by that name.

        It is there after a kill once this returns. Called from any thread.
        """

    def tell(self, standing: Standing) -> None:
        """Tell how far it is; cheap, from any thread, and only the newest counts."""

    def stop(self) -> bool:
        """Whether to stop: somebody asked, or the machine goes down.

        Cheap, asked often. A kind then keeps what it goes on from and returns what it has; it is
        the runner who knows whether that is the result, or the job goes on another day.
        """


Run = Callable[[Work], str]
"""Does a job, and gives the JSON of its result.

Raises what the application raises (`domain/errors`): the job has failed then, and trying again is
of no use. Any other error is a fault of ours.
"""
