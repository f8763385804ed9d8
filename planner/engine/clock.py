"""The time that a solve may use."""

from __future__ import annotations

from time import monotonic


class Clock:
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
