"""Secret links: shown once, kept as digests, exchanged, taken back, and only by their office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.secret import digest_of_secret
from planner.application.store.all_tables import METADATA
from planner.application.store.database import Store
from planner.application.store.subscriptions import (
    Link,
    Subscriber,
    choose,
    note_fetch,
    revoke,
    rotate,
    subscribe,
    subscriber_of,
    subscribers,
)
from planner.application.store.tables import audit
from planner.domain.audience import Audience, AudienceKind, Subscription
from planner.domain.errors import UnreadableInput
from tests.offices import OFFICE, made_office
from tests.publications import NOON

UNIT = Audience(AudienceKind.UNIT, "vika")
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def link(store: Store) -> Link:
    """Vika's link, made by the leader at noon."""
    made_office(store)
    with store.writing() as connection:
        return subscribe(connection, OFFICE, UNIT, at=NOON, actor="leader", language="nn")


def whose(store: Store, secret: str) -> Subscriber | None:
    with store.reading() as connection:
        return subscriber_of(connection, digest_of_secret(secret))


def test_a_link_opens_what_was_chosen(store: Store, link: Link) -> None:
    chosen = Subscription(audience=UNIT, language="nn", chosen_at=NOON)

    assert whose(store, link.secret) == Subscriber(
        link.id, OFFICE, chosen, NOON, revoked_at=None, last_fetched_on=None, client_family=None
    )


def test_a_secret_has_256_bits_and_is_nowhere_but_in_its_link(store: Store, link: Link) -> None:
    with store.writing() as connection:
        other = subscribe(connection, OFFICE, UNIT, at=NOON, actor="leader")
    with store.reading() as connection:
        kept = [
            str(row)
            for table in METADATA.sorted_tables
            for row in connection.execute(table.select())
        ]

    assert len(link.secret) == 43  # 32 bytes of 8 bits, in signs of 6: 42.7
    assert link.secret != other.secret
    assert link.secret not in "".join(kept) + repr(link)
    assert any(link.id in each for each in kept)


def test_another_link_takes_the_place_of_one(store: Store, link: Link) -> None:
    with store.writing() as connection:
        note_fetch(connection, link.id, NOON.date(), "google")
        fresh = rotate(connection, OFFICE, link.id, at=LATER, actor="leader")

    found = whose(store, fresh.secret)
    assert whose(store, link.secret) is None
    assert found is not None
    assert (found.id, found.subscription.audience, found.last_fetched_on) == (link.id, UNIT, None)


def test_a_link_that_is_taken_back_opens_nothing(store: Store, link: Link) -> None:
    with store.writing() as connection:
        revoke(connection, OFFICE, link.id, at=LATER, actor="leader")

    assert whose(store, link.secret) is None
    with store.reading() as connection:
        assert [each.revoked_at for each in subscribers(connection, OFFICE)] == [LATER]


def test_choosing_anew_is_kept_with_its_time(store: Store, link: Link) -> None:
    with store.writing() as connection:
        choose(connection, OFFICE, link.id, language=None, deadlines=True, at=LATER, actor="ppt-01")

    found = whose(store, link.secret)
    assert found is not None
    assert found.subscription == Subscription(audience=UNIT, deadlines=True, chosen_at=LATER)


CHANGES: tuple[Callable[..., object], ...] = (
    rotate,
    revoke,
    partial(choose, language=None, deadlines=True),
)


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_changes_what_is_not_theirs_or_is_no_more(
    store: Store, link: Link, change: Callable[..., object]
) -> None:
    made_office(store, "annenvik")

    def refused(office: str, name: str) -> None:
        with pytest.raises(UnreadableInput), store.writing() as connection:
            change(connection, office, name, at=LATER, actor="leader")

    refused("annenvik", link.id)
    refused(OFFICE, "borte")
    assert whose(store, link.secret) is not None
    with store.writing() as connection:
        revoke(connection, OFFICE, link.id, at=LATER, actor="leader")
    refused(OFFICE, link.id)
    assert whose(store, link.secret) is None


def test_an_office_sees_its_own(store: Store, link: Link) -> None:
    made_office(store, "annenvik")
    with store.writing() as connection:
        theirs = subscribe(connection, "annenvik", UNIT, at=NOON, actor="leader")
    with store.reading() as connection:
        seen = {office: subscribers(connection, office) for office in (OFFICE, "annenvik")}

    assert [each.id for each in seen[OFFICE]] == [link.id]
    assert [each.id for each in seen["annenvik"]] == [theirs.id]


def test_everything_that_is_done_is_logged_without_the_secret(store: Store, link: Link) -> None:
    with store.writing() as connection:
        choose(connection, OFFICE, link.id, language=None, deadlines=False, at=LATER, actor="a")
        rotate(connection, OFFICE, link.id, at=LATER, actor="b")
        revoke(connection, OFFICE, link.id, at=LATER, actor="c")
    with store.reading() as connection:
        asked = sa.select(audit.c.office, audit.c.actor, audit.c.action, audit.c.subject)
        logged = connection.execute(asked.order_by(audit.c.id)).all()

    actions = ("made", "leader"), ("chosen", "a"), ("rotated", "b"), ("revoked", "c")
    assert [tuple(each) for each in logged] == [
        (OFFICE, actor, f"subscription.{action}", link.id) for action, actor in actions
    ]


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        (date(2026, 12, 1), (date(2026, 12, 1), "google")),
        (date(2026, 12, 2), (date(2026, 12, 2), "apple")),
        (date(2026, 11, 30), (date(2026, 12, 1), "google")),
    ],
)
def test_the_first_fetch_of_the_newest_day_is_kept(
    store: Store, link: Link, day: date, kept: tuple[date, str]
) -> None:
    def fetched(connection: Connection, day: date, family: str) -> None:
        note_fetch(connection, link.id, day, family)

    with store.writing() as connection:
        fetched(connection, date(2026, 12, 1), "google")
        fetched(connection, day, "apple")

    found = whose(store, link.secret)
    assert found is not None
    assert (found.last_fetched_on, found.client_family) == kept
