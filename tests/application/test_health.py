"""Health: what is ready, and who may see the figures, on each kind of database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.application.health import counts, may_see_counts, readiness
from planner.application.store.database import Store, open_store
from planner.application.store.slots import take_slot
from tests.services import service_on


def test_it_is_ready_while_somebody_works(store: Store) -> None:
    service = service_on(store)
    assert readiness(service) == {"ready": False, "database": True, "worker": False}

    slot = take_slot(store)
    assert slot
    assert readiness(service) == {"ready": True, "database": True, "worker": True}

    slot.let_go()
    assert not readiness(service)["ready"]


def test_where_nobody_is_to_work_nobody_is_waited_for(store: Store) -> None:
    assert readiness(service_on(store, workers=0)) == {"ready": True, "database": True}


def test_without_a_database_it_is_not_ready_and_still_tells_what_it_counted(
    store: Store, tmp_path: Path
) -> None:
    away = open_store(f"sqlite:///{tmp_path / 'away.db'}")
    service = replace(service_on(store), store=away)

    assert readiness(service) == {"ready": False, "database": False}
    assert b"semesterplan_store_up 0.0" in counts(service)
    assert b"semesterplan_store_up 1.0" in counts(service_on(store))
    away.engine.dispose()


@pytest.mark.parametrize(
    ("address", "passed_on", "may"),
    [
        ("127.0.0.1", False, True),
        ("::1", False, True),
        ("127.0.0.1", True, False),
        ("10.1.2.3", False, True),
        ("10.1.3.3", False, False),
        ("192.0.2.7", False, False),
        ("", False, False),
        (None, False, False),
        ("unix:", False, False),
    ],
)
def test_figures_are_for_this_machine_and_whom_the_settings_name(
    address: str | None, *, passed_on: bool, may: bool, tmp_path: Path
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'none.db'}")
    service = service_on(store, metrics_from="10.1.2.0/24")

    assert may_see_counts(service, address, passed_on=passed_on) is may
