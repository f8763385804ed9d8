"""Tasks are done by processes: every one, whatever becomes of those who do them."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from functools import partial
from threading import Event

import pytest

from planner.application.fan_out import FanOut, in_processes
from planner.domain.errors import Disagreement
from planner.engine.effort import never

LONG = 3600
"""Seconds that a task would take which is never awaited."""


@dataclass(frozen=True)
class Divide:
    """A job with something that all its tasks need."""

    whole: int

    def __call__(self, part: int) -> int:
        return self.whole // part


def die(task: int) -> int:
    """The job of dying of the number 3."""
    if task == 3:
        os._exit(1)
    return task


def disagree(task: int) -> int:
    raise Disagreement(f"task {task}")


def hear_ctrl_c(task: int) -> int:
    os.kill(os.getpid(), signal.SIGINT)
    return task


def take_long(task: int) -> int:
    Event().wait(LONG if task else 0)
    return task


def done(fan_out: FanOut, job: Divide, tasks: tuple[int, ...]) -> dict[int, int | None]:
    return dict(fan_out(job, tasks, stop=never))


@pytest.mark.parametrize("processes", [1, 3])
def test_every_task_is_done_however_many_do_them(processes: int) -> None:
    fan_out = partial(in_processes, processes=processes)

    assert done(fan_out, Divide(60), (1, 2, 3, 4, 5)) == {1: 60, 2: 30, 3: 20, 4: 15, 5: 12}


def test_without_tasks_nobody_is_asked() -> None:
    assert done(partial(in_processes, processes=2), Divide(1), ()) == {}


@pytest.mark.parametrize("processes", [1, 2])
def test_a_task_that_somebody_dies_of_is_told_as_unanswered(processes: int) -> None:
    answered = dict(in_processes(die, (1, 2, 3, 4, 5), processes=processes, stop=never))

    assert answered == {1: 1, 2: 2, 3: None, 4: 4, 5: 5}


def test_an_error_of_the_job_comes_out_and_says_where_it_was_raised() -> None:
    with pytest.raises(Disagreement, match="task 7") as caught:
        dict(in_processes(disagree, (7,), processes=1, stop=never))

    assert caught.value.facts == "task 7"
    assert "in disagree" in caught.value.__notes__[0]


def test_those_at_work_do_not_hear_ctrl_c() -> None:
    assert dict(in_processes(hear_ctrl_c, (1, 2), processes=2, stop=never)) == {1: 1, 2: 2}


def test_when_it_is_stopped_those_at_work_are_ended_and_what_is_done_stays() -> None:
    stop = Event()
    answered = []
    for task in in_processes(take_long, (0, 1, 2), processes=2, stop=stop.is_set):
        answered.append(task)
        stop.set()

    assert answered == [(0, 0)]
