"""Calendar files as they come: encodings, line ends, several calendars, and what is none."""

import gzip
import io
import zipfile
from datetime import UTC, datetime

import pytest

from calendars.busy_answer import read_here
from calendars.reading.scan import MOST_BYTES, MOST_COMPONENTS
from planner.domain.busytimes import BusyCalendar
from planner.domain.calendar_faults import SENTENCES, WARNINGS, Omission, Unusable, UnusableCalendar
from tests.calendarfiles import OSLO, SPRING, busy, calendar, event, read, told

EVENT = event("SUMMARY:Møte på Ås\nDTSTART:20270104T080000Z\nDTEND:20270104T090000Z", uid="blåbær")
WHOLE = calendar(EVENT)
AT_NINE = ["01-04 08:00–09:00"]


def read_bytes(data: bytes) -> BusyCalendar:
    return read_here(data, *SPRING, OSLO)


def zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("calendar.ics", data)
    return packed.getvalue()


FILES = {
    "lines of Unix": calendar(EVENT, ending="\n"),
    "lines of old Macs": calendar(EVENT, ending="\r"),
    "lines ended twice": calendar(EVENT, ending="\r\r\n"),
    "byte order mark": b"\xef\xbb\xbf" + WHOLE,
    "UTF-16, little end first": WHOLE.decode().encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + WHOLE.decode().encode("utf-16-be"),
    "UTF-16 that does not say so": WHOLE.decode().encode("utf-16-le"),
    "Windows' letters": WHOLE.decode().encode("cp1252"),
    "letters of nobody": WHOLE.replace("ø".encode(), b"\x81\xff"),
    "empty lines": WHOLE.replace(b"\r\n", b"\r\n\r\n"),
    "blanks at the ends of lines": WHOLE.replace(b"\r\nEND", b" \r\nEND").replace(
        b"VEVENT\r\n", b"VEVENT \t\r\n"
    ),
    "no last line end": WHOLE.rstrip(),
    "folded": WHOLE.replace(b"20270104T08", b"2027\r\n 0104\r\n\tT08"),
    "folded inside a letter": WHOLE.replace("å".encode(), b"\xc3\r\n \xa5"),
    "badly folded": WHOLE.replace(b"SUMMARY:", b"SUMMARY:One\r\ntwo\r\n:three\r\n"),
    "words of its own before and after": b"Hi!\r\n" + WHOLE + b"\r\nBye!\r\n",
    "two calendars": calendar() + WHOLE,
    "small letters": WHOLE.replace(b"BEGIN:VEVENT", b"begin:vevent").replace(b"END", b"end"),
    "a line of a megabyte": WHOLE.replace(b"SUMMARY:", b"SUMMARY:" + b"x" * 1_000_000),
    "parts nobody asked for": calendar("BEGIN:X-A\nBEGIN:X-B\nEND:X-B\nEND:X-A", EVENT),
    "control characters": WHOLE.replace(b"SUMMARY:", b"SUMMARY:\x00\x07"),
}


@pytest.mark.parametrize("name", FILES)
def test_calendars_are_read_as_they_come(name: str) -> None:
    assert [told(each) for each in read_bytes(FILES[name]).intervals] == AT_NINE


def test_events_of_one_uid_belong_together_across_calendars() -> None:
    series = "DTSTART:20270104T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2"
    change = "RECURRENCE-ID:20270111T080000Z\nDTSTART:20270112T080000Z\nDURATION:PT1H"

    found = read_bytes(calendar(event(series)) + calendar(event(change)))

    assert [told(each) for each in found.intervals] == ["01-04 08:00–09:00", "01-12 08:00–09:00"]


NONE = {
    "nothing": (b"", Unusable.EMPTY),
    "blanks": (b"\r\n \r\n" * 1000, Unusable.EMPTY),
    "only a byte order mark": (b"\xef\xbb\xbf", Unusable.EMPTY),
    "a page": (b"<!DOCTYPE html><html><body>Logg inn</body></html>", Unusable.HTML),
    "a page after blanks": (b"\n" * 2000 + b"<HTML></HTML>", Unusable.HTML),
    "XML": (b'<?xml version="1.0"?><icalendar/>', Unusable.HTML),
    "zip": (zipped(WHOLE), Unusable.PACKED),
    "gzip": (gzip.compress(WHOLE), Unusable.PACKED),
    "an image": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 10, Unusable.BINARY),
    "zeros": (b"\0" * 1000, Unusable.BINARY),
    "JSON": (b'{"error": "not found"}', Unusable.NOT_A_CALENDAR),
    "a contact": (b"BEGIN:VCARD\r\nEND:VCARD\r\n", Unusable.NOT_A_CALENDAR),
    "an event alone": (EVENT.encode(), Unusable.NOT_A_CALENDAR),
    "the wrong end": (WHOLE.replace(b"END:VEVENT", b"END:VTODO"), Unusable.DAMAGED),
    "no beginning": (WHOLE.replace(b"BEGIN:VEVENT\r\n", b""), Unusable.DAMAGED),
    "no end": (WHOLE.replace(b"END:VEVENT\r\n", b""), Unusable.DAMAGED),
    "the end of nothing": (WHOLE + b"END:VCALENDAR\r\n", Unusable.DAMAGED),
    "nested": (calendar(*["BEGIN:VEVENT"] * 20), Unusable.TOO_DEEP),
    "too many parts": (
        calendar("BEGIN:VEVENT\nEND:VEVENT\n" * MOST_COMPONENTS),
        Unusable.TOO_LARGE,
    ),
    "too large": (WHOLE + b" " * MOST_BYTES, Unusable.TOO_LARGE),
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_calendar_is_refused_with_its_reason(name: str) -> None:
    data, kind = NONE[name]

    with pytest.raises(UnusableCalendar) as refused:
        read_bytes(data)

    assert refused.value.kind is kind
    assert str(refused.value) == SENTENCES[kind].nb


