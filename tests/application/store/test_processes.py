"""Several processes at one store, and processes that are killed while they write."""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE, Popen

import sqlalchemy as sa

from planner.application.store.database import Store, open_store
from planner.application.store.tables import audit, office, outbox, version
from tests.storewriter import OFFICE, put_version

CHECKOUT = Path(__file__).parents[3]
ENDLESS = 1_000_000
ROUNDS = 8


def with_office(store: Store) -> None:
    row = {"id": OFFICE, "name": "PPT", "language": "nb", "created_at": datetime.now(UTC)}
    with store.writing() as connection:
        connection.execute(office.insert().values(row))


def writer(address: str, name: str, count: int) -> Popen[str]:
    asked = [sys.executable, "-m", "tests.storewriter", address, name, str(count)]
    return Popen(asked, cwd=CHECKOUT, stdout=PIPE, stderr=PIPE, text=True)


def killed_after(process: Popen[str], seconds: float) -> tuple[list[int], str]:
    """Kill a writer some time after its first version: what it told, and its errors."""
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = [process.stdout.readline()]
        time.sleep(seconds)
        process.kill()
        said += process.stdout.readlines()
        # A line that the kill cut short was no promise.
        return [int(line) for line in said if line.endswith("\n")], process.stderr.read()


def numbers(store: Store) -> list[int]:
    """The versions that are there; each with its row in the audit log and in the outbox."""
    with store.reading() as connection:
        there = connection.scalars(sa.select(version.c.number).order_by(version.c.number)).all()
        logged = connection.scalars(sa.select(audit.c.subject).order_by(audit.c.id)).all()
        due = connection.scalars(sa.select(outbox.c.payload).order_by(outbox.c.id)).all()
    assert [int(each) for each in logged] == [int(each) for each in due] == list(there)
    return list(there)


def test_three_processes_write_without_losing_or_doubling_a_version(
    address: str, store: Store
) -> None:
    with_office(store)

    writers = [writer(address, name, 20) for name in ("a", "b", "c")]
    told = [each.communicate() for each in writers]

    assert [errors for _, errors in told] == ["", "", ""]
    assert numbers(store) == list(range(1, 61))
    assert sorted(int(line) for said, _ in told for line in said.split()) == numbers(store)


def test_a_killed_writer_leaves_whole_versions_and_nothing_it_told_is_lost(
    address: str, store: Store
) -> None:
    with_office(store)
    chance = random.Random(8)

    for _ in range(ROUNDS):
        before = numbers(store)
        told, errors = killed_after(writer(address, "a", ENDLESS), chance.uniform(0, 0.05))
        after = numbers(store)

        assert errors == ""
        assert after == list(range(1, len(after) + 1))
        assert len(before) < len(after) <= len(before) + len(told) + 1
        assert told == list(range(len(before) + 1, len(before) + len(told) + 1))
        assert set(told) <= set(after)

    # And it can be opened and written to as before.
    again = open_store(address)
    assert put_version(again, "b") == len(numbers(again))
    again.engine.dispose()
