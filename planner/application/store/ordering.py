"""Jobs asked for: what the order names is read, and given to the job as it was then.

What is read is all of one revision, or never changes; nobody is kept waiting while it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.absence_weeks import starts_of
from planner.application.documents import days_of, read_document, render_document
from planner.application.orders import (
    PLAN,
    PROBLEM,
    SCENARIO,
    FetchOrder,
    Order,
    PlanOrder,
    ResilienceOrder,
    StaffingOrder,
    WhatIfOrder,
)
from planner.application.situation import see_it_fits
from planner.application.store.audit import ON_THE_MACHINE
from planner.application.store.database import Store
from planner.application.store.drafts import draft_in
from planner.application.store.job_rows import Job
from planner.application.store.job_tables import job
from planner.application.store.jobs import put_in, submit
from planner.application.store.offices import require_office
from planner.application.store.published import published_in, version_in
from planner.application.store.scenarios import scenario_in
from planner.application.store.tables import draft, office, version
from planner.domain.errors import Fault, NotThere, Overtaken, UnreadableInput
from planner.domain.grid import OSLO
from planner.domain.job import OPEN, JobKind
from planner.domain.publication import Version
from planner.domain.roles import User
from planner.domain.scenario import Scenario
from planner.domain.words import Phrase

MOST_DAYS = timedelta(days=370)
"""As long as a half-year can be: so much of a calendar is read at the most."""
HALF_A_YEAR = timedelta(days=183)

CHANGED = Phrase(
    nb="«{name}» er endret siden du så det; se på det som er nå, og be om jobben på nytt.",
    nn="«{name}» er endra sidan du såg det; sjå på det som er no, og be om jobben på nytt.",
)
NO_PLAN_TO_KEEP = Phrase(
    nb="Utkastet har ingen plan som kan bli stående; be om en ny plan uten keep.",
    nn="Utkastet har ingen plan som kan bli ståande; be om ein ny plan utan keep.",
)
NOTHING_PUBLISHED = Phrase(
    nb="Kontoret har ikke publisert noen plan ennå; publiser en først.",
    nn="Kontoret har ikkje publisert nokon plan enno; publiser ein først.",
)


@dataclass(frozen=True, slots=True)
class Settled:
    """An order of which nothing is left open, and the documents that it is about, by name."""

    order: Order
    documents: Mapping[str, str]


def place_order(
    store: Store, office_id: str, order: Order, *, by: User | None, at: datetime
) -> Job:
    """Ask for a job, and give it what it is about.

    Raises
    ------
    NotAllowed
        Whoever asks may not plan there.
    NotThere
        There is no such office, draft, scenario or version.
    Overtaken
        The draft or the scenario has another revision by now.
    UnreadableInput
        A plan is to be kept and there is none, the scenario does not fit the plan that it is about,
        or the half-year has no such weeks.
    Damaged
        What is kept cannot be read.
    """
    settled = _settled(store, office_id, order, by, at)
    asked, kind = render_document(settled.order), settled.order.kind.value
    return submit(store, office_id, kind, asked, settled.documents, by=by, at=at)


def order_fetch(
    store: Store, office_id: str, *, asked_before: datetime, at: datetime
) -> Job | None:
    """Have the calendars of an office fetched, unless that was asked for not long ago.

    Parameters
    ----------
    asked_before
        Whatever was asked for earlier, and has ended, is long ago.
    """
    kind = JobKind.FETCH.value
    recent = sa.or_(job.c.state.in_(OPEN), job.c.asked_at > asked_before)
    asked = sa.select(job.c.id).where(job.c.office == office_id, job.c.kind == kind, recent)
    with store.reading() as connection:
        require_office(connection, office_id)
        if connection.execute(asked.limit(1)).first() is not None:
            return None
        order = render_document(_with_days(connection, office_id, FetchOrder(), at))
    with store.writing() as connection:
        # Nobody else asks for the same meanwhile.
        this = sa.select(office.c.id).where(office.c.id == office_id)
        connection.execute(this.with_for_update(key_share=True))
        if connection.execute(asked.limit(1)).first() is not None:
            return None
        return put_in(connection, office_id, kind, order, {}, actor=ON_THE_MACHINE, at=at)


def _settled(store: Store, office_id: str, order: Order, by: User | None, at: datetime) -> Settled:
    """The order with what it left open, and what it is about."""
    today = at.astimezone(OSLO).date()
    match order:
        case PlanOrder() | StaffingOrder():
            found = draft_in(store, office_id, order.draft, by=by)
            _see_revision(found.name, found.revision, order.revision)
            if isinstance(order, PlanOrder) and order.keep and found.plan is None:
                raise UnreadableInput((Fault(("keep",), NO_PLAN_TO_KEEP),))
            plan = {} if found.plan is None else {PLAN: found.plan}
            update: dict[str, object] = {"revision": found.revision}
            return Settled(order.model_copy(update=update), {PROBLEM: found.problem, **plan})
        case WhatIfOrder():
            kept = scenario_in(store, office_id, order.scenario, by=by)
            _see_revision(kept.name, kept.revision, order.revision)
            about = version_in(store, office_id, kept.version, by=by)
            scenario = read_document(Scenario, kept.document)
            see_it_fits(scenario, about.plan, about.problem)
            update = {"revision": kept.revision, "today": order.today or today}
            documents = {**_parts(about), SCENARIO: kept.document}
            return Settled(order.model_copy(update=update), documents)
        case ResilienceOrder():
            number = order.version or _newest(store, office_id, by)
            about = version_in(store, office_id, number, by=by)
            settled = order.model_copy(update={"version": number, "today": order.today or today})
            starts_of(about.problem, *settled.weeks_asked)
            return Settled(settled, _parts(about))
        case FetchOrder():
            with store.reading() as connection:
                return Settled(_with_days(connection, office_id, order, at), {})


def _see_revision(name: str, there_is: int, asked_for: int | None) -> None:
    if asked_for not in {None, there_is}:
        raise Overtaken(CHANGED.with_facts(name=name), there_is)


def _newest(store: Store, office_id: str, by: User | None) -> int:
    """The number of the newest version."""
    newest = published_in(store, office_id, by=by, limit=1)
    if not newest:
        raise NotThere(NOTHING_PUBLISHED)
    return newest[0].number


def _parts(found: Version) -> dict[str, str]:
    """The problem and the plan of a version."""
    return {PROBLEM: render_document(found.problem), PLAN: render_document(found.plan)}


def _with_days(
    connection: Connection, office_id: str, order: FetchOrder, at: datetime
) -> FetchOrder:
    """The order with its days: all half-years that are worked on and not over."""
    today = at.astimezone(OSLO).date()
    half_years = [each for each in _half_years(connection, office_id) if each[1] >= today]
    first = order.first_day or min((each[0] for each in half_years), default=today)
    last = order.last_day or max((each[1] for each in half_years), default=today + HALF_A_YEAR)
    last = max(first + timedelta(days=1), min(last, first + MOST_DAYS))
    return order.model_copy(update={"first_day": first, "last_day": last})


def _half_years(connection: Connection, office_id: str) -> Iterator[tuple[date, date]]:
    """The days of what is published and of drafts."""
    published = sa.select(version.c.half_year).where(version.c.office == office_id).distinct()
    for days in connection.scalars(published):
        first, last = days.split("/")
        yield date.fromisoformat(first), date.fromisoformat(last)
    drafts = sa.select(draft.c.id, draft.c.problem).where(draft.c.office == office_id)
    for row in connection.execute(drafts):
        semester = days_of(row.problem, ("drafts", row.id))
        yield semester.first_day, semester.last_day
