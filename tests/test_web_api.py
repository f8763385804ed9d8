"""The API over HTTP: one shape for every refusal, log-in, keys, pages, and what is told to whom."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.application.api.endpoint import SMALL
from planner.application.store.account_tables import answer
from planner.application.store.database import Store
from planner.domain.roles import Role
from tests.accounts import ADMINISTRATOR, HERE, PASSWORD, joined, logged_in
from tests.apis import API, INVITATIONS, LEADER, MEMBERS, NEW, api_on, bearer, refused, told


@pytest.fixture
def client(store: Store) -> Iterator[FlaskClient]:
    with api_on(store) as made:
        yield made


@pytest.fixture
def leader(store: Store, client: FlaskClient) -> dict[str, str]:  # noqa: ARG001 (makes the leader)
    return bearer(store, LEADER)


def test_logging_in_and_out(client: FlaskClient) -> None:
    given = {"email": LEADER, "password": PASSWORD}
    begun = client.post(f"{API}/sessions", json=given)
    headers = {"Authorization": f"Bearer {told(begun)['token']}"}
    me = client.get(f"{API}/me", headers=headers)

    assert begun.status_code == 201
    assert begun.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in begun.headers
    assert told(me)["memberships"] == [{"office": HERE, "role": "leader", "person": None}]
    assert client.delete(f"{API}/sessions/current", headers=headers).status_code == 204
    refused(client.get(f"{API}/me", headers=headers), 401, "not_logged_in")


def test_a_wrong_password_is_refused_and_counted(client: FlaskClient) -> None:
    given = {"email": LEADER, "password": "feil passord her"}
    for _ in range(10):
        refused(client.post(f"{API}/sessions", json=given), 403, "refused")

    last = client.post(f"{API}/sessions", json={**given, "password": PASSWORD})
    refused(last, 429, "too_many_attempts")
    assert last.headers["Retry-After"] == "900"


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_whoever_guesses_has_to_wait_and_others_do_not(client: FlaskClient) -> None:
    given = {"secret": "A" * 43, "password": PASSWORD, "name": "Ny"}

    found = [client.post(f"{API}/invitations/accepted", json=given) for _ in range(61)]

    assert [each.status_code for each in found] == [403] * 60 + [429]
    right = {"email": LEADER, "password": PASSWORD}
    refused(client.post(f"{API}/sessions", json=right), 429, "too_many_attempts")
    elsewhere = {"REMOTE_ADDR": "192.0.2.9"}
    assert client.post(f"{API}/sessions", json=right, environ_base=elsewhere).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic eDp5"},
    ],
)
def test_who_is_not_known_is_told_before_anything_is_read(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    found = client.post(INVITATIONS, data=b"{", headers=headers)

    refused(found, 401, "not_logged_in")
    assert found.headers["WWW-Authenticate"] == "Bearer"


def test_what_cannot_be_read_is_refused(client: FlaskClient, leader: dict[str, str]) -> None:
    def sent(body: bytes, kind: str = "application/json") -> TestResponse:
        return client.post(INVITATIONS, data=body, content_type=kind, headers=leader)

    for body in (b"", b"{", b'{"a":NaN}', b'{"a":"\\ud800"}', b"\xff", b"[" * 10_000):
        refused(sent(body), 400, "malformed")
    refused(sent(b"{}", "text/plain"), 415, "not_json")
    refused(sent(b"{}", ""), 415, "not_json")
    refused(sent(b" " * (SMALL + 1)), 413, "too_large")
    assert refused(sent(b"[]"), 422, "unreadable")["faults"][0]["path"] == []
    assert len(told(sent(b" " * (SMALL - 2) + b"{}"))["faults"]) == 2


def test_every_fault_is_told_at_once_and_where(client: FlaskClient, leader: dict[str, str]) -> None:
    body = {"email": 1, "role": "sjef", "rolle": "staff"}
    found = client.post(INVITATIONS, json=body, headers={**leader, "Accept-Language": "nn"})

    faults = refused(found, 422, "unreadable")["faults"]
    assert sorted(each["path"] for each in faults) == [["email"], ["role"], ["rolle"]]
    assert "tekst" in next(each["sentence"] for each in faults if each["path"] == ["email"])


def test_of_very_many_faults_it_is_only_told_that_there_are(client: FlaskClient) -> None:
    found = client.post(f"{API}/sessions", json={f"{number}": 1 for number in range(5000)})

    assert len(refused(found, 422, "unreadable")["faults"]) == 1
    assert len(found.data) < SMALL / 10


def test_a_character_that_no_database_takes_is_a_fault(
    client: FlaskClient, leader: dict[str, str]
) -> None:
    sent = client.post(INVITATIONS, json={**NEW, "email": "a\0@kommune.no"}, headers=leader)
    asked = client.get(f"{MEMBERS}?after=%00", headers=leader)
    path = client.delete(f"{MEMBERS}/%00", headers=leader)

    for found in (sent, asked, path):
        refused(found, 422, "unreadable")


def test_a_query_is_read_as_strictly_as_a_body(client: FlaskClient, leader: dict[str, str]) -> None:
    for query in ("limit=0", "limit=101", "limit=x", "limit=1&limit=1", "side=2", "after=x"):
        refused(client.get(f"{MEMBERS}?{query}", headers=leader), 422, "unreadable")


def test_other_addresses_and_methods_are_refused_in_the_same_shape(client: FlaskClient) -> None:
    refused(client.get(f"{API}/nothing"), 404, "nothing_here")
    refused(client.get(f"{API}/me/"), 404, "nothing_here")
    found = client.get(f"{API}/sessions/current")
    refused(found, 405, "not_this_method")
    assert set(found.headers["Allow"].split(", ")) == {"DELETE", "OPTIONS"}


def test_refusals_speak_the_language_that_was_asked_for(client: FlaskClient) -> None:
    for asked, title in (("nb", "Ikke"), ("nn", "Ikkje"), ("no", "Ikke"), ("en", "Ikke")):
        found = client.get(f"{API}/me", headers={"Accept-Language": asked})
        assert refused(found, 401, "not_logged_in")["title"].startswith(title)


def test_the_same_key_does_it_once(
    client: FlaskClient, store: Store, leader: dict[str, str]
) -> None:
    headers = {**leader, "Idempotency-Key": "4be5a6ca"}
    first = client.post(INVITATIONS, json=NEW, headers=headers)
    again = client.post(INVITATIONS, json=NEW, headers=headers)
    other = client.post(INVITATIONS, json={**NEW, "person": "ppt-02"}, headers=headers)

    assert first.status_code == again.status_code == 201
    assert first.data == again.data
    refused(other, 422, "unreadable")
    with store.reading() as connection:
        kept = connection.execute(sa.select(answer)).all()
    assert len(kept) == 1
    assert told(first)["address"].rpartition("/")[2] not in str(kept)


def test_what_was_refused_can_be_sent_again_with_its_key(
    client: FlaskClient, leader: dict[str, str]
) -> None:
    headers = {**leader, "Idempotency-Key": "4be5a6ca"}
    refused(
        client.post(INVITATIONS, json={**NEW, "email": "x"}, headers=headers), 422, "unreadable"
    )

    assert client.post(INVITATIONS, json=NEW, headers=headers).status_code == 201


def test_keys_are_each_account_s_own(
    client: FlaskClient, store: Store, leader: dict[str, str]
) -> None:
    other = bearer(store, ADMINISTRATOR)
    told = {
        client.post(INVITATIONS, json=NEW, headers={**each, "Idempotency-Key": "1"}).data
        for each in (leader, other)
    }
    assert len(told) == 2


def test_a_cookie_needs_the_token_of_a_page_to_change_anything(
    client: FlaskClient, store: Store
) -> None:
    with client.session_transaction() as session:
        session["secret"] = logged_in(store, LEADER)

    assert client.get(f"{API}/me").status_code == 200
    refused(client.post(INVITATIONS, json=NEW), 403, "refused")
    wrong = {"X-CSRFToken": "x"}
    refused(client.post(INVITATIONS, json=NEW, headers=wrong), 403, "refused")
    empty = {"Authorization": "Bearer "}
    refused(client.post(INVITATIONS, json=NEW, headers=empty), 403, "refused")
    assert told(client.get(INVITATIONS))["invitations"] == []


def test_pages_hold_everything_once(
    client: FlaskClient, store: Store, leader: dict[str, str]
) -> None:
    for number in range(5):
        joined(store, Role.READER, f"leser{number}@kommune.no")
    found, after = [], ""
    while after is not None:
        page = told(client.get(f"{MEMBERS}?limit=2{after and f'&after={after}'}", headers=leader))
        assert len(page["members"]) <= 2
        found += [each["email"] for each in page["members"]]
        after = page["next"]

    assert found == [LEADER, *(f"leser{number}@kommune.no" for number in range(5))]


def test_no_log_holds_what_was_said(
    client: FlaskClient,
    leader: dict[str, str],
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    given = told(client.post(INVITATIONS, json=NEW, headers=leader))
    client.post(f"{API}/sessions", json={"email": NEW["email"], "password": PASSWORD})
    written = caplog.text + "".join(capsys.readouterr())

    token = leader["Authorization"].removeprefix("Bearer ")
    for secret in (token, given["address"].rpartition("/")[2], NEW["email"], PASSWORD):
        assert secret not in written


def test_a_database_that_is_gone_is_said_without_where_it_was(
    client: FlaskClient, store: Store, leader: dict[str, str]
) -> None:
    if store.file is None:
        pytest.skip("a file can be taken away")
    store.engine.dispose()
    store.file.rename(store.file.with_suffix(".away"))
    found = client.get(f"{API}/me", headers=leader)

    refused(found, 503, "not_now")
    assert found.headers["Retry-After"] == "60"
    assert str(store.file.parent) not in found.text


def test_what_breaks_is_our_fault_and_tells_nothing(
    client: FlaskClient, store: Store, leader: dict[str, str]
) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE office RENAME TO elsewhere")
    found = client.get(f"{API}/offices", headers=leader)

    assert found.status_code in {500, 503}
    assert "office" not in refused(found, found.status_code, told(found)["code"])["detail"]
    assert "Traceback" not in found.text


def test_the_document_is_for_everybody(client: FlaskClient) -> None:
    found = client.get(f"{API}/openapi.json")

    assert found.status_code == 200
    assert told(found)["openapi"].startswith("3.1")
