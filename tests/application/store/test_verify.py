"""What is read again: whole, and by the rules; and each way in which it may not be."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from constraints import RULES
from planner.application.store.database import Store, open_store, upgrade
from planner.application.store.tables import draft
from planner.application.store.verify import verify
from planner.application.store.versions import digest_of
from planner.domain.errors import StoreUnavailable
from planner.domain.problem import Problem
from planner.engine.rule import Rulebook
from planner.engine.rulebook import rulebook
from tests.instances import plan
from tests.offices import OFFICE, made_office, publish_in, tampered, twice_published
from tests.publications import NOON, OURS, planned

FIRST_ONLY = plan(OURS, {"rt.vika.1": "2027-02-02T09:00"})
BROKEN = (
    "1 krav holder ikke, men revisjonsloggen sier ikke at versjonen ble publisert likevel. "
    "Det første: Ressursteam, Vika skole: møte 2 av 2 har ikke fått plass i planen."
)
NOT_IN_AUDIT = (
    "Revisjonsloggen sier ikke hvem som publiserte den; sammenlign med en sikkerhetskopi."
)
OTHER_TIME = "Versjonen har et tidspunkt som ikke er etter versjonen før"
BRING_BACK = "hent databasen fram igjen fra en sikkerhetskopi."
DAMAGED = (
    "Versjonen er ødelagt eller endret etter at den ble publisert; hent den fram igjen fra en "
    "sikkerhetskopi."
)


def rules_of(ours: Problem) -> Rulebook:
    return rulebook(RULES, ours.rules)


def wrong_in(store: Store) -> list[str]:
    return [each.text("nb") for each in verify(store, rules_of)]


def test_nothing_is_wrong_with_what_was_published(store: Store) -> None:
    twice_published(store)
    made_office(store, "storvik")
    publish_in(store, planned(18), "storvik", at=NOON + timedelta(days=1))

    assert wrong_in(store) == []


def test_what_was_published_although_it_was_broken_is_not_told_again(store: Store) -> None:
    made_office(store)
    assert publish_in(store, FIRST_ONLY, anyway=True).broken

    assert wrong_in(store) == []


def test_what_the_rules_no_longer_allow_is_told(store: Store) -> None:
    made_office(store)
    publish_in(store, FIRST_ONLY, anyway=True)
    tampered(store, "UPDATE audit SET action = 'version.published'")

    assert wrong_in(store) == [f"lillevik: versions.1: {BROKEN}"]
    assert [each.text("nb") for each in verify(store)] == []


def test_rules_that_cannot_be_read_any_longer_are_told(store: Store) -> None:
    twice_published(store)

    def other_rules(ours: Problem) -> Rulebook:
        return rulebook(RULES, {kind.name(): {"gone": 1} for kind in RULES} | {"id": ours.id})

    assert [each.text("nn") for each in verify(store, other_rules)] == [
        f"lillevik: versions.{number}: Reglane som versjonen vart publisert med, kan ikkje lesast "
        "lenger; oppgrader programmet."
        for number in (1, 2)
    ]


@pytest.mark.parametrize(
    "change",
    [
        "document = replace(document, 'Vika', 'Viki')",
        "document = '{}'",
        f"document = 'null', digest = '{digest_of('null')}'",
        "digest = 'x'",
        "published_at = '2026-12-01 13:00:00+00:00'",
        "half_year = '2027-01-04/2027-06-19'",
    ],
)
def test_a_version_that_was_changed_is_told(store: Store, change: str) -> None:
    twice_published(store)
    if store.file:  # where moments have no zone
        change = change.replace("+00:00", ".000000")
    tampered(store, f"UPDATE version SET {change} WHERE number = 1")  # noqa: S608 (our own)

    assert wrong_in(store) == [f"lillevik: versions.1: {DAMAGED}"]


@pytest.mark.parametrize(
    "change",
    ["published_at = 'i går'", "document = x'00ff'", "document = CAST(x'7bff' AS TEXT)"],
    ids=["no moment", "bytes", "no text"],
)
def test_what_sqlite_takes_in_and_nobody_can_read_is_told(tmp_path: Path, change: str) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'semesterplan.db'}")
    upgrade(store)
    twice_published(store)
    tampered(store, f"UPDATE version SET {change} WHERE number = 1")  # noqa: S608 (our own)

    try:
        told = wrong_in(store)
    except StoreUnavailable as refused:  # what is no text is found by SQLite, which knows no row
        told = [str(refused)]
    store.engine.dispose()

    assert len(told) == 1
    assert "ødelagt" in told[0]
    assert "{" not in told[0]


def test_an_audit_that_names_no_version_is_told(store: Store) -> None:
    twice_published(store)
    tampered(store, "UPDATE audit SET subject = 'to' WHERE subject = '2'")

    assert wrong_in(store) == [f"lillevik: versions.2: {NOT_IN_AUDIT}"]


@pytest.mark.parametrize("number", [1, 2])
def test_a_version_that_is_gone_is_told(store: Store, number: int) -> None:
    twice_published(store)
    tampered(store, f"DELETE FROM version WHERE number = {number}")  # noqa: S608 (our own)

    assert wrong_in(store) == [
        f"lillevik: versions.{number}: Versjon {number} mangler; {BRING_BACK}"
    ]


def test_a_version_that_nobody_published_is_told(store: Store) -> None:
    twice_published(store)
    tampered(store, "DELETE FROM audit WHERE subject = '2'")

    assert wrong_in(store) == [f"lillevik: versions.2: {NOT_IN_AUDIT}"]


def test_versions_of_another_history_are_told(store: Store) -> None:
    """Each is whole: two of Storvik's, made a day later, with one of Lillevik's on top."""
    made_office(store)
    made_office(store, "storvik")
    for day in (4, 11):
        publish_in(store, planned(day))
        publish_in(store, planned(day), "storvik", at=NOON + timedelta(days=1))
    tampered(
        store,
        "DELETE FROM version WHERE office = 'storvik' AND number = 2",
        "UPDATE version SET office = 'storvik' WHERE office = 'lillevik' AND number = 2",
        "DELETE FROM audit WHERE office = 'lillevik' AND subject = '2'",
    )

    assert wrong_in(store) == [f"storvik: versions.2: {OTHER_TIME}; {BRING_BACK}"]


@pytest.mark.parametrize(
    ("problem", "made", "whole"),
    [
        (OURS.model_dump_json(), None, True),
        (OURS.model_dump_json(), planned(4).model_dump_json(), True),
        ("{}", None, False),
        (OURS.model_dump_json(), '{"meetings": 1}', False),
        (OURS.model_dump_json()[:-1], None, False),
    ],
    ids=["problem", "plan", "no problem", "no plan", "cut off"],
)
def test_drafts_are_read_again(store: Store, problem: str, made: str | None, whole: bool) -> None:  # noqa: FBT001
    made_office(store)
    row = {"office": OFFICE, "id": "var", "name": "Vår", "problem": problem, "plan": made}
    with store.writing() as connection:
        connection.execute(draft.insert().values(row | {"revision": 1, "changed_at": NOON}))

    told = "lillevik: drafts.var: Utkastet kan ikke leses; hent det fram igjen fra en "
    assert wrong_in(store) == ([] if whole else [f"{told}sikkerhetskopi."])


def test_a_database_without_tables_is_told(address: str) -> None:
    store = open_store(address)
    with pytest.raises(StoreUnavailable, match="semesterplan db upgrade"):
        list(verify(store))
    store.engine.dispose()


def test_tables_with_other_columns_are_told_as_damage(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'semesterplan.db'}")
    upgrade(store)
    twice_published(store)
    tampered(store, "ALTER TABLE audit RENAME COLUMN subject TO other")

    with pytest.raises(StoreUnavailable, match=r"semesterplan\.db: Filen er ingen database"):
        wrong_in(store)
    store.engine.dispose()
