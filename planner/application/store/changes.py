"""Whether anything was written to a store since somebody last looked, at next to no cost."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Error as SqliteError
from threading import Lock
from time import monotonic

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import PoolProxiedConnection

from planner.application.store.database import Store, which_file

LOOK_SECONDS = 0.5
"""How long a server's answer is good for; a file is looked at every time."""


class Changes:
    """Tells that a store changed, whoever changed it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._alone = Lock()
        self._watching: PoolProxiedConnection | None = None
        self._which: tuple[int, int] | None = None
        self._looked = float("-inf")
        self._mark: object = None

    def mark(self) -> object:
        """What equals an earlier one only while nothing was written in between.

        On PostgreSQL it may be half a second old, and writes to other databases of the server count
        too. When it cannot be known, it equals none.
        """
        with self._alone:
            try:
                file = self._store.file
                return self._of_file(file) if file else self._of_server()
            except (SQLAlchemyError, SqliteError):
                return object()

    def close(self) -> None:
        """Let go of the store."""
        with self._alone:
            self._let_go()

    def _let_go(self) -> None:
        if self._watching is not None:
            self._watching.close()
            self._watching = None

    def _of_file(self, file: Path) -> object:
        which = which_file(file)
        if which != self._which:  # another database has its name now
            self._let_go()
            self._which = which
        if which is None:
            return object()  # connecting would make an empty one
        # The number is that of one connection, and it changes by what others write.
        if self._watching is None:
            self._watching = self._store.engine.raw_connection()
        cursor = self._watching.cursor()
        cursor.execute("PRAGMA data_version")
        return which, cursor.fetchone()

    def _of_server(self) -> object:
        # A snapshot names the transactions that were under way, and the first that was not begun:
        # none of those that write begins or ends without another snapshot.
        if monotonic() - self._looked >= LOOK_SECONDS:
            self._mark = None
            try:
                with self._store.engine.connect() as connection:
                    asked = sa.text("SELECT CAST(pg_current_snapshot() AS text)")
                    self._mark = connection.scalar(asked)
            finally:  # also when it does not answer, or everybody would wait for that in turn
                self._looked = monotonic()
        return self._mark or object()
