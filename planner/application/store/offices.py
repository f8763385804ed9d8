"""The offices of a store: those who publish plans in it, each for its own municipalities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.engine import Connection

from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.rights import actor_of, memberships_of, require
from planner.application.store.tables import office as table
from planner.domain.errors import Fault, NotThere, UnreadableInput
from planner.domain.freetext import text_faults
from planner.domain.model import Id
from planner.domain.roles import Permission, User, may
from planner.domain.words import Language, Phrase

IDS: TypeAdapter[str] = TypeAdapter(Id)

NO_ID = Phrase(
    nb="Id-en til et kontor består av små bokstaver a–z, sifre og bindestrek, som «ppt-vika»; velg "
    "en slik.",
    nn="Id-en til eit kontor er sett saman av små bokstavar a–z, siffer og bindestrek, som "
    "«ppt-vika»; vel ein slik.",
)
IS_THERE = Phrase(
    nb="Kontoret «{office}» finnes fra før; velg en annen id.",
    nn="Kontoret «{office}» finst frå før; vel ein annan id.",
)
NO_OFFICE = Phrase(
    nb="Kontoret «{office}» finnes ikke i databasen; lag det først, eller rett id-en.",
    nn="Kontoret «{office}» finst ikkje i databasen; lag det først, eller rett id-en.",
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office, and the language that is spoken with it where nothing else is chosen."""

    id: str
    name: str
    language: Language
    created_at: datetime


def make_office(
    store: Store, office: str, name: str, language: Language, *, by: User | None, at: datetime
) -> None:
    """Make an office that has published nothing yet.

    Raises
    ------
    NotAllowed
        Whoever asks does not manage offices.
    UnreadableInput
        It cannot have that id or that name, or is there already.
    """
    values = {"id": office, "name": name.strip(), "language": language, "created_at": at}
    with store.writing() as connection:
        require(connection, by, Permission.MANAGE_OFFICES, None)
        faults = [*_id_faults(office), *text_faults(name, ("name",))]
        if not faults and is_there(connection, office):
            faults.append(Fault(("office",), IS_THERE.with_facts(office=office)))
        if faults:
            raise UnreadableInput(tuple(faults))
        connection.execute(table.insert().values(values))
        log(connection, Action.OFFICE_MADE, office, actor=actor_of(by), at=at, office=office)


def change_office(
    store: Store, office: str, name: str, language: Language, *, by: User | None, at: datetime
) -> None:
    """Call an office something else, or speak another language with it.

    Raises
    ------
    NotAllowed
        Whoever asks does not manage offices.
    NotThere
        There is no such office.
    UnreadableInput
        It cannot have that name.
    """
    changed = table.update().where(table.c.id == office)
    with store.writing() as connection:
        require(connection, by, Permission.MANAGE_OFFICES, None)
        require_office(connection, office)
        if faults := tuple(text_faults(name, ("name",))):
            raise UnreadableInput(faults)
        connection.execute(changed.values(name=name.strip(), language=language))
        log(connection, Action.OFFICE_CHANGED, office, actor=actor_of(by), at=at, office=office)


def offices(store: Store, *, by: User | None) -> tuple[Office, ...]:
    """The offices that somebody is in, by id; all of them for whoever manages them."""
    asked = sa.select(table).order_by(table.c.id)
    with store.reading() as connection:
        theirs = () if by is None else memberships_of(connection, by.account)
        if by is not None and not may(theirs, Permission.MANAGE_OFFICES, None):
            asked = asked.where(table.c.id.in_([each.office for each in theirs]))
        rows = connection.execute(asked).all()
    return tuple(Office(row.id, row.name, row.language, row.created_at) for row in rows)


def require_office(connection: Connection, office: str) -> None:
    """See that an office is there.

    Raises
    ------
    NotThere
        It is not. Whether somebody may know that is to be seen before.
    """
    if not is_there(connection, office):
        raise NotThere(NO_OFFICE.with_facts(office=office))


def is_there(connection: Connection, office: str) -> bool:
    """Whether there is such an office."""
    return connection.scalar(sa.select(table.c.id).where(table.c.id == office)) is not None


def _id_faults(office: str) -> Iterator[Fault]:
    if not _fits(IDS, office):
        yield Fault(("office",), NO_ID)


def _fits(kind: TypeAdapter[str], text: str) -> bool:
    try:
        kind.validate_python(text)
    except ValidationError:
        return False
    return True
