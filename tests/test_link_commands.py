"""Links from outside: made once, printed once, taken back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from planner.application.secret import digest_of_secret
from planner.application.store.database import Store
from planner.application.store.subscriptions import subscriber_of
from planner.domain.audience import Audience, AudienceKind
from tests.offices import OFFICE, made_office, publish_in
from tests.publications import planned
from tests.test_command_line import run

# What is said on the command line is the same on every database.
pytestmark = pytest.mark.parametrize("address", ["sqlite"], indirect=True)


@pytest.fixture
def place(store: Store, address: str) -> tuple[str, ...]:
    """The options that say where: an office that has published."""
    made_office(store)
    publish_in(store, planned(4))
    return ("--database", address, "--office", OFFICE)


def test_a_link_is_made_and_taken_back(
    store: Store, place: tuple[str, ...], tmp_path: Path
) -> None:
    words = ("--language", "nn", "--deadlines")
    made = run("subscribe", "ppt-01", *words, *place, folder=tmp_path)
    link = re.match(r"http://127\.0\.0\.1:8000/feeds/(.{43})/ppt-01\.ics\n", made.stdout)
    named = re.search(r"semesterplan unsubscribe (\w+)", made.stdout)
    assert made.returncode == 0
    assert link is not None
    assert named is not None
    with store.reading() as connection:
        found = subscriber_of(connection, digest_of_secret(link[1]))
    assert found is not None
    assert found.subscription.audience == Audience(AudienceKind.PERSON, "ppt-01")
    assert (found.subscription.language, found.subscription.deadlines) == ("nn", True)

    gone = run("unsubscribe", named[1], *place, folder=tmp_path)
    again = run("unsubscribe", named[1], *place, folder=tmp_path)

    assert (gone.returncode, again.returncode) == (0, 2)
    assert "ingen slik kalenderlenke" in again.stderr
    with store.reading() as connection:
        assert subscriber_of(connection, digest_of_secret(link[1])) is None


def test_a_series_has_a_link_too(place: tuple[str, ...], tmp_path: Path) -> None:
    made = run("subscribe", "rt", "--series", "--format", "json", *place, folder=tmp_path)

    told = json.loads(made.stdout)
    assert made.returncode == 0
    assert told["address"].endswith("/rt.serie.ics")
    assert told["subscription"] not in told["address"]


def test_what_cannot_be_subscribed_to_is_told(
    place: tuple[str, ...], address: str, tmp_path: Path
) -> None:
    unknown = run("subscribe", "ppt-1", *place, folder=tmp_path)
    nowhere = run("subscribe", "ppt-01", "--database", address, folder=tmp_path)
    elsewhere = run("subscribe", "ppt-01", *place, "--office", "annenvik", folder=tmp_path)

    assert [each.returncode for each in (unknown, nowhere, elsewhere)] == [2] * 3
    assert "Ingen versjon har noe som heter «ppt-1»" in unknown.stderr
    assert "Si hvilket kontor det gjelder" in nowhere.stderr
    assert "Ingen versjon har noe som heter «ppt-01»" in elsewhere.stderr
