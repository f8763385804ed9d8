"""A job under way in the tests, with no queue behind it: what it is given, keeps and tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from planner.application.documents import render_document
from planner.application.service import Service
from planner.domain.address import Address
from planner.domain.busytimes import BusyCalendar
from planner.domain.fetching import Fetched, Validators
from planner.domain.job import Standing
from planner.domain.model import Model


def fetch_nothing(_: Address, __: Validators | None) -> NoReturn:
    """No kind but `fetch` has calendars fetched."""
    raise AssertionError


def read_nothing(_: bytes, __: datetime, ___: datetime) -> NoReturn:
    """Nor read."""
    raise AssertionError


@dataclass
class Desk:
    """One attempt at a job, as `jobs.work.Work` has it; documents outlive it in `documents`."""

    service: Service
    asked: str
    documents: dict[str, str] = field(default_factory=dict)
    office: str = "lillevik"
    workers: int = 1
    stopped: Callable[[], bool] = lambda: False
    fetch: Callable[[Address, Validators | None], Fetched] = fetch_nothing
    read: Callable[[bytes, datetime, datetime], BusyCalendar] = read_nothing
    told: list[Standing] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Names of what was kept, in order."""

    def document(self, name: str) -> str | None:
        """A document."""
        return self.documents.get(name)

    def keep(self, name: str, document: str) -> None:
        """Keep one."""
        self.documents[name] = document
        self.kept.append(name)

    def tell(self, standing: Standing) -> None:
        """Hear how far it is."""
        self.told.append(standing)

    def stop(self) -> bool:
        """Whether to stop."""
        return self.stopped()


def desk_for(service: Service, order: Model, /, **documents: Model) -> Desk:
    """A desk with an order and the documents that it is about."""
    given = {name: render_document(each) for name, each in documents.items()}
    return Desk(service, order.model_dump_json(), given)
