"""The whole service in the tests, as its users run it: ``semesterplan serve`` on a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

from tests.processes import family, lives, until

ROOT = Path(__file__).parents[1]


@dataclass
class Served:
    """A service that runs, or ran."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    @property
    def said(self) -> str:
        return (self.folder / "said").read_text(encoding="utf-8")

    @property
    def logged(self) -> str:
        return (self.folder / "logged").read_text(encoding="utf-8")

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Ask for something: the status and what comes; 0 when nobody answers."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException):
            return 0, b""
        finally:
            line.close()

    def up(self) -> Served:
        """It, once it says that it runs."""
        until(lambda: "kjører på" in self.said or self.process.poll() is not None)
        assert self.process.poll() is None, self.said + self.logged
        return self

    def family(self) -> list[psutil.Process]:
        """Every process of it."""
        return family(self.process.pid)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop it: its exit status."""
        self.process.send_signal(number)
        return self.process.wait(30)


@contextmanager
def served(folder: Path, address: str | None = None, **settings: object) -> Iterator[Served]:
    """A service in a folder, with one web process and nobody who plans unless settings say more.

    Parameters
    ----------
    address
        Of its database; `None` for the file that is made in the folder.
    """
    port = free_port()
    chosen = {"port": port, "web_processes": 1, "workers": 0, "database": address} | settings
    ours = {
        f"SEMESTERPLAN_{name.upper()}": str(each)
        for name, each in chosen.items()
        if each is not None
    }
    others = {name: value for name, value in os.environ.items() if "SEMESTERPLAN" not in name}
    with (folder / "said").open("ab") as said, (folder / "logged").open("ab") as logged:
        process = subprocess.Popen(
            [sys.executable, "-m", "planner", "serve"],
            cwd=folder,
            env=others | {"PYTHONPATH": str(ROOT)} | ours,
            stdout=said,
            stderr=logged,
        )
    everybody = [process.pid]
    try:
        yield Served(process, port, folder)
    finally:
        if process.poll() is None:
            everybody += [each.pid for each in family(process.pid)]
            process.terminate()
            process.wait(30)
        assert not any(map(lives, everybody))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
