"""The key file of a store: nobody goes on with another while something there is sealed."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from planner.application.keyfile import seal_with
from planner.application.settings import Settings
from planner.application.store.audit import Action
from planner.application.store.calendars import busy_sources, calendars, put_calendar
from planner.application.store.database import Store
from planner.application.store.keys import forget_closed, seal_for
from planner.application.store.tables import audit
from planner.domain.errors import UnreadableInput
from tests.busycalendars import SECRET
from tests.offices import OFFICE, made_office
from tests.publications import NOON

FIRST, SECOND = "ppt-01", "ppt-02"


@pytest.fixture
def settings(store: Store, tmp_path: Path) -> Settings:
    """Of a service in whose office somebody has a calendar."""
    made_office(store)
    chosen = Settings(key_file=str(tmp_path / "our.key"))
    put(store, chosen, FIRST)
    return chosen


def put(store: Store, settings: Settings, person: str) -> None:
    address, seal = SECRET.format(person=person), seal_for(store, settings)
    put_calendar(store, OFFICE, person, address, seal, by=None, at=NOON)


def key_file(settings: Settings) -> Path:
    assert settings.key_file is not None
    return Path(settings.key_file)


def test_the_key_that_everything_is_sealed_with_is_used_on(
    store: Store, settings: Settings
) -> None:
    assert seal_for(store, settings) == seal_for(store, settings)


def test_where_nothing_is_sealed_a_new_one_is_made(store: Store, tmp_path: Path) -> None:
    made_office(store)
    settings = Settings(key_file=str(tmp_path / "new.key"))

    assert seal_for(store, settings) == seal_with(tmp_path / "new.key")


def test_when_it_is_lost_no_other_is_made_in_its_place(store: Store, settings: Settings) -> None:
    key_file(settings).unlink()

    with pytest.raises(UnreadableInput, match=r"our\.key: .*db new-key"):
        seal_for(store, settings)
    assert not key_file(settings).exists()


@pytest.mark.usefixtures("settings")
def test_another_key_is_not_used(store: Store, tmp_path: Path) -> None:
    seal_with(tmp_path / "other.key")

    with pytest.raises(UnreadableInput, match=r"other\.key: .*sikkerhetskopi"):
        seal_for(store, Settings(key_file=str(tmp_path / "other.key")))


def test_one_goes_on_without_what_only_the_lost_key_opens(store: Store, settings: Settings) -> None:
    whole = key_file(settings).read_bytes()
    key_file(settings).unlink()

    assert forget_closed(store, settings, at=NOON) == ((OFFICE, FIRST),)
    put(store, settings, SECOND)
    assert forget_closed(store, settings, at=NOON) == ()

    seal = seal_for(store, settings)
    assert key_file(settings).read_bytes() != whole
    assert [each.person for each in calendars(store, OFFICE, seal, by=None)] == [SECOND]
    assert list(busy_sources(store, OFFICE, seal).people) == [SECOND]
    removed = sa.select(audit.c.subject).where(audit.c.action == Action.CALENDAR_REMOVED)
    with store.reading() as connection:
        assert list(connection.scalars(removed)) == [FIRST]
