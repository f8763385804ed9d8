"""One run of one engine on one problem file, its figures printed as JSON.

``python -m examples.measure.one_run FILE ENGINE SECONDS SEED``, in a process of its own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from examples.measure.best_known import packed
from examples.measure.curve import Run
from examples.measure.problems import timetable_of
from examples.measure.processes import peak_megabytes
from planner.application.running import cores
from planner.engine.answer import Answer
from planner.engine.answer import Engine as Answering
from planner.engine.clock import Clock
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct
from planner.engine.effort import Effort
from planner.engine.evaluate import evaluate
from planner.engine.progress import Progress
from planner.engine.solve import (
    BOUND_SECONDS,
    BOUND_SECONDS_A_MEETING,
    BOUNDING,
    PROVABLE,
    PROVING,
    solve,
)
from planner.engine.timetable import Placements, Timetable

Curve = list[tuple[float, int]]
Engine = Callable[[Timetable, float, int], tuple[Answer, Curve]]


def main() -> None:
    """Run, and print what it came to."""
    file, engine, seconds, seed = sys.argv[1:]
    timetable = timetable_of(Path(file))
    answer, curve = ENGINES[engine](timetable, float(seconds), int(seed))
    evaluation = evaluate(timetable, answer.placements)
    assert not evaluation.broken, evaluation.broken
    run = Run(
        engine,
        int(seed),
        float(seconds),
        len(timetable.meetings),
        len(answer.placements),
        evaluation.total,
        answer.bound,
        curve,
        peak_megabytes(),
        packed(answer.placements),
    )
    print(json.dumps(asdict(run)))


def whole(timetable: Timetable, seconds: float, seed: int) -> tuple[Answer, Curve]:
    """Everything that `solve` does."""
    curve: Curve = []

    def hear(progress: Progress) -> None:
        if progress.cost is not None and (not curve or progress.cost < curve[-1][1]):
            curve.append((progress.seconds, progress.cost))

    solution = solve(timetable, seconds=seconds, seed=seed, workers=cores(), listener=hear)
    return Answer(solution.placements, curve[-1][1], solution.bound), curve


def plain(timetable: Timetable, seconds: float, seed: int) -> tuple[Answer, Curve]:
    """The same with simple moves alone: one meeting to another start, or another person."""
    from planner.engine import search  # noqa: PLC0415  only this one needs it before it solves
    from planner.engine.search_anneal import PERSON, SIMPLE  # noqa: PLC0415  as above

    weights = (
        weight if kind < SIMPLE or kind == PERSON else 0
        for kind, weight in enumerate(search.WEIGHTS)
    )
    # The search reads them anew for each board; a constant it is to everybody else.
    setattr(search, "WEIGHTS", tuple(weights))  # noqa: B010  mypy counts how many there are
    return whole(timetable, seconds, seed)


def exact(timetable: Timetable, seconds: float, seed: int) -> tuple[Answer, Curve]:
    """A first plan, then CP-SAT alone: neighbourhoods, and what can be proven."""
    from planner.engine.exact import improve, prove  # noqa: PLC0415  OR-Tools takes memory
    from planner.engine.exact_bound import lower_bound  # noqa: PLC0415  as above

    clock = Clock(seconds)
    compiled = compile_timetable(timetable)
    placements = construct(compiled).placements()
    curve = [(clock.used, evaluate(timetable, placements).total)]
    small = len(compiled.ids) <= PROVABLE
    bounding = BOUND_SECONDS + BOUND_SECONDS_A_MEETING * len(compiled.ids)
    proofs = PROVING * seconds if small else min(bounding, BOUNDING * seconds)

    def report(answer: Answer) -> None:
        if answer.cost < curve[-1][1]:
            curve.append((clock.used, answer.cost))

    def run(engine: Answering, placements: Placements, seconds_left: Callable[[], float]) -> Answer:
        return engine(
            compiled,
            placements,
            movable=frozenset(range(len(compiled.ids))),
            effort=Effort(seconds_left, seed=seed, workers=cores()),
            report=report,
        )

    best = run(improve, placements, lambda: clock.left() - proofs)
    if small:
        return run(prove, best.placements, clock.left), curve
    bound = lower_bound(compiled, effort=Effort(clock.left))
    return Answer(best.placements, best.cost, bound), curve


def only_construct(timetable: Timetable, _seconds: float, _seed: int) -> tuple[Answer, Curve]:
    """The first plan alone, whatever the budget."""
    clock = Clock(0)
    placements = construct(compile_timetable(timetable)).placements()
    seconds = clock.used
    cost = evaluate(timetable, placements).total
    return Answer(placements, cost), [(seconds, cost)]


ENGINES: dict[str, Engine] = {
    "solve": whole,
    "plain": plain,
    "exact": exact,
    "construct": only_construct,
}

if __name__ == "__main__":
    main()
