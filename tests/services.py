"""A running service in the tests: on any store, with settings and a clock of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from calendars.holidays import public_holidays
from constraints import RULES
from planner.application.sealing import KEY_BYTES, Seal
from planner.application.service import Service
from planner.application.settings import Settings
from planner.application.store.database import Store
from tests.publications import NOON

SEAL = Seal(bytes(range(KEY_BYTES)))


def service_on(
    store: Store, *, now: Callable[[], datetime] = lambda: NOON, **settings: object
) -> Service:
    """The service on a store, at noon of the day on which Vika publishes unless `now` says else."""
    chosen = Settings.model_validate(settings)
    return Service(store, chosen, RULES, public_holidays, SEAL, now)
