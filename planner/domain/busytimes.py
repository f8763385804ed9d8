"""When people are busy, as their own calendars say: start, end and kind, and nothing else."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class BusyKind(StrEnum):
    """How somebody is busy."""

    BUSY = "busy"
    TENTATIVE = "tentative"
    OUT_OF_OFFICE = "out-of-office"


class BusyInterval(NamedTuple):
    """A stretch of time ``[start, end)``, aware, in which somebody is busy."""

    start: datetime
    end: datetime
    kind: BusyKind
