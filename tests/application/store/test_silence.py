"""A server that says nothing: whoever asks is told soon, and nobody waits for it in turn."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import date
from socket import SHUT_RDWR, create_server, socket
from threading import Thread

import pytest

from calendars.feed import render_feed
from planner.application.secret import new_secret
from planner.application.store import database as store_database
from planner.application.store import feeds as store_feeds
from planner.application.store.database import open_store, upgrade
from planner.application.store.feeds import Feeds
from planner.domain.errors import StoreUnavailable

TODAY = date(2026, 12, 1)


@pytest.fixture
def silent() -> Iterator[tuple[str, list[socket]]]:
    """The address of a server that takes every call and says nothing, and the calls."""
    calls: list[socket] = []
    with create_server(("127.0.0.1", 0)) as server:

        def take_calls() -> None:
            with suppress(OSError):  # it was closed
                while True:
                    calls.append(server.accept()[0])

        taking = Thread(target=take_calls)
        taking.start()
        yield f"postgresql://ppt@127.0.0.1:{server.getsockname()[1]}/plan", calls
        server.shutdown(SHUT_RDWR)
        taking.join()
    for each in calls:
        each.close()


def test_all_who_ask_a_silent_server_wait_for_it_once(
    silent: tuple[str, list[socket]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "CONTACT_SECONDS", 2)
    monkeypatch.setattr(store_feeds, "PAUSE_SECONDS", 60)
    address, calls = silent
    feeds = Feeds(open_store(address), render_feed)

    def ask(_: int) -> str:
        with pytest.raises(StoreUnavailable) as raised:
            feeds.feed(new_secret(), TODAY, "")
        return str(raised.value)

    with ThreadPoolExecutor(8) as threads:
        told = set(threads.map(ask, range(8)))
    feeds.close()

    assert len(told) == 1
    assert "svarer ikke" in told.pop()
    assert len(calls) == 2  # whether anything changed, and what there is


@pytest.mark.postgres
def test_whoever_finds_every_connection_in_use_is_told(
    new_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "CONTACT_SECONDS", 0)  # nobody waits
    store = open_store(new_postgresql)
    upgrade(store)

    def use_them_up(others: ExitStack) -> None:
        for _ in range(100):
            others.enter_context(store.reading())

    with ExitStack() as others, pytest.raises(StoreUnavailable, match="opptatt"):
        use_them_up(others)
    with store.reading():
        pass
    store.engine.dispose()
