"""Figures of the whole store, for whoever watches over the service: numbers, and nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from planner.application.store.database import Store
from planner.application.store.job_tables import job
from planner.application.store.tables import outbox, subscription
from planner.domain.job import OPEN, JobState


@dataclass(frozen=True, slots=True)
class Figures:
    """How much there is, over all offices.

    Parameters
    ----------
    jobs
        How many are open, for each state that is.
    waited_seconds
        How long the oldest waiting job has waited; 0 when none does.
    outbox
        Events that nobody has passed on.
    links
        Links to feeds that are in force.
    """

    jobs: Mapping[str, int]
    waited_seconds: float
    outbox: int
    links: int


def figures(store: Store, *, at: datetime) -> Figures:
    """Count.

    Raises
    ------
    StoreUnavailable
        The database cannot be asked.
    """
    states = [each.value for each in OPEN]
    counted = (
        sa.select(job.c.state, sa.func.count(), sa.func.min(job.c.asked_at))
        .where(job.c.state.in_(states))
        .group_by(job.c.state)
    )
    undone = sa.select(sa.func.count()).select_from(outbox).where(outbox.c.done_at.is_(None))
    in_force = sa.select(sa.func.count()).where(subscription.c.revoked_at.is_(None))
    with store.reading() as connection:
        rows = {state: (number, since) for state, number, since in connection.execute(counted)}
        waiting = rows.get(JobState.WAITING.value)
        return Figures(
            jobs={state: rows[state][0] if state in rows else 0 for state in sorted(states)},
            waited_seconds=max(0.0, (at - waiting[1]).total_seconds()) if waiting else 0.0,
            outbox=connection.execute(undone).scalar_one(),
            links=connection.execute(in_force).scalar_one(),
        )
