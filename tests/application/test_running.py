"""Work is followed without being held up: what is told, when, and what is not."""

from threading import Event

import pytest

from planner.application.running import told_seldom

LONG = 60
"""Seconds that a test waits for what must come, before it is given up."""
NEVER = 3600.0
"""Seconds between tellings in a test that has but one."""


def test_the_first_is_told_at_once_and_the_rest_have_to_wait() -> None:
    told: list[int] = []
    heard_of = Event()

    def tell(news: int) -> None:
        told.append(news)
        heard_of.set()

    with told_seldom(tell, NEVER) as hear:
        hear(1)
        assert heard_of.wait(LONG)
        hear(2)
        hear(3)

    assert told == [1]


def test_who_is_busy_hears_only_of_the_newest_afterwards() -> None:
    told: list[int] = []
    begun, free, all_told = Event(), Event(), Event()

    def tell(news: int) -> None:
        begun.set()
        assert free.wait(LONG)
        told.append(news)
        if news == 4:
            all_told.set()

    with told_seldom(tell, 0) as hear:
        hear(1)
        assert begun.wait(LONG)
        for news in (2, 3, 4):
            hear(news)
        free.set()
        assert all_told.wait(LONG)

    assert told == [1, 4]


def test_work_that_is_told_of_nothing_ends_all_the_same() -> None:
    told: list[int] = []

    with told_seldom(told.append, NEVER):
        pass

    assert told == []


def test_an_error_of_the_telling_comes_out_at_the_end() -> None:
    failed = Event()

    def tell(_: int) -> None:
        failed.set()
        raise ValueError("disk")

    with pytest.raises(ValueError, match="disk"), told_seldom(tell, NEVER) as hear:  # noqa: PT012  the error is to come after all of it
        hear(1)
        assert failed.wait(LONG)
        hear(2)


def test_an_error_of_the_work_is_the_one_that_comes_out() -> None:
    told: list[int] = []

    with pytest.raises(KeyError), told_seldom(told.append, NEVER):
        raise KeyError
