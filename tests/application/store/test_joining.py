"""Becoming what one is invited to: with a new account, or with the one that one has."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from planner.application.secret import digest_of_secret
from planner.application.store.account_tables import account
from planner.application.store.database import Store
from planner.application.store.invitations import invitation_with, invite
from planner.application.store.joining import accept
from planner.application.store.subscriptions import subscribe, subscriber_of
from planner.domain.audience import Audience, AudienceKind
from planner.domain.errors import Refused, UnreadableInput
from planner.domain.roles import Membership, Role
from tests.accounts import ELSEWHERE, HERE, MORNING, PASSWORD, everything_in, user, with_offices

LATER = MORNING + timedelta(hours=1)
EMAIL = "ny@kommune.no"


def invited(store: Store, role: Role = Role.STAFF, office: str | None = HERE) -> str:
    return invite(store, office, EMAIL, role, person=None, by=None, at=MORNING).secret


def taken(store: Store, secret: str, password: str = PASSWORD, name: str = "Ny") -> str:
    return accept(store, secret, name=name, password=password, at=LATER)


def test_two_links_to_a_new_address_used_at_once_make_one_account(store: Store) -> None:
    with_offices(store)
    secrets = [invited(store), invited(store, office=ELSEWHERE)]

    def attempt(secret: str) -> str | None:
        try:
            return taken(store, secret)
        except Refused:
            return None

    with ThreadPoolExecutor(2) as threads:
        made = set(threads.map(attempt, secrets)) - {None}
    for secret in secrets:  # whoever was refused tries again, with the password that there now is
        attempt(secret)

    with store.reading() as connection:
        mine = account.c.email == EMAIL
        account_id = connection.scalars(sa.select(account.c.id).where(mine)).one()
    assert made <= {account_id}
    assert {each.office for each in user(store, account_id).memberships} == {HERE, ELSEWHERE}


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("", PASSWORD, "mangler det tekst"),
        ("Ny\nny", PASSWORD, "på én linje"),
        ("N" * 121, PASSWORD, "har 121 tegn"),
        ("Ny 010107 50160", PASSWORD, "fødselsnummer"),
        ("Ny", "elleve tegn", "har 11 tegn"),
        ("Ny", "lang" * 51, "har 204 tegn"),
        ("Ny", "ababababababab", "lett å gjette"),
        ("Ny", EMAIL.upper(), "lett å gjette"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_told_and_the_link_still_holds(
    store: Store, name: str, password: str, said: str
) -> None:
    with_offices(store)
    secret = invited(store)
    before = everything_in(store)

    with pytest.raises(UnreadableInput, match=said) as raised:
        taken(store, secret, password, name)

    assert password not in f"{raised.value!s}{raised.value!r}"
    assert everything_in(store) == before
    taken(store, secret)


def test_whoever_has_an_account_gives_its_password_and_keeps_it(store: Store) -> None:
    with_offices(store)
    account_id = taken(store, invited(store))
    secret = invited(store, Role.READER, ELSEWHERE)
    assert invitation_with(store, secret, at=LATER).has_account
    with pytest.raises(Refused, match="passordet er feil"):
        taken(store, secret, "et annet langt passord")

    assert taken(store, secret, name="Noen andre") == account_id

    found = user(store, account_id)
    assert found.name == "Ny"
    assert found.memberships == (Membership(HERE, Role.STAFF), Membership(ELSEWHERE, Role.READER))


def test_a_new_role_in_the_same_office_takes_the_place_of_the_old(store: Store) -> None:
    with_offices(store)
    account_id = taken(store, invited(store))

    taken(store, invited(store, Role.PLANNER))

    assert user(store, account_id).memberships == (Membership(HERE, Role.PLANNER),)


@pytest.mark.parametrize(("person", "kept"), [("ppt-01", True), ("ppt-02", False), (None, False)])
def test_whoever_becomes_another_person_keeps_no_link_of_the_one_before(
    store: Store, person: str | None, *, kept: bool
) -> None:
    with_offices(store)
    first, then = ({"person": each, "by": None, "at": MORNING} for each in ("ppt-01", person))
    taken(store, invite(store, HERE, EMAIL, Role.STAFF, **first).secret)  # type: ignore[arg-type]
    audience = Audience(AudienceKind.PERSON, "ppt-01")
    link = subscribe(store, HERE, audience, by=None, at=MORNING)

    taken(store, invite(store, HERE, EMAIL, Role.STAFF, **then).secret)  # type: ignore[arg-type]

    with store.reading() as connection:
        assert (subscriber_of(connection, digest_of_secret(link.secret)) is not None) == kept