@pytest.mark.parametrize("end", range(1, len(WHOLE.rstrip())))
def test_a_file_cut_off_anywhere_is_refused(end: int) -> None:
    with pytest.raises(UnusableCalendar):
        read_bytes(WHOLE[:end])


def test_every_reason_has_a_sentence_with_a_way_out() -> None:
    assert set(SENTENCES) == set(Unusable)
    assert set(WARNINGS) == set(Omission)
    for phrase in (*SENTENCES.values(), *WARNINGS.values()):
        assert ";" in phrase.nb
        assert ";" in phrase.nn


def test_an_empty_calendar_is_one_and_tells_nothing_of_how_far_it_reaches() -> None:
    found = read()

    assert found == BusyCalendar(())


HORIZONS = {
    "events": (
        ["DTSTART:20270104T080000Z\nDURATION:PT1H", "DTSTART:20270314T080000Z\nDURATION:PT1H"],
        datetime(2027, 3, 14, 9, tzinfo=UTC),
    ),
    "a series runs on and tells nothing": (
        ["DTSTART:20270104T080000Z\nDURATION:PT1H", "DTSTART:20270104T080000Z\nRRULE:FREQ=DAILY"],
        datetime(2027, 1, 4, 9, tzinfo=UTC),
    ),
    "only a series": (["DTSTART:20270104T080000Z\nRRULE:FREQ=DAILY"], None),
    "what one of a series became": (
        ["DTSTART:20270314T080000Z\nDURATION:PT1H\nRECURRENCE-ID:20270313T080000Z"],
        datetime(2027, 3, 14, 9, tzinfo=UTC),
    ),
    "what is free tells as much": (
        ["DTSTART:20270314T080000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT"],
        datetime(2027, 3, 14, 9, tzinfo=UTC),
    ),
    "beyond what was asked for": (
        ["DTSTART:20290314T080000Z\nDURATION:PT1H"],
        datetime(2029, 3, 14, 9, tzinfo=UTC),
    ),
    "before what was asked for": (
        ["DTSTART:20190314T080000Z\nDURATION:PT1H"],
        datetime(2019, 3, 14, 9, tzinfo=UTC),
    ),
}


@pytest.mark.parametrize("name", HORIZONS)
def test_how_far_a_calendar_reaches(name: str) -> None:
    events, expected = HORIZONS[name]

    found = read(*(event(each, uid=str(number)) for number, each in enumerate(events)))

    assert found.known_until == expected


def test_free_and_busy_reaches_as_far_as_it_says() -> None:
    found = read("BEGIN:VFREEBUSY\nDTSTART:20270101T000000Z\nDTEND:20270401T000000Z\nEND:VFREEBUSY")

    assert found.known_until == datetime(2027, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("99991231T235959Z", datetime(2101, 1, 1, tzinfo=UTC)),
        ("00010101T000000Z", datetime(1900, 1, 1, tzinfo=UTC)),
    ],
)
def test_what_never_ends_reaches_as_far_as_we_reckon(end: str, expected: datetime) -> None:
    """Nobody's clocks show the last hours of the year 9999 in Norway."""
    assert read(f"BEGIN:VFREEBUSY\nDTEND:{end}\nEND:VFREEBUSY").known_until == expected


def test_our_own_meetings_show_how_far_a_calendar_reaches() -> None:
    ours = event("DTSTART:20270314T080000Z\nDURATION:PT1H", uid="1@semesterplan.no")

    assert read(ours).known_until == datetime(2027, 3, 14, 9, tzinfo=UTC)


def test_what_comes_after_is_said_to_be_unknown() -> None:
    found = read(event("DTSTART;VALUE=DATE:20270314"))

    assert [each.nb for each in found.sentences(SPRING[1], OSLO)] == [
        "Kalenderen er kjent til 14. mars 2027; etter det vet vi ikke."
    ]
    assert found.sentences(datetime(2027, 3, 1, tzinfo=UTC), OSLO) == ()


def test_what_was_left_out_is_counted_in_words() -> None:
    broken = event("DTSTART:soon", uid="2"), event("DTSTART:later", uid="3")
    found = read(event("DTSTART:20280104T080000Z\nDURATION:PT1H"), *broken)

    assert [each.nn for each in found.sentences(SPRING[1], OSLO)] == [
        "Vi har utelate 2 hendingar, fordi tida ikkje kan lesast; sjå etter i kalenderen."
    ]


def test_a_broken_list_of_free_and_busy_leaves_the_other_ones() -> None:
    good = "FREEBUSY:20270104T080000Z/PT1H"

    assert busy(f"BEGIN:VFREEBUSY\nFREEBUSY:now/then\n{good}\nEND:VFREEBUSY") == AT_NINE
