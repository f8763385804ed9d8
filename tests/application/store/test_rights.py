"""Rights, seen in the transaction: what somebody may now, not what they might when they came."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from planner.application.store.accounts import close_account, end_membership
from planner.application.store.audit import Action
from planner.application.store.database import Store
from planner.application.store.rights import require, require_for, require_giving
from planner.domain.errors import NotAllowed
from planner.domain.roles import Permission, Role, User
from tests.accounts import ELSEWHERE, HERE, MORNING, joined, with_offices


def may(store: Store, ask: Callable[..., None], by: User | None, *asked: object) -> bool:
    with store.reading() as connection:
        try:
            ask(connection, by, *asked)
        except NotAllowed:
            return False
        return True


def test_a_command_on_the_machine_may_do_everything(store: Store) -> None:
    assert may(store, require, None, Permission.MANAGE_OFFICES, None)
    assert may(store, require_for, None, Permission.SEE_PLANS, "ingen", "ppt-01")
    assert may(store, require_giving, None, Role.ADMINISTRATOR, None)


@pytest.mark.parametrize("ends", ["membership", "account", "role"])
def test_what_was_taken_back_since_they_came_holds_no_more(store: Store, ends: str) -> None:
    with_offices(store)
    leader = joined(store, Role.LEADER)
    sees_plans = partial(may, store, require, leader, Permission.SEE_PLANS, HERE)
    publishes = partial(may, store, require, leader, Permission.PUBLISH, HERE)
    assert publishes()

    if ends == "membership":
        end_membership(store, HERE, leader.account, by=None, at=MORNING)
    elif ends == "account":
        close_account(store, leader.account, by=None, at=MORNING)
    else:
        joined(store, Role.READER, "leader@kommune.no")

    assert not publishes()
    assert sees_plans() == (ends == "role")
    assert not may(store, require_giving, leader, Role.STAFF, HERE)


def test_a_person_does_for_themselves_what_others_need_a_right_for(store: Store) -> None:
    with_offices(store)
    staff = joined(store, Role.STAFF, person="ppt-01")
    nobody = joined(store, Role.STAFF, "uten@kommune.no")
    planner = joined(store, Role.PLANNER)
    needed = Permission.HAND_OUT_LINKS

    assert may(store, require_for, staff, needed, HERE, "ppt-01")
    assert may(store, require_for, planner, needed, HERE, "ppt-01")
    assert may(store, require_for, planner, needed, HERE, None)
    for asking, office, person in [
        (staff, HERE, "ppt-02"),
        (staff, HERE, None),
        (staff, ELSEWHERE, "ppt-01"),
        (nobody, HERE, "ppt-01"),
        (nobody, HERE, None),
        (planner, ELSEWHERE, "ppt-01"),
    ]:
        assert not may(store, require_for, asking, needed, office, person)


def test_the_log_names_each_thing_that_happens_alike() -> None:
    for each in Action:
        thing, _, happened = each.value.partition(".")
        assert thing.replace("_", "").isalpha()
        assert happened.replace("_", "").isalpha()
