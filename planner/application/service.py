"""What the service is made of: put together on the roof, and handed to whoever answers requests."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from planner.application.intake import Kinds, PublicHolidays
from planner.application.sealing import Seal
from planner.application.settings import Settings
from planner.application.settings_read import read_settings
from planner.application.store.database import Store, check_current, open_store
from planner.application.store.keys import seal_for


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


def open_service(
    kinds: Kinds, holidays: PublicHolidays, settings: Settings | None = None
) -> Service:
    """The service on a database that is there already.

    Parameters
    ----------
    settings
        `None` for those in file and environment.

    Raises
    ------
    StoreUnavailable
        The database cannot be used, or is from another edition of the program.
    UnreadableInput
        The settings, or the key file, cannot be used.
    CannotWrite
        There is no key file yet, and none can be made.
    """
    settings = settings or read_settings(None, os.environ, {}).settings
    store = open_store(settings.database)
    check_current(store)
    seal = seal_for(store, settings)
    return Service(store, settings, kinds, holidays, seal, now=lambda: datetime.now(UTC))
