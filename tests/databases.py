"""The databases of the tests: SQLite always, and PostgreSQL where its programs are installed.

The server is one of our own, for one run of tests: in a temporary folder, on a socket in that
folder and on no port. It refuses to be run by root, so then somebody without rights runs it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from planner.application.store.database import Store, open_store, upgrade

OWNER = "semesterplan"
WITHOUT_RIGHTS = ("postgres", "nobody")


def postgresql_programs() -> Path | None:
    """Where the newest PostgreSQL's programs are: on the path, or where Debian keeps them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    kept = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    folders = (each.parent for each in kept)
    return max(folders, key=lambda each: float(each.parent.name), default=None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Path]:
    """A server of our own: the folder that its socket is in."""
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine (Debian's package is postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="semesterplan-"))
    runner = _runner()
    if runner:
        os.chown(folder, runner.pw_uid, runner.pw_gid)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, f"--pgdata={folder / 'data'}", *arguments],
            cwd=folder,
            user=runner.pw_uid if runner else None,
            group=runner.pw_gid if runner else None,
            extra_groups=[] if runner else None,
            check=True,
            # A server that lives on must not hold the pipes of whoever reads the tests' output.
            stdout=subprocess.DEVNULL,
        )

    try:
        run("initdb", "--auth=trust", f"--username={OWNER}", "--encoding=UTF8", "--no-sync")
        # Programs are killed in the tests and machines are not, so nothing need reach the disk.
        asked = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "start", "--wait", f"--log={folder / 'log'}", f"--options={asked}")
        try:
            yield folder
        finally:
            run("pg_ctl", "stop", "--mode=immediate")
    finally:
        shutil.rmtree(folder)


def _runner() -> pwd.struct_passwd | None:
    """Who runs the server when we are root; otherwise we do."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name: each for each in pwd.getpwall()}
    return next(known[name] for name in WITHOUT_RIGHTS if name in known)


@pytest.fixture
def new_postgresql(postgresql: Path) -> Iterator[str]:
    """The address of an empty database on it."""
    name = f"test_{uuid4().hex}"
    server = f"host={postgresql} user={OWNER} dbname=postgres"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"postgresql://{OWNER}@/{name}?host={postgresql}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, on each kind of database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'semesterplan.db'}"
    return str(request.getfixturevalue("new_postgresql"))


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store with its tables and nothing in them: copying is faster than migrating."""
    file = tmp_path_factory.mktemp("empty") / "semesterplan.db"
    made = open_store(f"sqlite:///{file}")
    upgrade(made)
    made.engine.dispose()
    return file


@pytest.fixture
def store(address: str, empty_file: Path) -> Iterator[Store]:
    """A store with its tables and nothing in them, on each kind of database."""
    made = open_store(address)
    if made.file:
        shutil.copy(empty_file, made.file)
    else:
        upgrade(made)
    yield made
    made.engine.dispose()
