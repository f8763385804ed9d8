"""Content lines, held to what the library reads of them and writes itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from calendars.contentline import line, local_time, moment, plain, text, whole_day
from planner.domain.grid import OSLO

# Without surrogates, which are no characters; with much of what has to be escaped or folded.
TEXTS = st.text(
    st.one_of(st.sampled_from("\\;,åæø\nNn 🙂"), st.characters(exclude_categories=["Cs"])),
    max_size=300,
)


def unfolded(octets: bytes) -> bytes:
    return octets.replace(b"\r\n ", b"")


@given(TEXTS)
def test_text_comes_through_unchanged(words: str) -> None:
    lines = "\n".join(plain(each) for each in words.split("\n"))

    event = Event.from_ical(b"BEGIN:VEVENT\r\n" + text("SUMMARY", lines) + b"END:VEVENT\r\n")

    assert isinstance(event, Event)
    assert str(event["SUMMARY"]) == lines


@given(TEXTS)
def test_lines_are_folded_between_characters_and_hold_75_octets_at_most(words: str) -> None:
    content = f"SUMMARY:{plain(words)}"

    octets = line(content)

    assert unfolded(octets) == f"{content}\r\n".encode()
    parts = octets.removesuffix(b"\r\n").split(b"\r\n ")
    assert all(len(part) <= 75 - (number > 0) for number, part in enumerate(parts))
    # A part that broke a character would not be UTF-8.
    assert "".join(part.decode() for part in parts) == content


@pytest.mark.parametrize("before", range(60, 76))
def test_no_fold_parts_a_backslash_from_what_it_escapes(before: int) -> None:
    parts = line("X:" + "a" * before + "\\\\" * 60).removesuffix(b"\r\n").split(b"\r\n ")

    assert len(parts) > 1
    assert all(part.count(b"\\") % 2 == 0 for part in parts)


@given(TEXTS)
def test_plain_text_is_one_line_without_control_characters(words: str) -> None:
    assert len(plain(words)) == len(words)
    assert len(plain(words).splitlines()) <= 1
    assert not any(character < " " or "\x7f" <= character < "\xa0" for character in plain(words))


def test_times_are_written_as_the_library_writes_them() -> None:
    start, day = datetime(2027, 3, 29, 9, 0, tzinfo=OSLO), date(2027, 5, 14)
    event = Event()
    event.add("DTSTART", start)
    event.add("DTEND", day)
    event.add("DTSTAMP", start.astimezone(UTC))

    ours = (
        moment("DTSTAMP", start),
        local_time("DTSTART", start),
        whole_day("DTEND", day),
    )

    assert sorted(b"".join(ours).splitlines()) == sorted(event.to_ical().splitlines()[1:-1])
