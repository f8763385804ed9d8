"""Feeds over HTTP: what every calendar client relies on, and what no link may tell."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import sleep
from unittest.mock import patch

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.application.secret import Link
from planner.application.store.changes import LOOK_SECONDS
from planner.application.store.database import Store, open_store
from planner.application.store.subscriptions import choose, revoke, rotate, subscribe
from planner.domain.audience import Audience, AudienceKind
from planner.domain.errors import StoreUnavailable
from planner.domain.words import same
from tests.offices import OFFICE, made_office, publish_in
from tests.publications import NOON, planned
from tests.services import service_on
from web import create_app

ADVISER = Audience(AudienceKind.PERSON, "ppt-01")
LATER = NOON + timedelta(hours=1)
# What HTTP is about is the same on every database.
on_a_file = pytest.mark.parametrize("address", ["sqlite"], indirect=True)
OLD = "Fri, 01 Jan 2021 00:00:00 GMT"


@pytest.fixture
def link(store: Store) -> Link:
    """The adviser's link, in an office that has published once."""
    made_office(store)
    publish_in(store, planned(4))
    return subscribe(store, OFFICE, ADVISER, by=None, at=NOON)


@pytest.fixture
def client(store: Store, link: Link) -> Iterator[FlaskClient]:  # noqa: ARG001 (it comes first)
    app = create_app(service_on(store))
    yield app.test_client()
    app.extensions["feeds"].close()


def soon(store: Store) -> None:
    """Wait until a server is asked again; a file is looked at every time."""
    if store.file is None:
        sleep(LOOK_SECONDS + 0.1)


def path_of(link: Link) -> str:
    return f"/feeds/{link.secret}/ppt-01.ics"


def headers_of(answer: TestResponse) -> dict[str, str]:
    """All but the time of day."""
    return {name: value for name, value in answer.headers.items() if name != "Date"}


def test_a_feed_and_its_headers(client: FlaskClient, link: Link) -> None:
    answer = client.get(path_of(link))

    assert answer.status_code == 200
    assert answer.data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"DTSTART;TZID=Europe/Oslo:20270504T090000" in answer.data
    assert headers_of(answer) == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Length": str(len(answer.data)),
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding",
        "ETag": answer.headers["ETag"],
        "Last-Modified": "Tue, 01 Dec 2026 11:00:00 GMT",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }
    assert link.secret.encode() not in answer.data


@on_a_file
def test_it_is_the_same_octets_for_every_client_and_by_every_name(
    client: FlaskClient, link: Link
) -> None:
    plain = client.get(path_of(link))
    asked = [
        {"Accept": "*/*"}, {"Accept": "text/html"}, {"Authorization": "Bearer"},
        {"User-Agent": ""}, {"Cookie": "session=x"}, {"Range": "bytes=0-9"},
    ]  # fmt: skip

    answers = [client.get(path_of(link), headers=each) for each in asked]
    answers.append(client.get(f"/feeds/{link.secret}/Min kalender.ics"))

    assert {each.status_code for each in answers} == {200}
    assert {each.data for each in answers} == {plain.data}
    assert not any("Set-Cookie" in each.headers for each in answers)


@on_a_file
def test_head_is_get_without_the_body(client: FlaskClient, link: Link) -> None:
    got, head = client.get(path_of(link)), client.head(path_of(link))

    assert (head.status_code, head.data) == (200, b"")
    assert headers_of(head) == headers_of(got)


@on_a_file
@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"other", {tag}', "{tag},W/{tag}", "*"])
def test_whoever_has_it_is_told_so(client: FlaskClient, link: Link, form: str) -> None:
    tag = client.get(path_of(link)).headers["ETag"]
    asked = {"If-None-Match": form.format(tag=tag), "If-Modified-Since": OLD}

    for answer in (
        client.get(path_of(link), headers=asked),
        client.head(path_of(link), headers=asked),
    ):
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == tag
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["Vary"] == "Accept-Encoding"


