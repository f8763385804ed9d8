"""The web roof gives out what is published in a folder and nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.publications import planned, publish_to
from web import create_app


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    published = tmp_path / "publisert"
    publish_to(published, planned(4))
    (tmp_path / "secret.ics").write_bytes(b"secret")
    return create_app(str(published)).test_client()


def test_page(client: FlaskClient) -> None:
    with client.get("/") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
        assert "Semesterplan" in answer.get_data(as_text=True)


def test_feed_and_its_validators(client: FlaskClient) -> None:
    with client.get("/feeds/ppt-01.ics") as answer:
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.data.startswith(b"BEGIN:VCALENDAR")
        tag = answer.headers["ETag"]
    with client.get("/feeds/ppt-01.ics", headers={"If-None-Match": tag}) as again:
        assert again.status_code == 304
    with client.get("/feeds/ppt-01.frister.ics") as with_deadlines:
        assert with_deadlines.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/ppt-99.ics", "/feeds/..%2F..%2Fsecret.ics", "/plan.json", "/feeds/",
        "/versions/0001.json", "/problem.yaml",
    ],
)  # fmt: skip
def test_nothing_else(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert answer.status_code == 404
