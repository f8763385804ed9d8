"""Events that happen once: when they are, and whether somebody is busy in them."""

import pytest

from calendars.event import UID_DOMAIN
from planner.domain.calendar_faults import Omission
from tests.calendarfiles import busy, event, omitted, read

NINE_TO_TEN = "DTSTART:20270104T080000Z\nDTEND:20270104T090000Z"
AT_NINE = ["01-04 08:00–09:00"]

# Oslo is one hour ahead of UTC in winter and two from 28 March 2027 at 02:00.
TIMES = {
    "UTC": (NINE_TO_TEN, AT_NINE),
    "a zone": (
        "DTSTART;TZID=Europe/Oslo:20270104T090000\nDTEND;TZID=Europe/Oslo:20270104T100000",
        AT_NINE,
    ),
    "two zones": (
        "DTSTART;TZID=Europe/Oslo:20270104T090000\nDTEND;TZID=Europe/London:20270104T090000",
        AT_NINE,
    ),
    "floating: the reader's own zone": ("DTSTART:20270104T090000\nDTEND:20270104T100000", AT_NINE),
    "a quoted zone": (
        'DTSTART;TZID="Europe/Oslo":20270104T090000\nDTEND;TZID="Europe/Oslo":20270104T100000',
        AT_NINE,
    ),
    "small letters": ("dtstart:20270104t080000z\ndtend:20270104t090000z", AT_NINE),
    "no seconds": ("DTSTART:20270104T0800Z\nDTEND:20270104T0900Z", AT_NINE),
    "a duration": ("DTSTART:20270104T080000Z\nDURATION:PT1H", AT_NINE),
    "a duration of days and hours": (
        "DTSTART:20270104T080000Z\nDURATION:P1DT1H30M",
        ["01-04 08:00–01-05 09:30"],
    ),
    "a duration of weeks": ("DTSTART:20270104T080000Z\nDURATION:P1W", ["01-04 08:00–01-11 08:00"]),
    # Eight hours from 22:00 are over at 07:00 in the night with 23 hours in its day.
    "hours are exact when clocks change": (
        "DTSTART;TZID=Europe/Oslo:20270327T220000\nDURATION:PT8H",
        ["03-27 21:00–03-28 05:00"],
    ),
    # A day from 12:00 is over at 12:00, after 23 hours.
    "days go by the clock when it changes": (
        "DTSTART;TZID=Europe/Oslo:20270327T120000\nDURATION:P1D",
        ["03-27 11:00–03-28 10:00"],
    ),
    # 02:30 is not there on 28 March; by the offset before it is 01:30 UTC.
    "a time that clocks jump over": (
        "DTSTART;TZID=Europe/Oslo:20270328T023000\nDURATION:PT1H",
        ["03-28 01:30–02:30"],
    ),
    "a day": ("DTSTART;VALUE=DATE:20270104", ["01-03 23:00–01-04 23:00"]),
    "a day without saying so": ("DTSTART:20270104", ["01-03 23:00–01-04 23:00"]),
    "two days": (
        "DTSTART;VALUE=DATE:20270104\nDTEND;VALUE=DATE:20270106",
        ["01-03 23:00–01-05 23:00"],
    ),
    "a day that ends on itself": (
        "DTSTART;VALUE=DATE:20270104\nDTEND;VALUE=DATE:20270104",
        ["01-03 23:00–01-04 23:00"],
    ),
    "a day of 23 hours": ("DTSTART;VALUE=DATE:20270328", ["03-27 23:00–03-28 22:00"]),
    "a day until an hour": (
        "DTSTART;VALUE=DATE:20270104\nDTEND:20270104T100000Z",
        ["01-03 23:00–01-04 10:00"],
    ),
    "no end": ("DTSTART:20270104T080000Z", []),
    "no time at all": ("DTSTART:20270104T080000Z\nDTEND:20270104T080000Z", []),
    "before what was asked for": ("DTSTART:20261230T080000Z\nDTEND:20261230T090000Z", []),
    "after what was asked for": ("DTSTART:20270701T080000Z\nDTEND:20270701T090000Z", []),
    "half before": ("DTSTART;VALUE=DATE:20261230\nDURATION:P3D", ["12-31 23:00–01-01 23:00"]),
    "since and for ever": ("DTSTART:19990101\nDTEND:99991231", ["12-31 23:00–06-30 22:00"]),
    "for ever, up to a leap day": (
        "DTSTART:20270104T080000Z\nDTEND:21040229T080000Z",
        ["01-04 08:00–06-30 22:00"],
    ),
    "up to its beginning": ("DTSTART:20261231T220000Z\nDTEND:20261231T230000Z", []),
}


@pytest.mark.parametrize("name", TIMES)
def test_when_an_event_is(name: str) -> None:
    properties, expected = TIMES[name]

    assert busy(event(properties)) == expected


KINDS = {
    "": "busy",
    "TRANSP:OPAQUE": "busy",
    "TRANSP:TRANSPARENT": None,
    "STATUS:CONFIRMED": "busy",
    "STATUS:TENTATIVE": "tentative",
    "STATUS:CANCELLED": None,
    "STATUS:cancelled": None,
    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY": "busy",
    "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE": "tentative",
    "X-MICROSOFT-CDO-BUSYSTATUS:OOF": "out-of-office",
    "X-MICROSOFT-CDO-BUSYSTATUS:FREE": None,
    "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE": None,
    "X-MICROSOFT-CDO-BUSYSTATUS:SOMETHINGNEW": "busy",
    # Outlook goes by its own status first.
    "TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:OOF": "out-of-office",
    "TRANSP:OPAQUE\nX-MICROSOFT-CDO-BUSYSTATUS:FREE": None,
    "STATUS:TENTATIVE\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY": "busy",
    "STATUS:CANCELLED\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY": None,
    "TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:SOMETHINGNEW": None,
}


