"""Who still fetches which feed: noted once a day, and never while somebody waits for a feed."""

from __future__ import annotations

from datetime import date
from logging import getLogger
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread

from planner.application.store.database import Store
from planner.application.store.subscriptions import note_fetch
from planner.domain.errors import StoreUnavailable

PAUSE_SECONDS = 5
"""Between two times that what was noted is written."""

FAMILIES = (
    ("google-calendar", "google"),
    ("thunderbird", "thunderbird"),
    ("icsx5", "icsx5"),
    ("nextcloud", "nextcloud"),
    ("exchange", "outlook"),
    ("outlook", "outlook"),
    ("microsoft office", "outlook"),
    ("dataaccessd", "apple"),
    ("calendaragent", "apple"),
    ("accountsd", "apple"),
    ("ios/", "apple"),
    ("macos/", "apple"),
    ("home-assistant", "home assistant"),
    ("homeassistant", "home assistant"),
    ("mozilla/", "browser"),
)
"""What a client's own name holds, in small letters, and its family; the first that fits."""
OTHER = "other"


def client_family(name: str) -> str:
    """Coarsely what a client is by the name it gives itself (User-Agent; RFC 9110, 10.1.5)."""
    small = name.lower()
    return next((family for part, family in FAMILIES if part in small), OTHER)


class Fetches:
    """The fetches that are not written yet.

    What is lost when the process is killed is noted again at the next fetch.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._alone = Lock()
        self._waiting: dict[str, tuple[date, str]] = {}
        self._writer: Thread | None = None
        self._ended = Event()
        self._at_exit: Finalize | None = None

    def note(self, subscription: str, day: date, client: str) -> None:
        """Have a fetch written down soon."""
        with self._alone:
            self._waiting[subscription] = (day, client_family(client))
            if self._writer is None:
                self._writer = Thread(target=self._write_on, daemon=True)
                self._writer.start()
                # Web processes are forked off, and at the end of such a one atexit is not asked.
                self._at_exit = Finalize(None, self.write, exitpriority=0)

    def write(self) -> None:
        """Write down what was noted; what cannot be written now waits for the next time."""
        with self._alone:
            noted, self._waiting = self._waiting, {}
        if not noted:
            return
        try:
            with self._store.writing() as connection:
                # In the same order everywhere, so that no two processes wait for each other.
                for subscription, (day, family) in sorted(noted.items()):
                    note_fetch(connection, subscription, day, family)
        except StoreUnavailable as error:
            getLogger(__name__).warning("fetches are not noted: %s", error.phrase().nb)
            with self._alone:
                self._waiting = noted | self._waiting

    def close(self) -> None:
        """Write down what there is, and no more."""
        self._ended.set()
        if self._at_exit is not None:
            self._at_exit.cancel()
        self.write()

    def _write_on(self) -> None:
        while not self._ended.wait(PAUSE_SECONDS):
            try:
                self.write()
            except Exception as error:  # noqa: BLE001 (nobody would note any fetch after this one)
                # The words of an error that we do not know may hold anything.
                getLogger(__name__).error("fetches were lost: %s", type(error).__name__)  # noqa: TRY400
