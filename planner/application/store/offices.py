"""The offices of a store: those who publish plans in it, each for its own municipalities."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.engine import Connection

from planner.application.store.audit import log
from planner.application.store.tables import office as table
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.model import Id, Name
from planner.domain.words import Language, Phrase

IDS: TypeAdapter[str] = TypeAdapter(Id)
NAMES: TypeAdapter[str] = TypeAdapter(Name)

NO_ID = Phrase(
    nb="Id-en til et kontor består av små bokstaver a–z, sifre og bindestrek, som «ppt-vika»; velg "
    "en slik.",
    nn="Id-en til eit kontor er sett saman av små bokstavar a–z, siffer og bindestrek, som "
    "«ppt-vika»; vel ein slik.",
)
NO_NAME = Phrase(
    nb="Navnet på et kontor har fra 1 til 120 tegn; velg et slikt.",
    nn="Namnet på eit kontor har frå 1 til 120 teikn; vel eit slikt.",
)
IS_THERE = Phrase(
    nb="Kontoret «{office}» finnes fra før; velg en annen id.",
    nn="Kontoret «{office}» finst frå før; vel ein annan id.",
)


def make_office(
    connection: Connection, office: str, name: str, language: Language, *, at: datetime, actor: str
) -> None:
    """Make an office that has published nothing yet.

    Raises
    ------
    UnreadableInput
        It cannot have that id or that name, or is there already.
    """
    faults = []
    if not _fits(IDS, office):
        faults.append(Fault(("office",), NO_ID))
    if not _fits(NAMES, name):
        faults.append(Fault(("name",), NO_NAME))
    there = sa.select(table.c.id).where(table.c.id == office)
    if not faults and connection.execute(there).first() is not None:
        faults.append(Fault(("office",), IS_THERE.with_facts(office=office)))
    if faults:
        raise UnreadableInput(tuple(faults))
    values = {"id": office, "name": name.strip(), "language": language, "created_at": at}
    connection.execute(table.insert().values(values))
    log(connection, "office.made", office, actor=actor, at=at, office=office)


def _fits(kind: TypeAdapter[str], text: str) -> bool:
    try:
        kind.validate_python(text)
    except ValidationError:
        return False
    return True
