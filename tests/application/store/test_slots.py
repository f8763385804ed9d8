"""Slots: held by one process at a time, and free as soon as it is dead."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa

from planner.application.store.database import Store, open_store
from planner.application.store.slots import KEEPER, Slot, somebody_works, take_slot, try_slot

ROOT = Path(__file__).parents[3]
HOLD = """
import sys
from planner.application.store.database import open_store
from planner.application.store.slots import take_slot
slot = take_slot(open_store(sys.argv[1]))
print(slot.number, flush=True)
sys.stdin.read()
"""


def held(store: Store) -> Slot:
    found = take_slot(store)
    assert found
    return found


def test_each_holder_has_a_number_of_its_own_and_the_lowest(store: Store, address: str) -> None:
    assert not somebody_works(store)
    other = open_store(address)
    ours = [held(store), held(other), held(store)]

    assert [each.number for each in ours] == [0, 1, 2]
    assert all(each.held() for each in ours)
    assert try_slot(store, 1) is None
    assert somebody_works(store)

    ours[1].let_go()
    again = held(store)
    assert again.number == 1
    for each in (ours[0], again, ours[2]):
        each.let_go()
    assert not somebody_works(store)
    other.engine.dispose()


def test_one_keeps_the_others(store: Store) -> None:
    keeper = try_slot(store, KEEPER)
    assert keeper
    assert try_slot(store, KEEPER) is None
    keeper.let_go()


def test_whoever_is_dead_holds_nothing(store: Store, address: str) -> None:
    with ExitStack() as stack:
        holder = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", HOLD, address],
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        )
        stack.callback(holder.kill)
        assert holder.stdout
        assert holder.stdout.readline() == b"0\n"
        assert try_slot(store, 0) is None

        holder.kill()
        holder.wait()
        free = None
        while free is None:  # a server sees it a moment later
            free = try_slot(store, 0)
        free.let_go()


@pytest.mark.postgres
def test_whoever_has_lost_the_server_holds_nothing(new_postgresql: str) -> None:
    store = open_store(new_postgresql)
    ours = held(store)
    with store.writing() as connection:
        asked = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        connection.execute(sa.text(asked))

    assert not ours.held()
    ours.let_go()
    again = held(store)
    assert again.number == 0
    again.let_go()
    store.engine.dispose()
