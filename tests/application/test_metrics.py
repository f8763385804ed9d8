"""Metrics: counted over all processes, with what the store tells, and in Prometheus' own form."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from planner.application.metrics import FOLDER, metrics_text
from planner.application.store.figures import Figures

FOUND = Figures({"running": 1, "waiting": 2}, 12.5, 3, 40)
COUNTS = """\
from planner.application.metrics import count_request
count_request("feed", "GET", 200, 0.002)
count_request("feed", "GET", 304, 0.0005)
"""
TELLS = """\
from planner.application.metrics import metrics_text
print(metrics_text(None).decode())
"""


def samples(text: str) -> dict[tuple[str, ...], float]:
    """The value of each sample, by its name and the values of its labels."""
    return {
        (each.name, *each.labels.values()): each.value
        for family in text_string_to_metric_families(text)
        for each in family.samples
    }


def python(program: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_requests_are_counted_over_all_processes(tmp_path: Path) -> None:
    shared = {FOLDER: str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    for _ in range(2):
        python(COUNTS, **shared)

    told = samples(python(TELLS, **shared))

    assert told["semesterplan_requests_total", "feed", "GET", "200"] == 2
    assert told["semesterplan_requests_total", "feed", "GET", "304"] == 2
    assert told["semesterplan_request_seconds_count", "feed"] == 4
    assert told["semesterplan_request_seconds_bucket", "feed", "0.001"] == 2
    assert told["semesterplan_store_up",] == 0


def test_the_store_s_figures_are_told() -> None:
    told = samples(metrics_text(FOUND).decode())

    assert told["semesterplan_jobs", "waiting"] == 2
    assert told["semesterplan_jobs", "running"] == 1
    assert told["semesterplan_job_wait_seconds",] == 12.5
    assert told["semesterplan_outbox",] == 3
    assert told["semesterplan_links",] == 40
    assert told["semesterplan_store_up",] == 1


def test_a_store_that_cannot_be_asked_is_told_as_that_and_nothing_else_of_it() -> None:
    told = samples(metrics_text(None).decode())

    assert told["semesterplan_store_up",] == 0
    assert not any(name[0] in {"semesterplan_jobs", "semesterplan_links"} for name in told)
