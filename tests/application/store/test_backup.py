"""Copies of a store: taken while it is written to, never over a file that is there, and back."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from planner.application.store import versions as store_versions
from planner.application.store.all_tables import METADATA
from planner.application.store.backup import backup, restore
from planner.application.store.database import MIGRATIONS, Store, check_current, open_store, upgrade
from planner.application.store.memory import Memory
from planner.application.store.verify import verify
from planner.domain.errors import CannotWrite, StoreUnavailable, UnreadableInput
from tests.offices import history_in, publish_in, tampered, twice_published
from tests.publications import planned

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Store]:
    """A SQLite store that two versions are published in."""
    made = open_store(f"sqlite:///{tmp_path / 'semesterplan.db'}")
    upgrade(made)
    twice_published(made)
    yield made
    made.engine.dispose()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Store]:
    """Where a store may be made out of a copy; there is none yet."""
    made = open_store(f"sqlite:///{tmp_path / 'ny.db'}")
    yield made
    made.engine.dispose()


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.reading() as connection:
        return {
            each.name: [tuple(row) for row in connection.execute(sa.select(each))]
            for each in METADATA.sorted_tables
        }


def names_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_a_copy_becomes_the_same_store_again(live: Store, elsewhere: Store, tmp_path: Path) -> None:
    assert backup(live, tmp_path / "kopi.db") == ()
    restore(tmp_path / "kopi.db", elsewhere)

    check_current(elsewhere)
    assert contents(elsewhere) == contents(live)
    assert publish_in(elsewhere, planned(18)).version.number == 3
    with pytest.raises(sa.exc.IntegrityError), elsewhere.writing() as connection:
        connection.exec_driver_sql("DELETE FROM version")


def test_a_copy_is_one_file_and_its_owners_alone(live: Store, tmp_path: Path) -> None:
    folder = tmp_path / "kopier på 100 % & så videre?"
    folder.mkdir()
    backup(live, folder / "kopi #1.db")

    assert names_in(folder) == {"kopi #1.db"}
    assert (folder / "kopi #1.db").stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(folder / "kopi #1.db")) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_copy_can_be_read_where_nothing_can_be_written(
    live: Store, elsewhere: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "arkiv?"
    folder.mkdir()
    backup(live, folder / "kopi.db")
    before = (folder / "kopi.db").read_bytes()
    (folder / "kopi.db").chmod(0o400)
    folder.chmod(0o500)
    restore(folder / "kopi.db", elsewhere)
    folder.chmod(0o700)

    assert history_in(elsewhere) == history_in(live)
    assert (folder / "kopi.db").read_bytes() == before
    assert names_in(folder) == {"kopi.db"}


@pytest.mark.parametrize("ending", ["", "-wal", "-journal"])
def test_nothing_is_written_over(
    live: Store, elsewhere: Store, tmp_path: Path, ending: str
) -> None:
    backup(live, tmp_path / "kopi.db")
    for name in (f"opptatt.db{ending}", f"ny.db{ending}"):
        (tmp_path / name).write_text("noe annet")
    before = names_in(tmp_path)

    with pytest.raises(UnreadableInput, match=f"opptatt.db{ending} finnes fra før"):
        backup(live, tmp_path / "opptatt.db")
    with pytest.raises(UnreadableInput, match=f"ny.db{ending} finnes fra før"):
        restore(tmp_path / "kopi.db", elsewhere)

    assert names_in(tmp_path) == before
    assert (tmp_path / f"ny.db{ending}").read_text() == "noe annet"


def test_what_is_wrong_with_the_store_is_told_of_its_copy(
    live: Store, elsewhere: Store, tmp_path: Path
) -> None:
    tampered(live, "UPDATE version SET document = '{}' WHERE number = 1")

    (fault,) = backup(live, tmp_path / "kopi.db")
    with pytest.raises(UnreadableInput) as refused:
        restore(tmp_path / "kopi.db", elsewhere)

    assert fault.text("nb").startswith("lillevik: versions.1: Versjonen er ødelagt")
    assert refused.value.faults == (fault,)
    assert not (tmp_path / "ny.db").exists()


@pytest.mark.parametrize("content", [b"", b"noe annet " * 1000], ids=["empty", "text"])
def test_a_file_that_is_no_copy_is_told(elsewhere: Store, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kopi.db").write_bytes(content)

    told = "kopi.db: (Filen er ingen database|Dette er ingen sikkerhetskopi)"
    with pytest.raises((UnreadableInput, StoreUnavailable), match=told):
        restore(tmp_path / "kopi.db", elsewhere)
    with pytest.raises(UnreadableInput, match="ingen sikkerhetskopi"):
        restore(tmp_path / "ingen.db", elsewhere)
    assert names_in(tmp_path) == {"kopi.db"}


def test_a_copy_with_damaged_pages_is_told(live: Store, elsewhere: Store, tmp_path: Path) -> None:
    copy = tmp_path / "kopi.db"
    backup(live, copy)
    content = bytearray(copy.read_bytes())
    # The pages from the third on: the tables are in the first two, and what is in them is not.
    content[8_192:] = b"\xff" * (len(content) - 8_192)
    copy.write_bytes(content)

    with pytest.raises((UnreadableInput, StoreUnavailable), match=r"kopi\.db: Filen er ingen"):
        restore(copy, elsewhere)
    assert not (tmp_path / "ny.db").exists()


def test_whatever_befalls_a_copy_it_is_told_or_the_versions_are_whole(
    live: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(live, tmp_path / "kopi.db")
    whole, history = (tmp_path / "kopi.db").read_bytes(), history_in(live)
    chance = random.Random(8)
    told = 0
    for number in range(60):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 2, 8, 64))):
            # The first page, which says where everything is, as often as all the others.
            content[chance.randrange(chance.choice((4_096, len(content))))] = chance.randrange(256)
        (tmp_path / "skadet.db").write_bytes(content)
        restored = open_store(f"sqlite:///{tmp_path / f'ny{number}.db'}")
        try:
            restore(tmp_path / "skadet.db", restored)
        except (UnreadableInput, StoreUnavailable):
            told += 1
            assert restored.file is not None
            assert not restored.file.exists()
        else:
            monkeypatch.setattr(store_versions, "MEMORY", Memory())
            assert history_in(restored) == history
        restored.engine.dispose()
    assert 10 < told < 50
    assert not [name for name in names_in(tmp_path) if name.startswith(".")]


def test_a_copy_of_an_older_store_is_brought_up(elsewhere: Store, tmp_path: Path) -> None:
    """Whoever is to upgrade the store is told to take a copy first."""
    older = open_store(f"sqlite:///{tmp_path / 'gammel.db'}")
    (tmp_path / "gammel.db").touch()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with older.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    twice_published(older)

    assert backup(older, tmp_path / "kopi.db") == ()
    restore(tmp_path / "kopi.db", elsewhere)

    with pytest.raises(StoreUnavailable, match="eldre utgave"):
        check_current(older)
    check_current(elsewhere)
    assert history_in(elsewhere) == history_in(older)
    older.engine.dispose()


def test_a_copy_of_a_newer_store_is_told(live: Store, elsewhere: Store, tmp_path: Path) -> None:
    with live.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StoreUnavailable, match=r"semesterplan\.db: .*nyere utgave"):
        backup(live, tmp_path / "kopi.db")
    with pytest.raises(StoreUnavailable, match=r"semesterplan\.db: .*nyere utgave"):
        restore(tmp_path / "semesterplan.db", elsewhere)
    assert not {"kopi.db", "ny.db"} & names_in(tmp_path)


def test_there_must_be_a_store_and_a_folder(live: Store, elsewhere: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="ingen database ennå"):
        backup(elsewhere, tmp_path / "kopi.db")
    with pytest.raises((UnreadableInput, CannotWrite)):
        backup(live, tmp_path / "ingen" / "kopi.db")
    assert "kopi.db" not in names_in(tmp_path)


def test_a_server_is_copied_with_its_own_tools(tmp_path: Path) -> None:
    server = open_store("postgresql://ppt@127.0.0.1:1/plan")

    with pytest.raises(UnreadableInput, match="pg_dump"):
        backup(server, tmp_path / "kopi.db")
    with pytest.raises(UnreadableInput, match="pg_restore"):
        restore(tmp_path / "kopi.db", server)


PUBLISHING = """
import sys
from planner.application.store.database import open_store
from tests.offices import publish_in
from tests.publications import planned
store, plans = open_store(sys.argv[1]), [planned(day) for day in (4, 11)]
while True:
    for plan in plans:
        print(publish_in(store, plan).version.number, flush=True)
"""


def test_a_copy_that_is_taken_while_others_publish_is_whole(live: Store, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PUBLISHING, f"sqlite:///{live.file}"],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
    ) as publishing:
        assert publishing.stdout is not None
        for number in range(5):
            told = int(publishing.stdout.readline())
            assert backup(live, tmp_path / f"kopi{number}.db") == ()
            restored = open_store(f"sqlite:///{tmp_path / f'ny{number}.db'}")
            restore(tmp_path / f"kopi{number}.db", restored)
            assert list(verify(restored)) == []
            # What was told before the copy was begun is in it.
            assert len(history_in(restored).versions) >= told
            restored.engine.dispose()
        publishing.kill()
