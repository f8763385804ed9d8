"""Figures of the store: of all offices together, on each kind of database."""

from __future__ import annotations

from datetime import timedelta

from planner.application.store.database import Store
from planner.application.store.figures import Figures, figures
from planner.application.store.job_tables import job
from planner.application.store.tables import subscription
from tests.offices import made_office, twice_published
from tests.publications import NOON

ROW = {"kind": "plan", "asked": "{}", "asked_by": "machine", "attempts": 0}


def test_an_empty_store_has_nothing(store: Store) -> None:
    assert figures(store, at=NOON) == Figures({"running": 0, "waiting": 0}, 0.0, 0, 0)


def test_they_count_over_all_offices(store: Store) -> None:
    offices = twice_published(store), made_office(store, "storvik")
    rows = [
        ROW | {"id": f"{office}-{state}-{ago}", "office": office, "state": state,
               "asked_at": NOON - timedelta(seconds=ago)}
        for office in offices
        for state, ago in (("waiting", 30), ("running", 90), ("done", 300), ("poisoned", 900))
    ]  # fmt: skip
    rows.append(ROW | {"id": "first", "office": offices[1], "state": "waiting",
                       "asked_at": NOON - timedelta(seconds=45)})  # fmt: skip
    link = {
        "audience_kind": "person", "audience_id": "ppt-01", "deadlines": False,
        "chosen_at": NOON, "created_at": NOON, "office": offices[0],
    }  # fmt: skip
    with store.writing() as connection:
        connection.execute(job.insert(), rows)
        links = [("a", None), ("b", None), ("c", NOON)]
        connection.execute(
            subscription.insert(),
            [link | {"id": x, "token_digest": x, "revoked_at": at} for x, at in links],
        )

    found = figures(store, at=NOON)

    assert found == Figures({"running": 2, "waiting": 3}, 45.0, 2, 2)
