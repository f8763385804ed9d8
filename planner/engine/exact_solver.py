"""CP-SAT's solver as all exact models here are solved: its settings, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from ortools.sat.python import cp_model

FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
"""What a solve says when it has found a solution."""


def new_solver(seed: int, workers: int) -> cp_model.CpSolver:
    """A solver with the settings that all models here are solved with."""
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    # Measured: both take several times longer than they save on these models.
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    # Ctrl-C is for who asked for the work; CP-SAT 9.15 aborts the process in its own handler.
    solver.parameters.catch_sigint_signal = False
    return solver


@contextmanager
def stopping(solver: cp_model.CpSolver, stop: Callable[[], bool]) -> Iterator[None]:
    """Stop what is solved meanwhile as soon as it is asked for, whatever has been found."""
    done = Event()

    def listen() -> None:
        while not done.wait(0.1):
            if stop():
                solver.stop_search()
                return

    alarm = Thread(target=listen, daemon=True)
    alarm.start()
    try:
        yield
    finally:
        done.set()
        alarm.join()
