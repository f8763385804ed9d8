"""How often one may try to log in: on an account, and from an address."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from planner.application.store.account_tables import throttle
from planner.application.store.database import Store
from planner.application.store.sessions import log_in
from planner.application.store.tables import audit
from planner.application.store.throttle import OF_ACCOUNT, OF_ADDRESS, WINDOW
from planner.domain.errors import Refused, TooManyAttempts
from tests.accounts import (
    MORNING,
    PASSWORD,
    STAFF,
    a_member,
    everything_in,
    fail_to_log_in,
    logged_in,
)

SECOND = timedelta(seconds=1)


def test_after_ten_wrong_ones_the_right_one_has_to_wait(store: Store) -> None:
    a_member(store)
    fail_to_log_in(store, OF_ACCOUNT, address=None)

    # From 08.00 in Oslo, for a quarter of an hour; and the minute after, to be sure.
    with pytest.raises(TooManyAttempts, match=r"prøv igjen kl\. 08\.16") as raised:
        logged_in(store, STAFF, at=MORNING + WINDOW - SECOND)
    assert raised.value.until == MORNING + WINDOW

    logged_in(store, STAFF, at=MORNING + WINDOW)


def test_an_account_that_is_not_there_has_to_wait_as_long(store: Store) -> None:
    a_member(store)
    fail_to_log_in(store, OF_ACCOUNT, "ingen@kommune.no", address=None)

    with pytest.raises(TooManyAttempts):
        logged_in(store, "Ingen@kommune.no")
    logged_in(store, STAFF)


def test_a_right_one_wipes_out_the_wrong_ones_before(store: Store) -> None:
    a_member(store)
    for _ in range(2):
        fail_to_log_in(store, OF_ACCOUNT - 1, address=None)
        logged_in(store, STAFF)


def test_many_at_once_are_counted_too(store: Store) -> None:
    a_member(store)

    def attempt(_: int) -> type[Exception]:
        with pytest.raises(Refused) as raised:
            log_in(store, STAFF, "feil passord her", address=None, at=MORNING)
        return raised.type

    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(attempt, range(OF_ACCOUNT + 5)))

    assert outcomes.count(Refused) == OF_ACCOUNT
    assert outcomes.count(TooManyAttempts) == 5


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("192.0.2.7", "::ffff:192.0.2.7", True),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("ukjent", "ukjent", True),
        ("192.0.2.7", None, False),
    ],
)
def test_an_address_may_try_so_many_accounts(
    store: Store, monkeypatch: pytest.MonkeyPatch, one: str, other: str | None, *, together: bool
) -> None:
    monkeypatch.setattr("planner.application.store.throttle.OF_ADDRESS", 3)
    a_member(store)
    for n in range(3):
        fail_to_log_in(store, 1, f"nr{n}@kommune.no", one)

    if together:
        with pytest.raises(TooManyAttempts):
            log_in(store, STAFF, PASSWORD, address=other, at=MORNING)
    else:
        log_in(store, STAFF, PASSWORD, address=other, at=MORNING)


def test_right_ones_do_not_count_against_the_office_they_come_from(store: Store) -> None:
    a_member(store)

    for _ in range(3):
        logged_in(store, STAFF)

    with store.reading() as connection:
        assert connection.scalars(sa.select(throttle.c.count)).all() == [0]
    assert OF_ADDRESS > OF_ACCOUNT


def test_a_clock_that_was_set_back_keeps_nobody_waiting(store: Store) -> None:
    a_member(store)
    fail_to_log_in(store, OF_ACCOUNT, address=None)

    logged_in(store, STAFF, at=MORNING - timedelta(days=1))


def test_counts_that_are_over_are_forgotten_and_say_nothing_of_whose_they_were(
    store: Store,
) -> None:
    a_member(store)
    fail_to_log_in(store, 1, "ingen@kommune.no")
    assert "ingen@kommune.no" not in everything_in(store)
    assert "192.0.2.7" not in everything_in(store)

    logged_in(store, STAFF, at=MORNING + WINDOW)

    with store.reading() as connection:
        assert len(connection.execute(throttle.select()).all()) == 1


def test_it_is_logged_once_that_an_account_has_to_wait(store: Store) -> None:
    account_id = a_member(store)
    fail_to_log_in(store, OF_ACCOUNT, address=None)
    for _ in range(3):
        with pytest.raises(TooManyAttempts):
            logged_in(store, STAFF)

    with store.reading() as connection:
        waited = sa.select(audit.c.subject).where(audit.c.action == "log_in.throttled")
        assert connection.scalars(waited).all() == [account_id]


def test_attempts_that_come_in_another_order_are_counted_all_the_same(store: Store) -> None:
    a_member(store)
    for number in range(OF_ACCOUNT):
        at = MORNING - timedelta(milliseconds=number)
        with pytest.raises(Refused, match="passordet er feil"):
            log_in(store, STAFF, "feil passord her", address=None, at=at)

    with pytest.raises(TooManyAttempts):
        log_in(store, STAFF, "feil passord her", address=None, at=MORNING - timedelta(seconds=1))
