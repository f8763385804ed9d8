"""People with accounts in the tests: an administrator, and the members of two offices."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from planner.application.store.accounts import user_of
from planner.application.store.all_tables import METADATA
from planner.application.store.database import Store
from planner.application.store.invitations import first_administrator, invite
from planner.application.store.joining import accept
from planner.application.store.sessions import log_in
from planner.application.store.tables import office
from planner.domain.errors import Refused
from planner.domain.roles import Role, User

MORNING = datetime(2027, 1, 4, 7, 0, tzinfo=UTC)
PASSWORD = "tre blåe fjell i sør"  # noqa: S105 (of nobody)
HERE, ELSEWHERE = "lillevik", "storvik"
ADMINISTRATOR, STAFF = "drift@kommune.no", "staff@kommune.no"


def with_offices(store: Store) -> User:
    """Two offices without members, and the administrator of the deployment."""
    rows = [
        {"id": name, "name": "PPT", "language": "nb", "created_at": MORNING}
        for name in (HERE, ELSEWHERE)
    ]
    with store.writing() as connection:
        connection.execute(office.insert(), rows)
    secret = first_administrator(store, at=MORNING)
    assert secret
    joined = {"email": ADMINISTRATOR, "name": "Drift", "password": PASSWORD}
    return user(store, accept(store, secret, **joined, at=MORNING))


def joined(
    store: Store,
    role: Role,
    email: str | None = None,
    *,
    office_id: str | None = HERE,
    person: str | None = None,
    at: datetime = MORNING,
) -> User:
    """Somebody who was invited and came."""
    whose = email or f"{role}@kommune.no"
    secret = invite(store, office_id, whose, role, person=person, by=None, at=at).secret
    return user(store, accept(store, secret, name=f"En {role}", password=PASSWORD, at=at))


def logged_in(store: Store, email: str, password: str = PASSWORD, at: datetime = MORNING) -> str:
    """The secret of a new session."""
    return log_in(store, email, password, address="192.0.2.1", at=at)


def user(store: Store, account_id: str) -> User:
    """Who an account is now."""
    with store.reading() as connection:
        found = user_of(connection, account_id)
    assert found
    return found


def everything_in(store: Store) -> str:
    """All that a stolen database would tell, as one text."""
    with store.reading() as connection:
        rows = [connection.execute(table.select()).all() for table in METADATA.sorted_tables]
    return str(rows)


def a_member(store: Store) -> str:
    """The id of somebody who has an account."""
    with_offices(store)
    return joined(store, Role.STAFF, STAFF, person="ppt-01").account


def fail_to_log_in(
    store: Store, times: int, email: str = STAFF, address: str | None = "192.0.2.7"
) -> None:
    """Try with a wrong password, and be told that it is wrong."""
    for _ in range(times):
        with pytest.raises(Refused, match="passordet er feil"):
            log_in(store, email, "feil passord her", address=address, at=MORNING)
