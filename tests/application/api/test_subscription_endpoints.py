"""Links to feeds over the API, for whom there are plans."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from planner.application.store.database import Store
from planner.domain.roles import Role
from tests.accounts import HERE
from tests.apicallers import Caller, caller
from tests.offices import publish_in
from tests.publications import planned

LINKS = f"/offices/{HERE}/subscriptions"


def audience(name: str, kind: str = "person") -> dict[str, object]:
    return {"audience": {"kind": kind, "id": name}}


@pytest.fixture
def leader(client: FlaskClient, store: Store) -> Caller:
    return caller(client, store, Role.LEADER)


def test_a_link_is_made_for_whom_a_version_knows_and_opens_their_feed(
    leader: Caller, store: Store
) -> None:
    publish_in(store, planned(4), HERE)
    made = leader.send("POST", LINKS, audience("ppt-01"), 201)

    feed = made["feed"].partition("/feeds/")[2]
    assert leader.client.get(f"/feeds/{feed}").status_code == 200
    for who in (audience("ppt-10"), audience("ppt-01", "unit")):
        refusal = leader.send("POST", LINKS, who, 422)
        (fault,) = refusal["faults"]
        assert fault["path"] == ["audience", "id"]
    assert len(leader.get(LINKS)["subscriptions"]) == 1


def test_before_anything_is_published_links_are_made_for_anybody(leader: Caller) -> None:
    leader.send("POST", LINKS, audience("ppt-10"), 201)


def test_staff_learn_nothing_of_whom_there_is(
    client: FlaskClient, leader: Caller, store: Store
) -> None:
    publish_in(store, planned(4), HERE)
    staff = caller(client, store, Role.STAFF, person="ppt-01")

    for who in (audience("ppt-10"), audience("vika", "unit")):
        assert staff.send("POST", LINKS, who, 403)["code"] == "not_allowed"
    assert leader.get(LINKS)["subscriptions"] == []
