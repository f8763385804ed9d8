"""Supervising, with real processes and real signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.processes import lives, until

# Runs its arguments as programs until told to stop. The first is up when a file `up` is there.
SUPERVISOR = """\
import os, sys
from pathlib import Path
from planner.application.logs import configure
from planner.application.supervising import Program, Supervisor
configure("json")
programs = [Program(f"p{n}", [sys.executable, "-c", each], os.environ)
            for n, each in enumerate(sys.argv[1:])]
told = Supervisor(programs).run(Path("up").exists, lambda: Path("greeted").touch())
print("told" if told else "gave up")
"""
# Each writes its number to a file of its own, so that whoever comes next has another.
NOTE = """\
import os, pathlib, signal, subprocess, sys, time
def note(kind, number):
    pathlib.Path(f".{kind}-{number}").write_text("")
    os.rename(f".{kind}-{number}", f"{kind}-{number}")
"""
LASTS = NOTE + "note('a', os.getpid())\ntime.sleep(600)\n"
ENDS = NOTE + "note('b', os.getpid())\nsys.exit(7)\n"
# A head with somebody in its group, who lives on when the head is killed.
HEAD = (
    NOTE
    + """\
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
note("child", child.pid)
def stop(*_):
    child.terminate()
    child.wait()
    note("ordered", os.getpid())
    os._exit(0)
signal.signal(signal.SIGTERM, stop)
note("head", os.getpid())
while True:
    time.sleep(600)
"""
)
DEAF = (
    NOTE
    + "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nnote('deaf', os.getpid())\n"
    + ("while True:\n    time.sleep(600)\n")
)

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    begun: list[subprocess.Popen[str]] = []

    def start(*programs: str) -> subprocess.Popen[str]:
        begun.append(
            subprocess.Popen(
                [sys.executable, "-c", SUPERVISOR, *programs],
                cwd=tmp_path,
                env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return begun[-1]

    yield start
    for each in begun:
        each.kill()
        each.communicate()
    for path in tmp_path.glob("*-*"):
        if lives(pid := int(path.name.rpartition("-")[2])):
            os.kill(pid, signal.SIGKILL)


def numbers(folder: Path, kind: str, least: int = 1) -> list[int]:
    """The processes of a kind, in the order that they came, once there are so many."""

    def there() -> list[Path]:
        found = sorted(folder.glob(f"{kind}-*"), key=lambda each: each.stat().st_mtime_ns)
        return found if len(found) >= least else []

    return [int(each.name.rpartition("-")[2]) for each in until(there)]


def logged(errors: str) -> list[dict[str, object]]:
    return [json.loads(each) for each in errors.splitlines()]


def test_what_ends_is_started_anew_after_growing_pauses(start: Start, tmp_path: Path) -> None:
    (tmp_path / "up").touch()
    run = start(LASTS, ENDS)
    ended = numbers(tmp_path, "b", least=3)
    (lasting,) = numbers(tmp_path, "a")
    run.send_signal(signal.SIGTERM)
    said, errors = run.communicate()

    assert (run.returncode, said) == (0, "told\n")
    assert not any(map(lives, [lasting, *ended]))
    ends = [each for each in logged(errors) if each["event"] == "process ended"]
    assert [each["pause_seconds"] for each in ends[:2]] == [1.0, 2.0]
    assert {(each["process"], each["status"]) for each in ends} == {("p1", 7)}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_told_to_stop_it_lets_each_end_in_order(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    (tmp_path / "up").touch()
    run = start(HEAD, LASTS)
    everybody = [*numbers(tmp_path, "head"), *numbers(tmp_path, "child"), *numbers(tmp_path, "a")]
    until((tmp_path / "greeted").exists)
    run.send_signal(number)
    said, _ = run.communicate()

    assert (run.returncode, said) == (0, "told\n")
    assert not any(map(lives, everybody))
    assert numbers(tmp_path, "ordered") == everybody[:1]


def test_who_does_not_listen_is_made_to_end(start: Start, tmp_path: Path) -> None:
    (tmp_path / "up").touch()
    run = start(DEAF)
    (deaf,) = numbers(tmp_path, "deaf")
    run.send_signal(signal.SIGTERM)
    said, errors = run.communicate()

    assert said == "told\n"
    assert not lives(deaf)
    assert "process would not end" in [each["event"] for each in logged(errors)]


def test_with_a_process_ends_whatever_it_started(start: Start, tmp_path: Path) -> None:
    (tmp_path / "up").touch()
    run = start(HEAD)
    (head,), (child,) = numbers(tmp_path, "head"), numbers(tmp_path, "child")
    until((tmp_path / "greeted").exists)
    os.kill(head, signal.SIGKILL)

    second = numbers(tmp_path, "head", least=2)[1]

    assert not lives(child)
    run.send_signal(signal.SIGTERM)
    run.communicate()
    assert not lives(second)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of this")
def test_nobody_stays_when_the_supervisor_is_killed(start: Start, tmp_path: Path) -> None:
    (tmp_path / "up").touch()
    run = start(HEAD, LASTS)
    everybody = [*numbers(tmp_path, "head"), *numbers(tmp_path, "child"), *numbers(tmp_path, "a")]
    run.kill()

    until(lambda: not any(map(lives, everybody)))
    assert numbers(tmp_path, "ordered") == everybody[:1]


def test_when_the_first_ends_before_it_is_up_it_gives_up(start: Start, tmp_path: Path) -> None:
    run = start(ENDS, LASTS)
    said, _ = run.communicate()

    assert (run.returncode, said) == (0, "gave up\n")
    assert not any(map(lives, numbers(tmp_path, "b")))
    assert not any(lives(int(each.name[2:])) for each in tmp_path.glob("a-*"))
    assert not (tmp_path / "greeted").exists()


def test_it_greets_once_the_first_is_up(start: Start, tmp_path: Path) -> None:
    run = start(LASTS)
    numbers(tmp_path, "a")
    assert not (tmp_path / "greeted").exists()
    (tmp_path / "up").touch()

    until((tmp_path / "greeted").exists)
    run.send_signal(signal.SIGTERM)
    assert run.communicate()[0] == "told\n"
