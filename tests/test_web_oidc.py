"""Log-in at an identity provider, the whole way round: to it, back from it, and in."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.application.store.account_tables import account, identity
from planner.application.store.accounts import close_account
from planner.application.store.database import Store
from planner.application.store.invitations import invite
from planner.application.store.offices import make_office
from planner.domain.roles import Role
from tests.accounts import PASSWORD
from tests.publications import NOON
from tests.services import service_on
from tests.sites import LEADER, NEW, STAFF, invited, send, with_people
from web import create_app

SUBJECT, OTHER = "f81d4fae-7dec", "0b1c2d3e-4f5a"
HTML = {"Accept": "text/html"}
LEVEL = "loa-substantial"


# In a process of its own: it uses what its libraries are about to leave behind, and warns of it.
PROVIDER = """
import json, sys
from oidc_provider_mock import User, run_server_in_thread

known = [User(sub=sub, claims=claims) for sub, claims in json.loads(sys.argv[1]).items()]
with run_server_in_thread(user_claims=known, require_nonce=True) as server:
    print(server.server_port, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The address of an identity provider that knows two people, one of them better."""
    known = {
        SUBJECT: {"name": "PP-rådgiver 07", "acr": LEVEL},
        # With the e-mail address of the leader, which must open nothing.
        OTHER: {"name": "Noen andre", "email": LEADER, "email_verified": True},
    }
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", PROVIDER, json.dumps(known)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdin
        assert running.stdout
        yield f"http://localhost:{running.stdout.readline().strip()}"
        running.stdin.close()


def provider(issuer: str, **more: str) -> dict[str, str]:
    known = {"id": "feide", "name": "Feide", "issuer": issuer}
    return known | {"client_id": "semesterplan", "client_secret": "hemmelig"} | more


@pytest.fixture
def app(store: Store, issuer: str) -> Iterator[Flask]:
    with_people(store)
    made = create_app(service_on(store, oidc=[provider(issuer, scope="openid profile email")]))
    yield made
    made.extensions["feeds"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def led_away(client: FlaskClient, page: str) -> str:
    """The address at the provider that a page leads to."""
    text = client.get(page).get_data(as_text=True)
    found = re.search(r'href="([^"]*/feide\?csrf_token=[^"]+)"', text)
    assert found
    answer = client.get(unescape(found[1]))
    assert answer.status_code == 302
    return answer.headers["Location"]


def let_in(address: str, subject: str = SUBJECT) -> str:
    """The path that the provider sends somebody back to when they have logged in there."""
    form = {"sub": subject}
    answer = requests.post(address, data=form, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def come_in(client: FlaskClient, page: str, subject: str = SUBJECT) -> TestResponse:
    return client.get(let_in(led_away(client, page), subject), headers=HTML)


def refused(answer: TestResponse, store: Store, client: FlaskClient) -> str:
    """What somebody was told who did not come in, and whom nothing was linked to."""
    assert answer.status_code == 403
    assert client.get("/me").headers["Location"] == "/log-in"
    with store.reading() as connection:
        assert OTHER not in str(connection.execute(identity.select()).all())
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_what_the_provider_is_asked(client: FlaskClient, issuer: str) -> None:
    address = led_away(client, "/log-in")

    asked = {name: each[0] for name, each in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(issuer)
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://127.0.0.1:8000/elsewhere/feide/back"
    assert all(len(asked[each]) >= 20 for each in ("state", "nonce", "code_challenge"))
    assert "hemmelig" not in address


def test_somebody_joins_by_an_invitation_and_comes_back_later(app: Flask, store: Store) -> None:
    client = app.test_client()

    answer = come_in(client, f"/invitations/{invited(store)}")

    assert answer.headers["Location"] == "/me"
    assert "Ressursteam" in client.get("/me").get_data(as_text=True)
    assert "PP-rådgiver 07" in client.get("/").get_data(as_text=True)
    later = app.test_client()
    assert come_in(later, "/log-in").headers["Location"] == "/me"
    assert later.get("/me").status_code == 200
    with store.reading() as connection:
        assert len(connection.execute(identity.select()).all()) == 1


def test_nobody_comes_in_by_an_e_mail_address(client: FlaskClient, store: Store) -> None:
    answer = come_in(client, "/log-in", OTHER)

    assert "be lederen din om en invitasjon" in refused(answer, store, client)


def test_an_invitation_to_somebody_with_an_account_takes_its_password(
    client: FlaskClient, store: Store
) -> None:
    page = f"/invitations/{invited(store, STAFF, Role.LEADER)}"

    answer = come_in(client, page, OTHER)

    assert "ta imot invitasjonen med passordet" in refused(answer, store, client)
    assert send(client, page, password=PASSWORD).status_code == 303


def test_whoever_came_by_an_identity_joins_another_office_by_it(app: Flask, store: Store) -> None:
    come_in(app.test_client(), f"/invitations/{invited(store)}")
    make_office(store, "annet-ppt", "Annet PPT", "nb", by=None, at=NOON)
    link = invite(store, "annet-ppt", NEW, Role.STAFF, person="ppt-02", by=None, at=NOON)
    client = app.test_client()

    answer = come_in(client, f"/invitations/{link.secret}")

    assert answer.headers["Location"] == "/me"
    assert "Annet PPT" in client.get("/me").get_data(as_text=True)


def test_an_invitation_to_somebody_else_is_not_taken(app: Flask, store: Store) -> None:
    come_in(app.test_client(), f"/invitations/{invited(store)}")
    client = app.test_client()

    answer = come_in(client, f"/invitations/{invited(store, 'en@kommune.no', Role.LEADER)}")

    assert "en annen konto enn den som er invitert" in refused(answer, store, client)


def test_a_closed_account_is_not_opened(app: Flask, store: Store) -> None:
    come_in(app.test_client(), f"/invitations/{invited(store)}")
    with store.reading() as connection:
        theirs = connection.execute(account.select().where(account.c.email == NEW)).one()
    close_account(store, theirs.id, by=None, at=NOON)
    client = app.test_client()

    assert come_in(client, "/log-in").status_code == 403


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_what_somebody_else_began_is_not_gone_on_with(app: Flask, store: Store) -> None:
    back = let_in(led_away(app.test_client(), f"/invitations/{invited(store)}"))
    client = app.test_client()

    assert "avbrutt" in refused(client.get(back, headers=HTML), store, client)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "query", ["", "?error=access_denied", "?code=x&state=y", "?state=y", "?code=%00&state=%00"]
)
def test_what_is_made_up_opens_nothing(client: FlaskClient, store: Store, query: str) -> None:
    led_away(client, "/log-in")

    answer = client.get(f"/elsewhere/feide/back{query}", headers=HTML)

    assert "Innloggingen hos Feide ble avbrutt eller gikk ikke" in refused(answer, store, client)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_way_back_is_good_for_once(client: FlaskClient, store: Store) -> None:
    back = let_in(led_away(client, f"/invitations/{invited(store)}"))
    assert client.get(back).status_code == 303
    send(client, "/me", "/log-out")

    assert client.get(back).status_code == 403


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_no_other_site_sends_anybody_there(client: FlaskClient, store: Store) -> None:
    paths = ["/elsewhere/feide", f"/invitations/{invited(store)}/feide"]

    assert {client.get(each).status_code for each in paths} == {403}
    assert client.get("/elsewhere/andre").status_code == 404


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("subject", "status"), [(SUBJECT, 303), (OTHER, 403)])
def test_somebody_whom_the_provider_does_not_know_well_enough_is_not_let_in(
    store: Store, issuer: str, subject: str, status: int
) -> None:
    with_people(store)
    app = create_app(service_on(store, oidc=[provider(issuer, acr_values=LEVEL)]))
    client = app.test_client()

    answer = come_in(client, f"/invitations/{invited(store)}", subject)

    assert answer.status_code == status
    app.extensions["feeds"].close()


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_provider_that_does_not_answer_is_told_of(store: Store) -> None:
    with_people(store)
    app = create_app(service_on(store, oidc=[provider("http://localhost:9")]))
    client = app.test_client()
    text = client.get("/log-in").get_data(as_text=True)
    found = re.search(r'href="(/elsewhere/[^"]+)"', text)
    assert found

    answer = client.get(unescape(found[1]), headers=HTML)

    assert (answer.status_code, "Feide" in answer.get_data(as_text=True)) == (403, True)
    app.extensions["feeds"].close()
