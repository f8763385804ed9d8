"""Traffic: what is told of a request, and that what is asked for often is told only if it fails."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from planner.application.logs import configure
from planner.application.metrics import metrics_text
from planner.application.traffic import tell_request


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    before = list(root.handlers)
    configure("json")
    yield
    root.handlers[:] = before


def test_requests_are_logged_by_what_answered(capsys: pytest.CaptureFixture[str]) -> None:
    tell_request("draft", "GET", 200, 0.01234)
    tell_request(None, "GET", 404, 0.001)

    told = [json.loads(each) for each in capsys.readouterr().err.splitlines()]

    assert [(each["endpoint"], each["status"], each["milliseconds"]) for each in told] == [
        ("draft", 200, 12.3),
        ("none", 404, 1.0),
    ]


@pytest.mark.parametrize("endpoint", ["feed", "livez", "readyz", "metrics"])
def test_what_is_asked_for_often_is_logged_when_it_fails(
    capsys: pytest.CaptureFixture[str], endpoint: str
) -> None:
    tell_request(endpoint, "GET", 200, 0.001)
    tell_request(endpoint, "GET", 304, 0.001)
    assert capsys.readouterr().err == ""

    tell_request(endpoint, "GET", 503, 0.001)
    assert json.loads(capsys.readouterr().err)["status"] == 503


def test_a_method_that_somebody_made_up_is_neither_counted_nor_logged_by_its_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_request("start", "KARI", 405, 0.001)

    assert "KARI" not in capsys.readouterr().err

    told = metrics_text(None)

    assert b"KARI" not in told
    assert b'endpoint="start",method="other",status="405"' in told
