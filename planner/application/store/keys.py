"""The key file that belongs to a store: nobody goes on with another than what is sealed there.

With another key people's calendars cannot be read, and they would be planned for as if always free.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from planner.application.keyfile import is_there, key_file_of, seal_of, seal_with
from planner.application.sealing import Seal
from planner.application.settings import Settings
from planner.application.store.audit import ON_THE_MACHINE, Action, log
from planner.application.store.calendars import OF_ADDRESSES
from planner.application.store.database import Store
from planner.application.store.tables import calendar
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.words import Phrase

LOST = Phrase(
    nb="Nøkkelfilen som kalenderne i databasen er låst med, er ikke her; hent den fram igjen fra "
    "en sikkerhetskopi. Er den tapt for godt, kjør «semesterplan db new-key»: da fjernes de "
    "kalenderne, og kan legges inn på nytt.",
    nn="Nøkkelfila som kalendrane i databasen er låste med, er ikkje her; hent ho fram att frå ein "
    "tryggingskopi. Er ho tapt for godt, køyr «semesterplan db new-key»: då blir dei kalendrane "
    "fjerna, og kan leggjast inn på nytt.",
)


def seal_for(store: Store, settings: Settings) -> Seal:
    """The seal that opens what is sealed in a store; made where nothing is sealed yet.

    Raises
    ------
    StoreUnavailable
        The database cannot be asked.
    UnreadableInput
        It is another one, or the key file cannot be used.
    CannotWrite
        There is no key file yet, and none can be made.
    """
    file = key_file_of(store.file, settings.key_file)
    if _closed(store, seal_of(file) if is_there(file) else None):
        raise UnreadableInput((Fault((), LOST, str(file)),))
    return seal_with(file)


def forget_closed(store: Store, settings: Settings, *, at: datetime) -> tuple[tuple[str, str], ...]:
    """Go on with a key file that does not open everything, or a new one: what is closed goes.

    Returns
    -------
        Whose calendars those were: office and person, in order.

    Raises
    ------
    StoreUnavailable, UnreadableInput, CannotWrite
        As for `seal_for`, but for a key that is another one.
    """
    seal = seal_with(key_file_of(store.file, settings.key_file))
    closed = _closed(store, seal)
    with store.writing() as connection:
        for office, person, digest in closed:
            this = (
                calendar.c.office == office,
                calendar.c.person == person,
                calendar.c.digest == digest,
            )
            connection.execute(calendar.delete().where(*this))
            removed = Action.CALENDAR_REMOVED
            log(connection, removed, person, actor=ON_THE_MACHINE, at=at, office=office)
    return tuple((office, person) for office, person, _ in closed)


def _closed(store: Store, seal: Seal | None) -> list[tuple[str, str, str]]:
    """The keys of the calendars that a seal does not open: all of them where there is none."""
    key = (calendar.c.office, calendar.c.person, calendar.c.digest)
    with store.reading() as connection:
        rows = connection.execute(sa.select(*key, calendar.c.address).order_by(*key)).all()
    return [
        (row.office, row.person, row.digest)
        for row in rows
        if seal is None or seal.open(row.address, OF_ADDRESSES) is None
    ]
