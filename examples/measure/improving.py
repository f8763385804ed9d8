"""Looking for cheaper plans than the best known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from examples.measure.best_known import How, cost_to_compare, digest_of, load, offer, unpacked
from examples.measure.problems import timetable_of
from examples.measure.results import taken_now
from planner.application.running import cores
from planner.engine.clock import Clock
from planner.engine.compiled import compile_timetable
from planner.engine.effort import Effort
from planner.engine.solve import solve
from planner.engine.timetable import Placements, Timetable
from planner.engine.timetable_json import read_placements


def improve_best_known(
    name: str,
    file: Path,
    *,
    seconds: float,
    seeds: Sequence[int],
    go_on: bool,
    tell: Callable[[str], None],
) -> None:
    """Solve a family from each seed, and keep what is cheaper than the best known plan.

    Parameters
    ----------
    go_on
        Begin each search at the best known plan instead of anew.
    """
    timetable = timetable_of(file)
    digest = digest_of(timetable)
    taken = taken_now()
    for seed in seeds:
        known = load(name)
        begins = known if go_on and known and known.timetable == digest else None
        if begins:
            placements = _searched(timetable, unpacked("".join(begins.placements)), seconds, seed)
        else:
            placements = solve(timetable, seconds=seconds, seed=seed, workers=cores()).placements
        note = f"went on from {begins.cost}" if begins else ""
        kept = offer(
            name, timetable, placements, How(taken.date, taken.version, seconds, [seed], note)
        )
        least = cost_to_compare(name, digest)
        tell(f"{name}, seed {seed}: {'cheaper' if kept else 'nothing cheaper'}; {least:,} is known")


def take_in(name: str, file: Path, written: Path, tell: Callable[[str], None]) -> None:
    """Keep the plan of a placements file when it is cheaper than the best known one."""
    timetable = timetable_of(file)
    placements = read_placements(written.read_text(encoding="utf-8"))
    taken = taken_now()
    how = How(taken.date, taken.version, 0.0, [], f"taken from {written.name}")
    kept = offer(name, timetable, placements, how)
    tell(f"{name}: {'kept' if kept else 'not cheaper, or it breaks something'}")


def _searched(
    timetable: Timetable, placements: Placements, seconds: float, seed: int
) -> Placements:
    """The search alone, from some placements."""
    from planner.engine.search import search  # noqa: PLC0415  Numba is slow to load

    clock = Clock(seconds)
    compiled = compile_timetable(timetable)
    return search(
        compiled,
        placements,
        movable=frozenset(range(len(compiled.ids))),
        effort=Effort(clock.left, seed=seed, workers=cores()),
        report=lambda _: None,
    ).placements
