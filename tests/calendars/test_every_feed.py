"""What holds of every feed, whoever it is for: seen in those of all examples, line by line.

The lines are taken apart here by hand, as they are sent: a library would put up with too much.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from calendars.feed import audiences_of, render_feed
from planner.domain.audience import AudienceKind, Subscription
from planner.domain.identitynumber import holds_identity_number
from tests.calendars.foreign.corpus import TODAY, feeds, histories

EVENT_NAMES = {
    "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION",
    "LOCATION", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
}  # fmt: skip
OPTIONAL = {"DESCRIPTION", "LOCATION"}
HEADER = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Semesterplan//Semesterplan//NO", "NAME:",
    "X-WR-CALNAME:", "X-WR-TIMEZONE:Europe/Oslo", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H", "BEGIN:VTIMEZONE",
]  # fmt: skip
UTC_MOMENT = "%Y%m%dT%H%M%SZ"
TAG = re.compile(r"</?[a-z]", re.IGNORECASE)


class Sent(NamedTuple):
    """A feed as it is sent, and its lines put together again."""

    body: bytes
    lines: list[str]

    def events(self) -> Iterator[dict[str, str]]:
        """The properties of each event, parameters among the values; none stands twice."""
        inside: list[str] = []
        for line in self.lines:
            if line == "BEGIN:VEVENT":
                inside = []
            elif line == "END:VEVENT":
                names = [re.split("[;:]", each)[0] for each in inside]
                assert len(names) == len(set(names))
                yield {
                    name: each[len(name) + 1 :] for name, each in zip(names, inside, strict=True)
                }
            else:
                inside.append(line)


@cache
def sent() -> tuple[Sent, ...]:
    return tuple(
        Sent(each.body.encode(), each.body.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"))
        for each in feeds()
    )


@cache
def events() -> tuple[dict[str, str], ...]:
    return tuple(event for each in sent() for event in each.events())


def test_lines_are_short_plain_utf_8_and_end_alike() -> None:
    for each in sent():
        assert each.body.endswith(b"\r\n")
        for line in each.body.removesuffix(b"\r\n").split(b"\r\n"):
            # A fold inside a character would leave no UTF-8; a byte order mark is not printable.
            assert line.decode().isprintable()
            assert len(line) <= 75


def test_what_begins_ends_and_there_is_one_calendar() -> None:
    for each in sent():
        opened: list[str] = []
        for line in each.lines:
            edge, _, name = line.partition(":")
            if edge == "BEGIN":
                opened.append(name)
            elif edge == "END":
                assert opened.pop() == name
        assert opened == []
        assert (each.lines[0], each.lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
        assert each.lines.count("BEGIN:VCALENDAR") == 1


def test_each_begins_with_what_clients_need() -> None:
    for each in sent():
        for line, expected in zip(each.lines, HEADER, strict=False):
            assert line.startswith(expected)
        assert each.lines[3].removeprefix("NAME:") == each.lines[4].removeprefix("X-WR-CALNAME:")


def test_the_only_zone_is_defined_once_by_rules() -> None:
    for each in sent():
        named = {
            found for line in each.lines for found in re.findall(r"^DT\w+;TZID=([^:]+):", line)
        }
        assert named <= {"Europe/Oslo"}
        assert each.lines.count("TZID:Europe/Oslo") == 1
        assert not any(line.startswith("RDATE") for line in each.lines)
        assert sum(line.startswith("RRULE:FREQ=YEARLY;BYMONTH=") for line in each.lines) == 2


def test_each_event_has_all_it_needs_and_nothing_else() -> None:
    for event in events():
        assert EVENT_NAMES >= event.keys() >= EVENT_NAMES - OPTIONAL
        assert event["SEQUENCE"].isdecimal()
        assert re.fullmatch(r"[0-9a-f]{32}@semesterplan\.no", event["UID"])


def test_no_uid_stands_twice_in_a_feed() -> None:
    for each in sent():
        uids = Counter(event["UID"] for event in each.events())
        assert set(uids.values()) <= {1}


def test_events_changed_in_the_past() -> None:
    for event in events():
        stamp = datetime.strptime(event["DTSTAMP"], UTC_MOMENT).replace(tzinfo=UTC)
        assert stamp.date() < TODAY
        assert event["LAST-MODIFIED"] == event["DTSTAMP"]


def test_no_time_is_floating_and_no_event_ends_before_it_has_begun() -> None:
    for event in events():
        (zone, start), (other, end) = (event[name].split(":") for name in ("DTSTART", "DTEND"))
        assert zone == other
        assert zone in {"TZID=Europe/Oslo", "VALUE=DATE"}
        assert start < end


def test_nobody_is_written_to_and_nothing_is_marked_up() -> None:
    for event in events():
        told = "\n".join(value for name, value in event.items() if name != "UID")
        assert "@" not in told
        assert not TAG.search(told)
        assert not holds_identity_number(told)


def test_what_is_cancelled_says_so_in_every_way() -> None:
    cancelled = [event for event in events() if event["STATUS"] == "CANCELLED"]

    assert cancelled
    for event in cancelled:
        assert event["SUMMARY"].startswith("AVLYST: ")
        assert (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
        assert int(event["SEQUENCE"]) > 0
    assert not any(
        event["SUMMARY"].startswith("AVLYST")
        for event in events()
        if event["STATUS"] != "CANCELLED"
    )


def test_both_ways_of_saying_who_is_busy_agree() -> None:
    ways = {(event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) for event in events()}

    assert ways == {("OPAQUE", "BUSY"), ("TRANSPARENT", "FREE")}


def test_the_largest_feeds_are_smaller_than_what_clients_refuse() -> None:
    # A service is at most meetings; that of Oslo has 1,657 of a half-year to be at.
    services = (
        render_feed(history, Subscription(audience=audience, deadlines=True), TODAY)
        for history in histories().values()
        for audience in audiences_of(history)
        if audience.kind is AudienceKind.SERVICE
    )

    assert max(len(each.body) for each in services) < 1_000_000
