"""Supervising: processes that are started, started anew when they end, and stopped together.

Each is the head of a group of its own, so that nothing of what it started stays behind when it
dies. When we are killed, the system tells it to end (Linux).
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic

from planner.application.logs import log, warn

PAUSES = (0.0, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""How long to wait before a process is started anew, in seconds; longer each time it ends soon."""
SOON = 60.0
"""A process that lived for so many seconds gets the first pause again."""
PATIENCE = 4.5
"""How long processes may take to end when they are told to, in seconds."""
UP_WITHIN = 60.0
"""How long the first may take to do its work, in seconds."""
LOOK = 0.1
"""How often to ask whether the service can be reached, until it can."""
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


@dataclass(frozen=True, slots=True)
class Program:
    """What a process runs.

    Parameters
    ----------
    name
        What it is called in the log.
    environment
        Its variables, all of them: they may hold passwords.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(repr=False)


class Supervisor:
    """Processes, and how each of them does.

    Parameters
    ----------
    programs
        In the order that they are started and told to end.
    """

    def __init__(self, programs: Sequence[Program]) -> None:
        self.charges = [_Charge(each) for each in programs]

    def run(self, is_up: Callable[[], bool], when_up: Callable[[], None]) -> bool:
        """Keep the processes going until a signal says to stop, and then end them all.

        Parameters
        ----------
        is_up
            Whether the first of them does its work; asked until it does, and then the others are
            started.
        when_up
            Called once then.

        Returns
        -------
        bool
            Whether somebody said so; otherwise the first process never came to do its work, which
            would be the same the next time.
        """
        up, latest = False, monotonic() + UP_WITHIN
        with _signals() as (told_to_stop, wait):
            try:
                while not told_to_stop():
                    # The first has the machine to itself until it is up: others take their time.
                    tended = self.charges if up else self.charges[:1]
                    for charge in tended:
                        charge.tend()
                    if not up and (self.charges[0].has_ended or monotonic() > latest):
                        return False
                    if not up and is_up():
                        up = True
                        when_up()
                        continue
                    due = [each.due - monotonic() for each in tended if each.process is None]
                    wait(min([*due, SOON if up else LOOK]))
                return True
            finally:
                self._stop()

    def _stop(self) -> None:
        """End all: first told to, and at last made to."""
        deadline = monotonic() + PATIENCE
        for charge in self.charges:
            charge.tell()
        for charge in self.charges:
            charge.end_by(deadline)
        log("stopped")


class _Charge:
    """A process that runs a program, and the next when that one has ended."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.process: subprocess.Popen[bytes] | None = None
        self.due = monotonic()
        """When it is to be started, while there is none."""
        self.has_ended = False
        self._ended_soon = 0
        self._started = 0.0

    def tend(self) -> None:
        """Start it if it is time to; if it has ended, see when that will be."""
        if self.process is None:
            if monotonic() >= self.due:
                self._start()
        elif _is_over(self.process):
            self._bury(self.process)

    def tell(self) -> None:
        """Tell it to end."""
        if self.process is not None:
            self.process.terminate()

    def end_by(self, deadline: float) -> None:
        """Wait until it has ended, and make it end at the deadline, with whatever it started."""
        if self.process is None:
            return
        while not _is_over(self.process):
            if monotonic() > deadline:
                warn("process would not end", process=self.program.name, pid=self.process.pid)
                break
            select.select([], [], [], 0.01)
        _end_group(self.process)

    def _start(self) -> None:
        ours = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603 (our own commands)
            self.program.command,
            env=self.program.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: _end_with(ours, signal.SIGTERM),  # noqa: PLW1509 (we have one thread)
        )
        self._started = monotonic()
        log("process started", process=self.program.name, pid=self.process.pid)

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        status = _end_group(process)
        lived = monotonic() - self._started
        self._ended_soon = 0 if lived >= SOON else self._ended_soon + 1
        pause = PAUSES[min(self._ended_soon, len(PAUSES) - 1)]
        self.process, self.has_ended, self.due = None, True, monotonic() + pause
        warn(
            "process ended",
            process=self.program.name,
            pid=process.pid,
            status=status,
            lived_seconds=round(lived, 1),
            pause_seconds=pause,
        )


def _is_over(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process has ended; it stays, so that its number is nobody else's yet."""
    asked = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return os.waitid(os.P_PID, process.pid, asked) is not None


def _end_group(process: subprocess.Popen[bytes]) -> int:
    """End whatever is left of a process and of those it started; its exit status."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def end_with_server() -> None:
    """In a process that a server forked off: be killed when the server dies.

    Else it would live on, and hold the port, when server and supervisor are killed together.
    """
    server = multiprocessing.parent_process()
    if server is not None and server.pid is not None:
        _end_with(server.pid, signal.SIGKILL)


def _end_with(parent: int, number: signal.Signals) -> None:
    """In a new process: get a signal when the one that started it dies."""
    if sys.platform == "linux":
        _libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it died before that
            os._exit(1)


@contextmanager
def _signals() -> Iterator[tuple[Callable[[], bool], Callable[[float], None]]]:
    """Whether a signal to stop has come, and how to wait for one, or for a process to end."""
    seen: set[int] = set()
    hear, speak = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def note(number: int, frame: object) -> None:  # noqa: ARG001 (the form of a handler)
        seen.add(number)

    def wait(seconds: float) -> None:
        if select.select([hear], [], [], max(0.0, seconds))[0]:
            os.read(hear, 4096)

    before = {each: signal.signal(each, note) for each in (*STOPPING, signal.SIGCHLD)}
    # The system writes a byte here for each signal, also for one that comes just before the wait.
    woken_before = signal.set_wakeup_fd(speak, warn_on_full_buffer=False)
    try:
        yield lambda: not seen.isdisjoint(STOPPING), wait
    finally:
        signal.set_wakeup_fd(woken_before)
        for each, handler in before.items():
            signal.signal(each, handler)
        os.close(hear)
        os.close(speak)
