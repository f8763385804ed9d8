"""What the service is made of: put together on the roof, and handed to whoever answers requests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from planner.application.intake import Kinds, PublicHolidays
from planner.application.sealing import Seal
from planner.application.settings import Settings
from planner.application.store.database import Store


@dataclass(frozen=True, slots=True)
class Service:
    """A running service.

    Parameters
    ----------
    kinds
        Every kind of rule there is.
    holidays
        What the public holidays are.
    seal
        Closes what a stolen database must not give away.
    now
        The moment it is, in any zone.
    """

    store: Store
    settings: Settings
    kinds: Kinds
    holidays: PublicHolidays
    seal: Seal
    now: Callable[[], datetime]
