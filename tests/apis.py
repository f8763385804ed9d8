"""The API in the tests of what it answers: an office with a leader, and the shape of a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.application.api.answering import PREFIX
from planner.application.store.database import Store
from planner.domain.roles import Role
from tests.accounts import HERE, MORNING, joined, logged_in, with_offices
from tests.services import service_on
from web import create_app

API = PREFIX
LEADER = "leader@kommune.no"
MEMBERS = f"{API}/offices/{HERE}/members"
INVITATIONS = f"{API}/offices/{HERE}/invitations"
LINKS = f"{API}/offices/{HERE}/subscriptions"
NEW = {"email": "ny@kommune.no", "role": "staff", "person": "ppt-01"}
PARTS = {"type", "title", "status", "detail", "code", "faults", "now"}


@contextmanager
def api_on(store: Store) -> Iterator[FlaskClient]:
    """A service with a leader and an administrator."""
    with_offices(store)
    joined(store, Role.LEADER, LEADER)
    app = create_app(service_on(store, now=lambda: MORNING))
    yield app.test_client()
    app.extensions["feeds"].close()


def bearer(store: Store, email: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {logged_in(store, email)}"}


def told(found: TestResponse) -> Any:  # noqa: ANN401 (JSON)
    """What an answer holds."""
    return found.json


def refused(found: TestResponse, status: int, code: str) -> dict[str, Any]:
    """See that it is a refusal in the one shape that there is: the refusal."""
    assert found.status_code == status
    assert found.content_type == "application/problem+json"
    problem: dict[str, Any] = told(found)
    assert set(problem) == PARTS
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["title"]
    assert problem["detail"]
    return problem
