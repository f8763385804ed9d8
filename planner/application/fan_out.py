"""Many questions of one kind, put to several workers at once.

A `FanOut` is the whole of what the askers know: a job and its tasks go in, results come out as they
are ready. Here the workers are processes of this machine (`in_processes`); a queue that many
machines take from can stand in the same place.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from traceback import format_exc
from typing import Any, Generic, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

SPAWN = get_context("spawn")
"""Processes begin anew: a copy of this one would have its locks, but not the threads behind."""

LOOK_SECONDS = 0.2
"""How long it takes at the most until a request to stop is seen."""


class FanOut(Protocol):
    """Whoever has tasks done."""

    def __call__(
        self, job: Callable[[Task], Result], tasks: Sequence[Task], /, *, stop: Callable[[], bool]
    ) -> Iterator[tuple[Task, Result | None]]:
        """Each task with its result, in the order in which they are ready.

        Parameters
        ----------
        job
            What is done with each task, with the same result wherever and whenever it is done. It
            can be pickled, and so can tasks and results.
        stop
            Asked now and then; once it holds, no more come.

        Yields
        ------
            A task and its result; `None` when the worker died of it. An error of the job comes out
            here, and nothing goes on behind.
        """


def in_processes(
    job: Callable[[Task], Result],
    tasks: Sequence[Task],
    /,
    *,
    processes: int,
    stop: Callable[[], bool],
) -> Iterator[tuple[Task, Result | None]]:
    """Have tasks done by processes of this machine, as `FanOut` says.

    Parameters
    ----------
    processes
        How many at the most. The job is sent once to each; one that dies is replaced.
    """
    waiting = deque(tasks)
    workers = [_Worker[Task, Result](job) for _ in range(min(processes, len(waiting)))]
    try:
        while not stop() and (waiting or any(worker.busy for worker in workers)):
            for worker in workers:
                if waiting and not worker.busy:
                    worker.begin(waiting.popleft())
            ready = wait([worker.line for worker in workers if worker.busy], LOOK_SECONDS)
            for number, worker in enumerate(workers):
                if worker.line in ready:
                    task, (result, error) = worker.task, worker.result()
                    if error is not None:
                        raise error
                    yield task, result
                    if worker.dead:
                        worker.end()
                        workers[number] = _Worker(job)
    finally:
        for worker in workers:
            worker.end()


class _Worker(Generic[Task, Result]):
    """A process, and what it is at work on."""

    task: Task

    def __init__(self, job: Callable[[Task], Result]) -> None:
        self.line, theirs = SPAWN.Pipe()
        self.process = SPAWN.Process(target=_work, args=(theirs, job), daemon=True)
        with _deaf_to_interrupts():
            self.process.start()
        theirs.close()  # so that the line breaks when the process dies
        self.busy = self.dead = False

    def begin(self, task: Task) -> None:
        """Put a task before it."""
        self.task, self.busy = task, True
        with suppress(OSError):  # a dead one's line is found broken when its result is asked for
            self.line.send(task)

    def result(self) -> tuple[Result | None, Exception | None]:
        """What came of the task, or the error that it ended in; neither when the process died."""
        self.busy = False
        try:
            result, error = self.line.recv()
        except (EOFError, OSError):
            self.dead = True
            return None, None
        return result, error

    def end(self) -> None:
        """End it, whatever it is at work on."""
        self.process.terminate()
        self.process.join()
        self.process.close()
        self.line.close()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Begin processes that do not hear Ctrl-C: it is for this one, which then ends them.

    A process inherits what is blocked where it is begun.
    """
    resource_tracker.ensure_running()  # when a first process begins it, it blocks nothing any more
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(line: Connection[Any, Any], job: Callable[[Any], Any]) -> None:
    """Do what comes down a line, until nobody is at its other end."""
    with suppress(EOFError, OSError):
        while True:
            line.send(_done(job, line.recv()))


def _done(job: Callable[[Any], Any], task: object) -> tuple[object, Exception | None]:
    try:
        return job(task), None
    except Exception as error:  # noqa: BLE001  it comes out where the result is awaited
        error.add_note(format_exc())  # where it was raised would stay behind
        return None, error
