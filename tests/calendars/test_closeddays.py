"""School calendars in: the whole days that a municipality's file tells of."""

from datetime import UTC, date, datetime

import pytest

from calendars.closeddays import read_school_calendar
from calendars.closeddays_answer import read_here
from calendars.schoolcalendar import render_school_calendar
from planner.domain.calendar_faults import CalendarWarning, Omission, Unusable, UnusableCalendar
from planner.domain.closeddays import closed_days
from planner.domain.schoolcalendar import ClosedPeriod
from planner.domain.words import LANGUAGES, Language, same

FIRST, LAST = date(2026, 8, 1), date(2027, 7, 31)


def calendar(*events: str) -> bytes:
    """A calendar with events, each with its lines."""
    whole = (f"BEGIN:VEVENT\n{each}\nEND:VEVENT\n" for each in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(whole)}END:VCALENDAR\n".encode()


def days(*events: str) -> list[tuple[str, date, date | None]]:
    read = read_here(calendar(*events), FIRST, LAST)
    assert read.warnings == ()
    return sorted((each.name, each.first_day, each.last_day) for each in read.periods)


def single(*events: str) -> tuple[str, str, str]:
    (found,) = days(*events)
    return found[0], str(found[1]), str(found[2])


AUTUMN = "SUMMARY:Høstferie"
WEEK = ("Høstferie", "2026-09-28", "2026-10-02")  # Monday to Friday


@pytest.mark.parametrize(
    "lines",
    [
        "DTSTART;VALUE=DATE:20260928\nDTEND;VALUE=DATE:20261003",
        "DTSTART;VALUE=DATE:20260928\nDURATION:P5D",
        # Without VALUE=DATE, as some write it.
        "DTSTART:20260928\nDTEND:20261003",
        "DTSTART:20260928T000000\nDTEND:20261003T000000",
        "DTSTART:20260928T000000\nDTEND:20261002T235900",
        "DTSTART;TZID=Europe/Oslo:20260928T080000\nDTEND;TZID=Europe/Oslo:20261002T153000",
        "DTSTART;TZID=W. Europe Standard Time:20260928T080000\nDURATION:P4DT8H",
        # Midnight in Norway is 22 UTC in summer; and some write their midnight as UTC.
        "DTSTART:20260927T220000Z\nDTEND:20261002T220000Z",
        "DTSTART:20260928T000000Z\nDTEND:20261003T000000Z",
    ],
)
def test_whole_days_in_all_the_ways_they_are_written(lines: str) -> None:
    assert single(f"UID:1\n{AUTUMN}\n{lines}") == WEEK


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("DTSTART;VALUE=DATE:20261106", "2026-11-06"),
        ("DTSTART;VALUE=DATE:20261106\nDTEND;VALUE=DATE:20261106", "2026-11-06"),
        ("DTSTART;VALUE=DATE:20261106\nDTEND;VALUE=DATE:20261107", "2026-11-06"),
        # 25 October 2026 has 25 hours and 28 March 2027 has 23.
        ("DTSTART:20261025T000000\nDTEND:20261026T000000", "2026-10-25"),
        ("DTSTART:20270327T230000Z\nDTEND:20270328T220000Z", "2027-03-28"),
    ],
)
def test_a_single_day(lines: str, day: str) -> None:
    assert single(f"UID:1\nSUMMARY:Fri\n{lines}") == ("Fri", day, day)


@pytest.mark.parametrize(
    ("start", "end", "is_whole"),
    [
        ("080000", "153000", True),
        ("100000", "140000", True),
        ("103000", "160000", False),
        ("080000", "120000", False),
        ("180000", "200000", False),
    ],
)
def test_what_covers_the_core_of_a_day_takes_it(start: str, end: str, *, is_whole: bool) -> None:
    event = f"UID:1\nSUMMARY:Møte\nDTSTART:20261106T{start}\nDTEND:20261106T{end}"

    read = read_here(calendar(event), FIRST, LAST)

    assert (len(read.periods), read.part_days) == ((1, 0) if is_whole else (0, 1))


def test_events_of_part_of_a_day_are_counted_in_words() -> None:
    evening = "UID:{}\nSUMMARY:Foreldremøte\nDTSTART:20261106T180000\nDTEND:20261106T200000"

    read = read_here(calendar(evening.format(1), evening.format(2)), FIRST, LAST)

    (remark,) = read.remarks()
    assert remark.nb == "Vi har utelatt 2 hendelser som ikke varer hele skoledagen."


def test_what_recurs_each_year_is_there_once_a_year() -> None:
    event = (
        "UID:1\nSUMMARY:17. mai\nDTSTART;VALUE=DATE:20100517\nRRULE:FREQ=YEARLY"
        "\nEXDATE;VALUE=DATE:20260517"
    )

    found = [each for each in days(event) if FIRST <= each[1] <= LAST]

    assert found == [("17. mai", date(2027, 5, 17), date(2027, 5, 17))]


def test_what_is_cancelled_is_not_closed() -> None:
    assert days("UID:1\nSUMMARY:Fri\nDTSTART;VALUE=DATE:20261106\nSTATUS:CANCELLED") == []


def test_what_leaves_people_free_is_closed_all_the_same() -> None:
    free = "TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:FREE"

    assert len(days(f"UID:1\nSUMMARY:Fri\nDTSTART;VALUE=DATE:20261106\n{free}")) == 1


