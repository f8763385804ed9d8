"""Erasing a school year that is over: its plans, and all that was worked out for them.

Of a published version stay its number, when it was published and for which half-year, so that the
others are counted on. Feeds stay as they are: by then they show nothing of the year any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.documents import days_of
from planner.application.orders import PROBLEM
from planner.application.store.audit import Action, log
from planner.application.store.database import Store
from planner.application.store.erasing import overwrite_erased
from planner.application.store.job_rows import erase_jobs
from planner.application.store.job_tables import job, job_document
from planner.application.store.offices import require_office
from planner.application.store.rights import actor_of, require
from planner.application.store.tables import draft, scenario, version
from planner.application.store.tables import office as offices
from planner.application.store.versions import ERASED, history
from planner.domain.errors import Fault, NotThere, UnreadableInput
from planner.domain.grid import OSLO
from planner.domain.model import YEARS
from planner.domain.publication import History
from planner.domain.roles import Permission, User
from planner.domain.words import Phrase

NOT_OVER = Phrase(
    nb="Skoleåret {name} kan slettes fra 1. oktober {year}: fram til da kan det stå i kalendere.",
    nn="Skuleåret {name} kan slettast frå 1. oktober {year}: fram til då kan det stå i kalendrar.",
)
NO_YEAR = Phrase(
    nb="Et skoleår nevnes med året det begynner i; skriv 2026 for 2026/27.",
    nn="Eit skuleår blir nemnt med året det byrjar i; skriv 2026 for 2026/27.",
)
NOTHING_THERE = Phrase(
    nb="Kontoret har ingenting fra skoleåret {name}, eller det er slettet fra før.",
    nn="Kontoret har ingenting frå skuleåret {name}, eller det er sletta frå før.",
)


@dataclass(frozen=True, slots=True)
class ErasedYear:
    """What was erased of a school year: numbers of versions, ids of drafts, scenarios and jobs."""

    versions: tuple[int, ...]
    drafts: tuple[str, ...]
    scenarios: tuple[str, ...]
    jobs: tuple[str, ...]


def name_of(year: int) -> str:
    """What a school year is called by the year that it begins in: "2026/27"."""
    return f"{year}/{(year + 1) % 100:02}"


def erase_year(
    store: Store, office: str, year: int, *, by: User | None, at: datetime
) -> ErasedYear:
    """Erase a school year of an office.

    A half-year belongs to the school year that its last day lies in; that turns at the end of July.

    Parameters
    ----------
    year
        The year that it begins in.

    Raises
    ------
    NotAllowed
        Whoever asks may not erase there.
    NotThere
        There is no such office, or nothing of that year.
    UnreadableInput
        It is no year or not over for long enough.
    Damaged
        A version, a draft or what a job was given cannot be read.
    """
    with store.reading() as connection:
        require(connection, by, Permission.ERASE, office)
        require_office(connection, office)
        # What takes longest is reading what is there, and nobody has to wait for that.
        history(connection, office)
    _require_over(year, at.astimezone(OSLO).date())
    with store.writing() as connection:
        require(connection, by, Permission.ERASE, office)
        # Nobody publishes meanwhile, nor has calendars fetched.
        held = sa.select(offices.c.id).where(offices.c.id == office)
        connection.execute(held.with_for_update(key_share=True))
        versions = tuple(sorted(_numbers(history(connection, office), year)))
        # First: whoever keeps a scenario sees that its version is there.
        _empty(connection, office, versions, actor=actor_of(by), at=at)
        erased = ErasedYear(
            versions=versions,
            drafts=tuple(_drafts(connection, office, year)),
            scenarios=tuple(_scenarios(connection, office, versions)),
            jobs=tuple(_jobs(connection, office, year)),
        )
        if not any((erased.versions, erased.drafts, erased.scenarios, erased.jobs)):
            raise NotThere(NOTHING_THERE.with_facts(name=name_of(year)))
        _erase(connection, office, erased, actor=actor_of(by), at=at)
        log(connection, Action.YEAR_ERASED, str(year), actor=actor_of(by), at=at, office=office)
    overwrite_erased(store)
    return erased


def _require_over(year: int, today: date) -> None:
    """See that no feed shows anything of a year any more: meetings stand there for sixty days."""
    if year not in YEARS:
        raise UnreadableInput((Fault(("year",), NO_YEAR),))
    if today < date(year + 1, 10, 1):
        facts = {"name": name_of(year), "year": year + 1}
        raise UnreadableInput((Fault(("year",), NOT_OVER.with_facts(**facts)),))


def _belongs(last_day: date, year: int) -> bool:
    return date(year, 8, 1) <= last_day <= date(year + 1, 7, 31)


def _numbers(published: History, year: int) -> Iterator[int]:
    """The versions of the half-years that belong to a year, whatever days each of them had."""
    for half_year in published.half_years:
        if _belongs(half_year[-1].problem.semester.last_day, year):
            yield from (each.number for each in half_year)


def _drafts(connection: Connection, office: str, year: int) -> Iterator[str]:
    asked = sa.select(draft.c.id, draft.c.problem).where(draft.c.office == office)
    for row in connection.execute(asked.order_by(draft.c.id)):
        if _belongs(days_of(row.problem, ("drafts", row.id)).last_day, year):
            yield row.id


def _scenarios(connection: Connection, office: str, versions: tuple[int, ...]) -> Iterator[str]:
    about = sa.and_(scenario.c.office == office, scenario.c.version.in_(versions))
    yield from connection.scalars(sa.select(scenario.c.id).where(about).order_by(scenario.c.id))


def _jobs(connection: Connection, office: str, year: int) -> Iterator[str]:
    """The jobs that are about a year, those under way too."""
    asked = (
        sa.select(job.c.id, job_document.c.document)
        .join(job_document, job_document.c.job == job.c.id)
        .where(job.c.office == office, job_document.c.name == PROBLEM)
        .order_by(job.c.id)
    )
    for row in connection.execute(asked):
        if _belongs(days_of(row.document, ("jobs", row.id)).last_day, year):
            yield row.id


def _empty(
    connection: Connection, office: str, numbers: tuple[int, ...], *, actor: str, at: datetime
) -> None:
    for number in numbers:
        # Before the version itself: the database wants to see it.
        gone = Action.VERSION_ERASED
        log(connection, gone, str(number), actor=actor, at=at, office=office)
    these = sa.and_(version.c.office == office, version.c.number.in_(numbers))
    connection.execute(version.update().where(these).values(document="", digest=ERASED))


def _erase(
    connection: Connection, office: str, erased: ErasedYear, *, actor: str, at: datetime
) -> None:
    for table, ids, action in (
        (scenario, erased.scenarios, Action.SCENARIO_DELETED),
        (draft, erased.drafts, Action.DRAFT_DELETED),
    ):
        mine = sa.and_(table.c.office == office, table.c.id.in_(ids))
        connection.execute(table.delete().where(mine))
        for each in ids:
            log(connection, action, each, actor=actor, at=at, office=office)
    erase_jobs(connection, erased.jobs)
