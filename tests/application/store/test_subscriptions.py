"""Secret links: shown once, kept as digests, exchanged, taken back, and only by their office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from planner.application.secret import Link, digest_of_secret
from planner.application.store.accounts import end_membership
from planner.application.store.all_tables import METADATA
from planner.application.store.database import Store
from planner.application.store.subscriptions import (
    Subscriber,
    choose,
    note_fetch,
    revoke,
    rotate,
    subscribe,
    subscriber_of,
    subscribers,
    subscribers_for,
)
from planner.application.store.tables import audit
from planner.domain.audience import Audience, AudienceKind, Subscription
from planner.domain.errors import NotAllowed, NotThere
from planner.domain.roles import Role
from tests.accounts import ELSEWHERE, HERE, MORNING, joined, with_offices
from tests.offices import OFFICE, made_office
from tests.publications import NOON

UNIT = Audience(AudienceKind.UNIT, "vika")
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def link(store: Store) -> Link:
    """Vika's link, made by the leader at noon."""
    made_office(store)
    return subscribe(store, OFFICE, UNIT, by=None, at=NOON, language="nn")


def whose(store: Store, secret: str) -> Subscriber | None:
    with store.reading() as connection:
        return subscriber_of(connection, digest_of_secret(secret))


def test_a_link_opens_what_was_chosen(store: Store, link: Link) -> None:
    chosen = Subscription(audience=UNIT, language="nn", chosen_at=NOON)

    assert whose(store, link.secret) == Subscriber(
        link.id, OFFICE, chosen, NOON, revoked_at=None, last_fetched_on=None, client_family=None
    )


def test_a_secret_has_256_bits_and_is_nowhere_but_in_its_link(store: Store, link: Link) -> None:
    other = subscribe(store, OFFICE, UNIT, by=None, at=NOON)
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
    fresh = rotate(store, OFFICE, link.id, by=None, at=LATER)

    found = whose(store, fresh.secret)
    assert whose(store, link.secret) is None
    assert found is not None
    assert (found.id, found.subscription.audience, found.last_fetched_on) == (link.id, UNIT, None)


def test_a_link_that_is_taken_back_opens_nothing(store: Store, link: Link) -> None:
    revoke(store, OFFICE, link.id, by=None, at=LATER)

    assert whose(store, link.secret) is None
    assert [each.revoked_at for each in subscribers(store, OFFICE, by=None)] == [LATER]


def test_choosing_anew_is_kept_with_its_time(store: Store, link: Link) -> None:
    choose(store, OFFICE, link.id, language=None, deadlines=True, by=None, at=LATER)

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
        with pytest.raises(NotThere):
            change(store, office, name, by=None, at=LATER)

    refused("annenvik", link.id)
    refused(OFFICE, "borte")
    assert whose(store, link.secret) is not None
    revoke(store, OFFICE, link.id, by=None, at=LATER)
    refused(OFFICE, link.id)
    assert whose(store, link.secret) is None


def test_an_office_sees_its_own(store: Store, link: Link) -> None:
    made_office(store, "annenvik")
    theirs = subscribe(store, "annenvik", UNIT, by=None, at=NOON)
    seen = {office: subscribers(store, office, by=None) for office in (OFFICE, "annenvik")}

    assert [each.id for each in seen[OFFICE]] == [link.id]
    assert [each.id for each in seen["annenvik"]] == [theirs.id]


def test_everything_that_is_done_is_logged_without_the_secret(store: Store, link: Link) -> None:
    choose(store, OFFICE, link.id, language=None, deadlines=False, by=None, at=LATER)
    rotate(store, OFFICE, link.id, by=None, at=LATER)
    revoke(store, OFFICE, link.id, by=None, at=LATER)
    with store.reading() as connection:
        asked = sa.select(audit.c.office, audit.c.actor, audit.c.action, audit.c.subject)
        logged = connection.execute(asked.order_by(audit.c.id)).all()

    assert [tuple(each) for each in logged] == [
        (OFFICE, "machine", f"subscription.{action}", link.id)
        for action in ("made", "chosen", "rotated", "revoked")
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


OWN, OTHERS = (Audience(AudienceKind.PERSON, name) for name in ("ppt-01", "ppt-02"))


def test_a_person_has_links_of_their_own_and_no_others(store: Store) -> None:
    with_offices(store)
    staff = joined(store, Role.STAFF, person="ppt-01")
    theirs = subscribe(store, HERE, OTHERS, by=None, at=MORNING)

    mine = subscribe(store, HERE, OWN, by=staff, at=MORNING)
    rotate(store, HERE, mine.id, by=staff, at=MORNING)
    choose(store, HERE, mine.id, language="nn", deadlines=True, by=staff, at=MORNING)

    assert [each.id for each in subscribers_for(store, HERE, "ppt-01", by=staff)] == [mine.id]
    refused: list[Callable[[], object]] = [
        partial(subscribe, store, HERE, OTHERS, by=staff, at=MORNING),
        partial(subscribe, store, HERE, UNIT, by=staff, at=MORNING),
        partial(subscribe, store, ELSEWHERE, OWN, by=staff, at=MORNING),
        partial(rotate, store, HERE, theirs.id, by=staff, at=MORNING),
        partial(revoke, store, HERE, theirs.id, by=staff, at=MORNING),
        partial(revoke, store, HERE, "borte", by=staff, at=MORNING),
        partial(revoke, store, ELSEWHERE, mine.id, by=staff, at=MORNING),
        partial(subscribers, store, HERE, by=staff),
        partial(subscribers_for, store, HERE, "ppt-02", by=staff),
    ]
    for each in refused:
        with pytest.raises(NotAllowed):
            each()
    revoke(store, HERE, mine.id, by=staff, at=MORNING)


def test_a_planner_hands_out_links_to_all_in_the_office_and_none_elsewhere(store: Store) -> None:
    with_offices(store)
    planner = joined(store, Role.PLANNER)

    for audience in (OWN, UNIT):
        rotate(
            store,
            HERE,
            subscribe(store, HERE, audience, by=planner, at=MORNING).id,
            by=planner,
            at=MORNING,
        )
    assert len(subscribers(store, HERE, by=planner)) == 2
    with pytest.raises(NotAllowed):
        subscribe(store, ELSEWHERE, OWN, by=planner, at=MORNING)
    with pytest.raises(NotAllowed):
        subscribers(store, "ingen", by=planner)


def test_a_reader_and_an_administrator_hand_out_none(store: Store) -> None:
    administrator = with_offices(store)
    for asking in (joined(store, Role.READER), administrator):
        with pytest.raises(NotAllowed):
            subscribe(store, HERE, OWN, by=asking, at=MORNING)


def test_a_link_to_an_office_that_is_not_there_is_not_made(store: Store) -> None:
    with pytest.raises(NotThere, match="finnes ikke"):
        subscribe(store, "ingen", UNIT, by=None, at=NOON)


def test_whoever_leaves_has_each_link_of_theirs_logged_as_revoked(store: Store) -> None:
    with_offices(store)
    staff = joined(store, Role.STAFF, person="ppt-01")
    mine = [subscribe(store, HERE, OWN, by=staff, at=MORNING).id for _ in range(2)]
    subscribe(store, HERE, OTHERS, by=None, at=MORNING)

    end_membership(store, HERE, staff.account, by=None, at=MORNING)

    with store.reading() as connection:
        asked = sa.select(audit.c.subject).where(audit.c.action == "subscription.revoked")
        assert sorted(connection.scalars(asked)) == sorted(mine)