def test_one_of_a_series_can_be_moved_and_one_cancelled() -> None:
    # Planning days on the first Friday of the month: 4 September, 2 October, 6 November.
    series = (
        "UID:1\nSUMMARY:Planleggingsdag\nDTSTART;VALUE=DATE:20260904"
        "\nRRULE:FREQ=MONTHLY;BYDAY=1FR;COUNT=3"
    )
    moved = "UID:1\nSUMMARY:Flyttet\nRECURRENCE-ID;VALUE=DATE:20261002\nDTSTART;VALUE=DATE:20261009"
    cancelled = (
        "UID:1\nRECURRENCE-ID;VALUE=DATE:20261106\nDTSTART;VALUE=DATE:20261106\nSTATUS:CANCELLED"
    )

    found = days(cancelled, moved, series)

    assert [(name, first.day) for name, first, _ in found] == [
        ("Planleggingsdag", 4), ("Planleggingsdag", 9),
    ]  # fmt: skip


def test_events_that_share_a_uid_keep_their_names() -> None:
    found = days(
        "UID:1\nSUMMARY:Høstferie\nDTSTART;VALUE=DATE:20261001",
        "UID:1\nSUMMARY:Planleggingsdag\nDTSTART;VALUE=DATE:20261106",
    )

    assert [name for name, _, _ in found] == ["Høstferie", "Planleggingsdag"]


def test_events_without_a_uid_stand_each_for_itself() -> None:
    event = "SUMMARY:Fri\nDTSTART;VALUE=DATE:202611{}"

    assert len(days(event.format("05"), event.format("10"))) == 2


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("SUMMARY;LANGUAGE=nb:Ferie\nSUMMARY;LANGUAGE=nn:Fri", ("Ferie", "Fri")),
        ("SUMMARY;LANGUAGE=nn-NO:Haustferie\nSUMMARY:Høstferie", ("Høstferie", "Haustferie")),
        ("SUMMARY;LANGUAGE=nn:Haustferie", ("Haustferie", None)),
        ("SUMMARY:Ferie\nSUMMARY;LANGUAGE=nn:Ferie", ("Ferie", None)),
        ("SUMMARY:Fri\nX-SEMESTERPLAN-SUMMARY;LANGUAGE=nb:Ferie", ("Ferie", "Fri")),
        ("X-SEMESTERPLAN-SUMMARY;LANGUAGE=nn:Fri\nSUMMARY:Ferie", ("Ferie", "Fri")),
        ("SUMMARY:", ("Uten navn", None)),
        ("LOCATION:Rådhuset", ("Uten navn", None)),
        (r"SUMMARY:Fri\, alle\; ja\\nei\nnå", (r"Fri, alle; ja\nei nå", None)),
        ("SUMMARY:To  mellomrom\t", ("To mellomrom", None)),
        ("SUMMARY:Linje\u2028skift\x07", ("Linje skift", None)),
        (f"SUMMARY:{'x' * 500}", ("x" * 120, None)),
    ],
)  # fmt: skip
def test_names(lines: str, names: tuple[str, str | None]) -> None:
    event = f"UID:1\n{lines}\nDTSTART;VALUE=DATE:20261106"

    (period,) = read_here(calendar(event), FIRST, LAST).periods

    assert (period.name, period.name_nn) == names


def test_an_event_that_cannot_be_read_costs_only_itself() -> None:
    good = "UID:1\nSUMMARY:Fri\nDTSTART;VALUE=DATE:20261106"
    read = read_here(
        calendar(
            good,
            "UID:2\nSUMMARY:Uten dato",
            "UID:3\nSUMMARY:Feil\nDTSTART:i morgen",
            "UID:4\nSUMMARY:Regel\nDTSTART;VALUE=DATE:20261106\nRRULE:FREQ=YEARLY;INTERVAL=0",
        ),
        FIRST,
        LAST,
    )

    assert [each.name for each in read.periods] == ["Fri"]
    assert set(read.warnings) == {
        CalendarWarning(Omission.BROKEN, 2), CalendarWarning(Omission.BROKEN_RULE, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Unusable.EMPTY),
        (b"<html><body>Logg inn</body></html>", Unusable.HTML),
        (calendar("UID:1\nDTSTART:20261106")[:-20], Unusable.CUT_OFF),
    ],
)
def test_a_file_that_is_no_calendar_is_refused(data: bytes, kind: Unusable) -> None:
    with pytest.raises(UnusableCalendar) as refused:
        read_school_calendar(data, FIRST, LAST)

    assert refused.value.kind is kind


def test_what_recurs_without_end_is_read_in_its_own_process_and_told() -> None:
    fine = "UID:1\nSUMMARY:Fri\nDTSTART;VALUE=DATE:20261106"
    bomb = "UID:2\nSUMMARY:Nei\nDTSTART:20000101T000000Z\nRRULE:FREQ=SECONDLY"

    read = read_school_calendar(calendar(bomb, fine), FIRST, LAST)

    assert [each.name for each in read.periods] == ["Fri"]
    assert read.warnings == (CalendarWarning(Omission.TOO_HEAVY, 1),)


def period(name: str, first: str, last: str | None = None, **names: str) -> ClosedPeriod:
    stated = {"name": name, "first_day": first, "last_day": last, **names}
    return ClosedPeriod.model_validate(stated)


PERIODS = (
    period("Høstferie", "2026-09-28", "2026-10-02", name_nn="Haustferie"),
    period("Planleggingsdag", "2026-11-06"),
    period("Juleferie, skole; SFO", "2026-12-21", "2027-01-01"),
    period("Vinterferie", "2027-02-22", "2027-02-26"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_out_comes_in_the_same(language: Language) -> None:
    at = datetime(2026, 6, 1, tzinfo=UTC)
    out = render_school_calendar(same("Lillevik"), "lillevik", PERIODS, language, at)

    read = read_here(out, FIRST, LAST)

    assert closed_days(read.periods, FIRST, LAST, ()).closed == PERIODS
