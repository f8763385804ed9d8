"""The service as its users run it: how many feeds a second, how soon what is published is seen.

``python -m examples.measure.service PROBLEM PLAN [DATABASE]`` starts ``semesterplan serve`` with
two web processes and a worker, asks it over HTTP, and prints the table that stands in
docs/benchmarks.md. DATABASE is the address of an empty PostgreSQL database; without it there is a
SQLite file in a temporary folder. The load comes from ``wrk`` (Debian's package is wrk).
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

import psutil

from calendars.holidays import public_holidays
from constraints import RULES
from examples.measure.processes import CHECKOUT, MEGA
from planner.application.intake import read_problem
from planner.application.planfile import read_plan

OFFICE = "ppt-baerum"
PASSWORD = "grønne daler i nord"  # noqa: S105 (of a service that lives for a minute)
FEED_BYTES = 60_000
SECONDS = 5
PASSES = 3
READS = 50
HISTORY = 40
"""Versions, many more than a half-year has."""
PLANNING_SECONDS = 60
LATENCY = re.compile(r"99%\s+([\d.]+)(us|ms|s)")
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
IN_MS = {"us": 1e-3, "ms": 1.0, "s": 1e3}
HEADS = ("what", "must", "reached")


def main() -> None:
    """Measure, and print a row for each."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the service ends as well
    problem_file, plan_file = map(Path, sys.argv[1:3])
    database = sys.argv[3] if len(sys.argv) > 3 else None
    problem, _ = read_problem(problem_file, RULES, holidays=public_holidays)
    plan = read_plan(plan_file, problem)
    draft = {
        "name": problem.name,
        "problem": problem.model_dump(mode="json"),
        "plan": plan.model_dump(mode="json"),
    }
    with TemporaryDirectory() as folder, _running(Path(folder), database) as service:
        print(f"| {' | '.join(HEADS)} |")
        print("| --- " * len(HEADS) + "|")
        for row in _rows(service, draft, [each.id for each in problem.services]):
            print(f"| {' | '.join(row)} |", flush=True)


