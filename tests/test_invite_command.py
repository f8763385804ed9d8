"""Invitations from the command line: whoever runs the machine lets the first leader in."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.application.store.database import Store
from planner.application.store.joining import accept
from planner.application.store.rights import memberships_of
from planner.domain.roles import Membership, Role
from tests.accounts import PASSWORD
from tests.offices import OFFICE, made_office
from tests.test_command_line import run

# What is said on the command line is the same on every database.
pytestmark = pytest.mark.parametrize("address", ["sqlite"], indirect=True)


def joined(store: Store, secret: str, name: str, **more: str) -> tuple[Membership, ...]:
    account = accept(store, secret, password=PASSWORD, name=name, at=datetime.now(UTC), **more)
    with store.reading() as connection:
        return memberships_of(connection, account)


def test_a_leader_is_invited_and_joins(store: Store, address: str, tmp_path: Path) -> None:
    made_office(store)
    place = ("--database", address, "--office", OFFICE)

    done = run("invite", "leder@kommune.no", *place, folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "leder@kommune.no, som blir leder" in done.stdout
    secret = re.match(r"http://127\.0\.0\.1:8000/invitations/(.{43})\n", done.stdout)
    assert secret is not None
    assert joined(store, secret[1], "Leder 01") == (Membership(OFFICE, Role.LEADER),)


def test_staff_are_told_who_they_are(store: Store, address: str, tmp_path: Path) -> None:
    made_office(store)
    words = ("--role", "staff", "--person", "ppt-07", "--office", OFFICE, "--format", "json")

    done = run("invite", "ppt07@kommune.no", *words, "--database", address, folder=tmp_path)

    secret = json.loads(done.stdout)["address"].rpartition("/")[2]
    theirs = Membership(OFFICE, Role.STAFF, "ppt-07")
    assert joined(store, secret, "PP-rådgiver 07") == (theirs,)


def test_an_administrator_needs_no_office(store: Store, address: str, tmp_path: Path) -> None:
    words = ("--role", "administrator", "--format", "json", "--database", address)

    done = run("invite", "drift@kommune.no", *words, folder=tmp_path)

    secret = json.loads(done.stdout)["address"].rpartition("/")[2]
    assert joined(store, secret, "Drift 01") == (Membership(None, Role.ADMINISTRATOR),)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("leder@kommune.no",), "Si hvilket kontor det gjelder"),
        (("leder@kommune.no", "--office", "finnes-ikke"), "finnes ikke"),
        (("ingen adresse", "--office", OFFICE), "e-post"),
        (("leder@kommune.no", "--office", OFFICE, "--role", "sjef"), "leader, planner, reader"),
    ],
)
def test_what_is_wrong_is_told(
    store: Store, address: str, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    made_office(store)

    done = run("invite", *words, "--database", address, folder=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
