"""The key file: what the seal is made with, outside the database, made when it is first needed.

Whoever has the database and this file has all that is sealed, so the two are backed up apart. When
it is lost, what was sealed stays closed: calendars have to be given anew.
"""

from __future__ import annotations

import os
import secrets
import stat
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from contextlib import suppress
from pathlib import Path

from planner.application.results import refusals_told
from planner.application.sealing import KEY_BYTES, Seal
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.words import Phrase

ENDING = ".key"
"""Of the file beside a SQLite database that is named as it is."""
LARGEST = 1000
"""Bytes that are read of it; a key takes 45."""

NOT_CHOSEN = Phrase(
    nb="En database på en tjener har ingen mappe å ha nøkkelfilen i; si hvor den skal ligge med "
    "innstillingen key_file, den samme på alle maskinene.",
    nn="Ein database på ein tenar har inga mappe å ha nøkkelfila i; sei kvar ho skal liggje med "
    "innstillinga key_file, den same på alle maskinene.",
)
NOT_A_KEY = Phrase(
    nb="Dette er ingen nøkkelfil fra Semesterplan; oppgi den rette med innstillingen key_file, "
    "eller hent den fram igjen fra en sikkerhetskopi.",
    nn="Dette er inga nøkkelfil frå Semesterplan; oppgje den rette med innstillinga key_file, "
    "eller hent ho fram att frå ein tryggingskopi.",
)
OPEN_TO_OTHERS = Phrase(
    nb="Alle på maskinen kan lese eller endre nøkkelfilen; skriv «chmod o= {file}».",
    nn="Alle på maskina kan lese eller endre nøkkelfila; skriv «chmod o= {file}».",
)
CLOSED = Phrase(
    nb="Nøkkelfilen kan ikke leses; se etter at den er en fil, og at den som kjører programmet, "
    "har lov.",
    nn="Nøkkelfila kan ikkje lesast; sjå etter at ho er ei fil, og at den som køyrer programmet, "
    "har lov.",
)


def key_file_of(database: Path | None, chosen: Path | str | None) -> Path:
    """Where the key file is.

    Parameters
    ----------
    database
        The SQLite file; `None` on a server.
    chosen
        What the settings say; `None` for the usual place beside the database.

    Raises
    ------
    UnreadableInput
        Nobody says where.
    """
    if chosen is not None:
        return Path(chosen)
    if database is None:
        raise UnreadableInput((Fault(("key_file",), NOT_CHOSEN),))
    return database.with_suffix(ENDING)


def seal_with(file: Path) -> Seal:
    """The seal of a key file, which is made when there is none: whole, and its owner's alone.

    Raises
    ------
    UnreadableInput
        As for `seal_of`.
    CannotWrite
        It is to be made, and the system refused.
    """
    if not is_there(file):
        _make(file)
    return seal_of(file)


def seal_of(file: Path) -> Seal:
    """The seal of a key file that is there.

    Raises
    ------
    UnreadableInput
        It is no key file, may not be read, or anybody may.
    """
    try:
        with file.open("rb") as stream:
            rights = os.fstat(stream.fileno()).st_mode
            content = stream.read(LARGEST)
    except OSError:
        raise _fault(file, CLOSED) from None
    if rights & stat.S_IRWXO:
        raise _fault(file, OPEN_TO_OTHERS.with_facts(file=file))
    try:
        key = urlsafe_b64decode(content.strip())
    except (NotBase64, ValueError):
        raise _fault(file, NOT_A_KEY) from None
    if len(key) != KEY_BYTES:
        raise _fault(file, NOT_A_KEY)
    return Seal(key)


def is_there(file: Path) -> bool:
    """Whether there is anything by the name of a key file."""
    try:
        return os.path.lexists(file)
    except OSError:  # reading tells of it
        return True


def _make(file: Path) -> None:
    """Make a key file, unless somebody else just did: several processes start at once.

    It gets its name when it is whole, and only where nothing has that name.
    """
    beside = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with refusals_told(file):
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
                stream.flush()
                os.fsync(stream.fileno())
            with suppress(FileExistsError):
                os.link(beside, file)
        finally:
            beside.unlink()


def _fault(file: Path, sentence: Phrase) -> UnreadableInput:
    return UnreadableInput((Fault((), sentence, str(file)),))
