"""Health: whether the service lives, whether it can do its work, and who may see its figures."""

from __future__ import annotations

from ipaddress import ip_address

from planner.application.metrics import metrics_text
from planner.application.service import Service
from planner.application.store.database import check_current
from planner.application.store.figures import figures
from planner.application.store.slots import somebody_works
from planner.domain.errors import StoreUnavailable


def readiness(service: Service) -> dict[str, bool]:
    """What the work of this machine needs, and whether it is there.

    It is `ready` when all of it is: the database with its tables, and somebody who plans unless
    that is left to other machines.
    """
    found = {"database": False}
    try:
        check_current(service.store)
        found["database"] = True
        if service.settings.workers:
            found["worker"] = somebody_works(service.store)
    except StoreUnavailable:
        pass
    return {"ready": all(found.values()), **found}


def counts(service: Service) -> bytes:
    """The metrics, with those figures that the store gives now."""
    try:
        found = figures(service.store, at=service.now())
    except StoreUnavailable:
        found = None
    return metrics_text(found)


def may_see_counts(service: Service, address: str | None, *, passed_on: bool) -> bool:
    """Whether somebody may see the metrics: this machine itself, and whom the settings name.

    Parameters
    ----------
    address
        Whose request it is.
    passed_on
        Whether something in front of the server sent it on, for somebody who may be anywhere.
    """
    try:
        asking = ip_address(address or "")
    except ValueError:
        return False
    if any(asking in network for network in service.settings.metrics_from):
        return True
    return asking.is_loopback and not passed_on
