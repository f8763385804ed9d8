"""Programs that nobody here wrote follow a feed: each meeting is seen once, where it now stands.

vdirsyncer subscribes over HTTP, as a phone would, and khal shows the calendar. Whoever does not
subscribe imports the file, again and again; khal does that too, and knows meetings by their UID.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from calendars.feed import Feed, render_feed
from planner.domain.audience import Audience, AudienceKind, Subscription
from planner.domain.publication import History
from tests.instances import history, plan, problem, series

VIKA = problem(series=[series(frequency={"per_half_year": 4})])
FIRST = plan(
    VIKA,
    {
        "rt.vika.1": "2027-02-04T09:00",
        "rt.vika.2": "2027-03-04T09:00",
        "rt.vika.3": "2027-04-08T09:00",
    },
)
# The second is moved past the change to summer time, the third cancelled, and the fourth new.
SECOND = plan(
    VIKA,
    {
        "rt.vika.1": "2027-02-04T09:00",
        "rt.vika.2": "2027-03-31T12:30",
        "rt.vika.4": "2027-05-06T09:00",
    },
)


def feed(of: History) -> Feed:
    subscription = Subscription(audience=Audience(AudienceKind.PERSON, "ppt-01"))
    return render_feed(of, subscription, today=date(2027, 1, 20))


PUBLISHED = feed(history((VIKA, FIRST, "2026-12-01T12:00")))
REPUBLISHED = feed(history((VIKA, FIRST, "2026-12-01T12:00"), (VIKA, SECOND, "2027-01-15T12:00")))

SHOWN = """\
2027-02-04 09:00-10:30 Ressursteam, Vika skole
2027-03-04 09:00-10:30 Ressursteam, Vika skole
2027-04-08 09:00-10:30 Ressursteam, Vika skole
"""
SHOWN_AFTER = """\
2027-02-04 09:00-10:30 Ressursteam, Vika skole
2027-03-31 12:30-14:00 Ressursteam, Vika skole
2027-04-08 09:00-10:30 CANCELLED AVLYST: Ressursteam, Vika skole
2027-05-06 09:00-10:30 Ressursteam, Vika skole
"""


class Server(HTTPServer):
    """Serves one feed, whatever it is at the moment, to whoever asks."""

    feed = PUBLISHED


class Answer(BaseHTTPRequestHandler):
    """The feed with its validators."""

    def do_GET(self) -> None:
        """Send it."""
        assert isinstance(self.server, Server)
        feed = self.server.feed
        self.send_response(200)
        self.send_header("Content-Type", "text/calendar; charset=utf-8")
        self.send_header("Content-Length", str(len(feed.body)))
        self.send_header("ETag", feed.etag)
        self.send_header("Last-Modified", format_datetime(feed.last_modified, usegmt=True))
        self.end_headers()
        self.wfile.write(feed.body)

    def log_message(self, *_: object) -> None:
        """Write nothing to the terminal."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Answer) as running:
        Thread(target=running.serve_forever).start()
        yield running
        running.shutdown()


class Subscriber:
    """Somebody's calendar, in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.calendar = home / "calendar"
        self.calendar.mkdir()
        (home / "khal.conf").write_text(f"""
            [calendars]
            [[semesterplan]]
            path = {self.calendar}
            [sqlite]
            path = {home}/khal.db
            [locale]
            local_timezone = Europe/Oslo
            default_timezone = Europe/Oslo
            timeformat = %H:%M
            dateformat = %Y-%m-%d
            longdateformat = %Y-%m-%d
            datetimeformat = %Y-%m-%d %H:%M
            longdatetimeformat = %Y-%m-%d %H:%M
        """)

    def subscribe(self, port: int) -> None:
        """Set up what `sync` fetches."""
        (self.home / "vdirsyncer.conf").write_text(f"""
[general]
status_path = "{self.home}/status"
[pair semesterplan]
a = "published"
b = "mine"
collections = null
conflict_resolution = "a wins"
[storage published]
type = "http"
url = "http://127.0.0.1:{port}/feed.ics"
[storage mine]
type = "filesystem"
path = "{self.calendar}"
fileext = ".ics"
""")
        self.run("vdirsyncer", "discover")

    def sync(self) -> None:
        """Fetch what is published now."""
        self.run("vdirsyncer", "sync")

    def take_in(self, feed: Feed) -> None:
        """Import the feed as a file."""
        (self.home / "feed.ics").write_bytes(feed.body)
        self.run("khal", "import", "--batch", "feed.ics")

    def shown(self) -> str:
        """What is in the calendar this half-year, a line for each event."""
        form = "{start-date} {start-time}-{end-time} {cancelled}{title}"
        half_year = ("2027-01-01", "2027-06-30")
        return self.run("khal", "list", "--day-format", "", "--format", form, *half_year)

    def files(self) -> dict[str, tuple[int, int]]:
        """What stands for the events on disk; a file that is written anew is another one."""
        return {
            each.name: (each.stat().st_ino, each.stat().st_mtime_ns)
            for each in self.calendar.iterdir()
        }

    def run(self, program: str, *arguments: str) -> str:
        """Run one of the subscriber's programs, and see what it says."""
        done = subprocess.run(
            [
                Path(sys.executable).with_name(program),
                *("--config", self.home / f"{program}.conf"),
                *arguments,
            ],
            cwd=self.home,
            # Nothing of the machine's own settings, proxies among them.
            env={"HOME": str(self.home), "LANG": "C.UTF-8", "PATH": os.defpath},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def subscriber(tmp_path: Path) -> Subscriber:
    return Subscriber(tmp_path)


def test_a_subscriber_sees_each_meeting_once_before_and_after_a_republish(
    server: Server, subscriber: Subscriber
) -> None:
    subscriber.subscribe(server.server_port)
    subscriber.sync()
    assert subscriber.shown() == SHOWN

    server.feed = REPUBLISHED
    subscriber.sync()
    assert subscriber.shown() == SHOWN_AFTER


def test_nothing_is_written_anew_when_nothing_was_published(
    server: Server, subscriber: Subscriber
) -> None:
    subscriber.subscribe(server.server_port)
    subscriber.sync()
    before = subscriber.files()
    assert len(before) == 3

    subscriber.sync()

    assert subscriber.files() == before


def test_only_what_was_changed_is_written_anew(server: Server, subscriber: Subscriber) -> None:
    subscriber.subscribe(server.server_port)
    subscriber.sync()
    before = subscriber.files()

    server.feed = REPUBLISHED
    subscriber.sync()

    # The first of three meetings is untouched; the other two are replaced, and one is new.
    after = subscriber.files()
    assert (len(after), len(after.items() & before.items())) == (4, 1)


def test_whoever_imports_the_file_again_has_each_meeting_once(subscriber: Subscriber) -> None:
    subscriber.take_in(PUBLISHED)
    assert subscriber.shown() == SHOWN

    subscriber.take_in(REPUBLISHED)
    assert subscriber.shown() == SHOWN_AFTER
