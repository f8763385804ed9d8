"""What people work on together: a change says which revision it changes, so that none is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.engine import Connection, Row, RowMapping

from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.offices import require_office
from planner.application.store.rights import actor_of, require
from planner.application.store.rows import insert_if_new
from planner.domain.errors import Fault, NotThere, Overtaken, UnreadableInput
from planner.domain.model import Id
from planner.domain.roles import Permission, User
from planner.domain.words import Phrase

IDS: TypeAdapter[str] = TypeAdapter(Id)

NO_ID = Phrase(
    nb="Id-en består av små bokstaver a–z, sifre og bindestrek, som «var-2027», og har 60 tegn "
    "eller færre; velg en slik.",
    nn="Id-en er sett saman av små bokstavar a–z, siffer og bindestrek, som «var-2027», og har 60 "
    "teikn eller færre; vel ein slik.",
)
GONE = Phrase(
    nb="Kontoret har ikke «{name}», eller noen har slettet det; last listen på nytt.",
    nn="Kontoret har ikkje «{name}», eller nokon har sletta det; last lista på nytt.",
)
CHANGED = Phrase(
    nb="Noen andre har endret «{name}» i mellomtiden; last det på nytt, og gjør endringen der.",
    nn="Nokon andre har endra «{name}» i mellomtida; last det på nytt, og gjer endringa der.",
)
IS_THERE = Phrase(
    nb="Kontoret har «{name}» fra før; velg en annen id, eller endre det som er der.",
    nn="Kontoret har «{name}» frå før; vel ein annan id, eller endre det som er der.",
)


def listed(
    store: Store,
    table: sa.Table,
    columns: Sequence[sa.ColumnElement[Any]],
    office: str,
    *,
    by: User | None,
    limit: int,
    after: str | None,
) -> Sequence[RowMapping]:
    """What an office has, by id: some columns of each.

    Parameters
    ----------
    limit
        So many at the most.
    after
        The id of the last one that was seen; `None` for the first ones.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    """
    asked = sa.select(*columns).where(table.c.office == office, table.c.id > (after or ""))
    with store.reading() as connection:
        require(connection, by, Permission.SEE_PLANS, office)
        return connection.execute(asked.order_by(table.c.id).limit(limit)).mappings().all()


def kept(store: Store, table: sa.Table, office: str, name: str, *, by: User | None) -> Row[Any]:
    """The whole of something that an office has.

    Raises
    ------
    NotAllowed
        Whoever asks may not see plans there.
    NotThere
        There is none.
    """
    with store.reading() as connection:
        require(connection, by, Permission.SEE_PLANS, office)
        row = connection.execute(sa.select(table).where(_here(table, office, name))).first()
    if row is None:
        raise NotThere(GONE.with_facts(name=name))
    return row


def put(
    connection: Connection,
    table: sa.Table,
    office: str,
    name: str,
    values: Mapping[str, object],
    *,
    expected: int,
) -> int:
    """Put in what is new, or change what is there: its revision now.

    Parameters
    ----------
    expected
        The revision that is there; 0 when there is to be none.

    Raises
    ------
    NotThere
        There is none, or no such office.
    Overtaken
        There is another revision.
    UnreadableInput
        What is new cannot have that id.
    """
    if expected:
        changed = table.update().where(_here(table, office, name), table.c.revision == expected)
        if not connection.execute(changed.values(**values, revision=expected + 1)).rowcount:
            _refuse(connection, table, office, name)
        return expected + 1
    try:
        IDS.validate_python(name)
    except ValidationError:
        raise UnreadableInput((Fault(("id",), NO_ID),)) from None
    require_office(connection, office)
    new = {**values, "office": office, "id": name, "revision": 1}
    if not insert_if_new(connection, table, new):
        raise Overtaken(
            IS_THERE.with_facts(name=name), revision_of(connection, table, office, name)
        )
    return 1


def delete(
    store: Store,
    table: sa.Table,
    office: str,
    name: str,
    action: Action,
    *,
    expected: int,
    by: User | None,
    at: datetime,
) -> None:
    """Delete something, which nobody can have back, and log it.

    Raises
    ------
    NotAllowed
        Whoever asks may not plan there.
    NotThere, Overtaken
        As for `put`.
    """
    there = sa.and_(_here(table, office, name), table.c.revision == expected)
    with store.writing() as connection:
        require(connection, by, Permission.PLAN, office)
        if not connection.execute(table.delete().where(there)).rowcount:
            _refuse(connection, table, office, name)
        log(connection, action, name, actor=actor_of(by), at=at, office=office)


def revision_of(connection: Connection, table: sa.Table, office: str, name: str) -> int:
    """The revision that there is, which nobody changes before the transaction ends.

    A transaction that only reads must not ask for it.

    Raises
    ------
    NotThere
        There is none.
    """
    asked = sa.select(table.c.revision).where(_here(table, office, name)).with_for_update()
    found = connection.scalar(asked)
    if found is None:
        raise NotThere(GONE.with_facts(name=name))
    return int(found)


def require_revision(
    connection: Connection, table: sa.Table, office: str, name: str, expected: int
) -> None:
    """See that it is this revision that there is, and stays so until the transaction ends.

    Raises
    ------
    NotThere, Overtaken
        As for `put`.
    """
    if revision_of(connection, table, office, name) != expected:
        _refuse(connection, table, office, name)


def _here(table: sa.Table, office: str, name: str) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.office == office, table.c.id == name)


def _refuse(connection: Connection, table: sa.Table, office: str, name: str) -> None:
    raise Overtaken(CHANGED.with_facts(name=name), revision_of(connection, table, office, name))
