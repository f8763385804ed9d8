"""Logs: a line each, with what belongs together marked, and nothing that is somebody's own."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from planner.application.logs import begin_job, begin_request, configure, fail, log, warn
from planner.application.secret import new_secret

PERSON, NUMBER = "kari.normann@lillevik.no", "01017012345"


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    before = list(root.handlers)
    configure("json")
    begin_request()
    yield
    root.handlers[:] = before


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(each) for each in capsys.readouterr().err.splitlines()]


def test_a_line_has_its_moment_its_weight_its_facts_and_its_request(
    capsys: pytest.CaptureFixture[str],
) -> None:
    request = begin_request()
    log("request", endpoint="draft", status=200, milliseconds=1.5)
    warn("process ended", process="web")

    first, second = lines(capsys)

    assert first.pop("timestamp").endswith("Z")
    assert first == {
        "event": "request", "level": "info", "endpoint": "draft", "status": 200,
        "milliseconds": 1.5, "request": request,
    }  # fmt: skip
    assert (second["level"], second["request"]) == ("warning", request)


def test_requests_and_jobs_are_told_from_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = begin_request(), begin_request()
    log("a")
    begin_job("j-1")
    log("b")

    first, second = lines(capsys)

    assert one != other == first["request"]
    assert (second["job"], "request" in second) == ("j-1", False)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("GET /feeds/{}/ppt-01.ics", "GET /feeds/<secret>/ppt-01.ics"),
        ("GET /links/kort", "GET /links/<secret>"),
        ("https://plan.lillevik.no/invitations/{}?a=1", "https://plan.lillevik.no/invitations/<secret>?a=1"),
        ("Bearer {}", "Bearer <secret>"),
        ("postgresql://plan:pass@ord@base/plan", "postgresql://plan:<secret>@base/plan"),
        (f"to <{PERSON}>, {PERSON}", "to <<e-mail>>, <e-mail>"),
        (f"email={PERSON}", "email=<e-mail>"),
        (f"fnr {NUMBER} 010170 12345", "fnr <number> <number>"),
        ("2027-01-04T07:00:00 of 123456789012", "2027-01-04T07:00:00 of 123456789012"),
    ],
)  # fmt: skip
def test_what_opens_something_or_says_who_is_blotted_out(
    capsys: pytest.CaptureFixture[str], said: str, told: str
) -> None:
    said = said.format(new_secret())
    log(said, fact=said)
    logging.getLogger("library").warning("%s", said)

    ours, theirs = lines(capsys)

    assert ours["event"] == ours["fact"] == theirs["event"] == told


def test_of_an_error_its_kind_and_place_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    def deep(left: int) -> None:
        if left:
            deep(left - 1)
        raise ValueError(f"{PERSON} said so")

    try:
        deep(100)
    except ValueError as error:
        fail("job failed", error, job="j-1")
        logging.getLogger("library").exception("broke")

    for line in lines(capsys):
        assert (line["level"], line["error"]) == ("error", "ValueError")
        assert len(line["where"]) == 12
        assert line["where"][-1].endswith(f"{__file__.rpartition('/')[2]}:{_line_of_raise()} deep")
        assert "said so" not in str(line)


def _line_of_raise() -> int:
    with open(__file__, encoding="utf-8") as text:  # noqa: PTH123 (this very file)
        return next(n for n, line in enumerate(text, 1) if "raise ValueError" in line)


def test_libraries_are_heard_from_warnings_on(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("library").info("chatter")
    logging.getLogger("library").warning("look")

    (only,) = lines(capsys)

    assert (only["event"], only["level"]) == ("look", "warning")


def test_asked_twice_it_logs_once_and_in_the_form_asked_for_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure("text")
    log("request", status=200)

    (line,) = capsys.readouterr().err.splitlines()

    assert "request" in line
    assert "status=200" in line
    assert not line.startswith("{")


def test_it_is_written_to_what_standard_error_is_now(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", sys.stdout)
    log("here")

    assert "here" in capsys.readouterr().out
