"""``semesterplan verify``, ``backup`` and ``restore`` as their users run them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.application.store.database import Store, open_store, upgrade
from tests.offices import history_in, tampered, twice_published

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Store]:
    """A SQLite store that two versions are published in."""
    made = open_store(f"sqlite:///{tmp_path / 'semesterplan.db'}")
    upgrade(made)
    twice_published(made)
    yield made
    made.engine.dispose()


def semesterplan(command: str, *arguments: str | Path, database: str) -> tuple[int, str, str]:
    """Run a command on a database: its status, and what it says on both its outputs."""
    run = subprocess.run(
        [sys.executable, "-m", "planner", command, *arguments, "--database", database],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout, run.stderr


def test_what_is_whole_is_copied_and_brought_back(live: Store, tmp_path: Path) -> None:
    copy, address = tmp_path / "kopi.db", f"sqlite:///{tmp_path / 'ny.db'}"

    assert semesterplan("verify", database=live.address) == (
        0,
        f"Alt i {live.address} er lest på nytt og kontrollert; ingenting er galt.\n",
        "",
    )
    status, said, errors = semesterplan("backup", copy, database=live.address)
    assert (status, errors) == (0, "")
    assert said.startswith(f"Skrev {copy}; den er lest på nytt og er hel.")
    status, said, errors = semesterplan("restore", copy, database=address)
    assert (status, errors) == (0, "")
    assert said.startswith(f"Hentet {copy} fram igjen til {address}.")

    again = open_store(address)
    assert history_in(again) == history_in(live)
    again.engine.dispose()


def test_what_is_wrong_is_told_and_nothing_is_written_over(live: Store, tmp_path: Path) -> None:
    tampered(live, "UPDATE version SET document = '{}' WHERE number = 2")
    copy = tmp_path / "kopi.db"

    status, said, _ = semesterplan("verify", database=live.address)
    assert status == 1
    assert said.startswith(
        f"Noe er galt i {live.address}:\n- lillevik: versions.2: Versjonen er ødelagt"
    )
    status, said, _ = semesterplan("backup", copy, "--format", "json", database=live.address)
    facts = json.loads(said)
    assert (status, facts["written"]) == (1, str(copy))
    assert len(facts["wrong"]) == 1

    status, _, errors = semesterplan("restore", copy, database=live.address)
    assert status == 2
    assert "semesterplan.db finnes fra før" in errors
    status, _, errors = semesterplan("backup", copy, database=live.address)
    assert status == 2
    assert "kopi.db finnes fra før" in errors


def test_a_server_is_copied_with_its_own_tools(tmp_path: Path) -> None:
    address = "postgresql://ppt:hemmelig@127.0.0.1:1/plan"

    status, said, errors = semesterplan("backup", tmp_path / "kopi.db", database=address)

    assert (status, said) == (2, "")
    assert "pg_dump" in errors
    assert "hemmelig" not in errors
