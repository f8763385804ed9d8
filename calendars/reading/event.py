"""One event of a calendar file: when it is, how it recurs, and whether somebody is busy in it.

What it is about, where and with whom is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from calendars.event import UID_DOMAIN
from calendars.reading.scan import Component, Property, properties_of
from calendars.reading.values import FIRST_YEAR, LAST_YEAR, Length, clock_of, length_of
from calendars.reading.zones import Zone, Zones
from planner.domain.busytimes import BusyKind

OWN_DOMAIN = f"@{UID_DOMAIN}"
OUTLOOK_UID = bytes.fromhex("040000008200E00074C5B7101A82E008")
"""How every UID begins that Outlook makes; one of somebody else's stands inside, after a mark."""
OUTLOOK_MARK = b"vCal-Uid\x01\x00\x00\x00"

PROPERTIES = frozenset({
    "UID", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE",
    "RECURRENCE-ID", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
})  # fmt: skip

BUSY_STATUS = {
    "FREE": None,
    "WORKINGELSEWHERE": None,
    "TENTATIVE": BusyKind.TENTATIVE,
    "BUSY": BusyKind.BUSY,
    "OOF": BusyKind.OUT_OF_OFFICE,
}
LATEST = clock_of(f"{LAST_YEAR}1231").local
ONE_DAY = Length(timedelta(days=1), timedelta())
NO_TIME = Length(timedelta(), timedelta())


class Moment(NamedTuple):
    """A time on the clocks of a zone, or the beginning of a day there.

    Parameters
    ----------
    whole_day
        It is a day and says no time.
    """

    local: datetime
    zone: Zone
    whole_day: bool

    @property
    def utc(self) -> datetime:
        """The same in UTC."""
        return self.zone.utc(self.local)

    def after(self, length: Length) -> datetime:
        """The moment that much later, in UTC."""
        return self.zone.utc(self.local + length.by_clock) + length.exact


class Event(NamedTuple):
    """An event, the first of a series, or what one of a series became.

    Parameters
    ----------
    kind
        `None` when nobody is busy in it.
    recurrence
        The start that it had in its series; `None` unless it was changed there.
    and_later
        The change is one of all later ones, too.
    recurs
        RRULE, RDATE, EXDATE and EXRULE, as they stand.
    zones
        Those of its calendar.
    """

    start: Moment
    length: Length
    kind: BusyKind | None
    sequence: int
    recurrence: Moment | None
    and_later: bool
    recurs: tuple[Property, ...]
    zones: Zones

    @property
    def end(self) -> datetime:
        """When it ends, in UTC."""
        return self.start.after(self.length)

    @property
    def is_series(self) -> bool:
        """Whether it may be there more than once."""
        return self.recurrence is None and bool(self.recurs)


def read_event(component: Component, zones: Zones, floating: Zone | None = None) -> Event:
    """An event out of its component.

    Parameters
    ----------
    floating
        The zone of its series, for a start in it that says none; `None` for the event's own.

    Raises
    ------
    ValueError
        It has no start, or something of it cannot be read.
    """
    properties = properties_of(component)
    # What may stand once counts as it stands first.
    by_name = {each.name: each for each in reversed(properties)}
    if "DTSTART" not in by_name:
        raise ValueError(component.name)
    start = _moment(by_name["DTSTART"], zones)
    changed = by_name.get("RECURRENCE-ID")
    return Event(
        start=start,
        length=_length(by_name, start, zones),
        kind=_kind({name: each.value.upper() for name, each in by_name.items()}),
        sequence=_sequence(by_name.get("SEQUENCE")),
        recurrence=_moment(changed, zones, floating or start.zone) if changed else None,
        and_later=changed is not None
        and changed.parameters.get("RANGE", "").upper() == "THISANDFUTURE",
        recurs=tuple(
            each for each in properties if each.name in {"RRULE", "RDATE", "EXDATE", "EXRULE"}
        ),
        zones=zones,
    )


