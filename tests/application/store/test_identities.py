"""Coming in by an identity provider: only who was invited, and each only into their own account."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from planner.application.secret import digest_of_secret
from planner.application.store.account_tables import identity
from planner.application.store.accounts import close_account
from planner.application.store.database import Store
from planner.application.store.identities import Identity, accept_as, log_in_as
from planner.application.store.invitations import first_administrator, invite
from planner.application.store.joining import accept
from planner.application.store.sessions import log_in, user_with
from planner.application.store.tables import audit
from planner.domain.errors import Refused
from planner.domain.roles import Role, User
from tests.accounts import (
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
EMAIL, ANOTHER = "ny@kommune.no", "annen@kommune.no"
WHO = Identity("https://feide.no", "f81d4fae", "PP-rådgiver 07")
OTHER = replace(WHO, subject="0b1c2d3e")


def invited(store: Store, email: str = EMAIL, office: str = HERE) -> str:
    return invite(store, office, email, Role.STAFF, person=None, by=None, at=MORNING).secret


def come(store: Store, secret: str, who: Identity = WHO) -> User:
    """Whoever a session belongs to that an invitation and an identity began."""
    found = user_with(store, accept_as(store, secret, who, at=LATER), at=LATER)
    assert found
    return found


def linked(store: Store) -> dict[str, str]:
    """Whose each identity is."""
    with store.reading() as connection:
        asked = sa.select(identity.c.subject, identity.c.account)
        return {row.subject: row.account for row in connection.execute(asked)}


def offices_of(of: User) -> set[str | None]:
    return {each.office for each in of.memberships}


def test_whoever_joined_by_it_comes_back_by_it_and_by_no_password(store: Store) -> None:
    with_offices(store)
    secret = invited(store)

    come_first = come(store, secret)

    assert user_with(store, log_in_as(store, WHO, at=LATER), at=LATER) == come_first
    assert (come_first.name, offices_of(come_first)) == (WHO.name, {HERE})
    with pytest.raises(Refused, match="passordet er feil"):
        log_in(store, EMAIL, PASSWORD, address=None, at=LATER)
    assert secret not in everything_in(store)
    with store.reading() as connection:
        told = connection.scalars(sa.select(audit.c.action).order_by(audit.c.id)).all()
    assert "identity.linked" in told


@pytest.mark.parametrize(
    "who",
    [OTHER, replace(WHO, issuer="https://feide.example"), replace(WHO, subject=WHO.subject + " ")],
)
def test_nobody_else_comes_in(store: Store, who: Identity) -> None:
    with_offices(store)
    come(store, invited(store))

    with pytest.raises(Refused, match="hører ikke til noen konto"):
        log_in_as(store, who, at=LATER)


@pytest.mark.parametrize("name", ["", "Ny\nny", "x" * 1000])
def test_whoever_has_no_name_there_is_called_by_the_address(store: Store, name: str) -> None:
    with_offices(store)

    assert come(store, invited(store), replace(WHO, name=name)).name == EMAIL


def test_a_link_is_good_for_one(store: Store) -> None:
    with_offices(store)
    secret = invited(store)

    def attempt(who: Identity) -> bool:
        try:
            accept_as(store, secret, who, at=LATER)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        taken = list(threads.map(attempt, (WHO, OTHER)))

    assert sorted(taken) == [False, True]
    assert len(linked(store)) == 1
    assert not attempt(WHO)


def test_a_link_alone_opens_no_account_that_has_a_password(store: Store) -> None:
    with_offices(store)
    mine = joined(store, Role.STAFF, EMAIL).account
    secret = invited(store, office=ELSEWHERE)

    with pytest.raises(Refused, match="med passordet"):
        accept_as(store, secret, WHO, at=LATER)

    assert linked(store) == {}
    assert accept(store, secret, name="", password=PASSWORD, at=LATER) == mine


def test_whoever_is_known_joins_another_office(store: Store) -> None:
    with_offices(store)
    before = come(store, invited(store))

    after = come(store, invited(store, office=ELSEWHERE))

    assert after.account == before.account
    assert offices_of(after) == {HERE, ELSEWHERE}


def test_an_invitation_to_somebody_else_stays_theirs(store: Store) -> None:
    with_offices(store)
    me = come(store, invited(store)).account
    theirs = invited(store, ANOTHER, ELSEWHERE)

    with pytest.raises(Refused, match="en annen konto"):
        accept_as(store, theirs, WHO, at=LATER)

    assert offices_of(user(store, me)) == {HERE}
    assert come(store, theirs, OTHER).account != me


def test_nobody_becomes_the_first_administrator_by_it(store: Store) -> None:
    secret = first_administrator(store, at=MORNING)
    assert secret

    with pytest.raises(Refused, match="gjelder ikke lenger"):
        accept_as(store, secret, WHO, at=LATER)
    assert linked(store) == {}


def test_a_link_that_is_over_links_nothing(store: Store) -> None:
    with_offices(store)
    secret = invited(store)

    with pytest.raises(Refused):
        accept_as(store, secret, WHO, at=MORNING + timedelta(days=365))

    assert linked(store) == {}
    assert digest_of_secret(secret) in everything_in(store)


@pytest.mark.parametrize("email", [EMAIL, ANOTHER])
def test_a_closed_account_is_not_opened_and_its_person_may_be_invited_anew(
    store: Store, email: str
) -> None:
    with_offices(store)
    session = accept_as(store, invited(store), WHO, at=LATER)
    gone = linked(store)[WHO.subject]
    close_account(store, gone, by=None, at=LATER)

    with pytest.raises(Refused, match="hører ikke til noen konto"):
        log_in_as(store, WHO, at=LATER)

    anew = come(store, invited(store, email, ELSEWHERE))
    assert (anew.account == gone) is (email == EMAIL)
    assert offices_of(anew) == {ELSEWHERE}
    assert linked(store) == {WHO.subject: anew.account}
    assert user_with(store, session, at=LATER) is None
