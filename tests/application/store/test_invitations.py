"""Invitations: who may make them, whom they let in, once and for a while."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from planner.application.store.account_tables import account
from planner.application.store.accounts import end_membership
from planner.application.store.database import Store
from planner.application.store.invitations import (
    FIRST_GOOD_FOR,
    GOOD_FOR,
    Waiting,
    first_administrator,
    invitation_with,
    invitations,
    invite,
    withdraw,
)
from planner.application.store.joining import accept
from planner.application.store.tables import audit
from planner.domain.errors import NotAllowed, NotThere, Refused, UnreadableInput
from planner.domain.roles import Membership, Role
from tests.accounts import (
    ADMINISTRATOR,
    ELSEWHERE,
    HERE,
    MORNING,
    PASSWORD,
    everything_in,
    joined,
    user,
    with_offices,
)

LATER = MORNING + timedelta(hours=1)
EMAIL = "ny@kommune.no"


def invited(store: Store, role: Role = Role.STAFF, office: str | None = HERE) -> str:
    return invite(store, office, EMAIL, role, person=None, by=None, at=MORNING).secret


def waiting_in(store: Store, office: str) -> Waiting:
    """The one invitation to an office that was not used."""
    (found,) = invitations(store, office, by=None)
    return found


def taken(store: Store, secret: str, password: str = PASSWORD, name: str = "Ny") -> str:
    return accept(store, secret, name=name, password=password, at=LATER)


def test_whoever_is_invited_gets_the_role_in_that_office(store: Store) -> None:
    leader = with_offices(store)
    secret = invite(
        store, HERE, " Ny@Kommune.NO", Role.STAFF, person="ppt-01", by=leader, at=MORNING
    ).secret

    seen = invitation_with(store, secret, at=LATER)
    assert (seen.email, seen.office, seen.role) == (EMAIL, HERE, Role.STAFF)
    assert not seen.has_account
    found = user(store, taken(store, secret, name="  Ny  "))

    assert found.name == "Ny"
    assert found.memberships == (Membership(HERE, Role.STAFF, "ppt-01"),)


def test_a_link_lets_in_once(store: Store) -> None:
    with_offices(store)
    secret = invited(store)
    taken(store, secret)

    with pytest.raises(Refused, match="gjelder ikke lenger"):
        taken(store, secret)


def test_a_link_that_two_use_at_once_lets_in_one(store: Store) -> None:
    with_offices(store)
    secret = invited(store)

    def attempt(_: int) -> bool:
        try:
            taken(store, secret)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(attempt, range(4))) == 1


def test_a_link_is_good_for_a_week(store: Store) -> None:
    with_offices(store)
    secret = invited(store)

    invitation_with(store, secret, at=MORNING + GOOD_FOR - timedelta(seconds=1))
    with pytest.raises(Refused):
        invitation_with(store, secret, at=MORNING + GOOD_FOR)
    with pytest.raises(Refused):
        accept(store, secret, name="Ny", password=PASSWORD, at=MORNING + GOOD_FOR)


@pytest.mark.parametrize(
    "cut", [lambda s: s[:-1], lambda s: s + "A", str.swapcase, lambda _: "\ud800"]
)
def test_a_link_that_was_never_made_says_the_same(store: Store, cut: object) -> None:
    with_offices(store)
    secret = invited(store)

    with pytest.raises(Refused, match="gjelder ikke lenger"):
        invitation_with(store, cut(secret), at=LATER)  # type: ignore[operator]


def test_a_new_invitation_takes_the_place_of_the_one_before(store: Store) -> None:
    with_offices(store)
    first, elsewhere, second = invited(store), invited(store, office=ELSEWHERE), invited(store)

    with pytest.raises(Refused):
        invitation_with(store, first, at=LATER)
    assert invitation_with(store, second, at=LATER).office == HERE
    assert invitation_with(store, elsewhere, at=LATER).office == ELSEWHERE


def test_an_invitation_can_be_taken_back_where_it_was_made(store: Store) -> None:
    with_offices(store)
    leader = joined(store, Role.LEADER)
    secret, elsewhere = invited(store), invited(store, office=ELSEWHERE)
    with pytest.raises(NotAllowed):
        withdraw(store, ELSEWHERE, waiting_in(store, ELSEWHERE).id, by=leader, at=LATER)
    with pytest.raises(NotThere):  # in one's own office, the other's is not there
        withdraw(store, HERE, waiting_in(store, ELSEWHERE).id, by=leader, at=LATER)
    mine = waiting_in(store, HERE)

    withdraw(store, HERE, mine.id, by=leader, at=LATER)

    with pytest.raises(Refused):
        invitation_with(store, secret, at=LATER)
    invitation_with(store, elsewhere, at=LATER)
    with pytest.raises(NotThere):
        withdraw(store, HERE, mine.id, by=leader, at=LATER)


def test_a_leader_invites_to_no_other_office_and_no_administrator(store: Store) -> None:
    with_offices(store)
    leader = joined(store, Role.LEADER)
    asked = {"by": leader, "at": LATER}

    for role, office in [
        (Role.STAFF, ELSEWHERE),
        (Role.STAFF, "ingen"),
        (Role.ADMINISTRATOR, None),
    ]:
        with pytest.raises(NotAllowed):
            invite(store, office, EMAIL, role, **asked)  # type: ignore[arg-type]
    invite(store, HERE, EMAIL, Role.LEADER, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [Role.STAFF, Role.READER, Role.PLANNER])
def test_others_invite_nobody(store: Store, role: Role) -> None:
    with_offices(store)
    member = joined(store, role)

    with pytest.raises(NotAllowed):
        invite(store, HERE, EMAIL, Role.STAFF, by=member, at=LATER)


@pytest.mark.parametrize(
    ("email", "role", "office", "person", "said"),
    [
        ("ny", Role.STAFF, HERE, None, "ikke en e-postadresse"),
        ("a@b@c.no", Role.STAFF, HERE, None, "ikke en e-postadresse"),
        ("ny\x00@kommune.no", Role.STAFF, HERE, None, "ikke en e-postadresse"),
        ("ny@kommune.no\nBcc: a@b.no", Role.STAFF, HERE, None, "ikke en e-postadresse"),
        ("a" * 250 + "@b.no", Role.STAFF, HERE, None, "ikke en e-postadresse"),
        ("01010750160@kommune.no", Role.STAFF, HERE, None, "fødselsnummer"),
        (EMAIL, Role.STAFF, HERE, "Kari N.", "Personen er en id"),
        (EMAIL, Role.STAFF, "ingen", None, "finnes ikke"),
        (EMAIL, Role.STAFF, None, None, "for alle kontorene"),
        (EMAIL, Role.ADMINISTRATOR, HERE, None, "for alle kontorene"),
    ],
)
def test_what_is_wrong_with_an_invitation_is_told(
    store: Store, email: str, role: Role, *, office: str | None, person: str | None, said: str
) -> None:
    with_offices(store)
    before = everything_in(store)

    with pytest.raises(UnreadableInput, match=said) as raised:
        invite(store, office, email, role, person=person, by=None, at=LATER)

    assert len(raised.value.faults) == 1
    assert everything_in(store) == before


def test_the_first_start_makes_an_administrator_and_the_next_does_not(store: Store) -> None:
    administrator = with_offices(store)

    assert administrator.memberships == (Membership(None, Role.ADMINISTRATOR),)
    assert first_administrator(store, at=LATER) is None


def test_each_start_gives_a_new_link_until_there_is_an_administrator(store: Store) -> None:
    first, second = (first_administrator(store, at=MORNING) for _ in range(2))
    assert first
    assert second

    with pytest.raises(Refused):
        invitation_with(store, first, at=LATER)
    with pytest.raises(Refused):
        invitation_with(store, second, at=MORNING + FIRST_GOOD_FOR)
    with pytest.raises(UnreadableInput, match="ikke en e-postadresse"):
        taken(store, second)
    accept(store, second, name="Drift", email=ADMINISTRATOR, password=PASSWORD, at=LATER)


def test_the_link_of_the_first_start_is_worth_nothing_when_there_is_an_administrator(
    store: Store,
) -> None:
    secret = first_administrator(store, at=MORNING)
    assert secret
    joined(store, Role.ADMINISTRATOR, office_id=None)

    with pytest.raises(Refused, match="gjelder ikke lenger"):
        accept(store, secret, name="B", email=EMAIL, password=PASSWORD, at=LATER)
    with store.reading() as connection:
        assert connection.scalar(sa.select(account.c.id).where(account.c.email == EMAIL)) is None


def test_secrets_and_passwords_are_not_in_the_database(store: Store) -> None:
    with_offices(store)
    secret = invited(store)
    taken(store, secret)

    kept = everything_in(store)

    assert EMAIL in kept
    assert secret not in kept
    assert PASSWORD not in kept
    assert "$argon2id$" in kept


def test_the_log_says_who_did_what_where_without_names(store: Store) -> None:
    administrator = with_offices(store)
    link = invite(store, HERE, EMAIL, Role.STAFF, by=administrator, at=MORNING)
    account_id = taken(store, link.secret)

    with store.reading() as connection:
        rows = connection.execute(audit.select().order_by(audit.c.id)).all()
    assert [(row.office, row.actor, row.action, row.subject) for row in rows[-3:]] == [
        (HERE, administrator.account, "invitation.given", f"{link.id} staff"),
        (None, account_id, "account.made", account_id),
        (HERE, account_id, "membership.given", f"{account_id} staff {link.id}"),
    ]
    assert "@" not in str(rows)


def test_those_who_may_invite_see_who_is_invited_and_by_whom(store: Store) -> None:
    with_offices(store)
    leader, planner = joined(store, Role.LEADER), joined(store, Role.PLANNER)
    invited(store, office=ELSEWHERE)
    link = invite(store, HERE, EMAIL, Role.STAFF, person="ppt-01", by=leader, at=LATER)

    (found,) = invitations(store, HERE, by=leader)

    assert (found.id, found.email, found.role, found.person) == (
        link.id,
        EMAIL,
        Role.STAFF,
        "ppt-01",
    )
    assert (found.invited_by, found.created_at, found.expires_at) == (
        leader.account,
        LATER,
        LATER + GOOD_FOR,
    )
    for asking, office in [(leader, ELSEWHERE), (leader, None), (planner, HERE)]:
        with pytest.raises(NotAllowed):
            invitations(store, office, by=asking)


def test_whoever_lost_the_right_since_they_logged_in_invites_nobody(store: Store) -> None:
    with_offices(store)
    leader = joined(store, Role.LEADER)  # as the session knew them
    end_membership(store, HERE, leader.account, by=None, at=MORNING)

    with pytest.raises(NotAllowed):
        invite(store, HERE, EMAIL, Role.STAFF, by=leader, at=LATER)
