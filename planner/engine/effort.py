"""How hard an engine tries, and how it is asked to stop: what all engines are told alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace


def never() -> bool:
    """Nobody asks to stop."""
    return False


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard an engine tries.

    Parameters
    ----------
    seconds_left
        Wall-clock time that is left; asked often.
    stop
        Asked often; when it says yes the best so far is handed out.
    seed
        Decides every random choice.
    workers
        Threads, or pieces that are worked on side by side.
    rounds
        How often the engine goes on, in its own measure; `None` for as long as there is time. With
        a number of rounds and time enough, the answer depends on the seed and the workers alone.
    """

    seconds_left: Callable[[], float]
    stop: Callable[[], bool] = never
    seed: int = 1
    workers: int = 1
    rounds: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be begun."""
        return self.stop() or self.seconds_left() <= 0

    def part(self, share: float) -> Effort:
        """The same with a share of the time that is left now, from 0 to 1."""
        kept_back = (1 - share) * self.seconds_left()
        return replace(self, seconds_left=lambda: self.seconds_left() - kept_back)
