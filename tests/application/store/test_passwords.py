"""New passwords: who may give a link to choose one, and what ends when it is chosen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from planner.application.store.accounts import close_account
from planner.application.store.database import Store
from planner.application.store.identities import Identity, accept_as, log_in_as
from planner.application.store.invitations import invitation_with, invite
from planner.application.store.joining import accept
from planner.application.store.passwords import (
    GOOD_FOR,
    change_password,
    choose_password,
    password_link,
)
from planner.application.store.sessions import user_with
from planner.domain.errors import NotAllowed, NotThere, Refused, TooManyAttempts, UnreadableInput
from planner.domain.roles import Role
from tests.accounts import (
    ELSEWHERE,
    HERE,
    MORNING,
    PASSWORD,
    everything_in,
    joined,
    logged_in,
    with_offices,
)

EMAIL = "staff@kommune.no"
NEW = "fire røde hus i nord"
LATER = MORNING + timedelta(hours=1)


def test_whoever_forgot_the_password_chooses_a_new_one_once(store: Store) -> None:
    with_offices(store)
    leader, member = joined(store, Role.LEADER), joined(store, Role.STAFF)
    session = logged_in(store, EMAIL)
    secret = password_link(store, member.account, by=leader, at=MORNING)
    assert secret not in everything_in(store)
    logged_in(store, EMAIL)

    assert choose_password(store, secret, NEW, at=LATER) == member.account

    assert user_with(store, session, at=LATER) is None
    with pytest.raises(Refused, match="passordet er feil"):
        logged_in(store, EMAIL)
    logged_in(store, EMAIL, NEW)
    with pytest.raises(Refused, match="gjelder ikke lenger"):
        choose_password(store, secret, PASSWORD, at=LATER)


def test_a_link_holds_for_a_day_and_only_the_newest(store: Store) -> None:
    with_offices(store)
    member = joined(store, Role.STAFF)
    first, second = (password_link(store, member.account, by=None, at=MORNING) for _ in range(2))

    for secret, at in [(first, LATER), (second, MORNING + GOOD_FOR), ("a", LATER)]:
        with pytest.raises(Refused, match="gjelder ikke lenger"):
            choose_password(store, secret, NEW, at=at)
    with pytest.raises(UnreadableInput, match="har 4 tegn"):
        choose_password(store, second, "kort", at=LATER)
    choose_password(store, second, NEW, at=LATER)


def test_links_for_passwords_and_invitations_are_not_taken_for_each_other(store: Store) -> None:
    with_offices(store)
    member = joined(store, Role.STAFF)
    link = password_link(store, member.account, by=None, at=MORNING)
    invited = invite(store, None, EMAIL, Role.ADMINISTRATOR, by=None, at=MORNING).secret

    with pytest.raises(Refused):
        invitation_with(store, link, at=LATER)
    with pytest.raises(Refused):
        accept(store, link, password=PASSWORD, at=LATER)
    with pytest.raises(Refused):
        choose_password(store, invited, NEW, at=LATER)
    choose_password(store, link, NEW, at=LATER)
    accept(store, invited, password=NEW, at=LATER)


@pytest.mark.parametrize("role", Role)
def test_nobody_gets_into_another_office_by_a_new_password(store: Store, role: Role) -> None:
    with_offices(store)
    whole = role is Role.ADMINISTRATOR
    asking = joined(store, role, "spør@kommune.no", office_id=None if whole else HERE)
    joined(store, Role.STAFF, office_id=ELSEWHERE)
    both = joined(store, Role.STAFF)

    if whole:
        password_link(store, both.account, by=asking, at=LATER)
    else:
        with pytest.raises(NotAllowed):
            password_link(store, both.account, by=asking, at=LATER)


def test_a_leader_gives_no_link_to_an_administrator_or_to_nobody(store: Store) -> None:
    administrator = with_offices(store)
    leader = joined(store, Role.LEADER)

    for account_id in (administrator.account, "ingen"):
        with pytest.raises(NotAllowed):
            password_link(store, account_id, by=leader, at=LATER)
    with pytest.raises(NotThere, match="ingen slik åpen konto"):
        password_link(store, "ingen", by=administrator, at=LATER)


def test_a_link_opens_no_closed_account(store: Store) -> None:
    with_offices(store)
    member = joined(store, Role.STAFF)
    secret = password_link(store, member.account, by=None, at=MORNING)

    close_account(store, member.account, by=None, at=MORNING)

    with pytest.raises(Refused):
        choose_password(store, secret, NEW, at=LATER)
    with pytest.raises(NotThere):
        password_link(store, member.account, by=None, at=LATER)


def test_changing_ones_password_takes_the_old_one_and_ends_every_session(store: Store) -> None:
    with_offices(store)
    member = joined(store, Role.STAFF)
    session = logged_in(store, EMAIL)

    def change(old: str, new: str) -> None:
        change_password(store, old, new, by=member, address=None, at=LATER)

    with pytest.raises(Refused, match="passordet er feil"):
        change("feil passord her", NEW)
    with pytest.raises(UnreadableInput, match="har 4 tegn"):
        change(PASSWORD, "kort")
    assert user_with(store, session, at=LATER - timedelta(minutes=1))

    change(PASSWORD, NEW)

    assert user_with(store, session, at=LATER - timedelta(minutes=1)) is None
    logged_in(store, EMAIL, NEW)
    for _ in range(10):
        with pytest.raises(Refused, match="passordet er feil"):
            change(PASSWORD, NEW)
    with pytest.raises(TooManyAttempts):
        change(NEW, PASSWORD)


def test_a_link_given_for_a_member_opens_no_administrator(store: Store) -> None:
    with_offices(store)
    leader, member = joined(store, Role.LEADER), joined(store, Role.STAFF)
    secret = password_link(store, member.account, by=leader, at=MORNING)

    invited = invite(store, None, EMAIL, Role.ADMINISTRATOR, by=None, at=MORNING).secret
    accept(store, invited, name="En staff", password=PASSWORD, at=MORNING)

    with pytest.raises(Refused, match="gjelder ikke lenger"):
        choose_password(store, secret, NEW, at=LATER)


def test_a_link_does_not_outlive_the_password_that_it_was_given_for(store: Store) -> None:
    with_offices(store)
    member = joined(store, Role.STAFF)
    secret = password_link(store, member.account, by=None, at=MORNING)

    change_password(store, PASSWORD, NEW, by=member, address=None, at=MORNING)

    with pytest.raises(Refused, match="gjelder ikke lenger"):
        choose_password(store, secret, PASSWORD, at=LATER)


def test_whoever_made_an_account_in_the_name_of_another_comes_back_by_no_identity(
    store: Store,
) -> None:
    with_offices(store)
    stranger = Identity("https://id.example", "stranger")
    secret = invite(store, HERE, EMAIL, Role.STAFF, by=None, at=MORNING).secret
    accept_as(store, secret, stranger, at=MORNING)
    session = log_in_as(store, stranger, at=MORNING)
    known = user_with(store, session, at=MORNING)
    assert known

    link = password_link(store, known.account, by=None, at=LATER)
    choose_password(store, link, NEW, at=LATER)

    assert user_with(store, session, at=LATER) is None
    with pytest.raises(Refused, match="ikke til noen konto"):
        log_in_as(store, stranger, at=LATER)
    assert logged_in(store, EMAIL, NEW, at=LATER)
