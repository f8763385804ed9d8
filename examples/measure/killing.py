"""Kill -9 at random while the service plans and publishes: what is lost, doubled or half seen.

``python -m examples.measure.killing ROUNDS [DATABASE]`` starts ``semesterplan serve`` with two web
processes and a worker, plans and publishes Gjerstad over HTTP in each round, kills one of its
processes meanwhile, and reads feeds all the while. DATABASE is the address of an empty PostgreSQL
database; without it there is a SQLite file in a temporary folder. Prints what was seen, and ends
with status 1 if anything was wrong.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic, sleep

import psutil
import sqlalchemy as sa
from icalendar import Calendar

from examples.measure.leader import NOT_REACHED, Leader, Seen
from examples.measure.service import Service, free_port, settle, start
from planner.application.store.database import open_store
from planner.application.store.tables import version

MOST_OPEN = 3
"""So many jobs wait at the most before the next round begins."""
PARTS = ("web", "worker", "web", "server", "web", "worker")
HEADS = ("supervisor", "supervisor and server", "all", "nobody, all told to end")
VICTIMS = tuple(victim for head in HEADS for victim in (*PARTS, head))
"""Who is killed, in turn: a web process, the worker, what holds web processes, what holds all …"""
BEHIND = {"sqlite": 0.0, "postgresql": 1.0}
"""Seconds by which a feed may be behind what was published."""
COPIED_EVERY = 25
"""Rounds between two copies of a SQLite file."""


def main() -> None:
    """Kill, and print what was seen."""
    rounds, database = int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    with TemporaryDirectory() as folder:
        seen = killed(rounds, Path(folder), database)
    print(json.dumps({"seen": seen.counts, "slowest, seconds": seen.slowest}, indent=1))
    print("\n".join(seen.wrong[:50]) or "nothing was wrong")
    sys.exit(bool(seen.wrong))


def killed(rounds: int, folder: Path, database: str | None) -> Seen:
    """What is seen of a service in an empty folder when so many of its processes are killed."""
    seen = Seen()
    leader = Leader(start(folder, free_port(), database), seen, folder)
    try:
        settle(leader.service, folder)
        leader.prepare()
        feeds = tuple(leader.links())
        over = Event()
        behind = BEHIND["postgresql" if database else "sqlite"]
        with ThreadPoolExecutor() as threads:
            others = [threads.submit(_read, leader.service, feeds, seen, over, behind)]
            try:
                for number in range(rounds):
                    if database is None and number % COPIED_EVERY == 0:
                        others.append(threads.submit(_copy, folder, number, seen))
                    doing = threads.submit(leader.go_on)
                    _kill_one(leader, VICTIMS[number % len(VICTIMS)], database)
                    doing.result()
                    leader.wait_for_jobs(MOST_OPEN)
                    print(number, dict(seen.counts), seen.wrong[:3], file=sys.stderr, flush=True)
                leader.wait_for_jobs(0)
            finally:
                over.set()
            for each in others:
                each.result()
        leader.look_back()
        since = monotonic()
        leader.service.process.terminate()
        if leader.service.process.wait(30) != 0:
            seen.wrong.append("the service did not end well")
        seen.took("stop by SIGTERM", since)
    finally:
        leader.service.process.kill()
        leader.service.process.wait()
    _run("verify", database or f"sqlite:///{folder / 'semesterplan.db'}", seen)
    return seen


def _kill_one(leader: Leader, victim: str, database: str | None) -> None:
    """Kill one of the processes at some time, and start what is not there again."""
    service, seen = leader.service, leader.seen
    sleep(random.uniform(0, 0.5))
    everybody = psutil.Process(service.process.pid).children(recursive=True)
    targets: list[psutil.Process] | None = None
    while targets is None:
        with suppress(psutil.NoSuchProcess):  # one of them ended while we looked
            targets = _targets(service, victim)
    since = monotonic()
    number = signal.SIGTERM if victim == HEADS[-1] else signal.SIGKILL
    for each in targets:
        with suppress(psutil.NoSuchProcess):
            each.send_signal(number)
    seen.counts[f"killed: {victim if targets else 'nobody, who was not there yet'}"] += 1
    if victim in HEADS:
        status = service.process.wait(30)
        if status != (0 if number == signal.SIGTERM else -number):
            seen.wrong.append(f"it ended with {status} by {number.name}")
        _, left = psutil.wait_procs(everybody, 10)
        if left:
            seen.wrong.append(f"left behind after a kill of {victim}: {left}")
            for each in left:
                each.kill()
        seen.took(f"end of all, killed: {victim}", since)
        again = start(leader.folder, service.port, database)
        seen.slowest["start"] = max(seen.slowest.get("start", 0.0), again.started_in)
        service.process = again.process


def _targets(service: Service, victim: str) -> list[psutil.Process]:
    """The processes of somebody who is to be killed, as far as they are there."""
    supervisor = psutil.Process(service.process.pid)
    kin = supervisor.children()
    servers = [each for each in kin if "granian" in " ".join(each.cmdline())]
    webs = [each for server in servers for each in server.children()]
    found = {
        "web": random.sample(webs, min(1, len(webs))),
        "server": servers,
        "worker": [each for each in kin if each not in servers],
        "supervisor": [supervisor],
        "nobody, all told to end": [supervisor],
        "supervisor and server": [supervisor, *servers],
        "all": [supervisor, *servers, *webs, *kin],
    }
    return found[victim]


def _read(service: Service, feeds: tuple[str, ...], seen: Seen, over: Event, behind: float) -> None:
    """Read feeds until it is over: each is whole, and no older than what was seen before."""
    bodies: dict[tuple[str, int], bytes] = {}
    known = deque([(monotonic(), 0)])
    shown = 0
    while not over.wait(0.2):
        for feed in feeds:
            known.append((monotonic(), max(shown, seen.published, known[-1][1])))
            while len(known) > 1 and known[1][0] <= monotonic() - behind:
                known.popleft()
            least = known[0][1]
            try:
                status, body = service.send("GET", feed)
            except NOT_REACHED:
                seen.counts["feeds not reached"] += 1
                over.wait(0.2)
                continue
            if status != 200:
                seen.counts[f"feeds answered {status}"] += 1
                if status != 503:
                    seen.wrong.append(f"a feed was answered {status}")
                continue
            shown = int(str(Calendar.from_ical(body)["X-WR-CALNAME"]).split()[-1])
            seen.counts["feeds read"] += 1
            seen.counts["feeds of an earlier version"] += shown < known[-1][1]
            if not least <= shown <= seen.asked:
                seen.wrong.append(f"a feed showed {shown}; seen {least}, asked for {seen.asked}")
            if bodies.setdefault((feed, shown), body) != body:
                seen.wrong.append(f"two feeds of version {shown} differ")


def _copy(folder: Path, number: int, seen: Seen) -> None:
    """Copy the SQLite file, and see that a store made of it is whole and has what was told."""
    least = seen.published
    copy, made = folder / f"copy-{number}.db", folder / f"made-{number}.db"
    _run("backup", f"sqlite:///{folder / 'semesterplan.db'}", seen, str(copy))
    _run("restore", f"sqlite:///{made}", seen, str(copy))
    _run("verify", f"sqlite:///{made}", seen)
    store = open_store(f"sqlite:///{made}")
    with store.reading() as connection:
        newest = connection.scalar(sa.select(sa.func.max(version.c.number)))
    store.engine.dispose()
    if (newest or 0) < least:
        seen.wrong.append(f"a copy has {newest} versions of {least}")


def _run(name: str, address: str, seen: Seen, *arguments: str) -> None:
    """Run a command, which has to end well."""
    command = [sys.executable, "-m", "planner", name, *arguments, "--database", address]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    seen.counts[f"{name} ended {done.returncode}"] += 1
    if done.returncode != 0:
        seen.wrong.append(f"{name}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
