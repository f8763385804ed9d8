"""A process that puts versions into a store, one on top of the other, and tells of each.

``python -m tests.storewriter ADDRESS NAME COUNT``. Each comes with its row in the audit log and in
the outbox; the number is written out when all three are settled.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import sqlalchemy as sa

from planner.application.store.database import Store, open_store
from planner.application.store.tables import audit, office, outbox, version

OFFICE = "lillevik"
DOCUMENT = "{" + " " * 60_000 + "}"


def put_version(store: Store, name: str) -> int:
    """Put in the version after the newest one, and say its number."""
    now = datetime.now(UTC)
    with store.writing() as connection:
        # Whoever publishes has the office alone; on SQLite, which knows no such lock, everything.
        connection.execute(sa.select(office).where(office.c.id == OFFICE).with_for_update())
        of_office = version.c.office == OFFICE
        newest = connection.scalar(sa.select(sa.func.max(version.c.number)).where(of_office))
        number = (newest or 0) + 1
        row = {"office": OFFICE, "number": number, "published_at": now, "half_year": "vår 2027"}
        connection.execute(version.insert().values(row | {"document": DOCUMENT, "digest": name}))
        row = {"office": OFFICE, "at": now}
        done = {"actor": name, "action": "publish", "subject": str(number)}
        connection.execute(audit.insert().values(row | done))
        due = {"kind": "published", "payload": str(number)}
        connection.execute(outbox.insert().values(row | due))
    return number


if __name__ == "__main__":
    address, name, count = sys.argv[1:]
    store = open_store(address)
    for _ in range(int(count)):
        print(put_version(store, name), flush=True)  # noqa: T201 (whoever started it reads that)
