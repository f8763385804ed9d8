"""Members of offices, closing accounts, and handing out what is kept about somebody."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from planner.application.sealing import KEY_BYTES, Seal
from planner.application.store.account_export import export_account, export_person
from planner.application.store.account_tables import account
from planner.application.store.accounts import close_account, end_membership, members
from planner.application.store.database import Store
from planner.application.store.erasing import erase_account
from planner.application.store.invitations import invitation_with, invite
from planner.application.store.joining import accept
from planner.application.store.tables import audit, subscription
from planner.domain.errors import NotAllowed, NotThere, Refused
from planner.domain.roles import Membership, Role, User
from tests.accounts import (
    ELSEWHERE,
    HERE,
    MORNING,
    PASSWORD,
    joined,
    logged_in,
    user,
    with_offices,
)

NOON = MORNING + timedelta(hours=4)
SEAL = Seal(b"1" * KEY_BYTES)
BOTH = "begge@kommune.no"


def a_link(store: Store, office: str, person: str, kind: str = "person") -> str:
    """A link to a feed: its id."""
    row = {
        "id": f"{office}-{kind}-{person}",
        "office": office,
        "token_digest": f"digest-{office}-{kind}-{person}",
        "audience_kind": kind,
        "audience_id": person,
        "deadlines": False,
        "chosen_at": MORNING,
        "created_at": MORNING,
    }
    with store.writing() as connection:
        connection.execute(subscription.insert().values(row))
    return str(row["id"])


def living_links(store: Store) -> set[str]:
    living = sa.select(subscription.c.id).where(subscription.c.revoked_at.is_(None))
    with store.reading() as connection:
        return set(connection.scalars(living))


def in_both_offices(store: Store) -> User:
    """Somebody who is the person ppt-01 here, and another in the other office, with links."""
    joined(store, Role.STAFF, BOTH, office_id=ELSEWHERE, person="ppt-07")
    for office, person in [(HERE, "ppt-01"), (HERE, "ppt-02"), (ELSEWHERE, "ppt-01")]:
        a_link(store, office, person)
    a_link(store, ELSEWHERE, "ppt-07")
    a_link(store, HERE, "ppt-01", "series")
    return joined(store, Role.STAFF, BOTH, person="ppt-01")


def test_an_office_lists_its_own_members_to_its_leader(store: Store) -> None:
    with_offices(store)
    leader = joined(store, Role.LEADER)
    joined(store, Role.STAFF, office_id=ELSEWHERE)
    in_both_offices(store)

    found = members(store, HERE, by=leader)

    assert [(each.email, each.role, each.person) for each in found] == [
        (BOTH, Role.STAFF, "ppt-01"),
        ("leader@kommune.no", Role.LEADER, None),
    ]


@pytest.mark.parametrize("role", Role)
def test_nobody_but_an_administrator_sees_or_changes_the_members_of_another_office(
    store: Store, role: Role
) -> None:
    with_offices(store)
    other = joined(store, Role.STAFF, "annen@kommune.no", office_id=ELSEWHERE)
    whole = role is Role.ADMINISTRATOR
    asking = joined(store, role, "spør@kommune.no", office_id=None if whole else HERE)

    def ask() -> None:
        members(store, ELSEWHERE, by=asking)
        end_membership(store, ELSEWHERE, other.account, by=asking, at=NOON)

    if whole:
        ask()
        return
    with pytest.raises(NotAllowed):
        members(store, ELSEWHERE, by=asking)
    with pytest.raises(NotAllowed):
        end_membership(store, ELSEWHERE, other.account, by=asking, at=NOON)
    with pytest.raises(NotAllowed):
        export_person(store, ELSEWHERE, "ppt-07", SEAL, by=asking, at=NOON)
    with pytest.raises(NotAllowed):
        close_account(store, other.account, by=asking, at=NOON)
    assert user(store, other.account) == other


def test_whoever_leaves_an_office_keeps_the_others(store: Store) -> None:
    with_offices(store)
    leader, member = joined(store, Role.LEADER), in_both_offices(store)

    end_membership(store, HERE, member.account, by=leader, at=NOON)

    assert user(store, member.account).memberships == (Membership(ELSEWHERE, Role.STAFF, "ppt-07"),)
    assert living_links(store) == {
        "lillevik-person-ppt-02",
        "lillevik-series-ppt-01",
        "storvik-person-ppt-01",
        "storvik-person-ppt-07",
    }
    with pytest.raises(NotThere, match="ikke med i kontoret"):
        end_membership(store, HERE, member.account, by=leader, at=NOON)


def test_closing_an_account_ends_roles_links_and_invitations_in_every_office(store: Store) -> None:
    administrator = with_offices(store)
    member = in_both_offices(store)
    waiting = invite(store, HERE, BOTH, Role.READER, by=None, at=MORNING).secret

    close_account(store, member.account, by=administrator, at=NOON)

    assert living_links(store) == {
        "lillevik-person-ppt-02",
        "lillevik-series-ppt-01",
        "storvik-person-ppt-01",
    }
    with pytest.raises(Refused):
        invitation_with(store, waiting, at=NOON)
    with store.reading() as connection:
        mine = account.c.id == member.account
        kept = connection.execute(account.select().where(mine)).one()
        logged = sa.select(audit.c.office, audit.c.action).where(
            audit.c.subject == member.account, audit.c.actor == administrator.account
        )
        assert {tuple(row) for row in connection.execute(logged)} == {
            (HERE, "membership.ended"),
            (ELSEWHERE, "membership.ended"),
            (None, "account.closed"),
        }
    assert kept.password is None
    assert kept.closed_at == NOON
    with pytest.raises(NotThere, match="ingen slik åpen konto"):
        close_account(store, member.account, by=administrator, at=NOON)


def test_everybody_may_close_their_own_account_and_be_invited_again(store: Store) -> None:
    with_offices(store)
    member = in_both_offices(store)

    close_account(store, member.account, by=member, at=NOON)
    again = joined(store, Role.READER, BOTH, at=NOON)

    assert again.account == member.account
    assert again.memberships == (Membership(HERE, Role.READER),)
    logged_in(store, BOTH, at=NOON)


def test_the_last_administrator_stays(store: Store) -> None:
    administrator = with_offices(store)
    with pytest.raises(Refused, match="inviter en annen først"):
        close_account(store, administrator.account, by=administrator, at=NOON)

    joined(store, Role.ADMINISTRATOR, "annen@kommune.no", office_id=None)
    close_account(store, administrator.account, by=administrator, at=NOON)


def test_everybody_is_given_all_that_is_kept_about_them_and_nothing_of_others(
    store: Store,
) -> None:
    with_offices(store)
    joined(store, Role.LEADER)
    member = in_both_offices(store)
    logged_in(store, BOTH)

    found = export_account(store, SEAL, by=member, at=NOON)
    text = json.dumps(found)

    assert found["account"]["email"] == BOTH
    assert found["account"]["created_at"] == "2027-01-04T07:00:00+00:00"
    assert {row["office"] for row in found["memberships"]} == {HERE, ELSEWHERE}
    assert {
        (each["person"], row["id"]) for each in found["people"] for row in each["subscriptions"]
    } == {
        ("ppt-01", "lillevik-person-ppt-01"),
        ("ppt-07", "storvik-person-ppt-07"),
    }
    assert len(found["sessions"]) == 1
    assert len(found["invitations"]) == 2
    assert [row["action"] for row in found["log"]] == [
        "account.made",
        "membership.given",
        "membership.given",
        "session.begun",
    ]
    assert "argon2" not in text
    assert "digest" not in text
    assert "leader@kommune.no" not in text
    assert "ppt-02" not in text


def test_a_leader_is_given_what_the_office_keeps_about_a_person(store: Store) -> None:
    with_offices(store)
    leader = joined(store, Role.LEADER)
    in_both_offices(store)

    found = export_person(store, HERE, "ppt-01", SEAL, by=leader, at=NOON)
    text = json.dumps(found)

    assert [row["email"] for row in found["accounts"]] == [BOTH]
    assert [row["id"] for row in found["subscriptions"]] == ["lillevik-person-ppt-01"]
    assert len(found["invitations"]) == 1
    assert ELSEWHERE not in text
    assert "digest" not in text
    with store.reading() as connection:
        handed_out = sa.select(audit.c.subject).where(
            audit.c.action == "person.exported", audit.c.office == HERE
        )
        assert connection.scalars(handed_out).all() == ["ppt-01"]


@pytest.mark.parametrize("role", [Role.PLANNER, Role.READER, Role.STAFF])
def test_others_are_not_given_it(store: Store, role: Role) -> None:
    with_offices(store)
    asking = joined(store, role)

    with pytest.raises(NotAllowed):
        export_person(store, HERE, "ppt-01", SEAL, by=asking, at=NOON)


def test_whoever_was_taken_out_does_not_come_back_by_an_older_invitation(store: Store) -> None:
    with_offices(store)
    leader, member = joined(store, Role.LEADER), joined(store, Role.STAFF)
    waiting = invite(store, HERE, "staff@kommune.no", Role.PLANNER, by=leader, at=MORNING).secret

    end_membership(store, HERE, member.account, by=leader, at=NOON)

    with pytest.raises(Refused, match="gjelder ikke lenger"):
        accept(store, waiting, name="En staff", password=PASSWORD, at=NOON)


@pytest.mark.parametrize("leave", ["ended", "closed", "erased"])
def test_what_whoever_leaves_invited_to_holds_no_longer(store: Store, leave: str) -> None:
    administrator = with_offices(store)
    leader, other = joined(store, Role.LEADER), joined(store, Role.LEADER, "annen@kommune.no")
    theirs, others = (
        invite(store, HERE, f"{by.account}@kommune.no", Role.PLANNER, by=by, at=MORNING).secret
        for by in (leader, other)
    )

    if leave == "ended":
        end_membership(store, HERE, leader.account, by=other, at=NOON)
    else:
        leaving = close_account if leave == "closed" else erase_account
        leaving(store, leader.account, by=administrator, at=NOON)

    with pytest.raises(Refused, match="gjelder ikke lenger"):
        invitation_with(store, theirs, at=NOON)
    assert invitation_with(store, others, at=NOON).role is Role.PLANNER
