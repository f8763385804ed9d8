"""Whether all that is kept is as it was written, and what is published still keeps the rules.

Whoever writes to the store keeps it so. This reads everything again, for the day when a disk, a
copy or somebody with other tools has not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa
from pydantic import BaseModel, ValidationError
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from planner.application.checking import check_plan
from planner.application.publishing import Publication
from planner.application.store.audit import Action
from planner.application.store.database import Store, check_current
from planner.application.store.refusals import DAMAGED as FILE_DAMAGED
from planner.application.store.refusals import reason_of
from planner.application.store.tables import audit, draft, office, version
from planner.application.store.versions import ERASED, MISSING, digest_of, half_year_of
from planner.application.versiondocument import DAMAGED, read_version
from planner.domain.errors import Fault, StoreUnavailable
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.publication import Erased, History, Version
from planner.domain.words import Phrase
from planner.engine.rule import Rulebook

RulesOf = Callable[[Problem], Rulebook]
"""The rules that a problem is planned by."""

OTHER_TIME = Phrase(
    nb="Versjonen har et tidspunkt som ikke er etter versjonen før; hent databasen fram igjen fra "
    "en sikkerhetskopi.",
    nn="Versjonen har eit tidspunkt som ikkje er etter versjonen før; hent databasen fram att frå "
    "ein tryggingskopi.",
)
NOT_IN_AUDIT = Phrase(
    nb="Revisjonsloggen sier ikke hvem som publiserte den; sammenlign med en sikkerhetskopi.",
    nn="Revisjonsloggen seier ikkje kven som publiserte han; samanlikn med ein tryggingskopi.",
)
NOT_EMPTY = Phrase(
    nb="Revisjonsloggen sier at versjonen er slettet, men innholdet er her ennå; slett skoleåret "
    "på nytt.",
    nn="Revisjonsloggen seier at versjonen er sletta, men innhaldet er her enno; slett skuleåret "
    "på nytt.",
)
BROKEN = Phrase(
    nb="{count} krav holder ikke, men revisjonsloggen sier ikke at versjonen ble publisert "
    "likevel. Det første: {first}",
    nn="{count} krav held ikkje, men revisjonsloggen seier ikkje at versjonen vart publisert "
    "likevel. Det første: {first}",
)
OTHER_RULES = Phrase(
    nb="Reglene som versjonen ble publisert med, kan ikke leses lenger; oppgrader programmet.",
    nn="Reglane som versjonen vart publisert med, kan ikkje lesast lenger; oppgrader programmet.",
)
DRAFT_DAMAGED = Phrase(
    nb="Utkastet kan ikke leses; hent det fram igjen fra en sikkerhetskopi.",
    nn="Utkastet kan ikkje lesast; hent det fram att frå ein tryggingskopi.",
)


def verify(store: Store, rules_of: RulesOf | None = None) -> Iterator[Fault]:
    """Read everything again, and tell what is wrong; each fault has the office in its file's place.

    Parameters
    ----------
    rules_of
        To check every published version again by its rules; `None` not to.

    Raises
    ------
    StoreUnavailable
        The database cannot be used, or its tables are not those of this program.
    """
    check_current(store)
    with store.reading() as connection, _other_tables_told(store):
        damaged = tuple(damages(connection))
        yield from damaged
        if damaged:  # what is read of it now may be anything
            return
        for name in connection.scalars(sa.select(office.c.id).order_by(office.c.id)).all():
            yield from _of_versions(connection, name, rules_of)
            yield from _of_drafts(connection, name)


@contextmanager
def _other_tables_told(store: Store) -> Iterator[None]:
    """A damaged file may have tables with other columns, which are no fault of whoever asks."""
    try:
        yield
    except DBAPIError as error:
        if store.file is None or reason_of(error) is not None:
            raise
        raise StoreUnavailable(store.address, FILE_DAMAGED) from None


def damages(connection: Connection) -> Iterator[Fault]:
    """What the database itself finds wrong with its file; PostgreSQL has its own tools for that."""
    if connection.dialect.name != "sqlite":
        return
    whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    if not whole or connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        yield Fault((), FILE_DAMAGED)


def _of_versions(connection: Connection, name: str, rules_of: RulesOf | None) -> Iterator[Fault]:
    """What is wrong with the versions of an office, in order."""
    asked = sa.select(version.c.number).where(version.c.office == name).order_by(version.c.number)
    numbers = connection.scalars(asked).all()
    audited = _audited(connection, name)
    erased = _erased(connection, name)
    # The audit knows also of the newest one, which no number after it would tell the lack of.
    for number in sorted({*range(1, max(numbers, default=0)), *audited} - set(numbers)):
        yield _fault(name, number, MISSING.with_facts(number=number))
    before: Version | Erased | None = None
    for number in numbers:
        found = _read(connection, name, number, erased=number in erased)
        if isinstance(found, Phrase):
            yield _fault(name, number, found)
            continue
        if before is not None and before.published_at >= found.published_at:
            yield _fault(name, number, OTHER_TIME)
        before = found
        if number not in audited:
            yield _fault(name, number, NOT_IN_AUDIT)
        if isinstance(found, Erased) or rules_of is None:
            continue
        if audited.get(number) != Action.VERSION_PUBLISHED_ANYWAY:
            yield from (_fault(name, number, each) for each in _broken(found, rules_of))


def _audited(connection: Connection, name: str) -> dict[int, str]:
    """How each version was published, by its number, as the audit has it."""
    published = [Action.VERSION_PUBLISHED, Action.VERSION_PUBLISHED_ANYWAY]
    asked = sa.select(audit.c.subject, audit.c.action).where(
        audit.c.office == name, audit.c.action.in_([each.value for each in published])
    )
    rows = connection.execute(asked).all()
    return {int(row.subject): row.action for row in rows if row.subject.isdecimal()}


def _erased(connection: Connection, name: str) -> set[int]:
    """The versions that were erased, as the audit has it."""
    action = Action.VERSION_ERASED.value
    asked = sa.select(audit.c.subject).where(audit.c.office == name, audit.c.action == action)
    return {int(each) for each in connection.scalars(asked) if each.isdecimal()}


def _read(
    connection: Connection, name: str, number: int, *, erased: bool
) -> Version | Erased | Phrase:
    """The version that a row holds, or what is wrong with it."""
    asked = sa.select(version).where(version.c.office == name, version.c.number == number)
    try:
        row = connection.execute(asked).one()
        content = row.document.encode()
    except (
        AttributeError,
        TypeError,
        ValueError,
    ):  # SQLite lets anything in
        return DAMAGED
    if erased:
        emptied = (row.document, row.digest) == ("", ERASED)
        left = Erased(number=row.number, published_at=row.published_at)
        return left if emptied else NOT_EMPTY
    found = read_version(content) if digest_of(row.document) == row.digest else DAMAGED
    if isinstance(found, Phrase):
        return found
    said = (row.number, row.published_at, row.half_year)
    return found if said == (found.number, found.published_at, half_year_of(found)) else DAMAGED


def _broken(found: Version, rules_of: RulesOf) -> Iterator[Phrase]:
    """What speaks against a version by the rules, in one sentence."""
    try:
        rules = rules_of(found.problem)
    except ValidationError:  # they had other settings when it was published
        yield OTHER_RULES
        return
    report = check_plan(found.problem, found.plan, rules)
    broken: Sequence[str] = Publication(found, report, None, History()).broken
    if broken:
        yield BROKEN.with_facts(count=len(broken), first=broken[0])


def _of_drafts(connection: Connection, name: str) -> Iterator[Fault]:
    """Which drafts of an office cannot be read."""
    asked = sa.select(draft.c.id, draft.c.problem, draft.c.plan).where(draft.c.office == name)
    for row in connection.execute(asked.order_by(draft.c.id)):
        whole = _reads(Problem, row.problem) and (row.plan is None or _reads(Plan, row.plan))
        if not whole:
            yield Fault(("drafts", row.id), DRAFT_DAMAGED, name)


def _reads(kind: type[BaseModel], document: str) -> bool:
    try:
        kind.model_validate_json(document)
    except ValidationError:
        return False
    return True


def _fault(name: str, number: int, sentence: Phrase) -> Fault:
    return Fault(("versions", number), sentence, name)
