"""The store on its databases: transactions, moments, what is insert only, and what is refused."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from planner.application.store.database import Store, check_current, open_store, upgrade
from planner.application.store.tables import audit, office, outbox, subscription, version
from planner.domain.errors import StoreUnavailable, UnreadableInput
from planner.domain.grid import OSLO

# The hour that comes twice, the second time: 01.30 in UTC.
AUTUMN = datetime(2026, 10, 25, 2, 30, 0, 123456, tzinfo=OSLO, fold=1)


def an_office(store: Store, name: str = "lillevik", at: datetime = AUTUMN) -> None:
    with store.writing() as connection:
        row = {"id": name, "name": "PPT", "language": "nb", "created_at": at}
        connection.execute(office.insert().values(row))


def with_logs(store: Store) -> None:
    """An office with a published version and an entry in the audit log."""
    an_office(store)
    published = {
        "office": "lillevik",
        "number": 1,
        "published_at": AUTUMN,
        "half_year": "vår 2027",
        "document": "{}",
        "digest": "44136fa3",
    }
    done = {"at": AUTUMN, "actor": "a", "action": "publish", "subject": "1"}
    with store.writing() as connection:
        connection.execute(version.insert().values(published))
        connection.execute(audit.insert().values(done))


def offices(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.scalars(sa.select(office.c.id).order_by(office.c.id)))


def test_what_is_written_is_there_afterwards(store: Store) -> None:
    an_office(store)

    assert offices(store) == ["lillevik"]


def test_a_block_that_fails_writes_nothing(store: Store) -> None:
    def fail() -> None:
        with store.writing() as connection:
            row = {"id": "a", "name": "PPT", "language": "nb", "created_at": AUTUMN}
            connection.execute(office.insert().values(row))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert offices(store) == []


def test_a_moment_comes_back_the_same_aware_and_in_utc(store: Store) -> None:
    an_office(store)

    with store.reading() as connection:
        moment = connection.scalar(sa.select(office.c.created_at))

    assert moment == datetime(2026, 10, 25, 1, 30, 0, 123456, tzinfo=UTC)
    assert moment.tzinfo is UTC


def test_moments_are_compared_as_moments(store: Store) -> None:
    an_office(store)
    an_hour_before = AUTUMN.replace(fold=0)

    with store.reading() as connection:
        later = sa.select(office.c.id).where(office.c.created_at > an_hour_before)
        assert connection.scalar(later) == "lillevik"
        assert connection.scalar(later.where(office.c.created_at > AUTUMN)) is None


def test_a_moment_without_a_zone_is_not_taken(store: Store) -> None:
    with pytest.raises(StatementError):
        an_office(store, at=datetime(2026, 10, 25, 2, 30))  # noqa: DTZ001 (that is the fault)


def test_whoever_reads_sees_one_state_while_others_write(store: Store) -> None:
    an_office(store, "a")
    with store.reading() as connection:
        before = connection.scalars(sa.select(office.c.id)).all()
        an_office(store, "b")
        after = connection.scalars(sa.select(office.c.id)).all()

    assert before == after == ["a"]
    assert offices(store) == ["a", "b"]


def test_nothing_is_written_while_reading(store: Store) -> None:
    an_office(store)

    with pytest.raises((DBAPIError, StoreUnavailable)), store.reading() as connection:
        connection.execute(office.delete())

    assert offices(store) == ["lillevik"]


def test_what_belongs_to_no_office_is_not_taken(store: Store) -> None:
    row = {"office": "ingen", "at": AUTUMN, "kind": "feeds", "payload": "{}"}

    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(outbox.insert().values(row))


def test_the_digest_of_a_secret_is_there_once(store: Store) -> None:
    an_office(store)
    row = {
        "office": "lillevik",
        "token_digest": "ab12",
        "audience_kind": "person",
        "audience_id": "ppt-01",
        "deadlines": False,
        "chosen_at": AUTUMN,
        "created_at": AUTUMN,
    }

    with pytest.raises(IntegrityError) as raised, store.writing() as connection:
        connection.execute(subscription.insert(), [{"id": "1", **row}, {"id": "2", **row}])

    assert "ppt-01" not in str(raised.value)


@pytest.mark.parametrize("table", [version, audit], ids=["version", "audit"])
@pytest.mark.parametrize("change", ["UPDATE", "DELETE"])
def test_published_and_logged_rows_are_neither_changed_nor_removed(
    store: Store, table: sa.Table, change: str
) -> None:
    with_logs(store)
    with store.reading() as connection:
        before = connection.execute(table.select()).all()
    column = "document" if table is version else "subject"
    statement = table.update().values({column: "{ }"}) if change == "UPDATE" else table.delete()

    with pytest.raises(IntegrityError, match="insert only"), store.writing() as connection:
        connection.execute(statement)

    with store.reading() as connection:
        assert connection.execute(table.select()).all() == before


@pytest.mark.parametrize("table", ["version", "audit"])
def test_nor_are_they_replaced_or_emptied(store: Store, table: str) -> None:
    with_logs(store)
    statement = (
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608 (names of ours)
        if store.file
        else f"TRUNCATE {table}"
    )

    with pytest.raises(IntegrityError, match="insert only"), store.writing() as connection:
        connection.exec_driver_sql(statement)


def test_an_office_with_published_versions_stays(store: Store) -> None:
    with_logs(store)

    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(office.delete())


def test_log_entries_are_numbered_in_order(store: Store) -> None:
    row = {"at": AUTUMN, "actor": "a", "action": "b", "subject": "c"}
    for _ in range(3):
        with store.writing() as connection:
            connection.execute(audit.insert().values(row))

    with store.reading() as connection:
        assert connection.scalars(sa.select(audit.c.id).order_by(audit.c.id)).all() == [1, 2, 3]


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "semesterplan.db"
    store = open_store(f"sqlite:///{file}")
    upgrade(store)

    with store.reading() as connection:
        connection.execute(office.select())
        beside = list(tmp_path.iterdir())

        assert {each.name for each in beside} == {file.name, f"{file.name}-wal", f"{file.name}-shm"}
        assert {stat.S_IMODE(each.stat().st_mode) for each in beside} == {0o600}
    store.engine.dispose()


def test_sqlite_waits_for_the_disk_at_every_write(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'semesterplan.db'}")
    upgrade(store)
    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")

    with store.writing() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {each}").scalar() for each in asked]

    assert found == ["wal", 2, 1, 30_000]
    store.engine.dispose()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "semesterplan.db",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:a.db?uri=true",
        "mysql://localhost/plan",
        "postgresql+asyncpg://localhost/plan",
        "postgresql://localhost",
        "postgresql://localhost:port/plan",
        "sqlite:///plan\0.db",
    ],
)
def test_what_is_no_address_of_a_database_is_told(address: str) -> None:
    with pytest.raises(UnreadableInput) as raised:
        open_store(address)

    assert "sqlite:///fil.db" in str(raised.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ppt:hemmelig@127.0.0.1:1/plan",
        "postgresql://127.0.0.1:1/plan?user=ppt&password=hemmelig",
        "postgresql://ppt:hemmelig@127.0.0.1:1/plan?sslmode=kanskje",
        "postgresql://ppt:hemmelig@127.0.0.1:1/plan?ukjent=1",
    ],
)
def test_a_server_that_does_not_answer_is_told_without_the_password(address: str) -> None:
    store = open_store(address)

    with pytest.raises(StoreUnavailable) as raised, store.reading():
        pass

    assert "svarer ikke" in str(raised.value)
    assert "127.0.0.1:1/plan" in str(raised.value)
    assert "hemmelig" not in str(raised.value) + repr(raised.value) + repr(store)
    assert raised.value.__suppress_context__


@pytest.mark.postgres
def test_a_database_that_the_server_does_not_have_is_told(new_postgresql: str) -> None:
    store = open_store(new_postgresql.replace("/test_", "/ingen_"))

    with pytest.raises(StoreUnavailable, match="navn, bruker og passord"):
        upgrade(store)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan.db").write_text("dette er ingen database" * 100)
    store = open_store(f"sqlite:///{tmp_path / 'plan.db'}")

    with pytest.raises(StoreUnavailable, match="ingen database, eller er ødelagt"):
        upgrade(store)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'ingen' / 'plan.db'}")

    with pytest.raises(StoreUnavailable, match="kan ikke åpnes"):
        upgrade(store)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / ('a' * 300)}")

    with pytest.raises(StoreUnavailable, match="kan ikke åpnes"):
        upgrade(store)
    with pytest.raises(StoreUnavailable, match="kan ikke åpnes"):
        check_current(store)


def test_a_database_that_somebody_else_holds_is_told(
    address: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_office(store)
    monkeypatch.setattr("planner.application.store.database.PATIENCE_SECONDS", 0.05)
    hurried = open_store(address)
    taken = sa.select(office).with_for_update()

    with store.writing() as other:
        other.execute(taken)
        with pytest.raises(StoreUnavailable, match="opptatt"), hurried.writing() as connection:
            connection.execute(taken)

    an_office(hurried, "a")
    assert offices(store) == ["a", "lillevik"]
    hurried.engine.dispose()


def test_a_full_disk_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'plan.db'}")
    upgrade(store)
    an_office(store, "a")
    row = {"id": "b", "name": "P" * 100_000, "language": "nb", "created_at": AUTUMN}
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        # It holds for this connection, which is the one that is taken next.
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with pytest.raises(StoreUnavailable, match="full"), store.writing() as connection:
        connection.execute(office.insert().values(row))

    assert offices(store) == ["a"]
    store.engine.dispose()


@pytest.mark.postgres
def test_a_server_that_cuts_a_connection_is_told_and_called_again(new_postgresql: str) -> None:
    store = open_store(new_postgresql)
    upgrade(store)
    cut = sa.select(sa.func.pg_terminate_backend(sa.func.pg_backend_pid()))

    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="svarer ikke"), store.writing() as connection:
            connection.execute(cut)
    an_office(store)

    assert offices(store) == ["lillevik"]
    store.engine.dispose()