@on_a_file
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-Modified-Since": "Tue, 01 Dec 2026 11:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Wed, 02 Dec 2026 11:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Tue, 01 Dec 2026 10:59:59 GMT"}, 200),
        ({"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
        ({"If-None-Match": '"other"', "If-Modified-Since": "Wed, 02 Dec 2026 11:00:00 GMT"}, 200),
        ({"If-None-Match": ""}, 200),
    ],
)  # fmt: skip
def test_whoever_has_another_one_gets_it(
    client: FlaskClient, link: Link, headers: dict[str, str], status: int
) -> None:
    assert client.get(path_of(link), headers=headers).status_code == status


@on_a_file
@pytest.mark.parametrize(
    ("asked", "packed"),
    [
        ("gzip", True), ("deflate, gzip, br", True), ("GZIP", True), ("gzip;q=0.5", True),
        ("*", False), ("gzip;q=0", False), ("identity, gzip;q=0.5", False), ("br", False),
        ("", False), ("gzip;q=abc", False),
    ],
)  # fmt: skip
def test_it_is_packed_only_when_that_is_asked_for(
    client: FlaskClient, link: Link, asked: str, *, packed: bool
) -> None:
    plain = client.get(path_of(link))
    answer = client.get(path_of(link), headers={"Accept-Encoding": asked})

    assert (answer.headers.get("Content-Encoding") == "gzip") == packed
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert (gzip.decompress(answer.data) if packed else answer.data) == plain.data
    assert (answer.headers["ETag"] != plain.headers["ETag"]) == packed


@on_a_file
def test_what_is_packed_has_a_tag_of_its_own(client: FlaskClient, link: Link) -> None:
    packed = {"Accept-Encoding": "gzip"}
    first, again = (client.get(path_of(link), headers=packed) for _ in range(2))
    tag = {"If-None-Match": first.headers["ETag"]}

    assert (first.data, headers_of(first)) == (again.data, headers_of(again))
    assert client.get(path_of(link), headers=packed | tag).status_code == 304
    assert client.get(path_of(link), headers=tag).status_code == 200


def test_publishing_is_seen_at_once(client: FlaskClient, link: Link, store: Store) -> None:
    before = client.get(path_of(link))
    had = {"If-None-Match": before.headers["ETag"]}
    dated = {"If-Modified-Since": before.headers["Last-Modified"]}

    publish_in(store, planned(11), at=LATER)
    soon(store)

    assert client.get(path_of(link), headers=dated).status_code == 200
    after = client.get(path_of(link), headers=had)
    assert after.status_code == 200
    assert b"DTSTART;TZID=Europe/Oslo:20270511T090000" in after.data
    assert after.headers["Last-Modified"] == "Tue, 01 Dec 2026 12:00:00 GMT"


