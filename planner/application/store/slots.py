"""Slots: numbers that processes hold while they live, so that no two go by the same one.

The lock of a slot is dropped by whoever has it when its holder dies, however it dies: by the system
for a file, by PostgreSQL for a connection. There is no heartbeat to fall behind.
"""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from planner.application.store.database import Store
from planner.application.store.refusals import CLOSED, reason_of
from planner.domain.errors import StoreUnavailable

SLOTS = 64
"""How many processes may be at work for one database, on all its machines."""
KEEPER = SLOTS
"""The slot of the one among them who looks after the others."""
OURS = 0x53656D70
"""The first of the two numbers of PostgreSQL's locks; any that nobody else uses."""


@dataclass(slots=True)
class Slot:
    """A number that is ours until we let go of it, or die.

    Parameters
    ----------
    number
        From 0.
    """

    number: int
    _store: Store = field(repr=False)
    _file: int | None = field(default=None, repr=False)
    _line: Connection | None = field(default=None, repr=False)

    def held(self) -> bool:
        """Whether it is still ours; on PostgreSQL it is not once the connection is lost."""
        if self._line is None:
            return True
        try:
            self._line.execute(sa.text("SELECT 1"))
        except DBAPIError:
            return False
        return True

    def let_go(self) -> None:
        """Leave it to others."""
        if self._file is not None:
            os.close(self._file)
        if self._line is not None:
            # The lock goes with the connection, which must not go back among the others.
            self._line.invalidate()
            self._line.close()


def take_slot(store: Store) -> Slot | None:
    """The lowest number that nobody holds; `None` when all are held.

    Raises
    ------
    StoreUnavailable
        The database, or the folder that its locks are in, cannot be used.
    """
    free = (try_slot(store, number) for number in range(SLOTS))
    return next((slot for slot in free if slot is not None), None)


def try_slot(store: Store, number: int) -> Slot | None:
    """A slot if nobody holds it.

    Raises
    ------
    StoreUnavailable
        As for `take_slot`.
    """
    if store.file:
        return _of_file(store, store.file, number)
    return _of_server(store, number)


def somebody_works(store: Store) -> bool:
    """Whether any process holds a slot.

    Raises
    ------
    StoreUnavailable
        As for `take_slot`.
    """
    if store.file is None:
        asked = sa.text(
            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = :ours "
            "AND objid < :slots AND objsubid = 2 "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        with store.reading() as connection:
            return connection.execute(asked, {"ours": OURS, "slots": SLOTS}).first() is not None
    return any(_is_locked(path) for path in _folder(store.file).glob("slot-*"))


def _folder(file: Path) -> Path:
    """Where the locks of a SQLite file lie."""
    return file.with_name(f"{file.stem}-workers")


def _of_file(store: Store, file: Path, number: int) -> Slot | None:
    folder = _folder(file)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        # Programs that are begun from here do not get it: it is closed to them (PEP 446).
        opened = os.open(folder / f"slot-{number}", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        raise StoreUnavailable(store.address, CLOSED) from None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        return None
    return Slot(number, store, _file=opened)


def _is_locked(path: Path) -> bool:
    """Whether somebody holds the lock of a file, seen without keeping others from it for long."""
    try:
        opened = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(opened)
    return False


def _of_server(store: Store, number: int) -> Slot | None:
    try:
        line = store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        asked = sa.text("SELECT pg_try_advisory_lock(:ours, :number)")
        if line.execute(asked, {"ours": OURS, "number": number}).scalar_one():
            return Slot(number, store, _line=line)
        line.close()
    except DBAPIError as error:
        reason = reason_of(error)
        if reason is None:
            raise
        raise StoreUnavailable(store.address, reason) from None
    return None
