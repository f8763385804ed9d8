"""The command that does jobs, as it is begun on a machine: one job of a real kind, and the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.application.orders import PROBLEM, PlanOrder
from planner.application.store.database import open_store, upgrade
from planner.application.store.jobs import document_of, job_in, submit
from planner.domain.job import JobState
from tests.offices import OFFICE, made_office
from tests.processes import until
from tests.publications import OURS

ROOT = Path(__file__).parents[1]


def begun(folder: Path, database: str) -> subprocess.Popen[str]:
    settings = {"SEMESTERPLAN_DATABASE": database, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "planner", "work"],
        cwd=folder,
        env=os.environ | settings,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_a_plan_is_made_by_the_command(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'semesterplan.db'}"
    store = open_store(address)
    upgrade(store)
    made_office(store)
    order = PlanOrder(draft="var-2027", seconds=1, busy=False).model_dump_json()
    given = {PROBLEM: OURS.model_dump_json()}
    asked = submit(store, OFFICE, "plan", order, given, by=None, at=datetime.now(UTC))

    with begun(tmp_path, address) as worker:
        try:

            def ended() -> bool:
                return job_in(store, OFFICE, asked.id, by=None).ended_at is not None

            until(ended)
            worker.send_signal(signal.SIGTERM)
            _, said = worker.communicate(timeout=5)
        finally:
            worker.kill()

    assert worker.returncode == 0, said
    assert job_in(store, OFFICE, asked.id, by=None).state is JobState.DONE, said
    assert '"meetings"' in document_of(store, OFFICE, asked.id, by=None)
    assert '"event": "job.ended"' in said


def test_without_a_database_it_says_how_to_make_one(tmp_path: Path) -> None:
    with begun(tmp_path, f"sqlite:///{tmp_path / 'ingen.db'}") as worker:
        _, said = worker.communicate(timeout=60)

    assert worker.returncode == 2
    assert "semesterplan db upgrade" in said
    assert not (tmp_path / "ingen-jobs.db").exists()
