"""Feeds from the store: made once, looked at again when anything was written, and noted daily."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from unittest.mock import Mock, patch

import pytest

from calendars.feed import render_feed
from planner.application.secret import Link
from planner.application.store import feeds as store_feeds
from planner.application.store import fetches as store_fetches
from planner.application.store.backup import backup, restore
from planner.application.store.changes import LOOK_SECONDS, Changes
from planner.application.store.database import Store, open_store
from planner.application.store.feeds import Feeds
from planner.application.store.fetches import client_family
from planner.application.store.subscriptions import revoke, subscribe, subscribers
from planner.domain.audience import Audience, AudienceKind, Subscription
from planner.domain.errors import StoreUnavailable
from tests.offices import OFFICE, history_in, made_office, publish_in
from tests.publications import NOON, planned

TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)
ADVISER = Audience(AudienceKind.PERSON, "ppt-01")
UNIT = Audience(AudienceKind.UNIT, "vika")


@pytest.fixture
def links(store: Store) -> list[Link]:
    """Links for the adviser and for Vika, in an office that has published."""
    made_office(store)
    publish_in(store, planned(4))
    return [subscribe(store, OFFICE, each, by=None, at=NOON) for each in (ADVISER, UNIT)]


@pytest.fixture
def renderer() -> Mock:
    return Mock(side_effect=render_feed)


@pytest.fixture
def feeds(store: Store, address: str, renderer: Mock) -> Iterator[Feeds]:  # noqa: ARG001 (it is there first)
    """The feeds as another process has them."""
    made = Feeds(open_store(address), renderer)
    yield made
    made.close()


def soon(store: Store) -> None:
    """Wait until a server is asked again; a file is looked at every time."""
    if store.file is None:
        sleep(LOOK_SECONDS + 0.1)


def body(feeds: Feeds, link: Link, today: date = TODAY, client: str = "") -> bytes:
    found = feeds.feed(link.secret, today, client)
    assert found is not None
    return found.plain.body


def fetched(store: Store, link: Link) -> tuple[date | None, str | None]:
    found = {each.id: each for each in subscribers(store, OFFICE, by=None)}[link.id]
    return found.last_fetched_on, found.client_family


def test_it_is_what_the_renderer_makes_of_the_history(
    store: Store, links: list[Link], feeds: Feeds
) -> None:
    asked = Subscription(audience=ADVISER, chosen_at=NOON)
    made = render_feed(history_in(store), asked, TODAY)

    found = feeds.feed(links[0].secret, TODAY, "")

    assert found is not None
    assert (found.plain.body, found.plain.etag, found.plain.last_modified) == made


def test_a_feed_is_made_once_for_a_day(links: list[Link], feeds: Feeds, renderer: Mock) -> None:
    for today in (TODAY, TODAY, TOMORROW, TOMORROW):
        body(feeds, links[0], today)

    assert [call.args[2] for call in renderer.call_args_list] == [TODAY, TOMORROW]


def test_what_concerns_others_makes_nothing_anew(
    store: Store, links: list[Link], feeds: Feeds, renderer: Mock
) -> None:
    before = body(feeds, links[0])
    made_office(store, "annenvik")
    publish_in(store, planned(11), "annenvik")
    revoke(store, OFFICE, links[1].id, by=None, at=NOON)
    soon(store)

    assert body(feeds, links[0]) is before
    assert renderer.call_count == 1
    assert feeds.feed(links[1].secret, TODAY, "") is None


def test_those_made_first_go_when_there_are_too_many(
    links: list[Link], feeds: Feeds, renderer: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_feeds, "MOST_BYTES", len(body(feeds, links[0])))

    for link in (links[0], links[1], links[1], links[0]):
        body(feeds, link)

    audiences = [call.args[1].audience for call in renderer.call_args_list]
    assert audiences == [ADVISER, UNIT, ADVISER]


def test_many_at_once_get_the_same_and_it_is_made_once(
    links: list[Link], feeds: Feeds, renderer: Mock
) -> None:
    with ThreadPoolExecutor(8) as threads:
        bodies = set(threads.map(lambda _: body(feeds, links[0]), range(64)))

    assert len(bodies) == 1
    assert renderer.call_count == 1


def test_a_fetch_is_noted_once_a_day(store: Store, links: list[Link], feeds: Feeds) -> None:
    body(feeds, links[0], client="Google-Calendar-Importer")
    body(feeds, links[0], client="iOS/19.1 dataaccessd/1.0")
    nothing_yet = fetched(store, links[0])
    feeds.fetches.write()
    first = fetched(store, links[0])
    body(feeds, links[0], TOMORROW, client="iOS/19.1 dataaccessd/1.0")
    feeds.fetches.write()

    assert nothing_yet == (None, None)
    assert first == (TODAY, "google")
    assert fetched(store, links[0]) == (TOMORROW, "apple")
    assert fetched(store, links[1]) == (None, None)


def test_it_is_noted_without_anybody_waiting(
    store: Store, links: list[Link], feeds: Feeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_fetches, "PAUSE_SECONDS", 0.01)
    body(feeds, links[0])
    given_up = monotonic() + 30
    while fetched(store, links[0]) == (None, None) and monotonic() < given_up:
        sleep(0.01)

    assert fetched(store, links[0]) == (TODAY, "other")


def fetch_and_end(address: str, secret: str) -> None:
    """What a web process does that is asked for a feed and told to end."""
    Feeds(open_store(address), render_feed).feed(secret, TODAY, "Thunderbird")


def test_what_was_fetched_last_is_noted_when_the_process_ends(
    store: Store, address: str, links: list[Link]
) -> None:
    ended = get_context("fork").Process(target=fetch_and_end, args=(address, links[0].secret))
    ended.start()
    ended.join(60)

    assert fetched(store, links[0]) == (TODAY, "thunderbird")


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_what_cannot_be_noted_now_is_noted_later(
    store: Store, links: list[Link], feeds: Feeds, caplog: pytest.LogCaptureFixture
) -> None:
    assert store.file
    body(feeds, links[0])
    store.file.rename(store.file.with_suffix(".away"))
    with caplog.at_level(logging.WARNING):
        feeds.fetches.write()
    store.file.with_suffix(".away").rename(store.file)
    feeds.fetches.write()

    assert "fetches are not noted" in caplog.text
    assert fetched(store, links[0]) == (TODAY, "other")


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Google-Calendar-Importer", "google"),
        ("iOS/19.1 (23B85) dataaccessd/1.0", "apple"),
        ("macOS/16.1 (25B78) CalendarAgent/1050", "apple"),
        ("Microsoft.Exchange/15.20 (Calendar)", "outlook"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Thunderbird/140.0", "thunderbird"),
        ("ICSx5/2.4.1 (ical4j/4.2)", "icsx5"),
        ("Nextcloud-Webcal-Service", "nextcloud"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0", "browser"),
        ("curl/8.10", "other"),
        ("", "other"),
    ],
)  # fmt: skip
def test_a_client_is_known_coarsely_by_its_name(name: str, family: str) -> None:
    assert client_family(name) == family


def test_a_change_is_told_apart_from_none(store: Store, address: str) -> None:
    theirs = open_store(address)
    changes = Changes(theirs)
    marks = [changes.mark(), changes.mark()]
    made_office(store)
    soon(store)
    marks.append(changes.mark())
    changes.close()
    theirs.engine.dispose()

    assert marks[0] == marks[1] != marks[2]


def test_what_cannot_be_known_counts_as_a_change() -> None:
    nowhere = open_store("postgresql://nobody@127.0.0.1:1/none")
    changes = Changes(nowhere)

    assert changes.mark() != changes.mark()
    changes.close()


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_nothing_is_given_out_that_may_have_been_taken_back(
    store: Store, links: list[Link], feeds: Feeds
) -> None:
    body(feeds, links[0])
    assert store.file
    with patch.object(Changes, "mark", side_effect=[1, 2]):
        body(feeds, links[0])
        store.file.rename(store.file.with_suffix(".away"))
        with pytest.raises(StoreUnavailable):
            feeds.feed(links[0].secret, TODAY, "")
    store.file.with_suffix(".away").rename(store.file)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_database_that_took_the_place_of_another_is_seen(
    store: Store, links: list[Link], feeds: Feeds, tmp_path: Path
) -> None:
    backup(store, tmp_path / "kopi.db")
    publish_in(store, planned(11))
    assert b"20270511T" in body(feeds, links[0])

    assert store.file
    (tmp_path / "bort").mkdir()
    for each in store.file.parent.glob(f"{store.file.name}*"):
        each.rename(tmp_path / "bort" / each.name)
    restore(tmp_path / "kopi.db", store)
    assert b"20270504T" in body(feeds, links[0])

    publish_in(store, planned(18))  # a second version, and not the one that was there
    assert b"20270518T" in body(feeds, links[0])


def test_a_feed_is_the_same_whether_its_history_was_read_at_once_or_bit_by_bit(
    store: Store, address: str, links: list[Link], feeds: Feeds
) -> None:
    for day in (11, 4, 18):
        publish_in(store, planned(day))
        soon(store)
        body(feeds, links[0])
    at_once = Feeds(open_store(address), render_feed)

    assert body(at_once, links[0]) == body(feeds, links[0])
    at_once.close()


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_offices_take_turns_in_what_is_kept_of_them(
    store: Store, links: list[Link], feeds: Feeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_feeds, "MOST_HISTORIES", 1)
    made_office(store, "annenvik")
    publish_in(store, planned(11), "annenvik")
    theirs = subscribe(store, "annenvik", ADVISER, by=None, at=NOON)

    bodies = [body(feeds, each) for each in (links[0], theirs, links[0], links[1])]

    assert [b"20270504T" in each for each in bodies] == [True, False, True, True]


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_fetches_are_noted_after_an_error_that_nobody_foresaw(
    store: Store,
    links: list[Link],
    feeds: Feeds,
    *,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(store_fetches, "PAUSE_SECONDS", 0.01)
    failed = Event()

    def fail(*_: object) -> None:
        failed.set()
        raise ValueError("https://hemmelig.example/")

    with monkeypatch.context() as once:
        once.setattr(store_fetches, "note_fetch", fail)
        body(feeds, links[0])
        assert failed.wait(30)
    given_up = monotonic() + 30
    while fetched(store, links[1]) == (None, None) and monotonic() < given_up:
        body(feeds, links[1], TOMORROW)
        sleep(0.01)

    assert fetched(store, links[1]) == (TOMORROW, "other")
    assert "ValueError" in caplog.text
    assert "hemmelig" not in caplog.text
