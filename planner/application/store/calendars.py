"""The calendars that people are busy in: where they are, and what is known from them, all sealed.

Their addresses come in and are never shown again. Whoever is somebody may say where that person's
calendars are, and so may whoever plans; what is known from them is for planning only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.engine import Connection, Row

from planner.application.accountdetails import person_faults
from planner.application.sealing import Seal
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.offices import require_office
from planner.application.store.rights import actor_of, require_for
from planner.application.store.rows import insert_if_new
from planner.application.store.tables import calendar
from planner.domain.address import Address, WrongAddress
from planner.domain.busysources import BusySource, BusySources
from planner.domain.errors import Fault, NotThere, UnreadableInput
from planner.domain.grid import OSLO
from planner.domain.roles import Permission, User
from planner.domain.words import Phrase

OF_ADDRESSES = "calendar.address"
OF_WHAT_IS_KNOWN = "calendar.known"
"""What is sealed for one is not opened for the other."""
MOST_OF_A_PERSON = 10

NO_CALENDAR = Phrase(
    nb="Personen har ingen slik kalender; last siden på nytt.",
    nn="Personen har ingen slik kalender; last sida på nytt.",
)
TOO_MANY = Phrase(
    nb="Personen har {most} kalendere fra før; fjern en først.",
    nn="Personen har {most} kalendrar frå før; fjern ein først.",
)
OTHER_KEY = Phrase(
    nb="Adressen kan ikke leses med nøkkelen som tjenesten har nå; fjern kalenderen, og legg den "
    "inn på nytt.",
    nn="Adressa kan ikkje lesast med nøkkelen som tenesta har no; fjern kalenderen, og legg han "
    "inn på nytt.",
)


@dataclass(frozen=True, slots=True)
class KnownCalendar:
    """A calendar, without its address and without when anybody is busy.

    Parameters
    ----------
    digest
        What tells it from the person's others.
    host
        Where it is fetched from; `None` when the address cannot be opened any more.
    tried_at, read_at
        When it was last tried, and last read or found unchanged; `None` for never.
    trouble
        Why the last attempt failed and what to do about it; `None` when it did not.
    """

    person: str
    digest: str
    host: str | None
    added_at: datetime
    tried_at: datetime | None
    read_at: datetime | None
    trouble: Phrase | None


@dataclass(frozen=True, slots=True)
class Fetchable:
    """A calendar that can be fetched, and what is known of it; `None` when it never was read."""

    person: str
    address: Address
    known: BusySource | None


def put_calendar(
    store: Store,
    office: str,
    person: str,
    address: str,
    seal: Seal,
    *,
    by: User | None,
    at: datetime,
) -> str:
    """Say where a person's calendar is: its digest. One that is known already stays as it is.

    Raises
    ------
    NotAllowed
        Whoever asks is neither that person nor plans there.
    NotThere
        There is no such office, for a command on the machine.
    UnreadableInput
        It is no address or no id of a person, or the person has too many.
    """
    faults = list(person_faults(person))
    try:
        found = Address.of(address)
    except WrongAddress as wrong:
        raise UnreadableInput((*faults, Fault(("address",), wrong.sentence))) from None
    if faults:
        raise UnreadableInput(tuple(faults))
    row = {
        "office": office,
        "person": person,
        "digest": found.digest,
        "address": seal.close(found.text, OF_ADDRESSES),
        "added_at": at,
    }
    theirs = _of(office, person)
    with store.writing() as connection:
        require_for(connection, by, Permission.PLAN, office, person)
        require_office(connection, office)
        if insert_if_new(connection, calendar, row):
            count = sa.select(sa.func.count()).select_from(calendar).where(theirs)
            if (connection.scalar(count) or 0) > MOST_OF_A_PERSON:
                too_many = TOO_MANY.with_facts(most=MOST_OF_A_PERSON)
                raise UnreadableInput((Fault(("address",), too_many),))
            log(
                connection,
                Action.CALENDAR_ADDED,
                person,
                actor=actor_of(by),
                at=at,
                office=office,
            )
    return found.digest


def remove_calendar(
    store: Store, office: str, person: str, digest: str, *, by: User | None, at: datetime
) -> None:
    """Forget a calendar with all that came from it.

    Raises
    ------
    NotAllowed
        As for `put_calendar`.
    NotThere
        The person has no such calendar.
    """
    this = sa.and_(_of(office, person), calendar.c.digest == digest)
    with store.writing() as connection:
        require_for(connection, by, Permission.PLAN, office, person)
        if not connection.execute(calendar.delete().where(this)).rowcount:
            raise NotThere(NO_CALENDAR)
        removed = Action.CALENDAR_REMOVED
        log(connection, removed, person, actor=actor_of(by), at=at, office=office)


def calendars(
    store: Store, office: str, seal: Seal, *, by: User | None, person: str | None = None
) -> tuple[KnownCalendar, ...]:
    """The calendars of a person, or of everybody in an office, by person and as they were added.

    Raises
    ------
    NotAllowed
        As for `put_calendar`; only whoever plans sees everybody's.
    """
    with store.reading() as connection:
        require_for(connection, by, Permission.PLAN, office, person)
        rows = _rows(connection, office, person)
    return tuple(_known(row, seal) for row in rows)


def calendars_of(
    connection: Connection, office: str, person: str, seal: Seal
) -> tuple[tuple[KnownCalendar, BusySource | None], ...]:
    """The calendars of a person, each with what is known from it, for themselves."""
    rows = _rows(connection, office, person)
    return tuple((_known(row, seal), _source(row, seal)) for row in rows)


def fetchable(store: Store, office: str, seal: Seal) -> tuple[Fetchable, ...]:
    """The calendars of an office, for fetching them; those that open no more are not there."""
    with store.reading() as connection:
        rows = _rows(connection, office, None)
    return tuple(
        Fetchable(row.person, address, _source(row, seal))
        for row in rows
        if (address := _address(row.address, seal)) is not None
    )


def busy_sources(store: Store, office: str, seal: Seal) -> BusySources:
    """What is known of when the people of an office are busy, for planning.

    Of a calendar that nobody has read yet it is known that nothing is.

    Raises
    ------
    UnreadableInput
        There is one that opens no more: its person would be planned for as if always free.
    """
    found: dict[str, tuple[BusySource, ...]] = {}
    with store.reading() as connection:
        rows = _rows(connection, office, None)
    for row in rows:
        if (address := _address(row.address, seal)) is None:
            raise UnreadableInput((Fault(("calendars", row.person), OTHER_KEY),))
        source = _source(row, seal) or _nothing_known(address, row.added_at)
        found[row.person] = (*found.get(row.person, ()), source)
    return BusySources(people=found)


def save_fetched(store: Store, office: str, fetched: BusySources, seal: Seal) -> None:
    """Keep what came of fetching; a calendar that was removed meanwhile stays forgotten."""
    # In one order, so that no two of them wait for each other.
    for person, sources in sorted(fetched.people.items()):
        with store.writing() as connection:
            for source in sources:
                this = sa.and_(_of(office, person), calendar.c.digest == source.digest)
                known = seal.close(source.model_dump_json(), OF_WHAT_IS_KNOWN)
                values = {"known": known, "tried_at": source.last_attempt}
                connection.execute(calendar.update().where(this).values(values))


def offices_to_fetch(store: Store, tried_before: datetime, seal: Seal) -> tuple[str, ...]:
    """The offices that have a calendar which nobody tried since a moment, and which opens."""
    waiting = sa.or_(calendar.c.tried_at.is_(None), calendar.c.tried_at < tried_before)
    asked = sa.select(calendar.c.office, calendar.c.address).where(waiting)
    with store.reading() as connection:
        rows = connection.execute(asked).all()
    return tuple(sorted({row.office for row in rows if _address(row.address, seal) is not None}))


def _of(office: str, person: str) -> sa.ColumnElement[bool]:
    return sa.and_(calendar.c.office == office, calendar.c.person == person)


def _rows(connection: Connection, office: str, person: str | None) -> list[Row[Any]]:
    those = calendar.c.office == office if person is None else _of(office, person)
    order = (calendar.c.person, calendar.c.added_at, calendar.c.digest)
    return list(connection.execute(calendar.select().where(those).order_by(*order)))


def _address(closed: str, seal: Seal) -> Address | None:
    text = seal.open(closed, OF_ADDRESSES)
    return None if text is None else Address.of(text)


def _source(row: Row[Any], seal: Seal) -> BusySource | None:
    """What is known from a calendar; `None` while nothing is, or when it opens no more."""
    text = None if row.known is None else seal.open(row.known, OF_WHAT_IS_KNOWN)
    try:
        return None if text is None else BusySource.model_validate_json(text)
    except ValidationError:  # an older program's
        return None


def _nothing_known(address: Address, at: datetime) -> BusySource:
    day = at.astimezone(OSLO).date()
    return BusySource(
        host=address.host, digest=address.digest, first_day=day, last_day=day, last_attempt=at
    )


def _known(row: Row[Any], seal: Seal) -> KnownCalendar:
    address, source = _address(row.address, seal), _source(row, seal)
    trouble = None
    if address is None:
        trouble = OTHER_KEY
    elif source is not None and source.setback is not None:
        trouble = source.setback.phrase(address.host)
    return KnownCalendar(
        person=row.person,
        digest=row.digest,
        host=None if address is None else address.host,
        added_at=row.added_at,
        tried_at=row.tried_at,
        read_at=None if source is None else source.last_success,
        trouble=trouble,
    )
