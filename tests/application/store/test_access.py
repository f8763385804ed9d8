"""Who saw what: noted once a day, and shown to whoever may see the log."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from planner.application.store.access import Access, Seen, accesses, note_access
from planner.application.store.account_tables import access
from planner.application.store.database import Store
from planner.domain.errors import NotAllowed
from planner.domain.roles import Role, User
from tests.accounts import ELSEWHERE, HERE, MORNING, joined, with_offices

DAY = timedelta(days=1)
TODAY = date(2027, 1, 4)


@pytest.fixture
def leader(store: Store) -> User:
    with_offices(store)
    return joined(store, Role.LEADER)


def rows_in(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(access)).scalar_one()


def test_what_somebody_sees_is_noted_the_first_time_on_each_day(store: Store, leader: User) -> None:
    for at in (MORNING, MORNING + timedelta(hours=3), MORNING + DAY):
        note_access(store, HERE, Seen.VERSION, "1", by=leader, at=at)
    note_access(store, HERE, Seen.DRAFT, "var", by=leader, at=MORNING)

    name = "En leader"
    assert accesses(store, HERE, by=leader, limit=10) == (
        Access(TODAY + DAY, leader.account, "version", "1", name),
        Access(TODAY, leader.account, "draft", "var", name),
        Access(TODAY, leader.account, "version", "1", name),
    )


def test_the_day_is_norways(store: Store, leader: User) -> None:
    late = MORNING.replace(hour=23, minute=30)
    note_access(store, HERE, Seen.VERSION, "1", by=leader, at=late)

    assert [each.day for each in accesses(store, HERE, by=leader, limit=10)] == [TODAY + DAY]


def test_another_process_that_noted_it_is_no_trouble(store: Store, leader: User) -> None:
    row = {"office": HERE, "day": TODAY, "account": leader.account}
    with store.writing() as connection:
        connection.execute(access.insert().values(**row, kind="version", subject="1"))

    note_access(store, HERE, Seen.VERSION, "1", by=leader, at=MORNING)

    assert rows_in(store) == 1


def test_what_is_noted_already_is_not_written_again(store: Store, leader: User) -> None:
    note_access(store, HERE, Seen.VERSION, "1", by=leader, at=MORNING)
    with store.writing() as connection:
        connection.execute(access.delete())

    note_access(store, HERE, Seen.VERSION, "1", by=leader, at=MORNING)

    assert rows_in(store) == 0


def test_it_is_read_a_page_at_a_time(store: Store, leader: User) -> None:
    reader = joined(store, Role.READER)
    for by in (leader, reader):
        for day in range(3):
            for number in ("1", "2"):
                at = MORNING + day * DAY
                note_access(store, HERE, Seen.VERSION, number, by=by, at=at)
    whole = accesses(store, HERE, by=leader, limit=100)

    pages: list[Access] = []
    while page := accesses(store, HERE, by=leader, limit=5, after=pages[-1] if pages else None):
        assert len(page) <= 5
        pages += page

    assert tuple(pages) == whole
    assert len(whole) == 12


@pytest.mark.parametrize("role", [Role.PLANNER, Role.READER, Role.STAFF])
def test_only_whoever_may_see_the_log_sees_it(store: Store, leader: User, role: Role) -> None:
    note_access(store, HERE, Seen.VERSION, "1", by=leader, at=MORNING)

    with pytest.raises(NotAllowed):
        accesses(store, HERE, by=joined(store, role), limit=10)


def test_no_office_sees_what_was_seen_in_another(store: Store, leader: User) -> None:
    other = joined(store, Role.LEADER, "annen@kommune.no", office_id=ELSEWHERE)
    note_access(store, HERE, Seen.VERSION, "1", by=leader, at=MORNING)

    assert accesses(store, ELSEWHERE, by=other, limit=10) == ()
    with pytest.raises(NotAllowed):
        accesses(store, HERE, by=other, limit=10)
