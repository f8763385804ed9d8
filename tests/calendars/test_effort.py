"""Bounds on processor time."""

import gc
import signal
from contextlib import suppress

import pytest

from calendars.reading.effort import Budget, OutOfTime, at_most


def work_without_end() -> None:
    while True:
        pass


def test_work_without_end_is_ended() -> None:
    with pytest.raises(OutOfTime), at_most(0.01):
        work_without_end()


def test_it_is_ended_even_if_the_first_word_is_not_heard() -> None:
    def work_that_does_not_listen() -> None:
        with suppress(OutOfTime):
            work_without_end()
        work_without_end()

    with pytest.raises(OutOfTime), at_most(0.01):
        work_that_does_not_listen()


def test_work_that_is_done_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGPROF)

    with at_most(60):
        done = sum(range(10))

    assert done == 45
    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert gc.isenabled()


def test_what_goes_wrong_in_the_work_is_told() -> None:
    with pytest.raises(ZeroDivisionError), at_most(60):
        assert 1 // 0

    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_a_budget_is_used_up() -> None:
    budget = Budget(0.02)
    with pytest.raises(OutOfTime), budget.at_most(60):
        work_without_end()

    with pytest.raises(OutOfTime), budget.at_most(60):
        pytest.fail("There is nothing left to work with.")


def test_a_budget_is_for_several_pieces_of_work() -> None:
    budget = Budget(60)

    with pytest.raises(OutOfTime), budget.at_most(0.01):
        work_without_end()
    with budget.at_most(60):
        done = True

    assert done
