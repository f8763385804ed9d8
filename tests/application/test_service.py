"""The service of the settings: opened on a database that is there, with the key beside it."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calendars.holidays import public_holidays
from constraints import RULES
from planner.application.service import Service, open_service
from planner.application.settings import Settings
from planner.application.store.database import open_store, upgrade
from planner.domain.errors import StoreUnavailable, UnreadableInput


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that is there, and that the environment names."""
    made = tmp_path / "plan.db"
    store = open_store(f"sqlite:///{made}")
    upgrade(store)
    store.engine.dispose()
    monkeypatch.setenv("SEMESTERPLAN_DATABASE", f"sqlite:///{made}")
    monkeypatch.chdir(tmp_path)
    return made


def opened(settings: Settings | None = None) -> Service:
    service = open_service(RULES, public_holidays, settings)
    service.store.engine.dispose()
    return service


def test_it_is_what_file_and_environment_say(file: Path) -> None:
    (file.parent / "semesterplan.toml").write_text('base_url = "https://plan.kommune.no"\n')

    service = opened()

    assert service.store.file == file
    assert service.settings.base_url == "https://plan.kommune.no"
    assert (service.kinds, service.holidays) == (RULES, public_holidays)
    assert abs(datetime.now(UTC) - service.now()).total_seconds() < 60


def test_its_key_is_made_beside_the_database_and_stays(file: Path) -> None:
    closed = opened().seal.close("hemmelig", "test")

    assert opened().seal.open(closed, "test") == "hemmelig"
    assert stat.S_IMODE((file.parent / "plan.key").stat().st_mode) == 0o600


def test_settings_that_are_given_count_in_place_of_the_environments(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEMESTERPLAN_DATABASE", f"sqlite:///{file.parent / 'none.db'}")

    assert opened(Settings(database=f"sqlite:///{file}")).store.file == file


def test_no_database_is_made_where_there_is_none(file: Path) -> None:
    file.unlink()

    with pytest.raises(StoreUnavailable):
        opened()
    assert list(file.parent.glob("*.key")) == []


def test_settings_that_cannot_be_used_are_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEMESTERPLAN_WORKERS", "mange")

    with pytest.raises(UnreadableInput):
        opened()
    assert not file.with_suffix(".key").exists()
