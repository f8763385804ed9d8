"""From a timetable to the best placement that a budget allows."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct
from planner.engine.evaluate import evaluate
from planner.engine.occupancy import occupancy_of
from planner.engine.progress import Listener, Progress, Solution, Stage
from planner.engine.timetable import Placements, Timetable
from planner.engine.whynot import why_not

PROVABLE = 100
"""Up to so many meetings the whole is solved at once, above it neighbourhood by neighbourhood."""


def solve(
    timetable: Timetable,
    *,
    seconds: float,
    seed: int = 1,
    workers: int = 1,
    steps: int | None = None,
    kept: Placements | None = None,
    listener: Listener | None = None,
    stop: Callable[[], bool] | None = None,
) -> Solution:
    """Place the meetings of a timetable as cheaply as the budget allows.

    Parameters
    ----------
    kept
        Meetings that stay just where they are, whatever that breaks; the others are placed around
        them, and the bound is on those alone.
    seconds
        Wall-clock budget, at least 0; a first placement is made whatever it is.
    seed
        Decides every random choice.
    workers
        Threads.
    steps
        Rounds of improvement, or as much work on a proof; `None` for what the time allows. With
        steps, and time enough for them, the same timetable, seed, workers and steps give the same
        placements (law L7).
    listener
        Told of every change of stage and every improvement.
    stop
        Asked often; when it says yes the best so far is handed out at once.
    """
    from planner.engine import exact  # noqa: PLC0415  OR-Tools is slow to load; only solving needs it

    clock = _Clock(seconds)
    asked_to_stop = stop or (lambda: False)
    compiled = compile_timetable(timetable)

    def tell(stage: Stage, placements: Placements, cost: int | None, bound: int | None) -> None:
        if listener is not None:
            listener(
                Progress(
                    stage, len(placements), len(compiled.ids), cost, bound, clock.used, clock.left()
                )
            )

    tell("construct", {}, None, None)
    placements = construct(compiled, kept).placements()
    movable = frozenset(compiled.index[name] for name in compiled.ids if name not in (kept or {}))
    best = exact.Answer(placements, evaluate(timetable, placements).total)
    tell("construct", best.placements, best.cost, None)
    if asked_to_stop() or clock.left() <= 0 or not movable:
        pass
    elif len(movable) > PROVABLE:
        best = exact.improve(
            compiled,
            best.placements,
            movable=movable,
            seed=seed,
            workers=workers,
            rounds=steps,
            seconds_left=clock.left,
            stop=asked_to_stop,
            report=lambda answer: tell("improve", answer.placements, answer.cost, None),
        )
    else:
        best = exact.prove(
            compiled,
            best.placements,
            movable=movable,
            seed=seed,
            workers=workers,
            rounds=steps,
            seconds_left=clock.left,
            stop=asked_to_stop,
            report=lambda answer: tell("prove", answer.placements, answer.cost, answer.bound),
        )
    occupancy = occupancy_of(compiled, best.placements)
    left_out = [name for name in compiled.ids if name not in best.placements]
    return Solution(
        placements=best.placements,
        bound=best.bound,
        stopped=asked_to_stop(),
        unplaced={name: why_not(compiled, occupancy, compiled.index[name]) for name in left_out},
    )


class _Clock:
    """The time of one solve."""

    def __init__(self, seconds: float) -> None:
        self.started = monotonic()
        self.seconds = seconds

    @property
    def used(self) -> float:
        """Seconds since the solve began."""
        return monotonic() - self.started

    def left(self) -> float:
        """Seconds of the budget that are left, not below zero."""
        return max(0.0, self.seconds - self.used)