@pytest.mark.parametrize("properties", KINDS)
def test_how_busy_somebody_is(properties: str) -> None:
    kind = KINDS[properties]

    found = read(event(f"{NINE_TO_TEN}\n{properties}")).intervals

    assert [each.kind for each in found] == ([] if kind is None else [kind])


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ("DTEND:20270104T090000Z", Omission.BROKEN),
        ("DTSTART:soon", Omission.BROKEN),
        ("DTSTART:20270230T080000Z", Omission.BROKEN),
        ("DTSTART:00010101T000000Z\nDURATION:PT1H", Omission.BROKEN),
        ("DTSTART:20270104T080000Z\nDURATION:an hour", Omission.BROKEN),
        ("DTSTART:20270104T080000Z\nDURATION:P", Omission.BROKEN),
        ("DTSTART:20270104T080000Z\nDURATION:P999999W", Omission.BROKEN),
        ("DTSTART:20270104T080000Z\nDTEND:20270104T070000Z", Omission.ENDS_BEFORE_START),
        ("DTSTART:20270104T080000Z\nDURATION:-PT1H", Omission.ENDS_BEFORE_START),
    ],
)
def test_what_cannot_be_read_costs_only_itself(properties: str, reason: Omission) -> None:
    found = read(event(properties, uid="broken"), event(NINE_TO_TEN))

    assert len(found.intervals) == 1
    assert omitted(found) == {reason: 1}


def test_the_same_time_twice_is_told_once_and_in_order() -> None:
    later = event("DTSTART:20270105T080000Z\nDURATION:PT1H", uid="0")

    found = busy(later, event(NINE_TO_TEN), event(NINE_TO_TEN, uid="2"))

    assert found == ["01-04 08:00–09:00", "01-05 08:00–09:00"]


def test_events_without_uid_stand_for_themselves() -> None:
    later = event("DTSTART:20270105T080000Z\nDURATION:PT1H", uid=None)

    assert len(busy(event(NINE_TO_TEN, uid=None), later)) == 2


def test_of_several_versions_the_last_sequence_counts() -> None:
    moved = event("SEQUENCE:2\nDTSTART:20270105T080000Z\nDURATION:PT1H")

    assert busy(moved, event(f"SEQUENCE:1\n{NINE_TO_TEN}")) == ["01-05 08:00–09:00"]


def test_only_events_make_busy() -> None:
    others = [
        f"BEGIN:{name}\nUID:{name}\n{NINE_TO_TEN}\nDUE:20270104T090000Z\nEND:{name}"
        for name in ("VTODO", "VJOURNAL", "X-EVENT", "VAVAILABILITY")
    ]
    alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT5H\nDTSTART:20270301T000000Z\nEND:VALARM"

    assert busy(*others, event(f"{NINE_TO_TEN}\n{alarm}")) == AT_NINE


@pytest.mark.parametrize(
    ("fbtype", "expected"),
    [
        ("", ["01-04 08:00–09:00", "01-04 10:00–10:30"]),
        (";FBTYPE=BUSY", ["01-04 08:00–09:00", "01-04 10:00–10:30"]),
        (";FBTYPE=FREE", []),
        (";FBTYPE=BUSY-TENTATIVE", ["01-04 08:00–09:00 tentative", "01-04 10:00–10:30 tentative"]),
        (
            ";FBTYPE=BUSY-UNAVAILABLE",
            ["01-04 08:00–09:00 out-of-office", "01-04 10:00–10:30 out-of-office"],
        ),
    ],
)
def test_free_and_busy(fbtype: str, expected: list[str]) -> None:
    periods = "20270104T080000Z/20270104T090000Z,20270104T100000Z/PT30M"

    found = busy(f"BEGIN:VFREEBUSY\nFREEBUSY{fbtype}:{periods}\nEND:VFREEBUSY")

    assert found == expected


# How Outlook names an event with a UID of somebody else's when it is taken in (MS-OXCICAL).
OUTLOOKS = "040000008200E00074C5B7101A82E008" + "00" * 16 + "32000000" + b"vCal-Uid".hex()


@pytest.mark.parametrize(
    ("uid", "is_ours"),
    [
        (f"abc@{UID_DOMAIN}", True),
        (f"ABC@{UID_DOMAIN.upper()}", True),
        (OUTLOOKS + "01000000" + f"abc@{UID_DOMAIN}\0".encode().hex(), True),
        ((OUTLOOKS + "01000000" + f"abc@{UID_DOMAIN}\0".encode().hex()).upper(), True),
        (OUTLOOKS + "01000000" + b"abc@example.org\0".hex(), False),
        (f"abc@not{UID_DOMAIN}", False),
        (f"abc@{UID_DOMAIN}.example.org", False),
        (f"{UID_DOMAIN}", False),
        (f"abc@{UID_DOMAIN}".encode().hex(), False),
    ],
)
def test_our_own_meetings_do_not_come_back(uid: str, is_ours: bool) -> None:  # noqa: FBT001
    assert busy(event(NINE_TO_TEN, uid=uid)) == ([] if is_ours else AT_NINE)
