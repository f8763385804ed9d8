"""What one of a series became, or one and all later ones."""

import pytest

from tests.calendarfiles import busy, event

FOUR_MONDAYS = (
    "DTSTART;TZID=Europe/Oslo:20270104T090000\nDTEND;TZID=Europe/Oslo:20270104T100000\n"
    "RRULE:FREQ=WEEKLY;COUNT=4\n"
)
ELEVENTH = "RECURRENCE-ID;TZID=Europe/Oslo:20270111T090000\n"
CHANGES = {
    "moved": (
        ELEVENTH + "DTSTART;TZID=Europe/Oslo:20270112T120000\nDURATION:PT30M",
        ["01-04 08:00–09:00", "01-12 11:00–11:30", "01-18 08:00–09:00", "01-25 08:00–09:00"],
    ),
    "known by its start in UTC": (
        "RECURRENCE-ID:20270111T080000Z\nDTSTART:20270112T110000Z\nDURATION:PT30M",
        ["01-04 08:00–09:00", "01-12 11:00–11:30", "01-18 08:00–09:00", "01-25 08:00–09:00"],
    ),
    "known by its day": (
        "RECURRENCE-ID;VALUE=DATE:20270111\nDTSTART:20270112T110000Z\nDURATION:PT30M",
        ["01-04 08:00–09:00", "01-12 11:00–11:30", "01-18 08:00–09:00", "01-25 08:00–09:00"],
    ),
    "known by a start that says no zone": (
        "RECURRENCE-ID:20270111T090000\nDTSTART:20270112T110000Z\nDURATION:PT30M",
        ["01-04 08:00–09:00", "01-12 11:00–11:30", "01-18 08:00–09:00", "01-25 08:00–09:00"],
    ),
    "cancelled": (
        ELEVENTH + "STATUS:CANCELLED\nDTSTART:20270111T080000Z\nDURATION:PT1H",
        ["01-04 08:00–09:00", "01-18 08:00–09:00", "01-25 08:00–09:00"],
    ),
    "free": (
        ELEVENTH + "TRANSP:TRANSPARENT\nDTSTART:20270111T080000Z\nDURATION:PT1H",
        ["01-04 08:00–09:00", "01-18 08:00–09:00", "01-25 08:00–09:00"],
    ),
    "out of office": (
        ELEVENTH + "X-MICROSOFT-CDO-BUSYSTATUS:OOF\nDTSTART:20270111T080000Z\nDURATION:PT1H",
        [
            "01-04 08:00–09:00",
            "01-11 08:00–09:00 out-of-office",
            "01-18 08:00–09:00",
            "01-25 08:00–09:00",
        ],
    ),
    "moved out of what was asked for": (
        ELEVENTH + "DTSTART:20271111T080000Z\nDURATION:PT1H",
        ["01-04 08:00–09:00", "01-18 08:00–09:00", "01-25 08:00–09:00"],
    ),
    # From the 11th on an hour later and half as long.
    "with all later ones": (
        (
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20270111T080000Z\n"
            "DTSTART;TZID=Europe/Oslo:20270111T100000\nDURATION:PT30M"
        ),
        ["01-04 08:00–09:00", "01-11 09:00–09:30", "01-18 09:00–09:30", "01-25 09:00–09:30"],
    ),
    "cancelled with all later ones": (
        (
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20270111T080000Z\nSTATUS:CANCELLED\n"
            "DTSTART:20270111T080000Z"
        ),
        ["01-04 08:00–09:00"],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("first", [True, False])
def test_what_one_of_a_series_became(name: str, first: bool) -> None:  # noqa: FBT001
    properties, expected = CHANGES[name]
    series, change = event(FOUR_MONDAYS), event(properties)

    assert busy(*([change, series] if first else [series, change])) == expected


def test_one_of_a_series_stands_without_its_series() -> None:
    assert busy(event(ELEVENTH + "DTSTART:20270112T110000Z\nDURATION:PT30M")) == [
        "01-12 11:00–11:30"
    ]


def test_one_moved_in_from_outside() -> None:
    series = "DTSTART:20261207T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2"
    change = "RECURRENCE-ID:20261214T080000Z\nDTSTART:20270105T080000Z\nDURATION:PT1H"

    assert busy(event(series), event(change)) == ["01-05 08:00–09:00"]


def test_one_changed_among_all_later_ones() -> None:
    from_the_eleventh = "RECURRENCE-ID;RANGE=THISANDFUTURE:20270111T080000Z\n"
    later = from_the_eleventh + "DTSTART:20270111T100000Z\nDURATION:PT1H"
    one = "RECURRENCE-ID:20270118T080000Z\nDTSTART:20270119T120000Z\nDURATION:PT1H"

    assert busy(event(FOUR_MONDAYS), event(one), event(later)) == [
        "01-04 08:00–09:00",
        "01-11 10:00–11:00",
        "01-19 12:00–13:00",
        "01-25 10:00–11:00",
    ]


def test_what_was_changed_and_then_taken_out_is_gone() -> None:
    series = event(FOUR_MONDAYS + "EXDATE:20270111T080000Z")
    change = event(ELEVENTH + "DTSTART:20270112T110000Z\nDURATION:PT30M")

    assert busy(series, change) == ["01-04 08:00–09:00", "01-18 08:00–09:00", "01-25 08:00–09:00"]


def test_the_newest_change_of_one_counts() -> None:
    old = event("SEQUENCE:1\n" + ELEVENTH + "DTSTART:20270112T110000Z\nDURATION:PT30M")
    new = event("SEQUENCE:2\n" + ELEVENTH + "DTSTART:20270113T110000Z\nDURATION:PT30M")

    assert "01-13 11:00–11:30" in busy(event(FOUR_MONDAYS), new, old)
    assert "01-12 11:00–11:30" not in busy(event(FOUR_MONDAYS), new, old)
