"""Metrics for Prometheus: requests counted over all web processes, and what the store tells.

Processes share their counts through files in the folder that ``PROMETHEUS_MULTIPROC_DIR`` names;
without one, each tells its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
)
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from planner.application.store.figures import Figures

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)

_requests = Counter("semesterplan_requests", "Requests answered.", ("endpoint", "method", "status"))
_seconds = Histogram(
    "semesterplan_request_seconds", "How long answers took.", ("endpoint",), buckets=BUCKETS
)


def count_request(endpoint: str, method: str, status: int, seconds: float) -> None:
    """Count a request that was answered.

    Parameters
    ----------
    endpoint
        The name of what answers; a path may hold a secret.
    method
        One of few: each is counted for ever.
    """
    _requests.labels(endpoint, method, str(status)).inc()
    _seconds.labels(endpoint).observe(seconds)


def metrics_text(figures: Figures | None) -> bytes:
    """Everything, as Prometheus reads it (its text format, 0.0.4).

    Parameters
    ----------
    figures
        What the store tells; `None` when it cannot be asked.
    """
    if os.environ.get(FOLDER):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry = REGISTRY
    alone = CollectorRegistry()
    alone.register(_OfTheStore(figures))
    return generate_latest(registry) + generate_latest(alone)


class _OfTheStore(Collector):
    """What the store tells, as it is asked."""

    def __init__(self, figures: Figures | None) -> None:
        self.figures = figures

    def collect(self) -> Iterator[Metric]:
        found = self.figures
        yield _gauge("store_up", "Whether the store can be asked.", 0 if found is None else 1)
        if found is None:
            return
        jobs = GaugeMetricFamily("semesterplan_jobs", "Jobs by state.", labels=("state",))
        for state, number in found.jobs.items():
            jobs.add_metric((state,), number)
        yield jobs
        yield _gauge(
            "job_wait_seconds", "How long the oldest waiting job has waited.", found.waited_seconds
        )
        yield _gauge("outbox", "Events nobody has passed on yet.", found.outbox)
        yield _gauge("links", "Links to feeds that are in force.", found.links)


def _gauge(name: str, told: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"semesterplan_{name}", told, value=value)
