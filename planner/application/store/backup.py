"""Copies of a SQLite store, taken while others write to it, and a store out of such a copy.

A server's database is copied with the server's own tools: they take it whole, know its users and
rights, and can take what came after it too.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy.engine import URL

from planner.application.replacing import alone, held, name_beside, remove_leftovers, settle
from planner.application.results import check_file, refusals_told
from planner.application.store.database import (
    NOT_MADE,
    OLDER,
    Store,
    check_current,
    open_store,
    upgrade,
)
from planner.application.store.refusals import FAILING, FULL, OF_SQLITE, PRIMARY
from planner.application.store.verify import damages, verify
from planner.domain.errors import Fault, StoreUnavailable, UnreadableInput
from planner.domain.words import Phrase

BESIDE_A_DATABASE = ("", "-wal", "-shm", "-journal")
"""What the names of SQLite's files end with: the database, and what belongs to it."""

ON_A_SERVER = Phrase(
    nb="Dette er en PostgreSQL-database; kopier den med «pg_dump --format=custom --file=FIL», og "
    "hent den fram igjen i en tom database med «pg_restore --exit-on-error --single-transaction». "
    "Kjør deretter «semesterplan verify».",
    nn="Dette er ein PostgreSQL-database; kopier han med «pg_dump --format=custom --file=FIL», og "
    "hent han fram att i ein tom database med «pg_restore --exit-on-error --single-transaction». "
    "Køyr deretter «semesterplan verify».",
)
IS_THERE = Phrase(
    nb="{file} finnes fra før, og skrives ikke over; flytt den, eller velg et annet navn.",
    nn="{file} finst frå før, og vert ikkje skriven over; flytt ho, eller vel eit anna namn.",
)
NO_BACKUP = Phrase(
    nb="Dette er ingen sikkerhetskopi; oppgi filen som «semesterplan backup» skrev.",
    nn="Dette er ingen tryggingskopi; oppgje fila som «semesterplan backup» skreiv.",
)


def backup(store: Store, target: Path) -> tuple[Fault, ...]:
    """Copy all that is kept, as it is at one moment, to a file that nothing else belongs to.

    It is there when it is whole, and its owner's alone. What was wrong with the store is wrong with
    the copy too, and told.

    Raises
    ------
    UnreadableInput
        The target is there already or lies nowhere, or the store is on a server.
    StoreUnavailable
        There is no store, or it cannot be read.
    CannotWrite
        The system refused; nothing was written.
    """
    file = _file_of(store)
    with _becoming(target) as copy:
        with store.reading() as connection, _refusals_told(file, target):
            original = connection.connection.driver_connection
            assert isinstance(original, sqlite3.Connection)
            _copy(original, copy)
        faults = _wrong_with(copy, file)
        _leave_alone(copy)
    return faults


def restore(source: Path, store: Store) -> None:
    """Make a store out of a copy, where none is yet; one of an older program is brought up to this.

    Raises
    ------
    UnreadableInput
        The source is no copy of ours or is damaged, the store is there already, or it is on a
        server.
    StoreUnavailable
        The copy is from a newer program.
    CannotWrite
        The system refused; nothing was written.
    """
    file = _file_of(store)
    if not source.is_file():
        raise _fault(source, NO_BACKUP)
    with _becoming(file) as copy:
        with _refusals_told(source, file), closing(_opened_to_read(source)) as original:
            _copy(original, copy)
        faults = _wrong_with(copy, source, bring_up=True)
        if faults:
            raise UnreadableInput(faults)
        _leave_alone(copy)


def _file_of(store: Store) -> Path:
    if store.file is None:
        raise UnreadableInput((Fault((), ON_A_SERVER, store.address),))
    return store.file


def _opened_to_read(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)


def _copy(original: sqlite3.Connection, copy: Path) -> None:
    """Copy a database in one step; in WAL mode others may write to it meanwhile."""
    with closing(sqlite3.connect(copy)) as target:
        original.backup(target)


def _wrong_with(copy: Path, source: Path, *, bring_up: bool = False) -> tuple[Fault, ...]:
    """What is wrong with a copy, told of what it is a copy of.

    Parameters
    ----------
    bring_up
        Whether one of an older program is brought up to this one. Otherwise only its file is looked
        at, for its tables are not those that are known here.
    """
    copied = open_store(URL.create("sqlite", database=str(copy)).render_as_string())
    try:
        with copied.reading() as connection:
            damaged = tuple(damages(connection))
        if damaged:
            return tuple(replace(each, file=str(source)) for each in damaged)
        if _is_older(copied):
            if not bring_up:
                return ()
            upgrade(copied)
        return tuple(verify(copied))
    except StoreUnavailable as refused:
        if refused.reason == NOT_MADE:
            raise _fault(source, NO_BACKUP) from None
        raise StoreUnavailable(str(source), refused.reason) from None
    finally:
        copied.engine.dispose()


def _is_older(copied: Store) -> bool:
    """Whether the tables of a copy are those of an older program."""
    try:
        check_current(copied)
    except StoreUnavailable as refused:
        if refused.reason == OLDER:
            return True
        raise
    return False


def _leave_alone(copy: Path) -> None:
    """See that a copy is one file, without those that SQLite keeps beside one that is in use."""
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _becoming(target: Path) -> Iterator[Path]:
    """A file to fill, which gets the target's name when the block ends well."""
    check_file(target)
    _refuse_what_is_there(target)
    target = target.absolute()
    with refusals_told(target):
        remove_leftovers(target)
        beside = name_beside(target)
        beside.mkdir(mode=0o700)
        with held(beside):
            try:
                copy = beside / "copy.db"
                copy.touch(mode=0o600)
                yield copy
                settle(beside)
                with alone(target):
                    _refuse_what_is_there(target)
                    copy.rename(target)
            finally:
                shutil.rmtree(beside, ignore_errors=True)


def _refuse_what_is_there(target: Path) -> None:
    """A file that belonged to another database would be taken for this one's."""
    for ending in BESIDE_A_DATABASE:
        file = target.with_name(f"{target.name}{ending}")
        if os.path.lexists(file):
            raise _fault(target, IS_THERE.with_facts(file=file.name))


@contextmanager
def _refusals_told(source: Path, target: Path) -> Iterator[None]:
    """What SQLite refuses while it copies, in our words."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & PRIMARY
        reason = OF_SQLITE.get(code, FAILING)
        raise StoreUnavailable(str(target if reason == FULL else source), reason) from None


def _fault(file: Path, sentence: Phrase) -> UnreadableInput:
    return UnreadableInput((Fault((), sentence, str(file)),))
