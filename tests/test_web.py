"""The web roof gives out a result folder and nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from web import create_app

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    results = tmp_path / "results"
    (results / "feeds").mkdir(parents=True)
    (results / "report.html").write_text("<title>Semesterplan</title>", encoding="utf-8")
    (results / "feeds" / "ppt-01.ics").write_bytes(CALENDAR)
    (tmp_path / "secret.ics").write_bytes(b"secret")
    return create_app(str(results)).test_client()


def test_page(client: FlaskClient) -> None:
    with client.get("/") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
        assert "Semesterplan" in answer.get_data(as_text=True)


def test_feed_and_its_validators(client: FlaskClient) -> None:
    with client.get("/feeds/ppt-01.ics") as answer:
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.data == CALENDAR
        tag = answer.headers["ETag"]
    with client.get("/feeds/ppt-01.ics", headers={"If-None-Match": tag}) as again:
        assert again.status_code == 304


@pytest.mark.parametrize(
    "path", ["/feeds/ppt-99.ics", "/feeds/..%2F..%2Fsecret.ics", "/plan.json", "/feeds/"]
)
def test_nothing_else(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert answer.status_code == 404
