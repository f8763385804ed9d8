"""A service on each kind of database, with an office that has published twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from planner.application.store.database import Store
from tests.accounts import with_offices
from tests.services import service_on
from web import create_app


@pytest.fixture
def client(store: Store) -> Iterator[FlaskClient]:
    """A client of a service with two offices and nobody in them yet."""
    with_offices(store)
    app = create_app(service_on(store))
    yield app.test_client()
    app.extensions["feeds"].close()
