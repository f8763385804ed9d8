"""How the tables are made and brought up to the program, and what is said when they are not."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from planner.application.store.all_tables import METADATA
from planner.application.store.database import Store, check_current, open_store, upgrade
from planner.domain.errors import StoreUnavailable

UPGRADE = (
    "import sys; from planner.application.store.database import *; upgrade(open_store(sys.argv[1]))"
)


def come_to(store: Store, step: str) -> None:
    """Write that the tables are at a step."""
    with store.writing() as connection:
        connection.execute(
            sa.text("UPDATE alembic_version SET version_num = :step"), {"step": step}
        )


def test_the_migrations_make_the_tables_that_the_program_knows(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_a_new_store_is_current(store: Store) -> None:
    check_current(store)


def test_upgrading_again_changes_nothing(store: Store) -> None:
    upgrade(store)

    check_current(store)


def test_a_store_that_is_not_made_is_told_and_not_made(address: str) -> None:
    store = open_store(address)

    with pytest.raises(StoreUnavailable, match="semesterplan db upgrade"):
        check_current(store)
    assert store.file is None or not store.file.exists()
    store.engine.dispose()


def test_a_file_that_a_killed_upgrade_left_empty_is_not_taken_for_a_store(tmp_path: Path) -> None:
    file = tmp_path / "semesterplan.db"
    file.touch()
    store = open_store(f"sqlite:///{file}")

    with pytest.raises(StoreUnavailable, match="ingen database ennå"):
        check_current(store)
    upgrade(store)
    check_current(store)
    store.engine.dispose()


def test_a_store_of_a_newer_program_is_left_alone(store: Store) -> None:
    come_to(store, "9999")

    with pytest.raises(StoreUnavailable, match="nyere utgave"):
        check_current(store)
    with pytest.raises(StoreUnavailable, match="nyere utgave"):
        upgrade(store)


def test_a_store_of_an_older_program_is_told(store: Store) -> None:
    come_to(store, "0001")

    with pytest.raises(StoreUnavailable, match="eldre utgave"):
        check_current(store)


def test_a_step_that_fails_leaves_nothing_behind(address: str) -> None:
    store = open_store(address)
    # The last table of the first step is there already, made by somebody else.
    made = sa.Table("subscription", sa.MetaData(), sa.Column("id", sa.Text))
    if store.file:
        store.file.touch()
    with store.writing() as connection:
        made.create(connection)

    with pytest.raises((sa.exc.DBAPIError, StoreUnavailable)):
        upgrade(store)

    with store.reading() as connection:
        assert sa.inspect(connection).get_table_names() == ["subscription"]
    store.engine.dispose()


def test_several_may_upgrade_at_once(address: str) -> None:
    asked = [sys.executable, "-c", UPGRADE, address]
    runs = [Popen(asked, stderr=PIPE, text=True) for _ in range(4)]
    said = [run.communicate()[1] for run in runs]

    assert said == [""] * 4
    store = open_store(address)
    check_current(store)
    store.engine.dispose()
