"""What the command line shows while it works: where the engine is, on one line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from planner.application import commandline
from planner.application.running import cores, run_beside, stopped_by_signal
from planner.domain.words import Language, Phrase, same

if TYPE_CHECKING:
    from planner.engine.progress import Listener, Progress, Stage

Answer = TypeVar("Answer")

READING = Phrase(nb="Leser og bygger …", nn="Les og byggjer …")
STAGES: dict[Stage, Phrase] = {
    "staff": Phrase(nb="Velger kontakter", nn="Vel kontaktar"),
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
DONE = Phrase(nb="{done} av {of} undersøkt", nn="{done} av {of} undersøkte")
LEFT = Phrase(nb="{seconds} s igjen", nn="{seconds} s att")


def watched(
    work: Callable[..., Answer], workers: int | None, language: Language
) -> tuple[Answer, bool]:
    """What long work comes to, and whether it was stopped; it is shown and may be stopped.

    Parameters
    ----------
    workers
        Threads; `None` for one on each core.
    """
    number, line = workers or cores(), ProgressLine(language)
    with _stopped(language) as stop, _shown(line) as seen:
        listener: Listener | None = line.hear if seen else None
        answer = run_beside(lambda: work(workers=number, listener=listener, stop=stop.is_set))
    return answer, stop.is_set()


def counted(
    work: Callable[..., Answer], workers: int | None, language: Language
) -> tuple[Answer, bool]:
    """As `watched`, for work that tells how many things of how many it has done."""
    number, line = workers or cores(), CountLine(language)
    with _stopped(language) as stop, _shown(line):
        answer = run_beside(lambda: work(workers=number, told=line.hear, stop=stop.is_set))
    return answer, stop.is_set()


@contextmanager
def _stopped(language: Language) -> Iterator[Event]:
    """An event that Ctrl-C sets, and which is then told of."""

    def say() -> None:
        sys.stderr.write(f"{commandline.STOPPING.text(language)}\n")
        sys.stderr.flush()

    with stopped_by_signal(say) as stop:
        yield stop


@contextmanager
def _shown(line: ProgressLine | CountLine) -> Iterator[bool]:
    """Keep a line on the terminal as it reads at the time; without one, nothing is shown."""
    if not sys.stderr.isatty():
        yield False
        return
    from rich.console import Console  # noqa: PLC0415  nobody else needs it loaded
    from rich.live import Live  # noqa: PLC0415  as above
    from rich.spinner import Spinner  # noqa: PLC0415  as above

    spinner = Spinner("dots")

    def drawn() -> Spinner:
        spinner.update(text=line.text())
        return spinner

    console = Console(stderr=True)
    with Live(console=console, get_renderable=drawn, refresh_per_second=5, transient=True):
        yield True


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


class CountLine:
    """How many things of how many are done, in words."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.began = monotonic()
        self.newest: tuple[int, int] | None = None

    def hear(self, done: int, of: int) -> None:
        """Note how many are done now."""
        self.newest = done, of

    def text(self) -> str:
        """The line as it is to be read now; the time left is as if the others took as long."""
        if self.newest is None:
            return READING.text(self.language)
        done, of = self.newest
        left = (monotonic() - self.began) * (of - done) / max(done, 1)
        parts = (DONE.with_facts(done=done, of=of), LEFT.with_facts(seconds=f"{left:.0f}"))
        return " · ".join(part.text(self.language) for part in parts)


def _parts(progress: Progress) -> Iterator[Phrase]:
    """The stage with the meetings, what the plan costs, and how good it is proven to be."""
    stage = STAGES[progress.stage]
    if progress.stage == "staff":
        yield stage
        return
    yield PLACED.with_facts(stage=stage, placed=progress.placed, meetings=progress.meetings)
    if progress.cost is None:
        return
    yield COST.with_facts(cost=progress.cost)
    if progress.bound is not None:
        gap = 100 * (progress.cost - progress.bound) / max(progress.cost, 1)
        percent = f"{gap:.1f}".replace(".", ",")
        yield BOUND.with_facts(bound=progress.bound, percent=percent)
