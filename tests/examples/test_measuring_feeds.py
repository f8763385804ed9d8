"""The measurements of feeds and imports: the files they read, and what is said of one."""

from pathlib import Path

import pytest

from calendars.reading.scan import scan
from examples.measure.hostile_calendars import RULES, hostile_calendars
from examples.measure.large_calendars import EVENTS, KINDS, SERIES, large_calendar
from examples.measure.processes import measured
from planner.domain.calendar_faults import UnusableCalendar


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_calendar_has_all_its_events(kind: str) -> None:
    (calendar,) = scan(large_calendar(kind), {"VEVENT"}, {"RRULE"})

    assert len(calendar.parts) == EVENTS
    assert sum(bool(event.lines) for event in calendar.parts) == (
        EVENTS // 50 if kind == SERIES else 0
    )


def test_hostile_calendars_are_calendars_unless_they_say_what_else_they_are() -> None:
    refused = set()
    for name, data in hostile_calendars():
        try:
            scan(data, {"VEVENT"}, ())
        except UnusableCalendar:
            refused.add(name)

    assert refused == {
        "199,000 events", "nested a million deep", "a million ends", "19 MB of line ends",
        "19 MB of zeros", "100 MB", "100 MB packed", "a web page", "cut off",
    }  # fmt: skip


def test_an_import_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    name, data = next(hostile_calendars())
    (tmp_path / "a.ics").write_bytes(data)

    figures = measured("busy_import", tmp_path / "a.ics")

    assert name == f"{RULES[0]} from 1970"
    assert figures["answer"] == "0 intervals"
    assert figures["megabytes"] > 1
