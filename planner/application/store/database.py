"""The store: a SQLite file by default, a PostgreSQL database by its address, and the same to both.

Whoever uses it gets a connection inside one transaction. What is asked of it stands in the modules
beside this one, one for each kind of thing that is kept.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as NoneFree

from planner.application.store.refusals import BUSY, CLOSED, reason_of
from planner.domain.errors import Fault, StoreUnavailable, UnreadableInput
from planner.domain.words import Phrase

DEFAULT_ADDRESS = "sqlite:///semesterplan.db"
MIGRATIONS = Path(__file__).parent / "migrations"
STEP = sa.table("alembic_version", sa.column("version_num"))
"""Where Alembic keeps the step that the tables have come to."""
PATIENCE_SECONDS = 30
"""How long a transaction waits for another that is in its way."""
CONTACT_SECONDS = 5
"""How long a server may take to answer when it is called, and how long it may be silent."""
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""How SQLite is used; what is taken out is written over, so that the file has no trace of it."""
WHICH = "which file"
"""Under which a connection notes the file that it opened."""
UPGRADING = 0x53656D65
"""PostgreSQL's lock that whoever migrates holds; any number will do that nobody else uses."""

NO_ADDRESS = Phrase(
    nb="Adressen til databasen kan ikke brukes; skriv sqlite:///fil.db eller "
    "postgresql://bruker@vert/navn.",
    nn="Adressa til databasen kan ikkje brukast; skriv sqlite:///fil.db eller "
    "postgresql://brukar@vert/namn.",
)
NOT_MADE = Phrase(
    nb="Her er det ingen database ennå; lag den med «semesterplan db upgrade».",
    nn="Her er det ingen database enno; lag han med «semesterplan db upgrade».",
)
OLDER = Phrase(
    nb="Databasen er fra en eldre utgave av Semesterplan; ta en sikkerhetskopi, og kjør "
    "«semesterplan db upgrade».",
    nn="Databasen er frå ei eldre utgåve av Semesterplan; ta ein tryggingskopi, og køyr "
    "«semesterplan db upgrade».",
)
NEWER = Phrase(
    nb="Databasen er fra en nyere utgave av Semesterplan; oppgrader programmet.",
    nn="Databasen er frå ei nyare utgåve av Semesterplan; oppgrader programmet.",
)


@dataclass(frozen=True, slots=True)
class Store:
    """Where everything is kept.

    Parameters
    ----------
    engine
        Gives out connections, to threads of one process. A process that was forked off has to open
        a store of its own.
    file
        The SQLite file; `None` on PostgreSQL.
    """

    engine: Engine = field(repr=False)
    file: Path | None

    @property
    def address(self) -> str:
        """Where it is, without the password."""
        url = self.engine.url.set(drivername=self.engine.dialect.name)
        # What follows the question mark may hold one, too, under more than one name.
        return url.set(query={}).render_as_string()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it when the block ends well, otherwise nothing.

        On SQLite there is one at a time. On PostgreSQL they run side by side, and whoever reads
        first what it then writes has to lock those rows (``with_for_update``).

        Raises
        ------
        StoreUnavailable
            The database cannot be reached, is full or damaged, or others were in the way too long.
        """
        with self._refusals_told(), self.engine.begin() as connection:
            if self.file:
                # Taking the lock at once: a transaction that first reads might not get it later.
                connection.exec_driver_sql("PRAGMA query_only=OFF")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of everything, however long it lasts, and writes none.

        Raises
        ------
        StoreUnavailable
            As for `writing`.
        """
        with self._refusals_told(), self.engine.connect() as connection:
            if self.file:
                connection.exec_driver_sql("PRAGMA query_only=ON")
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            yield connection

    @contextmanager
    def _refusals_told(self) -> Iterator[None]:
        """What the database refuses, in our words; the driver's may hold what is nobody's."""
        if self.file and not _is_made(self.file):
            raise StoreUnavailable(self.address, NOT_MADE)
        try:
            yield
        except DBAPIError as error:
            reason = reason_of(error)
            if reason is None:
                raise
            raise StoreUnavailable(self.address, reason) from None
        except NoneFree:  # others have every connection, and wait for the database
            raise StoreUnavailable(self.address, BUSY) from None


