"""Small calendar files for tests of reading them, and what came of reading as short texts."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from calendars.busy_answer import read_here
from planner.domain.busytimes import BusyCalendar, BusyInterval, BusyKind
from planner.domain.calendar_faults import Omission

OSLO = ZoneInfo("Europe/Oslo")
SPRING = datetime(2027, 1, 1, tzinfo=OSLO), datetime(2027, 7, 1, tzinfo=OSLO)


def calendar(*components: str, ending: str = "\r\n") -> bytes:
    """A calendar with these components, each a text with a line for each property."""
    lines = [line.strip() for each in components for line in each.strip().splitlines()]
    return ending.join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()


def event(properties: str, uid: str | None = "1") -> str:
    """An event."""
    known = f"UID:{uid}\n" if uid is not None else ""
    return f"BEGIN:VEVENT\n{known}{properties.strip()}\nEND:VEVENT"


def read(*components: str) -> BusyCalendar:
    """What is read of a calendar with these components, in this process."""
    return read_here(calendar(*components), *SPRING, OSLO)


def busy(*components: str) -> list[str]:
    """When somebody is busy by these components, as `told`."""
    return [told(each) for each in read(*components).intervals]


def told(interval: BusyInterval) -> str:
    """An interval in UTC: "01-04 08:00–09:00", with its last day and its kind if not the usual."""
    start, end = interval.start.astimezone(UTC), interval.end.astimezone(UTC)
    last = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%m-%d %H:%M}"
    kind = "" if interval.kind is BusyKind.BUSY else f" {interval.kind}"
    return f"{start:%m-%d %H:%M}–{last}{kind}"


def omitted(found: BusyCalendar) -> dict[Omission, int]:
    """How many were left out, by reason."""
    return {warning.kind: warning.count for warning in found.warnings}
