"""Traffic: what is told of each request, by the name of what answered; a path may hold a secret."""

from __future__ import annotations

from planner.application.logs import log
from planner.application.metrics import METHODS, count_request

QUIET = frozenset({"feed", "livez", "readyz", "metrics"})
"""Asked so often that only what goes wrong is logged."""
NOTHING, OTHER = "none", "other"


def tell_request(endpoint: str | None, method: str, status: int, seconds: float) -> None:
    """Count a request that was answered, and log it.

    Parameters
    ----------
    endpoint
        The name of what answered; `None` when nothing is there.
    method
        As they wrote it: whoever asks can make up as many as they like, and as long.
    """
    name = endpoint or NOTHING
    method = method if method in METHODS else OTHER
    count_request(name, method, status, seconds)
    if name not in QUIET or status >= 400:
        taken = round(seconds * 1000, 1)
        log("request", endpoint=name, method=method, status=status, milliseconds=taken)
