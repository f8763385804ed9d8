"""A site in the tests: an office that has published, its people, and a browser's way of asking."""

from __future__ import annotations

import re
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.application.store.database import Store
from planner.application.store.invitations import invite
from planner.application.store.joining import accept
from planner.domain.roles import Role
from tests.accounts import PASSWORD
from tests.offices import OFFICE, twice_published
from tests.publications import NOON

STAFF, LEADER, NEW = "staff@kommune.no", "leder@kommune.no", "ny@kommune.no"
PERSON = "ppt-01"


def with_people(store: Store) -> None:
    """An office that has published twice, with an adviser of its plan and a leader."""
    twice_published(store)
    for email, role, person in ((STAFF, Role.STAFF, PERSON), (LEADER, Role.LEADER, None)):
        secret = invited(store, email, role, person)
        accept(store, secret, name=f"En {role}", password=PASSWORD, at=NOON)


def invited(
    store: Store, email: str = NEW, role: Role = Role.STAFF, person: str | None = PERSON
) -> str:
    """The secret of an invitation to the office."""
    return invite(store, OFFICE, email, role, person=person, by=None, at=NOON).secret


def token_in(page: TestResponse) -> str:
    """What a form on a page has to be sent with."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True))
    assert found
    return unescape(found[1])


def send(client: FlaskClient, page: str, form: str | None = None, **words: str) -> TestResponse:
    """Open a page and send a form of it, to the page's own path unless another is said."""
    token = token_in(client.get(page))
    return client.post(form or page, data=words | {"csrf_token": token})


def log_in(client: FlaskClient, email: str, password: str = PASSWORD) -> TestResponse:
    """Log in by the form."""
    return send(client, "/log-in", email=email, password=password)
