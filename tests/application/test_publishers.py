"""Publishers that are killed, or at work at once: no version is lost, changed or half there."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from planner.application.publicationfolder import read_history
from planner.domain.plan import Plan
from planner.domain.publication import History
from tests.publications import contents, every_feed, planned, publish_to, twice_published

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where two versions are published."""
    return twice_published(tmp_path / "publisert")


# Forks a publisher for each line it is given, and says when that one has died.
FORKING = """
import os, sys
from pathlib import Path
from tests.publications import planned, publish_to
folder, plans = Path(sys.argv[1]), [planned(day) for day in (4, 11)]
for line in sys.stdin:
    worker = os.fork()
    if worker == 0:
        print(os.getpid(), flush=True)
        while True:
            for plan in plans:
                publish_to(folder, plan)
                print("klar", flush=True)
    os.waitpid(worker, 0)
    print("dead", flush=True)
"""


def test_a_killed_publisher_leaves_whole_versions_and_the_feeds_of_the_newest(folder: Path) -> None:
    chance = random.Random(2027)
    seen = contents(folder)
    with subprocess.Popen(
        [sys.executable, "-c", FORKING, str(folder)],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as forking:
        assert forking.stdin is not None
        assert forking.stdout is not None
        for _ in range(10):
            forking.stdin.write("\n")
            forking.stdin.flush()
            worker = int(forking.stdout.readline())
            for _ in range(2):  # the first may stand already
                assert forking.stdout.readline() == "klar\n"
            with pytest.raises(subprocess.TimeoutExpired):
                forking.wait(chance.uniform(0, 0.05))
            os.kill(worker, signal.SIGKILL)
            while forking.stdout.readline() != "dead\n":
                pass

            there, history = contents(folder), read_history(folder)
            newest = history.versions[-1]
            assert Plan.model_validate_json(there["plan.json"]) == newest.plan
            feeds = every_feed(history, newest.published_at.date())
            assert {path: each for path, each in there.items() if path.startswith("feeds/")} == {
                f"feeds/{name}.ics": feed for name, feed in feeds.items()
            }
            assert _versions_in(seen).items() < _versions_in(there).items()
            seen = there
        forking.stdin.close()
    publish_to(folder, planned(18))
    assert [entry.name for entry in folder.parent.iterdir()] == ["publisert"]


def _versions_in(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: each for path, each in files.items() if path.startswith("versions/")}


PUBLISHING = """
import sys
from pathlib import Path
from planner.domain.errors import UnreadableInput
from tests.publications import planned, publish_to
folder, name, expected = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) or None
print("klar", flush=True)
sys.stdin.readline()
for number in range(1 if expected else 4):
    try:
        publish_to(folder, planned(number + int(name)), note=name, expected=expected)
    except UnreadableInput as refused:
        print(refused.faults[0].sentence.nb)
"""


def published_at_once(folder: Path, *, expected: int) -> tuple[History, list[str]]:
    """What is there after two have published at the same time, and what they were told."""
    both = [
        subprocess.Popen(
            [sys.executable, "-c", PUBLISHING, str(folder), name, str(expected)],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("10", "20")
    ]
    for each in both:
        assert each.stdout is not None
        assert each.stdout.readline() == "klar\n"
    for each in both:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    told = [each.communicate()[0] for each in both]
    assert [each.returncode for each in both] == [0, 0]
    return read_history(folder), [each.strip() for each in told if each]


def test_two_at_once_lose_no_version(folder: Path) -> None:
    history, told = published_at_once(folder, expected=0)

    notes = [each.note for each in history.versions[2:]]
    assert sorted(notes) == ["10"] * 4 + ["20"] * 4
    assert told == []


def test_of_two_at_once_that_expect_the_same_version_one_is_refused(folder: Path) -> None:
    history, told = published_at_once(folder, expected=2)

    assert len(history.versions) == 3
    (sentence,) = told
    assert sentence.startswith("Nyeste versjon er 3, ikke 2: noen kan ha publisert i mellomtiden.")
