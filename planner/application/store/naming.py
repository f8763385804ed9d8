"""Where the plans of an office name a person: in drafts, in scenarios and in what is published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.orders import PROBLEM, SCENARIO
from planner.application.store.job_tables import job, job_document
from planner.application.store.tables import draft, scenario, version

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """What names a person: ids of drafts and scenarios, numbers of versions, each in order.

    Drafts and scenarios are changed by those who plan. A version is never changed; it goes when its
    school year is erased.
    """

    drafts: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    versions: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything does."""
        return bool(self.drafts or self.scenarios or self.versions)


def named_in(connection: Connection, office: str, person: str) -> Named:
    """What in an office names a person by their id."""
    return Named(
        drafts=tuple(key for key, _ in drafts_naming(connection, office, person)),
        scenarios=tuple(scenarios_naming(connection, office, person)),
        versions=tuple(key for key, _ in versions_naming(connection, office, person)),
    )


def drafts_naming(
    connection: Connection, office: str, person: str
) -> Iterator[tuple[str, Document]]:
    """The drafts whose problem has a person, each with the problem."""
    for name, problem in _documents(connection, draft, draft.c.problem, office, person):
        if _has(problem, person):
            yield name, problem


def versions_naming(
    connection: Connection, office: str, person: str
) -> Iterator[tuple[int, Document]]:
    """The published versions whose problem has a person, each with all that it holds."""
    for number, document in _documents(connection, version, version.c.document, office, person):
        if _has(document["version"]["problem"], person):
            yield number, document["version"]


def scenarios_naming(connection: Connection, office: str, person: str) -> Iterator[str]:
    """The scenarios in which a person's id stands."""
    for name, document in _documents(connection, scenario, scenario.c.document, office, person):
        if _holds(document, person):
            yield name


def jobs_naming(connection: Connection, office: str, person: str) -> tuple[str, ...]:
    """The jobs that were given a problem or a scenario that names a person."""
    texts = job_document.c
    holds = sa.and_(
        job.c.office == office,
        texts.name.in_([PROBLEM, SCENARIO]),
        texts.document.contains(f'"{person}"', autoescape=True),
    )
    keys = sa.select(texts.job, texts.name).join(job, job.c.id == texts.job).where(holds)
    found = set()
    for job_id, name in connection.execute(keys).all():
        this = sa.select(texts.document).where(texts.job == job_id, texts.name == name)
        document = json.loads(connection.execute(this).scalar_one())
        if _has(document, person) if name == PROBLEM else _holds(document, person):
            found.add(job_id)
    return tuple(sorted(found))


def _documents(
    connection: Connection, table: sa.Table, text: sa.Column[str], office: str, person: str
) -> Iterator[tuple[Any, Document]]:
    """The keys of an office's rows whose text has a person's id somewhere, and what it holds.

    One at a time, for those of a large municipality take megabytes each.
    """
    key = list(table.primary_key.columns)[1]
    holds = text.contains(f'"{person}"', autoescape=True)
    keys = sa.select(key).where(table.c.office == office, holds).order_by(key)
    for name in connection.scalars(keys).all():
        this = sa.select(text).where(table.c.office == office, key == name)
        yield name, json.loads(connection.execute(this).scalar_one())


def _has(problem: Document, person: str) -> bool:
    return any(each["id"] == person for each in problem["people"])


def _holds(document: object, name: str) -> bool:
    """Whether a name stands by itself anywhere in a document, and not only within a text."""
    if isinstance(document, dict):
        return name in document or any(_holds(each, name) for each in document.values())
    if isinstance(document, list):
        return any(_holds(each, name) for each in document)
    return document == name
