"""School calendars out: what calendar clients need, and what lets a period be known again."""

from datetime import UTC, date, datetime

import pytest
import vobject
from icalendar import Calendar

from calendars.schoolcalendar import OTHER_SUMMARY, render_school_calendar
from planner.domain.schoolcalendar import ClosedPeriod
from planner.domain.words import Language, Phrase

CHANGED_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
NAME = Phrase(nb="Stengte dager: Lillevik", nn="Stengde dagar: Lillevik")
AUTUMN = ClosedPeriod(
    name="Høstferie",
    name_nn="Haustferie",
    first_day=date(2026, 9, 28),
    last_day=date(2026, 10, 2),
)
PLANNING = ClosedPeriod(name="Planleggingsdag", first_day=date(2026, 11, 6))


def rendered(*periods: ClosedPeriod, language: Language = "nb", source: str = "lillevik") -> bytes:
    return render_school_calendar(NAME, source, periods, language, CHANGED_AT)


def uids(*periods: ClosedPeriod, source: str = "lillevik") -> list[str]:
    calendar = Calendar.from_ical(rendered(*periods, source=source))
    return [str(event["UID"]) for event in calendar.walk("VEVENT")]


def test_a_period_is_one_event_whose_end_is_the_day_after() -> None:
    (event,) = vobject.readOne(rendered(AUTUMN).decode()).contents["vevent"]

    assert event.summary.value == "Høstferie"
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 9, 28), date(2026, 10, 3))


def test_a_single_day_ends_the_next_one() -> None:
    (event,) = vobject.readOne(rendered(PLANNING).decode()).contents["vevent"]

    assert (event.dtstart.value, event.dtend.value) == (date(2026, 11, 6), date(2026, 11, 7))


def test_nobody_becomes_busy() -> None:
    lines = rendered(AUTUMN).decode().split("\r\n")

    assert {"TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"} <= set(lines)
    assert not any(
        line.startswith(("METHOD", "ORGANIZER", "ATTENDEE", "BEGIN:VALARM", "CLASS"))
        for line in lines
    )


def test_it_is_the_same_until_it_is_changed() -> None:
    assert rendered(AUTUMN, PLANNING) == rendered(AUTUMN, PLANNING)
    assert b"DTSTAMP:20260601T120000Z" in rendered(AUTUMN)


def test_names_are_in_the_language_that_is_asked_for_and_the_other_beside() -> None:
    calendar = Calendar.from_ical(rendered(AUTUMN, language="nn"))
    (event,) = calendar.walk("VEVENT")

    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Stengde dagar: Lillevik"
    assert (event["SUMMARY"], dict(event["SUMMARY"].params)) == ("Haustferie", {})
    assert (event[OTHER_SUMMARY], event[OTHER_SUMMARY].params["LANGUAGE"]) == ("Høstferie", "nb")


def test_a_name_that_reads_alike_stands_once() -> None:
    assert OTHER_SUMMARY.encode() not in rendered(PLANNING)


def test_a_period_that_is_moved_keeps_its_uid() -> None:
    moved = AUTUMN.model_copy(update={"first_day": date(2026, 10, 1)})

    assert uids(moved) == uids(AUTUMN)


def test_uids_are_unique_in_a_calendar_and_between_calendars() -> None:
    other = PLANNING.model_copy(update={"first_day": date(2026, 11, 27)})
    both = uids(AUTUMN, PLANNING, other)

    assert len(set(both)) == 3
    assert not set(both) & set(uids(AUTUMN, PLANNING, other, source="storevik"))


@pytest.mark.parametrize("control", ["\x00", "\x1f", "\n", "\x85"])
def test_control_characters_stay_out(control: str) -> None:
    named = PLANNING.model_copy(update={"name": f"Plan{control}dag"})

    assert "SUMMARY:Plan dag\r\n" in rendered(named).decode()
