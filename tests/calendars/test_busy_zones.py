"""Time zones of calendar files, all read in one process one after the other."""

from random import Random

import pytest

from planner.domain.calendar_faults import Omission
from tests.calendarfiles import busy, event, omitted, read


def zone(name: str, winter: str, summer: str, extra: str = "") -> str:
    """A VTIMEZONE as Outlook writes it, with European summer time."""
    return f"""
        BEGIN:VTIMEZONE
        TZID:{name}
        {extra}
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:{summer}
        TZOFFSETTO:{winter}
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T020000
        TZOFFSETFROM:{winter}
        TZOFFSETTO:{summer}
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE"""


def at_noon(tzid: str) -> str:
    """An hour from twelve by the clocks of a zone, in winter and in summer."""
    start = f"DTSTART;TZID={tzid}:"
    return "\n".join(
        (
            event(f"{start}20270104T120000\nDURATION:PT1H", uid="winter"),
            event(f"{start}20270604T120000\nDURATION:PT1H", uid="summer"),
        )
    )


def hours(winter: int, summer: int) -> list[str]:
    """What `at_noon` comes to when it begins at these hours in UTC."""
    return [
        f"01-04 {winter:02}:00–{winter + 1:02}:00",
        f"06-04 {summer:02}:00–{summer + 1:02}:00",
    ]


NORWAY, ENGLAND, GREECE = hours(11, 10), hours(12, 11), hours(10, 9)
CUSTOM = "Customized Time Zone"
BY_DATES = """
    BEGIN:VTIMEZONE
    TZID:By dates
    BEGIN:STANDARD
    DTSTART:20261025T030000
    TZOFFSETFROM:+0200
    TZOFFSETTO:+0100
    RDATE:20271031T030000,20281029T030000
    END:STANDARD
    BEGIN:DAYLIGHT
    DTSTART:20260329T020000
    TZOFFSETFROM:+0100
    TZOFFSETTO:+0200
    RDATE:20270328T020000
    END:DAYLIGHT
    END:VTIMEZONE"""
ENDED = """
    BEGIN:VTIMEZONE
    TZID:Ended
    BEGIN:DAYLIGHT
    DTSTART:19800406T020000
    TZOFFSETFROM:+0100
    TZOFFSETTO:+0200
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3;UNTIL=19950326T010000Z
    END:DAYLIGHT
    BEGIN:STANDARD
    DTSTART:19800928T030000
    TZOFFSETFROM:+0200
    TZOFFSETTO:+0100
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=9;UNTIL=19950924T010000Z
    END:STANDARD
    END:VTIMEZONE"""
SECONDLY = zone("Heavy", "+0100", "+0200").replace("YEARLY", "SECONDLY")

# The name, the definitions beside it, and when noon is; None for the reader's zone and a warning.
ZONES = {
    "tz database": ("Europe/Athens", "", GREECE),
    "in other letters": ("europe/ATHENS", "", GREECE),
    "UTC": ("UTC", "", hours(12, 12)),
    "Microsoft's UTC": ("tzone://Microsoft/Utc", "", hours(12, 12)),
    "Windows": ("W. Europe Standard Time", "", NORWAY),
    "Windows, Greece": ("GTB Standard Time", "", GREECE),
    "Windows, with another definition": (
        "Romance Standard Time",
        zone("Romance Standard Time", "+0900", "+1000"),
        NORWAY,
    ),
    "tz database, with another definition": (
        "Europe/London",
        zone("Europe/London", "+0900", "+1000"),
        ENGLAND,
    ),
    "Outlook's second one of a name": ("W. Europe Standard Time 1", "", NORWAY),
    "a path": ("/citadel.org/20210210_1/Europe/Athens", "", GREECE),
    "a path to three parts": (
        "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires",
        "",
        hours(15, 15),
    ),
    "custom": (CUSTOM, zone(CUSTOM, "+0100", "+0200"), NORWAY),
    "custom, elsewhere": (CUSTOM, zone(CUSTOM, "+0200", "+0300"), GREECE),
    "custom, farther away": (
        CUSTOM,
        zone(CUSTOM, "-0330", "-0230"),
        ["01-04 15:30–16:30", "06-04 14:30–15:30"],
    ),
    "Exchange's custom one": (
        "tzone://Microsoft/Custom",
        zone("tzone://Microsoft/Custom", "+0200", "+0300"),
        GREECE,
    ),
    "a name with a comma and a colon": (
        '"(UTC+02:00) Athens, Bucharest"',
        zone("(UTC+02:00) Athens, Bucharest", "+0200", "+0300"),
        GREECE,
    ),
    "a name with a comma that is escaped where it is defined": (
        '"(UTC+02:00) Athens, Bucharest"',
        zone(r"(UTC+02:00) Athens\, Bucharest", "+0200", "+0300"),
        GREECE,
    ),
    "by dates": ("By dates", BY_DATES, NORWAY),
    "without summer time any more": ("Ended", ENDED, hours(11, 11)),
    "nobody knows": ("Nowhere/Town", "", None),
    "custom, without a definition": (CUSTOM, "", None),
    "out of the tz database": ("../../etc/passwd", "", None),
    "empty": ("", "", NORWAY),
    "a definition that never ends": ("Heavy", SECONDLY, None),
    "a definition without offsets": (
        "Vague",
        zone("Vague", "+0100", "+0200").replace("TZOFFSETTO", "X-TO"),
        None,
    ),
    "a definition without anything": (
        "Void",
        "BEGIN:VTIMEZONE\nTZID:Void\nEND:VTIMEZONE",
        None,
    ),
}


@pytest.mark.parametrize("defined_first", [True, False])
@pytest.mark.parametrize("name", ZONES)
def test_when_noon_is(name: str, *, defined_first: bool) -> None:
    tzid, definition, expected = ZONES[name]
    parts = [definition, at_noon(tzid)] if defined_first else [at_noon(tzid), definition]

    found = read(*parts)

    assert busy(*parts) == (expected or NORWAY)
    assert omitted(found) == ({} if expected else {Omission.UNKNOWN_ZONE: 2})


def test_one_file_after_the_other_leaves_nothing_behind() -> None:
    chance = Random(7)
    names = [name for name in ZONES for _ in range(3)]
    chance.shuffle(names)

    for name in names:
        tzid, definition, expected = ZONES[name]
        assert busy(definition, at_noon(tzid)) == (expected or NORWAY), name


def test_a_time_in_utc_is_so_whatever_zone_it_names() -> None:
    assert busy(event("DTSTART;TZID=Europe/Athens:20270104T120000Z\nDURATION:PT1H")) == [
        "01-04 12:00–13:00"
    ]


def test_custom_zones_go_by_the_offset_before_when_clocks_jump_ahead() -> None:
    # On 28 March the clocks go from 02:00 to 03:00; half past two is half past one in UTC.
    start = f"DTSTART;TZID={CUSTOM}:20270328T023000"

    found = busy(zone(CUSTOM, "+0100", "+0200"), event(f"{start}\nDURATION:PT1H"))

    assert found == ["03-28 01:30–02:30"]


def test_custom_zones_take_the_first_of_an_hour_that_comes_twice() -> None:
    # Clocks that go back from three to two on 31 January show half past two at 00:30 UTC first.
    back = zone(CUSTOM, "+0100", "+0200").replace("BYDAY=-1SU;BYMONTH=10", "BYDAY=-1SU;BYMONTH=1")
    start = f"DTSTART;TZID={CUSTOM}:20270131T023000"

    assert busy(back, event(f"{start}\nDURATION:PT1H")) == ["01-31 00:30–01:30"]
