"""What is measured of each family, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from examples.measure.best_known import (
    How,
    cost_to_compare,
    digest_of,
    load,
    offer,
    unpacked,
)
from examples.measure.curve import Run
from examples.measure.problems import timetable_of
from examples.measure.processes import measured
from examples.measure.results import Family, Taken
from examples.measure.staffing import CASES

EXACT = ("gjerstad", "tinn", "skien", "baerum", "oslo")
PLAIN = ("baerum",)
MOVES = ("baerum",)
SIZES = ("large",)
STAFFED = ("baerum", "oslo")
"""Families of which more is measured than of all."""


@dataclass(frozen=True, slots=True)
class Programme:
    """How long and how often.

    Parameters
    ----------
    seconds
        Of one run of an engine.
    seeds
        Of the whole solver and of the plain annealer; the exact engine gets the first.
    command_seconds
        Of the whole command.
    staffing_seconds
        Of each choice of contacts.
    """

    seconds: float
    seeds: tuple[int, ...]
    command_seconds: float
    staffing_seconds: tuple[float, ...]

    def runs(self, name: str) -> list[tuple[str, float, int]]:
        """The runs of a family: engine, seconds and seed."""
        first = self.seeds[0]
        return [
            ("construct", 0.0, first),
            *(("solve", self.seconds, seed) for seed in self.seeds),
            *(("exact", self.seconds, first) for _ in range(name in EXACT)),
            *(("plain", self.seconds, seed) for seed in self.seeds if name in PLAIN),
        ]

    def most_seconds(self, name: str) -> float:
        """About how long a family takes: some seconds for each process, and moves are timed."""
        runs = sum(seconds + 2 for _, seconds, _ in self.runs(name))
        runs += sum(seconds + 2 for seconds, _ in self.choices(name))
        return runs + self.command_seconds + 5 + 15 * (name in MOVES) + 60 * (name in SIZES)

    def choices(self, name: str) -> list[tuple[float, str]]:
        """How the contacts of a family are chosen: seconds and case."""
        budgets = self.staffing_seconds if name in STAFFED else ()
        return [(seconds, case) for case in CASES for seconds in budgets]


FULL = Programme(60.0, (1, 2, 3), 10.0, (3.0, 10.0, 60.0))
QUICK = Programme(3.0, (1,), 3.0, (3.0,))


def measure(
    name: str,
    file: Path,
    programme: Programme,
    taken: Taken,
    *,
    offers: bool,
    tell: Callable[[str], None],
) -> Family:
    """Measure a family.

    Parameters
    ----------
    offers
        Whether plans that are cheaper than the best known take its place.
    """
    started = monotonic()
    timetable = timetable_of(file)
    family = Family(name, taken, meetings=len(timetable.meetings))
    for engine, seconds, seed in programme.runs(name):
        tell(f"{name}: {engine}, seed {seed}, {seconds:g} s")
        run = Run(**measured("one_run", file, engine, seconds, seed))
        family.runs.append(replace(run, curve=[(at, cost) for at, cost in run.curve]))
    tell(f"{name}: stages and the whole command")
    family.stages = measured("stages", file)
    command = measured("whole_command", file, programme.command_seconds)
    family.command = command | {"budget": programme.command_seconds}
    if name in MOVES:
        tell(f"{name}: kinds of moves")
        family.moves = measured("moves", "kinds", file)
    if name in SIZES:
        tell(f"{name}: sizes")
        family.sizes = measured("moves", "sizes", file)
    for seconds, case in programme.choices(name):
        tell(f"{name}: contacts, {case}, {seconds:g} s")
        family.staffing.append(measured("staffing", file, case, seconds))
    digest = digest_of(timetable)
    known = load(name)
    if known is not None and known.timetable != digest:
        tell(
            f"{name}: the best known plan is of another timetable (its digest is "
            f"{known.timetable[:12]}, this one's {digest[:12]}); nothing is compared. "
            f"`examples/bench.py --best-known {name}` finds a new one."
        )
    elif offers:
        best = min(family.runs, key=lambda run: run.cost)
        how = How(taken.date, taken.version, best.budget, [best.seed], f"bench, {best.engine}")
        if offer(name, timetable, unpacked(best.placements), how):
            tell(f"{name}: {best.cost:,} is cheaper than what was known, and is kept")
    family.known = cost_to_compare(name, digest)
    family.minutes = (monotonic() - started) / 60
    return family
