"""Members, their invitations, passwords and links over the API, and the log of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from planner.application.store.database import Store
from planner.domain.roles import Role
from tests.accounts import HERE, PASSWORD, joined, logged_in
from tests.apis import API, INVITATIONS, LEADER, LINKS, MEMBERS, NEW, api_on, bearer, refused, told

NEW_PASSWORD = "fire grøne dalar i nord"  # noqa: S105 (of nobody)


@pytest.fixture
def client(store: Store) -> Iterator[FlaskClient]:
    with api_on(store) as made:
        yield made


@pytest.fixture
def leader(store: Store, client: FlaskClient) -> dict[str, str]:  # noqa: ARG001 (makes the leader)
    return bearer(store, LEADER)


def test_an_invitation_from_giving_to_joining(client: FlaskClient, leader: dict[str, str]) -> None:
    given = told(client.post(INVITATIONS, json=NEW, headers=leader))
    waiting = told(client.get(INVITATIONS, headers=leader))["invitations"]
    said = {"secret": given["address"].rpartition("/")[2], "password": PASSWORD, "name": "Ny"}
    accepted = client.post(f"{API}/invitations/accepted", json=said)

    assert [each["id"] for each in waiting] == [given["id"]]
    assert accepted.status_code == 201
    refused(client.post(f"{API}/invitations/accepted", json=said), 403, "refused")
    assert told(client.get(INVITATIONS, headers=leader))["invitations"] == []
    gone = client.delete(f"{MEMBERS}/{told(accepted)['account']}", headers=leader)
    assert gone.status_code == 204
    again = client.delete(f"{MEMBERS}/{told(accepted)['account']}", headers=leader)
    refused(again, 404, "not_there")


def test_a_leader_gives_a_member_a_link_to_a_new_password(
    client: FlaskClient, store: Store, leader: dict[str, str]
) -> None:
    staff = joined(store, Role.STAFF, person="ppt-01").account
    given = client.post(f"{API}/accounts/{staff}/password-link", headers=leader)
    said = {"secret": told(given)["address"].rpartition("/")[2], "password": NEW_PASSWORD}

    assert client.post(f"{API}/passwords", json=said).status_code == 204
    assert logged_in(store, "staff@kommune.no", NEW_PASSWORD)


def test_one_s_own_links_and_nobody_else_s(
    client: FlaskClient, store: Store, leader: dict[str, str]
) -> None:
    joined(store, Role.STAFF, person="ppt-01")
    staff = bearer(store, "staff@kommune.no")
    own = {"audience": {"kind": "person", "id": "ppt-01"}}
    made = told(client.post(LINKS, json=own, headers=staff))
    else_s = {"audience": {"kind": "person", "id": "ppt-02"}}
    others = told(client.post(LINKS, json=else_s, headers=leader))
    path = f"{LINKS}/{made['id']}"

    rotated = told(client.post(f"{path}/rotation", headers=staff))
    assert rotated["id"] == made["id"]
    assert rotated["feed"] != made["feed"]
    assert client.put(path, json={"deadlines": True}, headers=staff).status_code == 204
    theirs = told(client.get(f"{API}/offices/{HERE}/people/ppt-01/subscriptions", headers=staff))
    assert [each["deadlines"] for each in theirs["subscriptions"]] == [True]
    for each in ({"kind": "person", "id": "ppt-02"}, {"kind": "unit", "id": "ppt-01"}):
        refused(client.post(LINKS, json={"audience": each}, headers=staff), 403, "not_allowed")
    refused(client.delete(f"{LINKS}/{others['id']}", headers=staff), 403, "not_allowed")
    assert client.delete(path, headers=staff).status_code == 204
    refused(client.delete(path, headers=leader), 404, "not_there")


def test_the_log_tells_what_was_done_the_newest_first(
    client: FlaskClient, leader: dict[str, str]
) -> None:
    made = client.post(LINKS, json={"audience": {"kind": "unit", "id": "vika"}}, headers=leader)
    page = told(client.get(f"{API}/offices/{HERE}/log?limit=1", headers=leader))
    path = f"{API}/offices/{HERE}/log?limit=1&after={page['next']}"
    after = told(client.get(path, headers=leader))

    newest = page["lines"][0]
    assert (newest["action"], newest["subject"]) == ("subscription.made", told(made)["id"])
    assert after["lines"][0]["id"] < newest["id"]