def moment_of(text: str, tzid: str | None, zones: Zones, floating: Zone | None = None) -> Moment:
    """A date or a time.

    Parameters
    ----------
    floating
        The zone of a time that says none; `None` for the default one of `zones`.

    Raises
    ------
    ValueError
        It is neither.
    """
    clock = clock_of(text)
    if clock.whole_day:
        zone = zones.default
    elif clock.utc:
        zone = zones.utc
    elif tzid:
        zone = zones.named(tzid)
    else:
        zone = floating or zones.default
    return Moment(clock.local, zone, clock.whole_day)


def moments_of(
    found: Property, zones: Zones, floating: Zone | None = None
) -> Iterator[tuple[Moment, Length | None]]:
    """The moments of a property with a list of them, and the lengths of those that are periods.

    Raises
    ------
    ValueError
        One of them is none.
    """
    tzid = found.parameters.get("TZID")
    for text in found.value.split(","):
        first, slash, last = text.strip().partition("/")
        start = moment_of(first, tzid, zones, floating)
        if not slash:
            yield start, None
        elif "P" in last.upper():
            yield start, length_of(last)
        else:
            yield start, _between(start, moment_of(last, tzid, zones, floating))


def is_ours(uid: str) -> bool:
    """Whether an event is one of ours that somebody took into their own calendar."""
    return uid.casefold().endswith(OWN_DOMAIN) or _inside_outlook(uid).endswith(OWN_DOMAIN)


def _inside_outlook(uid: str) -> str:
    """The UID that Outlook packed into its own on importing (MS-OXCICAL 2.1.3.1.1.20.26)."""
    try:
        inside = bytes.fromhex(uid)
    except ValueError:
        return ""
    if not inside.startswith(OUTLOOK_UID):
        return ""
    _, _, original = inside.partition(OUTLOOK_MARK)
    return original.rstrip(b"\0").decode("latin-1").casefold()


def _moment(found: Property, zones: Zones, floating: Zone | None = None) -> Moment:
    moment = moment_of(found.value, found.parameters.get("TZID"), zones, floating)
    if not FIRST_YEAR <= moment.local.year <= LAST_YEAR:
        raise ValueError(found.value)
    return moment


def _length(by_name: dict[str, Property], start: Moment, zones: Zones) -> Length:
    """How long an event takes; a day, or no time at all, when it does not say."""
    shortest = ONE_DAY if start.whole_day else NO_TIME
    if (ends := by_name.get("DTEND")) is not None:
        end = moment_of(ends.value, ends.parameters.get("TZID"), zones)
        # What is without end for its owner is so for us.
        length = _between(start, end._replace(local=min(end.local, LATEST)))
    elif (lasts := by_name.get("DURATION")) is not None:
        length = length_of(lasts.value)
    else:
        return shortest
    # Some end a day on the day itself.
    return shortest if length == NO_TIME else length


def _between(start: Moment, end: Moment) -> Length:
    """From start to end. Between two times of one zone it is its clocks that count.

    So what ends at eight in the morning does so in the night when clocks change, too, as calendars
    show it.
    """
    if start.zone is end.zone:
        return Length(end.local - start.local, timedelta())
    return Length(timedelta(), end.utc - start.utc)


def _kind(values: dict[str, str]) -> BusyKind | None:
    """How busy somebody is. Outlook goes by its own status first (MS-OXCICAL 2.1.3.1.1.20.31)."""
    if values.get("STATUS") == "CANCELLED":
        return None
    if (status := values.get("X-MICROSOFT-CDO-BUSYSTATUS")) in BUSY_STATUS:
        return BUSY_STATUS[status]
    if values.get("TRANSP") == "TRANSPARENT":
        return None
    return BusyKind.TENTATIVE if values.get("STATUS") == "TENTATIVE" else BusyKind.BUSY


def _sequence(found: Property | None) -> int:
    """How often an event was changed; what is no number of use is none."""
    is_number = found is not None and found.value.isdecimal() and len(found.value) < 10
    return int(found.value) if found is not None and is_number else 0