def open_store(address: str = DEFAULT_ADDRESS) -> Store:
    """The store at an address; nothing is looked up there before it is used.

    Parameters
    ----------
    address
        ``sqlite:///file.db`` (three strokes and a path from where we are, four and one from the
        root) or ``postgresql://user:password@host/name``.

    Raises
    ------
    UnreadableInput
        It is no such address.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # no address at all, or a port that is no number
        raise UnreadableInput((Fault((), NO_ADDRESS),)) from None
    if not address.isprintable():
        raise UnreadableInput((Fault((), NO_ADDRESS),))
    if url.drivername == "postgresql" and url.database:
        return Store(_postgresql(url), None)
    if url.drivername == "sqlite" and not url.query and url.database not in {None, "", ":memory:"}:
        return Store(_sqlite(url), Path(str(url.database)))
    raise UnreadableInput((Fault((), NO_ADDRESS),))


def upgrade(store: Store) -> None:
    """Make the tables, or bring them up to this program: all of it or nothing.

    Raises
    ------
    StoreUnavailable
        The database cannot be used, or is from a newer program.
    """
    if store.file:
        _make(store.file, store.address)
    with store.writing() as connection:
        if store.file is None:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(UPGRADING)))
        _refuse_newer(store, connection)
        _migrate(connection)


def check_current(store: Store) -> None:
    """See that the tables are those this program knows.

    Raises
    ------
    StoreUnavailable
        They are older or newer, or there are none.
    """
    with store.reading() as connection:
        found = _refuse_newer(store, connection)
    if not found:
        raise StoreUnavailable(store.address, NOT_MADE)
    if found != _steps()[-1]:
        raise StoreUnavailable(store.address, OLDER)


def _refuse_newer(store: Store, connection: Connection) -> str | None:
    """The step that the tables have come to, one that is known here; `None` when there are none."""
    made = sa.inspect(connection).has_table(STEP.name)
    found = connection.scalar(sa.select(STEP.c.version_num)) if made else None
    if found is not None and found not in _steps():
        raise StoreUnavailable(store.address, NEWER)
    return found


def _steps() -> list[str]:
    """Every step that this program knows, the newest last, by the names of their files."""
    return sorted(each.name[1:5] for each in MIGRATIONS.glob("versions/m*.py"))


def _migrate(connection: Connection) -> None:
    # Large, and those who only use the tables have no need of it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    # Alembic fills in values between percent signs, which a path may have.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _is_made(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:  # SQLite's refusal tells of it
        return True


def _make(file: Path, address: str) -> None:
    """An empty file that is its owner's alone; SQLite gives those beside it the same rights."""
    try:
        file.touch(mode=0o600)
    except OSError:
        raise StoreUnavailable(address, CLOSED) from None


def _sqlite(url: URL) -> Engine:
    # The transactions are ours: sqlite3's own would begin too late, or not at all.
    arguments = {"isolation_level": None, "timeout": PATIENCE_SECONDS}
    engine = sa.create_engine(url, hide_parameters=True, connect_args=arguments)

    file = str(url.database)

    @sa.event.listens_for(engine, "connect")
    def settle(connection: Any, record: Any) -> None:  # noqa: ANN401 (SQLAlchemy's form)
        record.info[WHICH] = which_file(file)
        for pragma in PRAGMAS:
            try:
                connection.execute(f"PRAGMA {pragma}")
            except UnicodeDecodeError:  # of a damaged file its words quote what is no text
                raise sqlite3.OperationalError("damaged") from None

    @sa.event.listens_for(engine, "checkout")
    def see_that_it_is_there(connection: object, record: Any, proxy: object) -> None:  # noqa: ANN401, ARG001
        if which_file(file) not in {None, record.info[WHICH]}:
            raise DisconnectionError  # another file has its name now: connect anew

    return engine


def which_file(file: str | Path) -> tuple[int, int] | None:
    """What tells a file from another one by the same name, while it is open; `None` for none."""
    try:
        found = os.stat(file)  # noqa: PTH116 (asked for each feed, and a Path takes longer)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _postgresql(url: URL) -> Engine:
    arguments = {
        "connect_timeout": CONTACT_SECONDS,
        "options": f"-c lock_timeout={PATIENCE_SECONDS}s",
        # A machine that is gone says nothing: it is asked while we wait, and given up.
        "keepalives_idle": CONTACT_SECONDS,
        "keepalives_interval": 1,
        "keepalives_count": CONTACT_SECONDS,
        "tcp_user_timeout": CONTACT_SECONDS * 1000,
    }
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        connect_args=arguments,
        # A server may have been started anew since a connection was last used.
        pool_pre_ping=True,
        pool_timeout=CONTACT_SECONDS,
    )
