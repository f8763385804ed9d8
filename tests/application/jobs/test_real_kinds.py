"""A real plan, by the command that does jobs: killed with kill -9, gone on with, and stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from calendars.holidays import public_holidays
from constraints import RULES
from planner.application.examples import example_text
from planner.application.intake import read_problem
from planner.application.jobresults import PlanResult
from planner.application.jobs.kinds.plan import BEST, Best
from planner.application.orders import PlanOrder
from planner.application.store.database import open_store, upgrade
from planner.application.store.drafts import put_draft
from planner.application.store.jobs import ask_to_stop, document_of, job_in
from planner.application.store.ordering import place_order
from planner.domain.errors import NotThere
from planner.domain.job import RESULT, JobState
from planner.engine.check import check
from planner.engine.rulebook import rulebook
from tests.application.jobs.workers import ROOT
from tests.offices import OFFICE, made_office
from tests.processes import until


@contextmanager
def worker(address: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker as it is in use; killed without a word at the end."""
    command = [sys.executable, "-m", "planner", "work", "--database", address]
    begun = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield begun
    finally:
        begun.kill()
        begun.wait()


def test_a_plan_is_gone_on_with_after_a_kill_and_stopped_with_the_best(tmp_path: Path) -> None:
    """Nobody waits for the ten minutes that were asked for."""
    address = f"sqlite:///{tmp_path / 'semesterplan.db'}"
    store = open_store(address)
    upgrade(store)
    made_office(store)
    file = tmp_path / "gjerstad.yaml"
    file.write_text(example_text("gjerstad", "2027-spring"))
    ours = read_problem(file, RULES, holidays=public_holidays)[0]
    now = datetime.now(UTC)
    put_draft(store, OFFICE, "var", "Vår", ours, plan=None, expected=0, by=None, at=now)
    order = PlanOrder(draft="var", seconds=600)
    job = place_order(store, OFFICE, order, by=None, at=now).id

    def kept(name: str) -> str | None:
        try:
            return document_of(store, OFFICE, job, name, by=None)
        except NotThere:
            return None

    with worker(address, tmp_path):
        until(lambda: kept(BEST))
    best = Best.model_validate_json(kept(BEST) or "")
    with worker(address, tmp_path):
        until(lambda: job_in(store, OFFICE, job, by=None).attempts == 2)
        ask_to_stop(store, OFFICE, job, by=None, at=now)
        until(lambda: kept(RESULT))

    assert job_in(store, OFFICE, job, by=None).state is JobState.STOPPED
    found = PlanResult.model_validate_json(kept(RESULT) or "")
    book = rulebook(RULES, ours.rules)
    before = check(ours.with_contacts(best.plan.contacts), best.plan, book)
    after = check(ours.with_contacts(found.plan.contacts), found.plan, book)
    assert after.cost.total <= before.cost.total
    store.engine.dispose()
