"""The command line: what is kept about people, handed out and erased."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from planner.application.keyfile import seal_with
from planner.application.store.calendars import put_calendar
from planner.application.store.database import Store
from planner.application.store.subscriptions import subscribe
from planner.application.store.versions import publish
from planner.domain.audience import Audience, AudienceKind
from tests.instances import plan, problem
from tests.offices import OFFICE, history_in, made_office, publish_in
from tests.publications import BOOK, NOON, planned
from tests.test_command_line import run

# What is said on the command line is the same on every database.
pytestmark = pytest.mark.parametrize("address", ["sqlite"], indirect=True)

PERSON = "ppt-01"


@pytest.fixture
def place(store: Store, address: str) -> tuple[str, ...]:
    """The options that say where: an office that has published, and somebody with a link."""
    made_office(store)
    publish_in(store, planned(4))
    subscribe(store, OFFICE, Audience(AudienceKind.PERSON, PERSON), by=None, at=NOON)
    return ("--database", address, "--office", OFFICE)


def test_what_is_kept_about_a_person_is_written_for_them_alone(
    store: Store, place: tuple[str, ...], tmp_path: Path
) -> None:
    assert store.file
    seal = seal_with(store.file.with_suffix(".key"))
    address = "https://kalender.kommune.no/hemmelig.ics"
    put_calendar(store, OFFICE, PERSON, address, seal, by=None, at=NOON)

    asked = run("export-person", PERSON, "-o", "ut.json", *place, folder=tmp_path)

    assert asked.returncode == 0, asked.stderr
    written = tmp_path / "ut.json"
    found = json.loads(written.read_text(encoding="utf-8"))
    assert len(found["subscriptions"]) == 1
    assert found["calendars"][0]["host"] == "kalender.kommune.no"
    assert found["versions"][0]["person"]["name"] == "PP-rådgiver 01"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert "hemmelig" not in written.read_text(encoding="utf-8")


def test_a_person_is_erased_and_where_they_are_named_is_told(
    place: tuple[str, ...], tmp_path: Path
) -> None:
    done = run("erase-person", PERSON, "--yes", *place, folder=tmp_path)
    again = run("erase-person", "ppt-09", "--yes", *place, folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "«ppt-01» er slettet" in done.stdout
    assert "Personen står ennå i versjon 1." in done.stdout
    assert (again.returncode, "Ingenting er lagret om «ppt-09»" in again.stderr) == (2, True)


def test_a_year_is_erased_and_told(store: Store, place: tuple[str, ...], tmp_path: Path) -> None:
    semester = {"name": "Vår 2024", "first_day": "2024-01-04", "last_day": "2024-06-18"}
    old = problem(id="lillevik-2024", semester=semester)
    made = plan(old, {"rt.vika.1": "2024-02-06T09:00"})
    publish(store, OFFICE, old, made, BOOK, by=None, at=NOON, anyway=True)

    done = run("erase-year", "2023", "--yes", "--format", "json", *place, folder=tmp_path)
    told = run("erase-year", "2023", "--yes", *place, folder=tmp_path)
    whole = run("verify", *place[:2], folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["versions"] == [2]
    assert "slettet fra før" in told.stderr
    assert whole.returncode == 0, whole.stdout
    assert [each.number for each in history_in(store).versions] == [1]


def test_a_year_that_cannot_be_erased_is_told(
    store: Store, place: tuple[str, ...], tmp_path: Path
) -> None:
    early = run("erase-year", "2099", "--yes", *place, folder=tmp_path)
    nothing = run("erase-year", "2001", "--yes", *place, folder=tmp_path)

    assert (early.returncode, nothing.returncode) == (2, 2)
    assert "2099/00 kan slettes fra 1. oktober 2100" in early.stderr
    assert "ingenting fra skoleåret 2001/02" in nothing.stderr
    assert len(history_in(store).versions) == 1


@pytest.mark.parametrize("words", [("erase-person", PERSON), ("erase-year", "2001")])
def test_nothing_is_erased_unless_somebody_is_sure(
    place: tuple[str, ...], tmp_path: Path, words: tuple[str, ...]
) -> None:
    asked = run(*words, *place, folder=tmp_path)

    assert asked.returncode == 2
    assert "kjør kommandoen på nytt med --yes" in asked.stderr


def test_the_office_has_to_be_said(place: tuple[str, ...], tmp_path: Path) -> None:
    asked = run("erase-person", PERSON, "--yes", *place[:2], folder=tmp_path)

    assert asked.returncode == 2
    assert "Si hvilket kontor det gjelder" in asked.stderr
