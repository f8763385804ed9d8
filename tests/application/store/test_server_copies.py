"""Copies of a database on a server, with the programs that `backup` and `restore` name."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from planner.application.store.database import check_current, open_store, upgrade
from planner.application.store.verify import verify
from tests.application.store.test_backup import CHECKOUT, PUBLISHING
from tests.databases import postgresql_programs
from tests.offices import history_in, twice_published


@pytest.mark.postgres
def test_a_server_is_copied_as_is_told_while_others_publish(
    new_postgresql: str, tmp_path: Path
) -> None:
    programs, copy = postgresql_programs(), tmp_path / "kopi"
    assert programs
    server = open_store(new_postgresql)
    upgrade(server)
    twice_published(server)
    with subprocess.Popen(
        [sys.executable, "-c", PUBLISHING, new_postgresql],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
    ) as publishing:
        assert publishing.stdout is not None
        told = int(publishing.stdout.readline())
        dump = ["--format=custom", f"--file={copy}", new_postgresql]
        subprocess.run([programs / "pg_dump", *dump], check=True)
        publishing.kill()
    with psycopg.connect(new_postgresql, autocommit=True) as connection:
        connection.execute("CREATE DATABASE restored")
    try:
        address = re.sub(r"/test_\w+", "/restored", new_postgresql)
        told_how = ["--exit-on-error", "--single-transaction", f"--dbname={address}"]
        subprocess.run([programs / "pg_restore", *told_how, copy], check=True)
        restored = open_store(address)
        check_current(restored)
        assert list(verify(restored)) == []
        assert len(history_in(restored).versions) >= told
        with pytest.raises(sa.exc.DBAPIError), restored.writing() as connection:
            connection.execute(sa.text("DELETE FROM version"))
        restored.engine.dispose()
    finally:
        with psycopg.connect(new_postgresql, autocommit=True) as connection:
            connection.execute("DROP DATABASE restored WITH (FORCE)")
    server.engine.dispose()