def test_another_choice_is_seen_at_once(client: FlaskClient, link: Link, store: Store) -> None:
    before = client.get(path_of(link))

    choose(store, OFFICE, link.id, language="nn", deadlines=True, by=None, at=LATER)
    soon(store)

    after = client.get(path_of(link), headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.headers["Last-Modified"] == "Tue, 01 Dec 2026 12:00:00 GMT"


def test_what_opens_nothing_is_the_same_whatever_it_is(
    client: FlaskClient, link: Link, store: Store
) -> None:
    other = subscribe(store, OFFICE, ADVISER, by=None, at=NOON)
    third = subscribe(store, OFFICE, ADVISER, by=None, at=NOON)
    nobody = Audience(AudienceKind.PERSON, "ppt-99")
    unknown = subscribe(store, OFFICE, nobody, by=None, at=NOON)
    tag = client.get(path_of(other)).headers["ETag"]
    assert client.get(path_of(third)).status_code == 200
    revoke(store, OFFICE, other.id, by=None, at=LATER)
    fresh = rotate(store, OFFICE, third.id, by=None, at=LATER)
    soon(store)

    secret = link.secret
    dead = [
        "A" * 43, secret[:-1], secret + "A", secret.swapcase(), secret[::-1], other.secret,
        third.secret, unknown.secret, "-", "æ" * 43, "%00", "a" * 5_000, link.id,
    ]  # fmt: skip
    paths = [f"/feeds/{each}/ppt-01.ics" for each in dead]
    paths += [f"/feeds/{secret}", f"/feeds/{secret}/", f"/feeds/{secret}/ppt-01", "/feeds/"]
    paths += [f"//feeds/{secret}/ppt-01.ics", f"/feeds//{secret}/ppt-01.ics"]
    conditions = [{}, {"If-None-Match": "*"}, {"If-None-Match": tag}, {"Accept-Encoding": "gzip"}]
    # Each time from somewhere else, for whoever guesses too often has to wait.
    got = [
        client.get(each, headers=asked, environ_base={"REMOTE_ADDR": f"192.0.2.{number}"})
        for number, asked in enumerate(conditions)
        for each in paths
    ]
    heads = [client.head(each) for each in paths]

    assert {each.status_code for each in got + heads} == {404}
    assert len({each.data for each in got}) == 1
    assert len({tuple(each.headers.items()) for each in got + heads}) == 1
    assert client.get(path_of(fresh)).status_code == 200


def test_an_office_that_has_published_nothing_has_no_feeds(
    client: FlaskClient, store: Store
) -> None:
    made_office(store, "annenvik")
    early = subscribe(store, "annenvik", ADVISER, by=None, at=NOON)

    assert client.get(path_of(early)).status_code == 404


@on_a_file
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT"])
def test_feeds_are_only_read(client: FlaskClient, link: Link, method: str) -> None:
    answer = client.open(path_of(link), method=method)

    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))
    assert link.secret not in answer.get_data(as_text=True) + str(answer.headers)


@on_a_file
def test_what_can_be_done_is_told(client: FlaskClient, link: Link) -> None:
    answer = client.options(path_of(link))

    assert (answer.status_code, answer.data) == (200, b"")
    assert "Access-Control-Allow-Origin" not in answer.headers


@on_a_file
def test_crawlers_are_let_in_and_told_of_nothing(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")

    assert answer.status_code == 200
    assert answer.get_data(as_text=True) == "User-agent: *\nDisallow:\n"


@on_a_file
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (KeyError("asked for"), 500),
        (StoreUnavailable("sqlite:///borte.db", same("borte")), 503),
    ],
)
def test_what_goes_wrong_tells_no_secret(
    client: FlaskClient, link: Link, caplog: pytest.LogCaptureFixture, error: Exception, status: int
) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        patch("planner.application.store.feeds.Feeds.feed", side_effect=error),
    ):
        answer = client.get(path_of(link))

    told = answer.get_data(as_text=True) + str(answer.headers)
    assert answer.status_code == status
    assert link.secret not in told + caplog.text
    assert "asked for" not in told + caplog.text
    assert "borte" not in told
    assert answer.headers.get("Retry-After") == ("60" if status == 503 else None)


@on_a_file
def test_nothing_is_logged_of_a_request(
    client: FlaskClient, link: Link, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get(path_of(link))
        client.get(path_of(link)[:-9] + "x")
        client.post(path_of(link))

    assert link.secret[:20] not in caplog.text


def test_a_database_of_another_edition_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        create_app(service_on(open_store(f"sqlite:///{tmp_path / 'borte.db'}")))


@on_a_file
def test_the_database_is_the_one_in_the_settings(
    store: Store, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.file
    monkeypatch.setenv("SEMESTERPLAN_DATABASE", address)

    app = create_app()

    assert app.test_client().get("/feeds/borte/ppt-01.ics").status_code == 404
    app.extensions["feeds"].close()
