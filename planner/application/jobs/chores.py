"""What the workers do of themselves now and then."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from planner.application.jobs.relay import Chore
from planner.application.logs import fail
from planner.application.service import Service
from planner.application.store.calendars import offices_to_fetch
from planner.application.store.ordering import order_fetch
from planner.application.store.retention import forget_old
from planner.domain.errors import Damaged
from planner.domain.grid import OSLO


def fetch_calendars(service: Service, at: datetime) -> None:
    """Ask for the calendars of every office that nobody tried for some hours."""
    before = at - timedelta(hours=service.settings.fetch_hours)
    for office in offices_to_fetch(service.store, before, service.seal):
        try:
            order_fetch(service.store, office, asked_before=before, at=at)
        except Damaged as error:  # by what the others have nothing to do with
            fail("calendars.not_asked_for", error, office=office)


class Daily:
    """A chore that is done once a day, and once more by a process that has just begun."""

    def __init__(self, chore: Chore) -> None:
        self._chore = chore
        self._done_on: date | None = None

    def __call__(self, service: Service, at: datetime) -> None:
        """Do it, unless it was done today."""
        today = at.astimezone(OSLO).date()
        if today != self._done_on:
            self._chore(service, at)
            self._done_on = today


def forget(service: Service, at: datetime) -> None:
    """Forget what was kept long enough."""
    forget_old(service.store, at=at)


def chores() -> tuple[Chore, ...]:
    """All of them, none done yet."""
    return fetch_calendars, Daily(forget)
