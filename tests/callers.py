"""Everybody who may ask the API in the tests: in every role, of this office and another."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient
from pydantic import BaseModel
from werkzeug.test import TestResponse

from planner.application.api.answering import PREFIX
from planner.application.api.endpoint import Endpoint, Nothing
from planner.application.store.database import Store, open_store, upgrade
from planner.application.store.drafts import put_draft
from planner.domain.roles import Membership, Role, User
from tests.accounts import ADMINISTRATOR, ELSEWHERE, HERE, MORNING, joined, logged_in, with_offices
from tests.offices import publish_in
from tests.publications import OURS, planned
from tests.services import service_on
from web import create_app

NOBODY, ADMIN, SELF, EVERYTHING = "nobody", "administrator", "self", "everything"
PERSON = "ppt-07"
"""Whom the examples of the API are about: in the tests it is `SELF`."""
DRAFT, VERSION = "var-2027", 2
"""What there is in this office."""
OF_OFFICES = (Role.STAFF, Role.READER, Role.PLANNER, Role.LEADER)


@dataclass(frozen=True)
class Caller:
    """Somebody who asks: who they are, and how they show it."""

    name: str
    memberships: tuple[Membership, ...]
    token: str | None

    @property
    def headers(self) -> dict[str, str]:
        return {} if self.token is None else {"Authorization": f"Bearer {self.token}"}


@dataclass(frozen=True)
class Callers:
    """An API with everybody who may ask it.

    Parameters
    ----------
    by_name
        `NOBODY`, `ADMIN`, `SELF` (staff, whom the examples are about), `EVERYTHING` (leader and
        administrator), and the others by role and office: ``leader of lillevik``.
    """

    store: Store
    by_name: Mapping[str, Caller]

    @cached_property
    def client(self) -> FlaskClient:
        app = create_app(service_on(self.store, now=lambda: MORNING))
        app.testing = False
        return app.test_client()

    def ask(
        self,
        caller: str,
        method: str,
        path: str,
        *,
        json: object = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> TestResponse:
        """Ask for a path of the API."""
        whole = {**self.by_name[caller].headers, **headers}
        return self.client.open(PREFIX + path, method=method, json=json, headers=whole)


def with_callers(store: Store) -> Callers:
    """Two offices with somebody in every role, each of them logged in; this one has published."""
    with_offices(store)
    for made in (planned(4), planned(11)):
        publish_in(store, made, HERE)
    asked = {"plan": planned(4), "expected": 0, "by": None, "at": MORNING}
    put_draft(store, HERE, DRAFT, "Våren 2027", OURS, **asked)  # type: ignore[arg-type]
    # Whoever may most comes last: what they do must not keep others from being asked.
    user = joined(store, Role.STAFF, "selv@kommune.no", person=PERSON)
    found = [Caller(NOBODY, (), None), _logged_in(store, SELF, user, "selv@kommune.no")]
    for office in (ELSEWHERE, HERE):
        for role in OF_OFFICES:
            name = f"{role} of {office}"
            email = f"{role}@{office}.no"
            person = None if role is not Role.STAFF else "ppt-01"
            user = joined(store, role, email, office_id=office, person=person)
            found.append(_logged_in(store, name, user, email))
    user = joined(store, Role.ADMINISTRATOR, "drift2@kommune.no", office_id=None)
    found.append(_logged_in(store, ADMIN, user, "drift2@kommune.no"))
    joined(store, Role.LEADER, ADMINISTRATOR)
    user = joined(store, Role.ADMINISTRATOR, ADMINISTRATOR, office_id=None)
    found.append(_logged_in(store, EVERYTHING, user, ADMINISTRATOR))
    return Callers(store, {each.name: each for each in found})


def _logged_in(store: Store, name: str, user: User, email: str) -> Caller:
    return Caller(name, user.memberships, logged_in(store, email))


@contextmanager
def copied(made: Path, callers: Callers, folder: Path) -> Iterator[Callers]:
    """The same on a file of its own, to be asked anything."""
    file = folder / "copy.db"
    shutil.copyfile(made, file)
    store = open_store(f"sqlite:///{file}")
    fresh = Callers(store, callers.by_name)
    try:
        yield fresh
    finally:
        if "client" in fresh.__dict__:
            fresh.client.application.extensions["feeds"].close()
        store.engine.dispose()


@contextmanager
def callers_on_file(file: Path) -> Iterator[Callers]:
    """Everybody, in a SQLite file that can be copied afterwards."""
    store = open_store(f"sqlite:///{file}")
    upgrade(store)
    made = with_callers(store)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.engine.dispose()
    yield made


def example_path(endpoint: Endpoint[Any, Any, Any], office: str = HERE) -> str:
    """The path of an endpoint with its examples filled in, in an office of the tests."""
    values = _examples(endpoint.variables) | {"office": office}
    path = re.sub(r"\{(\w+)\}", lambda found: str(values[found[1]]), endpoint.path)
    query = urlencode(_examples(endpoint.query))
    return f"{path}?{query}" if query else path


def example_body(endpoint: Endpoint[Any, Any, Any]) -> dict[str, Any] | None:
    """The example of what an endpoint takes."""
    if endpoint.body is Nothing:
        return None
    example: dict[str, Any] = endpoint.body.model_json_schema()["examples"][0]
    return example


def _examples(words: type[BaseModel]) -> dict[str, Any]:
    """An example of each variable, or of each part of a query that must be said."""
    whole = words.model_json_schema()
    said = {name: whole["properties"][name] for name in whole.get("required", ())}
    return {name: stated.get("examples", [1])[0] for name, stated in said.items()}
