"""What a database refused, in words that say what to do about it."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from planner.domain.words import Phrase

BUSY = Phrase(
    nb="Databasen er opptatt; prøv igjen om litt.",
    nn="Databasen er oppteken; prøv igjen om litt.",
)
FULL = Phrase(
    nb="Disken er full; gjør plass, og prøv igjen.",
    nn="Disken er full; gjer plass, og prøv igjen.",
)
CLOSED = Phrase(
    nb="Databasen kan ikke åpnes; se etter at mappen finnes, og at du kan lese og skrive der.",
    nn="Databasen kan ikkje opnast; sjå etter at mappa finst, og at du kan lese og skrive der.",
)
DAMAGED = Phrase(
    nb="Filen er ingen database, eller er ødelagt; hent den fram igjen fra en sikkerhetskopi.",
    nn="Fila er ingen database, eller er øydelagd; hent ho fram att frå ein tryggingskopi.",
)
FAILING = Phrase(
    nb="Disken svarer med feil; se etter at den er i orden.",
    nn="Disken svarer med feil; sjå etter at han er i orden.",
)
NO_ANSWER = Phrase(
    nb="Databasen svarer ikke, eller slipper oss ikke inn; se etter at tjeneren går, og at "
    "adresse, navn, bruker og passord stemmer.",
    nn="Databasen svarer ikkje, eller slepper oss ikkje inn; sjå etter at tenaren går, og at "
    "adresse, namn, brukar og passord stemmer.",
)

PRIMARY = 0xFF
"""The part of SQLite's result codes that says the kind; the rest is detail."""
OF_SQLITE = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_CANTOPEN: CLOSED,
    sqlite3.SQLITE_PERM: CLOSED,
    sqlite3.SQLITE_READONLY: CLOSED,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_IOERR: FAILING,
}
# By SQLSTATE: the class, or the whole where the class holds too much.
OF_POSTGRESQL = {
    "08": NO_ANSWER,
    "40": BUSY,
    "53": BUSY,
    "53100": FULL,
    "55P03": BUSY,
    "57P": NO_ANSWER,
}


def reason_of(error: DBAPIError) -> Phrase | None:
    """Why the database could not do it; `None` when it is we who asked for something wrong."""
    asked = error.orig
    if isinstance(asked, sqlite3.Error):
        code = getattr(asked, "sqlite_errorcode", None)
        if code is None:  # Python's own: a text in the file is none, and its words would quote it
            return DAMAGED if isinstance(asked, sqlite3.OperationalError) else None
        return OF_SQLITE.get(code & PRIMARY)
    state = getattr(asked, "sqlstate", None) or ""
    found = next((OF_POSTGRESQL[state[:n]] for n in (5, 3, 2) if state[:n] in OF_POSTGRESQL), None)
    # A connection that is refused or lost comes without a SQLSTATE, and so does a wrong password.
    lost = error.statement is None or isinstance(error, OperationalError | InterfaceError)
    return NO_ANSWER if lost and not state else found
