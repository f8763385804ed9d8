"""What an office publishes into the store: read as it was written, and all of it or nothing."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import Mock

import pytest
import sqlalchemy as sa

from planner.application.store import versions as store_versions
from planner.application.store.database import Store, open_store, upgrade
from planner.application.store.memory import Memory
from planner.application.store.tables import audit, office, outbox, version
from planner.application.store.versions import digest_of
from planner.application.versiondocument import read_version, render_version
from planner.domain.errors import NotThere, Overtaken, UnreadableInput
from tests.instances import plan
from tests.offices import OFFICE, history_in, made_office, publish_in, twice_published
from tests.publications import NOON, OURS, planned


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test reads what is in its own store."""
    monkeypatch.setattr(store_versions, "MEMORY", Memory())


def rows(store: Store, table: sa.Table) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(sa.select(table))]


def test_what_is_published_is_read_as_it_was_written(store: Store) -> None:
    made_office(store)
    first = publish_in(store, planned(4), note="Klar", expected=0)
    second = publish_in(store, planned(11), expected=1)

    assert history_in(store).versions == (first.version, second.version)
    assert second.history == history_in(store)


def test_a_version_is_kept_as_its_canonical_text(store: Store) -> None:
    made_office(store)
    asked = publish_in(store, planned(4)).version

    text = render_version(asked).decode()
    days = "2027-01-04/2027-06-18"
    assert rows(store, version) == [
        (OFFICE, 1, asked.published_at, days, text, digest_of(text)),
    ]


def test_the_audit_and_the_outbox_have_a_line_of_each_version(store: Store) -> None:
    twice_published(store)

    digests = [row[5] for row in rows(store, version)]
    assert [row[1:] for row in rows(store, audit)] == [
        (OFFICE, NOON, "machine", "version.published", "1"),
        (OFFICE, NOON, "machine", "version.published", "2"),
    ]
    assert [row[1:] for row in rows(store, outbox)] == [
        (OFFICE, NOON, "version.published", f'{{"digest": "{digests[0]}", "number": 1}}', None),
        (OFFICE, NOON, "version.published", f'{{"digest": "{digests[1]}", "number": 2}}', None),
    ]


def test_the_audit_tells_what_was_published_although_it_was_broken(store: Store) -> None:
    made_office(store)
    made = plan(OURS, {"rt.vika.1": "2027-02-02T09:00"})

    held_back = publish_in(store, made, anyway=False)
    assert (held_back.published, rows(store, version), rows(store, audit)) == (False, [], [])

    publish_in(store, made, anyway=True)
    assert [row[4] for row in rows(store, audit)] == ["version.published_anyway"]


def test_the_very_same_is_not_published_again(store: Store) -> None:
    twice_published(store)

    assert publish_in(store, planned(11), at=NOON + timedelta(days=1)).stands
    assert [len(rows(store, each)) for each in (version, audit, outbox)] == [2, 2, 2]


def test_who_expected_another_version_is_refused_and_nothing_is_written(store: Store) -> None:
    twice_published(store)

    with pytest.raises(Overtaken, match="Nyeste versjon er 2, ikke 1"):
        publish_in(store, planned(18), expected=1)
    assert [len(rows(store, each)) for each in (version, audit, outbox)] == [2, 2, 2]


def test_all_of_it_is_written_or_nothing(store: Store) -> None:
    twice_published(store)
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE outbox")  # which is written last

    with pytest.raises(sa.exc.DBAPIError):
        publish_in(store, planned(18))
    assert [len(rows(store, each)) for each in (version, audit)] == [2, 2]


def test_offices_have_histories_of_their_own(store: Store) -> None:
    twice_published(store)
    made_office(store, "storvik")
    publish_in(store, planned(18), "storvik")

    assert [each.number for each in history_in(store, "storvik").versions] == [1]
    assert [each.number for each in history_in(store).versions] == [1, 2]
    assert history_in(store, "ingen").versions == ()


def test_an_office_that_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(NotThere, match="Kontoret «lillevik» finnes ikke i databasen"):
        publish_in(store, planned(4))


@pytest.mark.parametrize(
    ("column", "value"),
    [("document", "{}"), ("digest", "0" * 64), ("number", 3)],
    ids=["text", "digest", "number"],
)
def test_a_version_that_was_changed_is_told(store: Store, column: str, value: object) -> None:
    twice_published(store)
    newest = rows(store, version)[1]
    made_office(store, "storvik")
    names = [each.name for each in version.columns]
    first = dict(zip(names, rows(store, version)[0], strict=True)) | {"office": "storvik"}
    second = dict(zip(names, newest, strict=True)) | {"office": "storvik", column: value}
    with store.writing() as connection:
        connection.execute(version.insert().values([first, second]))

    told = "Versjon 2 mangler" if column == "number" else "Versjonen er ødelagt eller endret"
    with pytest.raises(UnreadableInput, match=f"storvik: versions.2: {told}"):
        history_in(store, "storvik")


def test_a_version_in_the_place_of_another_is_told(store: Store) -> None:
    twice_published(store)
    made_office(store, "storvik")
    names = [each.name for each in version.columns]
    second = dict(zip(names, rows(store, version)[1], strict=True))
    with store.writing() as connection:
        connection.execute(version.insert().values(second | {"office": "storvik", "number": 1}))

    with pytest.raises(UnreadableInput, match=r"storvik: versions\.1: Versjonen er ødelagt"):
        history_in(store, "storvik")


def test_a_version_that_was_read_is_not_read_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice_published(store)
    before = history_in(store)
    monkeypatch.setattr(store_versions, "read_version", None)

    assert history_in(store) == before
    assert all(
        one is other for one, other in zip(history_in(store).versions, before.versions, strict=True)
    )


def test_only_the_new_version_is_read_to_publish(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_office(store)
    for day in (4, 11, 18):
        publish_in(store, planned(day))
    read = Mock(side_effect=read_version)
    monkeypatch.setattr(store_versions, "read_version", read)

    assert publish_in(store, planned(25)).published
    assert read.call_count == 1  # the third, which was written and not read


def test_what_versions_have_in_common_is_in_memory_once(store: Store) -> None:
    made_office(store)
    publish_in(store, planned(4))
    publish_in(store, planned(11))

    one, two = history_in(store).versions
    assert one.problem is two.problem
    # The second meeting moves, the first stays.
    assert [one.plan.placed[name] is each for name, each in two.plan.placed.items()] == [
        True,
        False,
    ]


@pytest.mark.postgres
def test_who_publishes_holds_no_other_office_up(new_postgresql: str) -> None:
    store = open_store(new_postgresql)
    upgrade(store)
    made_office(store)
    made_office(store, "storvik")
    with store.writing() as connection:
        # As publishing for the one does until it is done.
        connection.execute(sa.select(office).where(office.c.id == OFFICE).with_for_update())
        assert publish_in(store, planned(4), "storvik").published
    store.engine.dispose()
