"""What the command line shows while it works: where the engine is, on one line."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from planner.domain.words import Language, Phrase, same

if TYPE_CHECKING:
    from planner.engine.progress import Progress, Stage

READING = Phrase(nb="Leser og bygger …", nn="Les og byggjer …")
STAGES: dict[Stage, Phrase] = {
    "construct": Phrase(nb="Setter opp en første plan", nn="Set opp ein første plan"),
    "prepare": Phrase(
        nb="Gjør klar søkemotoren (bare første gang)",
        nn="Gjer klar søkjemotoren (berre første gong)",
    ),
    "search": Phrase(nb="Søker etter en bedre plan", nn="Søkjer etter ein betre plan"),
    "improve": Phrase(nb="Forbedrer planen", nn="Forbetrar planen"),
    "prove": Phrase(nb="Leter etter bevis", nn="Leitar etter bevis"),
}
PLACED = Phrase(
    nb="{stage}: {placed} av {meetings} møter plassert",
    nn="{stage}: {placed} av {meetings} møte plasserte",
)
COST = same("kostnad {cost}")
BOUND = same("nedre grense {bound} ({percent} % unna)")
LEFT = Phrase(nb="{seconds} s igjen", nn="{seconds} s att")


class ProgressLine:
    """The newest progress in words. It only notes what it is told, so that nobody waits for it."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.newest: tuple[Progress, float] | None = None

    def hear(self, progress: Progress) -> None:
        """Note where the engine is now."""
        self.newest = progress, monotonic()

    def text(self) -> str:
        """The line as it is to be read now."""
        if self.newest is None:
            return READING.text(self.language)
        progress, told = self.newest
        left = max(0.0, progress.seconds_left - (monotonic() - told))
        parts = (*_parts(progress), LEFT.with_facts(seconds=f"{left:.0f}"))
        return " · ".join(part.text(self.language) for part in parts)


def _parts(progress: Progress) -> Iterator[Phrase]:
    """The stage with the meetings, what the plan costs, and how good it is proven to be."""
    stage = STAGES[progress.stage]
    yield PLACED.with_facts(stage=stage, placed=progress.placed, meetings=progress.meetings)
    if progress.cost is None:
        return
    yield COST.with_facts(cost=progress.cost)
    if progress.bound is not None:
        gap = 100 * (progress.cost - progress.bound) / max(progress.cost, 1)
        percent = f"{gap:.1f}".replace(".", ",")
        yield BOUND.with_facts(bound=progress.bound, percent=percent)
