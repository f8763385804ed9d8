"""Logging in and staying so: who is let in, and when a session ends."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from planner.application import passwords
from planner.application.store.account_tables import account, session
from planner.application.store.accounts import close_account, end_membership
from planner.application.store.database import Store
from planner.application.store.sessions import (
    IDLE,
    LONGEST,
    SEEN_EVERY,
    log_out,
    log_out_everywhere,
    user_with,
)
from planner.domain.errors import Refused
from planner.domain.roles import Role
from tests.accounts import (
    HERE,
    MORNING,
    PASSWORD,
    STAFF,
    a_member,
    everything_in,
    fail_to_log_in,
    joined,
    logged_in,
)

SECOND = timedelta(seconds=1)


def test_whoever_logs_in_is_known_by_the_session(store: Store) -> None:
    account_id = a_member(store)

    secret = logged_in(store, "  Staff@kommune.no")

    user = user_with(store, secret, at=MORNING)
    assert user
    assert user.account == account_id
    assert user.memberships[0].person == "ppt-01"
    assert secret not in everything_in(store)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (STAFF, "feil passord her"),
        (STAFF, ""),
        (STAFF, PASSWORD + " "),
        (STAFF, PASSWORD.upper()),
        (STAFF, PASSWORD * 1000),
        (STAFF, "\ud800"),
        ("ingen@kommune.no", PASSWORD),
        ("ingen", PASSWORD),
        ("\x00\ud800", PASSWORD),
        ("", ""),
    ],
)
def test_a_wrong_password_and_no_account_are_told_alike(
    store: Store, email: str, password: str
) -> None:
    a_member(store)

    with pytest.raises(Refused) as raised:
        logged_in(store, email, password)

    assert str(raised.value).startswith("E-postadressen eller passordet er feil;")


def test_the_same_letters_typed_on_another_keyboard_are_the_same_password(store: Store) -> None:
    a_member(store)

    logged_in(store, STAFF, PASSWORD.replace("å", "a\u030a"))


def test_an_unknown_account_takes_as_long_as_a_known_one(store: Store) -> None:
    a_member(store)

    def seconds(email: str) -> float:
        begun = perf_counter()
        fail_to_log_in(store, 1, email, address=None)
        return perf_counter() - begun

    pairs = [(seconds(STAFF), seconds("ingen@kommune.no")) for _ in range(5)]
    known, unknown = (min(each) for each in zip(*pairs, strict=True))
    assert 1 / 3 < known / unknown < 3


def test_a_session_ends_when_it_is_not_used(store: Store) -> None:
    a_member(store)
    secret = logged_in(store, STAFF)

    assert user_with(store, secret, at=MORNING + IDLE - SECOND)
    assert user_with(store, secret, at=MORNING + IDLE * 2 - SECOND * 2)
    assert user_with(store, secret, at=MORNING + IDLE * 3) is None


def test_a_session_ends_after_a_working_day_however_much_it_is_used(store: Store) -> None:
    a_member(store)
    secret = logged_in(store, STAFF)
    at = MORNING
    while at + IDLE / 2 < MORNING + LONGEST:
        at += IDLE / 2
        assert user_with(store, secret, at=at)

    assert user_with(store, secret, at=MORNING + LONGEST - SECOND)
    assert user_with(store, secret, at=MORNING + LONGEST) is None


def test_using_a_session_is_noted_every_few_minutes_only(store: Store) -> None:
    a_member(store)
    secret = logged_in(store, STAFF)

    def seen_after(passed: timedelta) -> timedelta:
        assert user_with(store, secret, at=MORNING + passed)
        with store.reading() as connection:
            seen = connection.scalar(sa.select(session.c.seen_at))
        assert seen
        return seen - MORNING  # type: ignore[no-any-return]

    assert seen_after(SEEN_EVERY - SECOND) == timedelta()
    assert seen_after(SEEN_EVERY) == SEEN_EVERY
    assert seen_after(SEEN_EVERY + SECOND) == SEEN_EVERY


@pytest.mark.parametrize("secret", ["", "a", "\ud800\x00"])
def test_a_session_that_never_was_is_nobodys(store: Store, secret: str) -> None:
    assert user_with(store, secret, at=MORNING) is None
    log_out(store, secret, at=MORNING)


def test_logging_out_ends_one_session(store: Store) -> None:
    a_member(store)
    one, other = logged_in(store, STAFF), logged_in(store, STAFF)

    log_out(store, one, at=MORNING)
    log_out(store, one, at=MORNING)

    assert user_with(store, one, at=MORNING) is None
    assert user_with(store, other, at=MORNING)


def test_logging_out_everywhere_ends_all_of_the_account_and_no_others(store: Store) -> None:
    a_member(store)
    joined(store, Role.LEADER)
    mine = [logged_in(store, STAFF) for _ in range(2)]
    leaders = logged_in(store, "leader@kommune.no")
    user = user_with(store, mine[0], at=MORNING)
    assert user

    log_out_everywhere(store, by=user, at=MORNING)

    assert [user_with(store, secret, at=MORNING) for secret in mine] == [None, None]
    assert user_with(store, leaders, at=MORNING)


def test_a_role_that_was_taken_back_is_gone_at_once(store: Store) -> None:
    account_id = a_member(store)
    leader = joined(store, Role.LEADER)
    secret = logged_in(store, STAFF)

    end_membership(store, HERE, account_id, by=leader, at=MORNING)

    user = user_with(store, secret, at=MORNING)
    assert user
    assert user.memberships == ()


def test_nobody_logs_in_to_a_closed_account(store: Store) -> None:
    account_id = a_member(store)
    secret = logged_in(store, STAFF)

    close_account(store, account_id, by=None, at=MORNING)

    assert user_with(store, secret, at=MORNING) is None
    fail_to_log_in(store, 1)


def test_an_account_closed_while_its_password_is_checked_stays_closed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    account_id = a_member(store)

    def slowly(kept: str | None, password: str) -> bool:
        close_account(store, account_id, by=None, at=MORNING)
        return passwords.matches(kept, password)

    monkeypatch.setattr("planner.application.store.sessions.matches", slowly)

    with pytest.raises(Refused, match="passordet er feil"):
        logged_in(store, STAFF)
    with store.reading() as connection:
        assert connection.execute(session.select()).first() is None


def test_a_password_kept_in_an_older_way_is_kept_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    account_id = a_member(store)
    stronger = PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", stronger)

    logged_in(store, STAFF)

    with store.reading() as connection:
        kept = connection.scalar(sa.select(account.c.password).where(account.c.id == account_id))
    assert "t=3" in str(kept)
    logged_in(store, STAFF)
