"""People who ask the API in the tests, by real requests to the service on any store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.application.store.database import Store
from planner.domain.roles import Role
from tests.accounts import HERE, joined, logged_in
from tests.publications import NOON

PREFIX = "/api/v1"


@dataclass(frozen=True)
class Caller:
    """Somebody who has logged in; without a token, nobody."""

    client: FlaskClient
    token: str | None = field(default=None, repr=False)

    def ask(self, method: str, path: str, content: object = None, **headers: str) -> TestResponse:
        """Ask for a path of the API, with or without a body."""
        sent: dict[str, Any] = {} if content is None else {"json": content}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        return self.client.open(PREFIX + path, method=method, headers=headers, **sent)

    def get(self, path: str, status: int = 200) -> Any:  # noqa: ANN401 (any JSON)
        """What is answered to a GET that is answered with a status."""
        return self.answered(self.ask("GET", path), status)

    def send(self, method: str, path: str, content: object = None, status: int = 200) -> Any:  # noqa: ANN401 (any JSON)
        """What is answered to something sent that is answered with a status."""
        return self.answered(self.ask(method, path, content), status)

    @staticmethod
    def answered(answer: TestResponse, status: int) -> Any:  # noqa: ANN401 (any JSON)
        """The JSON of an answer that has a status."""
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.get_json() if answer.data else None


def caller(
    client: FlaskClient,
    store: Store,
    role: Role,
    *,
    office: str | None = HERE,
    person: str | None = None,
    at: datetime = NOON,
) -> Caller:
    """Somebody who has a role in an office, and has logged in."""
    email = f"{role}-{person or 'x'}@{office or 'drift'}.no"
    joined(store, role, email, office_id=office, person=person, at=at)
    return Caller(client, logged_in(store, email, at=at))
