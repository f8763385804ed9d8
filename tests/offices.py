"""An office that publishes into a store in the tests: Vika's plan, its second meeting moving."""

from __future__ import annotations

from datetime import datetime

from planner.application.publishing import Publication
from planner.application.store.database import Store
from planner.application.store.tables import office
from planner.application.store.versions import history, publish
from planner.domain.plan import Plan
from planner.domain.publication import History
from tests.publications import BOOK, NOON, OURS, planned

OFFICE = "lillevik"


def made_office(store: Store, name: str = OFFICE) -> str:
    """An office that has published nothing yet."""
    with store.writing() as connection:
        values = {"id": name, "name": name.capitalize(), "language": "nb", "created_at": NOON}
        connection.execute(office.insert().values(values))
    return name


def publish_in(
    store: Store,
    made: Plan,
    name: str = OFFICE,
    *,
    at: datetime = NOON,
    note: str = "",
    expected: int | None = None,
    anyway: bool = True,
) -> Publication:
    """Publish a plan for an office at noon, whatever it breaks."""
    asked = {"by": None, "at": at, "note": note, "expected": expected, "anyway": anyway}
    return publish(store, name, OURS, made, BOOK, **asked)  # type: ignore[arg-type]


def twice_published(store: Store, name: str = OFFICE) -> str:
    """An office with two versions, the first one with a note."""
    made_office(store, name)
    publish_in(store, planned(4), name, note="Klar")
    publish_in(store, planned(11), name)
    return name


def history_in(store: Store, name: str = OFFICE) -> History:
    """What an office has published."""
    with store.reading() as connection:
        return history(connection, name)


def tampered(store: Store, *statements: str) -> None:
    """Change what is insert only, as somebody with other tools might."""
    with store.writing() as connection:
        if store.file:
            asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for trigger in connection.exec_driver_sql(asked).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        else:
            for table in ("version", "audit"):
                connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            connection.exec_driver_sql(statement)
