"""What holds for the tests of each kind of job: a service on a store with one office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.application.service import Service
from planner.application.store.database import open_store, upgrade
from tests.offices import made_office
from tests.services import service_on


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """On SQLite: no kind knows what its service is on."""
    store = open_store(f"sqlite:///{tmp_path / 'semesterplan.db'}")
    upgrade(store)
    made_office(store)
    yield service_on(store)
    store.engine.dispose()