class Service:
    """A service that runs, asked over HTTP by its leader."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port
        self.token: str | None = None
        self.started_in = 0.0

    def ask(self, method: str, path: str, content: object = None) -> Any:  # noqa: ANN401 (any JSON)
        """What is answered to a request, as JSON."""
        status, text = self.send(method, f"/api/v1{path}", content)
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {text[:500]!r}")
        return json.loads(text) if text else None

    def send(
        self, method: str, path: str, content: object = None, key: str | None = None
    ) -> tuple[int, bytes]:
        """Send a request, with the key by which it may be sent again: the status and the body."""
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            body = None if content is None else json.dumps(content)
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def log_in(self, email: str) -> None:
        """Ask as somebody else from now on."""
        self.token = None
        who = {"email": email, "password": PASSWORD}
        self.token = self.ask("POST", "/sessions", who)["token"]

    def accept(self, address: str, **more: str) -> None:
        """Become what a link invites to."""
        self.token = None
        secret = address.rpartition("/")[2].strip()
        self.ask("POST", "/invitations/accepted", {"secret": secret, "password": PASSWORD, **more})


@contextmanager
def _running(folder: Path, database: str | None) -> Iterator[Service]:
    """A service with an office and its leader, who has logged in."""
    service = start(folder, free_port(), database)
    try:
        settle(service, folder)
        yield service
    finally:
        service.process.terminate()
        service.process.wait(30)


def start(folder: Path, port: int, database: str | None) -> Service:
    """A service in a folder, where it keeps what there is none of on the address of a database.

    Raises
    ------
    RuntimeError
        It ended instead of answering.
    """
    settings = {"PORT": str(port), "WEB_PROCESSES": "2", "WORKERS": "1"}
    if database:
        settings |= {"DATABASE": database, "KEY_FILE": str(folder / "key")}
    environment = {f"SEMESTERPLAN_{name}": value for name, value in settings.items()}
    said = folder / "said"
    started = monotonic()
    with said.open("w") as out, (folder / "log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "planner", "serve"],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)} | environment,
            stdout=out,
            stderr=log,
            text=True,
        )
    service = Service(process, port)
    while "kjører på" not in said.read_text():
        if process.poll() is not None:
            raise RuntimeError((folder / "log").read_text()[-2000:])
        sleep(0.02)
    service.started_in = monotonic() - started
    return service


def settle(service: Service, folder: Path) -> None:
    """Make the office and its leader, who logs in, by the link that a new service shows."""
    link = re.search(r"http\S+/invitations/\S+", (folder / "said").read_text())
    if link is None:
        raise RuntimeError("the service is not new")
    service.accept(link[0], name="Drift 01", email="drift@kommune.no")
    service.log_in("drift@kommune.no")
    service.ask("POST", "/offices", {"id": OFFICE, "name": "PPT Bærum", "language": "nb"})
    leader = {"email": "leder@kommune.no", "role": "leader"}
    link_of_leader = service.ask("POST", f"/offices/{OFFICE}/invitations", leader)["address"]
    service.accept(link_of_leader, name="Leder 01")
    service.log_in("leder@kommune.no")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _rows(
    service: Service, draft: dict[str, Any], services: list[str]
) -> Iterator[tuple[str, str, str]]:
    yield "start of `serve` until it answers", "≤ 3 s", f"{service.started_in:.1f} s"
    at = f"/offices/{OFFICE}"
    service.ask("PUT", f"{at}/drafts/var", draft | {"expected": 0})
    publish = {"draft": "var", "revision": 1, "acknowledged": True, "expected": 0}
    service.ask("POST", f"{at}/versions", publish)
    feed = _large_feed(service, services)
    size = len(service.send("GET", feed)[1])
    for name, rate, p99 in _loads(service, feed):
        must = "≥ 5,000" if name == "304" else "≥ 3,500"
        told = f"{rate:,.0f} ({p99:.0f} ms)"
        yield f"{name} of a feed of {size / 1e3:.0f} kB, a second (p99)", f"{must} (≤ 30 ms)", told
    order = {"kind": "plan", "draft": "var", "seconds": PLANNING_SECONDS}
    job = service.ask("POST", f"{at}/jobs", {"order": order})["id"]
    while service.ask("GET", f"{at}/jobs/{job}")["progress"] is None:
        sleep(0.2)
    for name, rate, p99 in _loads(service, feed):
        told = f"{p99:.0f} ms ({rate:,.0f})"
        yield f"{name} while a plan is made: p99 (a second)", "≤ 100 ms", told
    state = service.ask("GET", f"{at}/jobs/{job}")
    if state["state"] != "running":
        raise RuntimeError(f"the plan was made before the load was over: {state['state']}")
    service.ask("POST", f"{at}/jobs/{job}/stop")
    yield "memory of a web process", "≤ 150 MB", _memory(service, "granian")
    taken = _seen(service, feed, 1, HISTORY)
    for name, some in (("first", taken[:5]), (f"last of {HISTORY}", taken[-5:])):
        what = f"publishing the {name} versions, until the feed shows it"
        yield what, "≤ 1 s", f"{min(some):.2f}–{max(some):.2f} s"
    reads = sorted(_timed(service, f"/api/v1{at}/versions/1/plan") for _ in range(READS))
    told = f"{median(reads) * 1e3:.0f} ms (slowest of {READS}: {reads[-1] * 1e3:.0f} ms)"
    yield "reading a plan over the API", "≤ 100 ms", told
    told = f"memory of a web process after {HISTORY} versions that changed every event"
    yield told, "≤ 150 MB", _memory(service, "granian")
    yield "memory of the worker after planning", "–", _memory(service, "planner work")


def _large_feed(service: Service, services: list[str]) -> str:
    """The path of the feed whose size comes nearest to what is asked for."""
    found: dict[str, int] = {}
    for each in services:
        asked = {"audience": {"kind": "service", "id": each}, "deadlines": True}
        made = service.ask("POST", f"/offices/{OFFICE}/subscriptions", asked)
        path = urlsplit(made["feed"]).path
        found[path] = len(service.send("GET", path)[1])
    return min(found, key=lambda path: abs(found[path] - FEED_BYTES))


def _loads(service: Service, feed: str) -> Iterator[tuple[str, float, float]]:
    """What the load generator sees: its median pass, by requests a second."""
    address = f"http://127.0.0.1:{service.port}{feed}"
    line = HTTPConnection("127.0.0.1", service.port, timeout=10)
    line.request("GET", feed)
    tag = line.getresponse().headers["ETag"]
    line.close()
    for name, headers in (("304", ["-H", f"If-None-Match: {tag}"]), ("200", [])):
        passes = []
        for _ in range(PASSES):
            command = ["wrk", "-t1", "-c16", f"-d{SECONDS}s", "--latency", *headers, address]
            done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
            latency, rate = LATENCY.search(done.stdout), RATE.search(done.stdout)
            if not latency or not rate or "Non-2xx" in done.stdout:
                raise RuntimeError(done.stdout)
            passes.append((float(rate[1]), float(latency[1]) * IN_MS[latency[2]]))
        yield name, *sorted(passes)[PASSES // 2]


def _seen(service: Service, feed: str, first: int, last: int) -> list[float]:
    """How long it takes from sending the request to publish until a feed is another.

    Every version has another page, so every event of every feed is another.
    """
    taken = []
    for newest in range(first, last):
        before = service.send("GET", feed)[1]
        page = f"https://example.no/{newest + 1}"
        asked = {"draft": "var", "revision": 1, "acknowledged": True}
        started = monotonic()
        service.ask(
            "POST", f"/offices/{OFFICE}/versions", asked | {"expected": newest, "page": page}
        )
        while service.send("GET", feed)[1] == before:
            if monotonic() - started > PLANNING_SECONDS:
                raise RuntimeError("the feed is still as it was")
            sleep(0.01)
        taken.append(monotonic() - started)
    return taken


def _timed(service: Service, path: str) -> float:
    started = monotonic()
    status, _ = service.send("GET", path)
    if status != 200:
        raise RuntimeError(f"{path}: {status}")
    return monotonic() - started


def _memory(service: Service, word: str) -> str:
    """What the processes with a word in their command take."""
    kin = psutil.Process(service.process.pid).children(recursive=True)
    taken = sorted(
        each.memory_info().rss / (MEGA * MEGA) for each in kin if word in " ".join(each.cmdline())
    )
    return " + ".join(f"{each:.0f}" for each in taken) + " MB"


if __name__ == "__main__":
    main()
