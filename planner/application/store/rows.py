"""Rows that several may want to put in at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection


def insert_or_lock(
    connection: Connection, table: sa.Table, row: Mapping[str, Any], key: str
) -> None:
    """Put a row in; one that is there with the same `key` stays as it is.

    Either way it is there afterwards, and nobody else changes it before the transaction ends.
    """
    changed = {key: row[key]}  # to itself: that is what locks it
    if connection.dialect.name == "sqlite":
        on_sqlite = sqlite.insert(table).values(row)
        connection.execute(on_sqlite.on_conflict_do_update([key], set_=changed))
    else:
        on_postgresql = postgresql.insert(table).values(row)
        connection.execute(on_postgresql.on_conflict_do_update(index_elements=[key], set_=changed))


def insert_if_new(connection: Connection, table: sa.Table, row: Mapping[str, Any]) -> bool:
    """Put a row in unless one with its primary key is there; whether it was put in."""
    made = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    key = list(table.primary_key.columns)
    put_in = made(table).values(row).on_conflict_do_nothing(index_elements=key).returning(key[0])
    return connection.execute(put_in).first() is not None
