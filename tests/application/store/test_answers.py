"""Requests that are sent again get the answer they had, and nothing is done twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from planner.application.sealing import KEY_BYTES, Seal
from planner.application.store.answers import (
    KEPT,
    LONGEST_ANSWER,
    begin_answer,
    finish_answer,
    give_up_answer,
)
from planner.application.store.database import Store
from planner.domain.errors import Overtaken, UnreadableInput
from planner.domain.roles import Role, User
from tests.accounts import MORNING, everything_in, joined, with_offices

SEAL = Seal(b"1" * KEY_BYTES)
KEY = "5f2b0a3e-en-forespørsel"
REQUEST, OTHER = b"POST /links {1}", b"POST /links {2}"
ANSWER = '{"link": "hemmelig-lenke"}'
SOON = MORNING + timedelta(seconds=1)


@pytest.fixture
def leader(store: Store) -> User:
    with_offices(store)
    return joined(store, Role.LEADER)


def begin(store: Store, by: User, request: bytes = REQUEST, at: timedelta = timedelta()) -> object:
    return begin_answer(store, KEY, request, SEAL, by=by, at=MORNING + at)


def answered(store: Store, by: User) -> None:
    assert begin(store, by) is None
    finish_answer(store, KEY, ANSWER, SEAL, by=by, at=SOON)


def test_a_request_that_is_sent_again_gets_the_same_answer(store: Store, leader: User) -> None:
    answered(store, leader)

    assert begin(store, leader, at=KEPT - timedelta(minutes=1)) == ANSWER


def test_a_stolen_database_tells_neither_the_answer_nor_the_key(store: Store, leader: User) -> None:
    answered(store, leader)

    assert "hemmelig-lenke" not in everything_in(store)
    assert KEY not in everything_in(store)


def test_everybody_has_keys_of_their_own(store: Store, leader: User) -> None:
    answered(store, leader)

    assert begin(store, joined(store, Role.PLANNER)) is None


def test_the_same_key_for_another_request_is_refused(store: Store, leader: User) -> None:
    answered(store, leader)

    with pytest.raises(UnreadableInput, match="brukt til en annen forespørsel"):
        begin(store, leader, OTHER)
    assert begin(store, leader) == ANSWER


def test_a_request_that_is_being_answered_is_not_answered_twice(store: Store, leader: User) -> None:
    assert begin(store, leader) is None

    with pytest.raises(Overtaken, match="ikke besvart ennå"):
        begin(store, leader)
    with pytest.raises(UnreadableInput):
        begin(store, leader, OTHER)


def test_of_many_at_once_one_is_let_through(store: Store, leader: User) -> None:
    def attempt(_: int) -> bool:
        try:
            return begin(store, leader) is None
        except Overtaken:
            return False

    with ThreadPoolExecutor(4) as crew:
        assert sorted(crew.map(attempt, range(8))) == [False] * 7 + [True]


def test_a_request_of_which_nothing_came_may_be_sent_again(store: Store, leader: User) -> None:
    assert begin(store, leader) is None
    give_up_answer(store, KEY, by=leader)

    assert begin(store, leader, OTHER) is None


def test_giving_up_takes_no_answer_back(store: Store, leader: User) -> None:
    answered(store, leader)
    give_up_answer(store, KEY, by=leader)

    assert begin(store, leader) == ANSWER


def test_what_was_broken_off_is_told_and_never_done_twice(store: Store, leader: User) -> None:
    assert begin(store, leader) is None

    for later in (LONGEST_ANSWER, KEPT - timedelta(seconds=1)):
        with pytest.raises(Overtaken, match="ble avbrutt"):
            begin(store, leader, at=later)


def test_after_a_day_a_key_is_new(store: Store, leader: User) -> None:
    answered(store, leader)

    assert begin(store, leader, OTHER, at=KEPT + timedelta(minutes=1)) is None


def test_an_answer_that_no_longer_opens_is_told(store: Store, leader: User) -> None:
    answered(store, leader)
    other = Seal(b"2" * KEY_BYTES)

    with pytest.raises(Overtaken, match="ble avbrutt"):
        begin_answer(store, KEY, REQUEST, other, by=leader, at=SOON)


@pytest.mark.parametrize("key", ["", "x" * 201, "a\nb"])
def test_a_key_that_cannot_be_one_is_told(store: Store, leader: User, key: str) -> None:
    with pytest.raises(UnreadableInput, match="fra 1 til 200 tegn"):
        begin_answer(store, key, REQUEST, SEAL, by=leader, at=MORNING)
