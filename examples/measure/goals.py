"""What must be reached, and whether it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from examples.measure.curve import gap
from examples.measure.results import Family

FIRST = "first complete plan after the timetable is built, slowest seed"
DEARER = "over best known at {} s, median of the seeds"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure of a family that must not be above `most`, or not below it with `at_least`."""

    family: str
    what: str
    most: float
    unit: str
    figure: Callable[[Family], float | None]
    at_least: bool = False

    def row(self, families: Sequence[Family]) -> tuple[str, str, str, str]:
        """As a row of a table: what, must, reached, and whether that is enough."""
        found = {family.name: family for family in families}.get(self.family)
        reached = self.figure(found) if found else None
        must = f"{'≥' if self.at_least else '≤'} {self.most:g} {self.unit}"
        what = f"{self.family}: {self.what}"
        if reached is None:
            return (what, must, "not measured", "")
        holds = reached >= self.most if self.at_least else reached <= self.most
        return (what, must, f"{reached:.3g} {self.unit}", "yes" if holds else "**falls short**")


def goals(families: Sequence[Family]) -> list[tuple[str, str, str, str]]:
    """Every goal as a row of a table."""
    return [goal.row(families) for goal in GOALS]


def _first_plan(family: Family) -> float | None:
    return max((run.first[0] for run in family.runs_of("solve")), default=None)


def _over_best_known(moment: float) -> Callable[[Family], float | None]:
    def figure(family: Family) -> float | None:
        costs = [run.cost_at(moment) for run in family.runs_of("solve")]
        known = [cost for cost in costs if cost is not None]
        return gap(round(median(known)), family.known) if known else None

    return figure


def _million_simple_moves(family: Family) -> float | None:
    return 1e-6 / family.moves["simple"] if family.moves else None


def _search_begins(family: Family) -> float | None:
    begins: float | None = family.command.get("search_begins")
    return begins


def _peak(family: Family) -> float | None:
    solved = [run.megabytes for run in family.runs_of("solve")]
    return max([*solved, family.command.get("megabytes", 0.0)], default=None)


GOALS = (
    Goal("baerum", FIRST, 0.5, "s", _first_plan),
    Goal("oslo", FIRST, 2, "s", _first_plan),
    Goal("large", FIRST, 5, "s", _first_plan),
    Goal("baerum", DEARER.format(10), 3, "%", _over_best_known(10)),
    Goal("baerum", DEARER.format(60), 1, "%", _over_best_known(60)),
    Goal("oslo", DEARER.format(60), 5, "%", _over_best_known(60)),
    Goal(
        "baerum",
        "simple moves a second on one core",
        1,
        "million",
        _million_simple_moves,
        at_least=True,
    ),
    Goal("baerum", "the whole command, warm, until the search runs", 2, "s", _search_begins),
    Goal("large", "peak memory", 1_000, "MB", _peak),
)
