"""What was kept long enough is forgotten, and nothing before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from planner.application.store import retention
from planner.application.store.account_tables import (
    access,
    account,
    answer,
    invitation,
    session,
    throttle,
)
from planner.application.store.accounts import close_account, members
from planner.application.store.answers import KEPT
from planner.application.store.database import Store
from planner.application.store.job_tables import job, job_document
from planner.application.store.retention import forget_old
from planner.application.store.subscriptions import revoke
from planner.application.store.tables import audit, calendar, outbox, subscription
from planner.application.store.throttle import WINDOW
from tests.accounts import HERE, MORNING, everything_in, fail_to_log_in, with_offices
from tests.keptthings import PERSON, a_job, email_of, known
from tests.offices import publish_in
from tests.publications import NOON, planned

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def rows(store: Store, table: sa.Table) -> int:
    with store.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def set_all(store: Store, table: sa.Table, values: Mapping[str, Any]) -> None:
    with store.writing() as connection:
        connection.execute(table.update().values(values))


def test_nothing_is_forgotten_on_the_day_it_came(store: Store) -> None:
    with_offices(store)
    publish_in(store, planned(4), HERE)
    known(store, PERSON)
    a_job(store, "now", {"problem": "{}"})
    before = everything_in(store)

    assert not any(forget_old(store, at=MORNING + MINUTE).values())
    assert everything_in(store) == before


@pytest.mark.parametrize(
    ("table", "moment", "kept"),
    [
        (session, "expires_at", retention.SESSIONS_KEPT),
        (session, "revoked_at", retention.SESSIONS_KEPT),
        (invitation, "expires_at", retention.INVITATIONS_KEPT),
        (answer, "asked_at", KEPT),
        (throttle, "since", WINDOW),
        (outbox, "done_at", retention.OUTBOX_KEPT),
        (job, "ended_at", retention.JOBS_KEPT),
        (subscription, "revoked_at", retention.LINKS_KEPT),
    ],
    ids=str,
)
def test_each_table_is_kept_for_its_time(
    store: Store, table: sa.Table, moment: str, kept: timedelta
) -> None:
    with_offices(store)
    publish_in(store, planned(4), HERE)
    known(store, PERSON)
    a_job(store, "old", {"problem": "{}"})
    fail_to_log_in(store, 1)
    set_all(store, invitation, {"used_at": None})
    far = MORNING + timedelta(days=10_000)
    for other in (session, invitation):
        set_all(store, other, {"expires_at": far})
    set_all(store, table, {moment: MORNING})
    there = rows(store, table)
    assert there

    forget_old(store, at=MORNING + kept - MINUTE)
    assert rows(store, table) == there
    counts = forget_old(store, at=MORNING + kept + MINUTE)
    assert rows(store, table) == 0
    assert counts[table.name] == there


def test_a_job_goes_with_its_documents_and_one_that_is_open_stays(store: Store) -> None:
    with_offices(store)
    a_job(store, "old", {"problem": "{}", "result": "{}"})
    a_job(store, "open", {"problem": "{}"}, state="running")

    forget_old(store, at=NOON + retention.JOBS_KEPT + MINUTE)

    with store.reading() as connection:
        assert connection.scalars(sa.select(job.c.id)).all() == ["open"]
        assert connection.scalars(sa.select(job_document.c.job)).all() == ["open"]


def test_what_is_not_done_is_not_forgotten(store: Store) -> None:
    with_offices(store)
    publish_in(store, planned(4), HERE)

    forget_old(store, at=MORNING + 10_000 * DAY)

    assert rows(store, outbox) == 1


def test_links_that_are_good_stay(store: Store) -> None:
    with_offices(store)
    _, link = known(store, PERSON)
    forget_old(store, at=MORNING + 1000 * DAY)
    assert rows(store, subscription) == 1

    revoke(store, HERE, link.id, by=None, at=MORNING)
    forget_old(store, at=MORNING + 1000 * DAY)
    assert rows(store, subscription) == 0


def test_who_saw_what_is_forgotten_by_whole_days(store: Store) -> None:
    with_offices(store)
    known(store, PERSON)

    forget_old(store, at=MORNING + retention.ACCESS_KEPT)
    assert rows(store, access) == 1
    forget_old(store, at=MORNING + retention.ACCESS_KEPT + DAY)
    assert rows(store, access) == 0


def test_when_somebody_was_busy_is_forgotten_and_the_calendar_stays(store: Store) -> None:
    with_offices(store)
    known(store, PERSON)
    set_all(store, calendar, {"known": "sealed", "tried_at": MORNING})

    forget_old(store, at=MORNING + retention.BUSY_KEPT - MINUTE)
    assert "sealed" in everything_in(store)
    assert forget_old(store, at=MORNING + retention.BUSY_KEPT + MINUTE)["calendar"] == 1
    assert "sealed" not in everything_in(store)
    assert rows(store, calendar) == 1


def closed(store: Store, at: datetime) -> str:
    """The id of an account that was closed."""
    administrator = with_offices(store)
    member, _ = known(store, PERSON)
    close_account(store, member.account, by=administrator, at=at)
    return member.account


def test_an_account_that_was_closed_is_erased_in_time(store: Store) -> None:
    theirs = closed(store, MORNING)
    set_all(store, invitation, {"expires_at": MORNING + 10_000 * DAY, "used_at": None})

    forget_old(store, at=MORNING + retention.ACCOUNTS_KEPT - MINUTE)
    assert rows(store, account) == 2
    assert forget_old(store, at=MORNING + retention.ACCOUNTS_KEPT + MINUTE)["account"] == 1

    assert f"'{email_of(PERSON)}" not in everything_in(store)
    with store.reading() as connection:
        last = connection.execute(sa.select(audit).order_by(audit.c.id.desc())).first()
    assert last
    assert (last.actor, last.action, last.subject) == ("machine", "account.erased", theirs)
    assert len(members(store, None, by=None)) == 1
