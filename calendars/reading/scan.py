"""The parts of a calendar file: components and the few properties that are asked for (RFC 5545).

A file of somebody else's is taken apart here within bounds, and only what a reader asks for is
kept: to a reader of busy times, titles, places and people are never more than bytes passed over.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.domain.calendar_faults import Unusable, UnusableCalendar

MOST_BYTES = 32_000_000
"""Of a file: 50,000 events with titles, places and some text take 20 MB."""
MOST_LINES = 2_000_000
MOST_DEPTH = 8
MOST_COMPONENTS = 100_000

CALENDAR = "VCALENDAR"
UTF16 = (BOM_UTF16_LE, BOM_UTF16_BE)
WITHOUT_BOM = {b"B\0": "utf-16-le", b"\0B": "utf-16-be"}
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")

QUOTED_COLON = re.compile(r'^((?:[^":]|"[^"]*")*):(.*)$', re.DOTALL)
PARAMETER = re.compile(r';([^=;]+)=("[^"]*"|[^;]*)')

LONGEST_HEAD = 10_000
"""Characters of a name with its parameters."""
HOLDS_TIMES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"})


@dataclass(slots=True)
class Component:
    """A component of a calendar: ``BEGIN:NAME`` to ``END:NAME``.

    Parameters
    ----------
    name
        In capitals.
    lines
        The unfolded lines of the properties that were asked for, as they stand.
    """

    name: str
    lines: list[str] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)


class Property(NamedTuple):
    """A property: names in capitals, values as they stand but for the quotes around parameters."""

    name: str
    parameters: dict[str, str]
    value: str


def scan(data: bytes, components: Iterable[str], properties: Iterable[str]) -> list[Component]:
    """The calendars in a file, with those components and properties only.

    Components inside one that was not asked for are not looked at.

    Raises
    ------
    UnusableCalendar
        It is no calendar, is cut off or damaged, or is too much.
    """
    text = _unfolded(data)
    wanted = {CALENDAR, *components}
    line = re.compile(
        rb"^(?:(BEGIN|END):[ \t]*([^\n]*)|(?:%s)[;:][^\n]*)"
        % b"|".join(re.escape(name.encode()) for name in sorted(properties)),
        re.MULTILINE | re.IGNORECASE,
    )
    found = _Nesting(wanted)
    for match in line.finditer(text):
        if match[1] is None:
            found.take(match[0])
        elif match[1].upper() == b"BEGIN":
            found.begin(_name(match[2]))
        else:
            found.end(_name(match[2]), is_last=match.end() == len(text))
    return found.whole()


class _Nesting:
    """Components inside components, while a file is gone through."""

    def __init__(self, wanted: Collection[str]) -> None:
        self._wanted = wanted
        self._calendars: list[Component] = []
        # What has begun and not ended; None for what nobody asked for.
        self._open: list[tuple[str, Component | None]] = []
        self._count = 0

    def take(self, line: bytes) -> None:
        """A property of what was begun last."""
        if self._open and (inside := self._open[-1][1]) is not None:
            inside.lines.append(_decoded(line))

    def begin(self, name: str) -> None:
        """The beginning of a component."""
        if len(self._open) == MOST_DEPTH:
            raise UnusableCalendar(Unusable.TOO_DEEP)
        begun = None
        if name in self._wanted:
            begun = self._begun(name)
        self._open.append((name, begun))

    def _begun(self, name: str) -> Component | None:
        """A component that was asked for, if it stands where it counts."""
        if not self._open:
            beside = self._calendars if name == CALENDAR else None
        else:
            around = self._open[-1][1]
            beside = around.parts if around is not None else None
        if beside is None:
            return None
        self._count += 1
        if self._count > MOST_COMPONENTS:
            raise UnusableCalendar(Unusable.TOO_LARGE)
        beside.append(Component(name))
        return beside[-1]

    def end(self, name: str, *, is_last: bool) -> None:
        """The end of a component; the last line of a file may be cut off in its middle."""
        if self._open and self._open[-1][0] == name:
            self._open.pop()
        elif is_last and self._open and self._open[-1][0].startswith(name):
            raise UnusableCalendar(Unusable.CUT_OFF)
        else:
            raise UnusableCalendar(Unusable.DAMAGED)

    def whole(self) -> list[Component]:
        """The calendars, at the end of the file."""
        if self._open:
            raise UnusableCalendar(Unusable.CUT_OFF)
        if not self._calendars:
            raise UnusableCalendar(Unusable.NOT_A_CALENDAR)
        return self._calendars


def properties_of(component: Component) -> list[Property]:
    """The properties of a component, in order; lines that are none are passed over."""
    return [found for line in component.lines if (found := _property(line)) is not None]


def value_of(component: Component, name: str) -> str:
    """What a component says first under a name; empty when it does not."""
    return next((each.value for each in properties_of(component) if each.name == name), "")


def _property(line: str) -> Property | None:
    """A line taken apart at the colon that ends the parameters."""
    head, colon, value = line.partition(":")
    parameters = {}
    if ";" in head:
        if head.partition(";")[0].upper() in HOLDS_TIMES:
            # No value of times has a colon, but Exchange writes TZID=tzone://Microsoft/Custom.
            head, colon, value = line.rpartition(":")
        elif head.count('"') % 2 and (whole := QUOTED_COLON.match(line)):
            head, value = whole.groups()
        if len(head) > LONGEST_HEAD:
            return None
        parameters = {
            found[1].strip().upper(): found[2].strip().strip('"')
            for found in PARAMETER.finditer(head)
        }
        head, _, _ = head.partition(";")
    return Property(head.strip().upper(), parameters, value.strip()) if colon else None


def _unfolded(data: bytes) -> bytes:
    """The file as lines that end in a line feed, long ones put together before any is decoded."""
    if len(data) > MOST_BYTES:
        raise UnusableCalendar(Unusable.TOO_LARGE)
    text = data
    if data.startswith(UTF16):
        text = data.decode("utf-16", "replace").encode()
    elif data[:2] in WITHOUT_BOM:
        text = data.decode(WITHOUT_BOM[data[:2]], "replace").encode()
    text = text.removeprefix(BOM_UTF8)
    if (unusable := _no_calendar(text)) is not None:
        raise UnusableCalendar(unusable)
    for ending in (b"\r\r\n", b"\r\n", b"\r"):
        text = text.replace(ending, b"\n")
    text = text.replace(b"\n ", b"").replace(b"\n\t", b"")
    if text.count(b"\n") > MOST_LINES:
        raise UnusableCalendar(Unusable.TOO_LARGE)
    return text


def _no_calendar(text: bytes) -> Unusable | None:
    """What a file is instead of a calendar, as far as its beginning tells."""
    beginning = text.lstrip()[:1000].rstrip().upper()
    if not beginning:
        return Unusable.EMPTY
    if text.startswith(PACKED):
        return Unusable.PACKED
    if beginning.startswith(b"<"):
        return Unusable.HTML
    if b"BEGIN:" not in beginning and b"\0" in beginning:
        return Unusable.BINARY
    if b"BEGIN:VCALENDAR".startswith(text.strip().upper()):
        return Unusable.CUT_OFF
    return None


def _name(text: bytes) -> str:
    return _decoded(text).strip().upper()


def _decoded(line: bytes) -> str:
    """A line in UTF-8, or in what old Windows programs wrote."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
