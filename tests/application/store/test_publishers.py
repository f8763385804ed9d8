"""Publishers into a store that are killed, or at work at once: each version whole, or not there."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from planner.application.store.database import Store
from planner.application.store.tables import audit, outbox, version
from planner.domain.publication import History
from tests.offices import OFFICE, history_in, publish_in, twice_published
from tests.publications import planned

CHECKOUT = Path(__file__).parents[3]
ROUNDS = 20

# Forks a publisher for each line it is given, and says when that one has died. It opens no store
# before it forks: a connection must not be in two processes.
FORKING = """
import os, sys
from planner.application.store.database import open_store
from tests.offices import publish_in
from tests.publications import planned
plans = [planned(day) for day in (4, 11)]
for line in sys.stdin:
    worker = os.fork()
    if worker == 0:
        store = open_store(sys.argv[1])
        print(os.getpid(), flush=True)
        while True:
            for plan in plans:
                done = publish_in(store, plan)
                if done.published:
                    os.write(1, b"%d\\n" % done.version.number)  # a line is there whole, or not
    os.waitpid(worker, 0)
    print("dead", flush=True)
"""


def test_a_killed_publisher_leaves_each_version_whole_or_not_at_all(
    store: Store, address: str
) -> None:
    twice_published(store)
    chance = random.Random(2027)
    seen = versions_in(store)
    with subprocess.Popen(
        [sys.executable, "-c", FORKING, address],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as forking:
        assert forking.stdin is not None
        assert forking.stdout is not None
        for _ in range(ROUNDS):
            forking.stdin.write("\n")
            forking.stdin.flush()
            worker, told = (int(forking.stdout.readline()) for _ in range(2))
            with pytest.raises(subprocess.TimeoutExpired):
                forking.wait(chance.uniform(0, 0.05))
            os.kill(worker, signal.SIGKILL)
            while (line := forking.stdout.readline()) != "dead\n":
                told = int(line)

            there = versions_in(store)
            # A server may still finish what it was asked before the publisher died.
            assert told <= len(there) <= told + 1
            assert seen.items() < there.items()
            seen = there
        forking.stdin.close()
    history_in(store)
    assert publish_in(store, planned(18)).version.number in {len(seen) + 1, len(seen) + 2}


def versions_in(store: Store) -> dict[int, str]:
    """The texts of the versions; each has its line in the audit and in the outbox."""
    with store.reading() as connection:
        rows = connection.execute(sa.select(version.c.number, version.c.document)).all()
        audited = connection.execute(sa.select(audit.c.subject)).scalars().all()
        told = connection.execute(sa.select(outbox.c.payload)).scalars().all()
    texts = {row.number: row.document for row in rows}
    assert sorted(map(int, audited)) == sorted(texts)
    assert len(told) == len(texts)
    return texts


PUBLISHING = """
import sys
from planner.application.store.database import open_store
from planner.domain.errors import Overtaken
from tests.offices import publish_in
from tests.publications import planned
store, name, expected = open_store(sys.argv[1]), sys.argv[2], int(sys.argv[3]) or None
print("klar", flush=True)
sys.stdin.readline()
for number in range(1 if expected else 8):
    try:
        publish_in(store, planned(number + int(name)), note=name, expected=expected)
    except Overtaken as refused:
        print(refused.phrase().nb)
"""


def published_at_once(store: Store, address: str, *, expected: int) -> tuple[History, list[str]]:
    """What is there after two have published at the same time, and what they were told."""
    both = [
        subprocess.Popen(
            [sys.executable, "-c", PUBLISHING, address, name, str(expected)],
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
    versions_in(store)
    return history_in(store, OFFICE), [each.strip() for each in told if each]


def test_two_at_once_lose_no_version(store: Store, address: str) -> None:
    twice_published(store)

    history, told = published_at_once(store, address, expected=0)

    notes = [each.note for each in history.versions[2:]]
    assert sorted(notes) == ["10"] * 8 + ["20"] * 8
    assert told == []


def test_of_two_at_once_that_expect_the_same_version_one_is_refused(
    store: Store, address: str
) -> None:
    twice_published(store)

    history, told = published_at_once(store, address, expected=2)

    assert len(history.versions) == 3
    (sentence,) = told
    assert sentence.startswith("Nyeste versjon er 3, ikke 2: noen kan ha publisert i mellomtiden.")
