"""Who may do what, role by role and office by office."""

from __future__ import annotations

import pytest

from planner.domain.errors import NotAllowed
from planner.domain.roles import (
    PERMISSIONS,
    ROLE_NAMES,
    Membership,
    Permission,
    Role,
    User,
    may,
    may_give,
)

HERE, ELSEWHERE = "lillevik", "storvik"

# A column for each role, in this order: x may, - may not.
ROLES = (Role.STAFF, Role.READER, Role.PLANNER, Role.LEADER, Role.ADMINISTRATOR)
TABLE = {
    Permission.SEE_OWN_MEETINGS: "xxxx-",
    Permission.SEE_PLANS: "-xxx-",
    Permission.PLAN: "--xx-",
    Permission.HAND_OUT_LINKS: "--xx-",
    Permission.PUBLISH: "---x-",
    Permission.EXPORT_PERSON: "---x-",
    Permission.ERASE: "---x-",
    Permission.MANAGE_MEMBERS: "---xx",
    Permission.SEE_LOG: "---xx",
    Permission.MANAGE_OFFICES: "----x",
}
CELLS = [
    (role, permission, mark == "x")
    for permission, marks in TABLE.items()
    for role, mark in zip(ROLES, marks, strict=True)
]


def holder(role: Role) -> tuple[Membership, ...]:
    return (Membership(None if role is Role.ADMINISTRATOR else HERE, role),)


def test_the_table_has_every_role_and_every_permission() -> None:
    assert set(ROLES) == set(Role) == set(PERMISSIONS) == set(ROLE_NAMES)
    assert set(TABLE) == set(Permission)


@pytest.mark.parametrize(("role", "permission", "allowed"), CELLS)
def test_a_role_may_in_its_office_what_the_table_says(
    role: Role, permission: Permission, *, allowed: bool
) -> None:
    assert may(holder(role), permission, HERE) is allowed


@pytest.mark.parametrize(("role", "permission", "allowed"), CELLS)
def test_a_role_of_one_office_may_nothing_in_another(
    role: Role, permission: Permission, *, allowed: bool
) -> None:
    whole = role is Role.ADMINISTRATOR

    assert may(holder(role), permission, ELSEWHERE) is (allowed and whole)
    assert may(holder(role), permission, None) is (allowed and whole)


def test_roles_in_several_offices_are_not_mixed() -> None:
    both = (Membership(HERE, Role.LEADER), Membership(ELSEWHERE, Role.STAFF, "ppt-01"))

    assert may(both, Permission.PUBLISH, HERE)
    assert not may(both, Permission.PUBLISH, ELSEWHERE)
    assert may(both, Permission.SEE_OWN_MEETINGS, ELSEWHERE)


@pytest.mark.parametrize("giver", Role)
@pytest.mark.parametrize("given", Role)
def test_leaders_give_the_roles_of_their_office_and_administrators_all(
    giver: Role, given: Role
) -> None:
    office = None if given is Role.ADMINISTRATOR else HERE
    gives = giver is Role.ADMINISTRATOR or (giver is Role.LEADER and office is not None)

    assert may_give(holder(giver), given, office) is gives
    if giver is not Role.ADMINISTRATOR:
        assert not may_give(holder(giver), given, ELSEWHERE)


def test_nobody_is_administrator_of_one_office_or_leader_of_all() -> None:
    administrator = holder(Role.ADMINISTRATOR)

    assert not may_give(administrator, Role.ADMINISTRATOR, HERE)
    assert not may_give(administrator, Role.LEADER, None)


def test_whoever_may_not_is_told_so() -> None:
    user = User("a1", "En leser", holder(Role.READER))

    user.require(Permission.SEE_PLANS, HERE)
    with pytest.raises(NotAllowed, match="en annen rolle"):
        user.require(Permission.PUBLISH, HERE)
