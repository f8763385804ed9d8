"""The log of who did what: a page at a time, and only for those who may see it there."""

from __future__ import annotations

import pytest

from planner.application.store.audit_log import log_of
from planner.application.store.database import Store
from planner.domain.errors import NotAllowed
from planner.domain.roles import Role
from tests.accounts import ELSEWHERE, HERE, joined, with_offices


def test_the_newest_comes_first_a_page_at_a_time(store: Store) -> None:
    with_offices(store)
    leader = joined(store, Role.LEADER)
    joined(store, Role.STAFF)
    joined(store, Role.STAFF, "annen@kommune.no", office_id=ELSEWHERE)

    first = log_of(store, HERE, by=leader, limit=3)
    rest = log_of(store, HERE, by=leader, limit=3, before=first[-1].id)

    assert [each.action for each in (*first, *rest)] == [
        "membership.given",
        "invitation.given",
        "membership.given",
        "invitation.given",
    ]
    assert {each.office for each in (*first, *rest)} == {HERE}
    assert [each.id for each in (*first, *rest)] == sorted(
        (each.id for each in (*first, *rest)), reverse=True
    )
    assert first[2].actor == leader.account
    assert rest[0].actor == "machine"
    assert "@" not in str(first)


@pytest.mark.parametrize("role", Role)
def test_who_may_see_it(store: Store, role: Role) -> None:
    with_offices(store)
    whole = role is Role.ADMINISTRATOR
    asking = joined(store, role, "spør@kommune.no", office_id=None if whole else HERE)

    for office in (HERE, ELSEWHERE, None):
        if whole or (role is Role.LEADER and office == HERE):
            log_of(store, office, by=asking, limit=10)
            continue
        with pytest.raises(NotAllowed):
            log_of(store, office, by=asking, limit=10)
