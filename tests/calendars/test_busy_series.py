"""Events that recur: rules, dates put in and taken out, and what one of them became."""

import pytest

from planner.domain.calendar_faults import Omission
from tests.calendarfiles import busy, event, omitted, read

MONDAY_NINE = "DTSTART;TZID=Europe/Oslo:20270104T090000\nDTEND;TZID=Europe/Oslo:20270104T100000\n"
FOUR_MONDAYS = MONDAY_NINE + "RRULE:FREQ=WEEKLY;COUNT=4\n"

# Mondays in January 2027: 4, 11, 18, 25. Oslo is one hour ahead of UTC until 28 March.
RULES = {
    "a count": (FOUR_MONDAYS, ["01-04", "01-11", "01-18", "01-25"]),
    "an end in UTC, included": (
        MONDAY_NINE + "RRULE:FREQ=WEEKLY;UNTIL=20270118T080000Z",
        ["01-04", "01-11", "01-18"],
    ),
    "an end in UTC, just before": (
        MONDAY_NINE + "RRULE:FREQ=WEEKLY;UNTIL=20270118T075959Z",
        ["01-04", "01-11"],
    ),
    "an end that says no zone": (
        MONDAY_NINE + "RRULE:FREQ=WEEKLY;UNTIL=20270118T090000",
        ["01-04", "01-11", "01-18"],
    ),
    "an end that is a day has all of it": (
        MONDAY_NINE + "RRULE:FREQ=WEEKLY;UNTIL=20270118",
        ["01-04", "01-11", "01-18"],
    ),
    "a rule that ended before": (
        "DTSTART:20200106T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL=20201231T000000Z",
        [],
    ),
    "since long ago, every other week": (
        # 6 January 2020 was a Monday; 364 weeks later is 28 December 2026.
        "DTSTART:20200106T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270131",
        ["01-11", "01-25"],
    ),
    "a count that began long ago": (
        # 366 + 365·6 days make 2020 to 2026, so the 2559th is on 3 January 2027: 2557 + 2.
        "DTSTART:20200101T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2559",
        ["01-01", "01-02"],
    ),
    "the second last Thursday of a month": (
        "DTSTART:20270121T080000Z\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;BYDAY=-2TH;COUNT=2",
        ["01-21", "02-18"],
    ),
    "the last working day of a month": (
        (
            "DTSTART:20270129T080000Z\nDURATION:PT1H\n"
            "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2"
        ),
        ["01-29", "02-26"],
    ),
    "the first of some weekdays, since a Friday long ago": (
        # The window begins on a Friday, too, but the first in that week was on Monday.
        (
            "DTSTART:20200103T080000Z\nDURATION:PT1H\n"
            "RRULE:FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=1;UNTIL=20270112"
        ),
        ["01-04", "01-11"],
    ),
    "the 31st, in the months that have one": (
        "DTSTART:20270131T080000Z\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;COUNT=3",
        ["01-31", "03-31", "05-31"],
    ),
    "a week that begins on Sunday": (
        # RFC 5545: with WKST=SU the week of Tuesday 5 January is Sunday 3 to Saturday 9, so that
        # the Sunday two weeks on is the 17th.
        (
            "DTSTART:20270105T080000Z\nDURATION:PT1H\n"
            "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU"
        ),
        ["01-05", "01-17", "01-19", "01-31"],
    ),
    "a week that begins on Monday": (
        (
            "DTSTART:20270105T080000Z\nDURATION:PT1H\n"
            "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO"
        ),
        ["01-05", "01-10", "01-19", "01-24"],
    ),
    "a week of the year": (
        # Week 7 of 2027 begins on Monday 15 February.
        "DTSTART:20260209T080000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYWEEKNO=7;BYDAY=MO",
        ["02-15"],
    ),
    "a start that its rule would not have": (
        MONDAY_NINE + "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2",
        ["01-04", "01-05", "01-12"],
    ),
    "two rules": (
        MONDAY_NINE + "RRULE:FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=2",
        ["01-04", "01-05", "01-11"],
    ),
    "what some write for no count": (
        MONDAY_NINE + "RRULE:FREQ=WEEKLY;COUNT=-1;UNTIL=20270111",
        ["01-04", "01-11"],
    ),
    "one taken out": (
        FOUR_MONDAYS + "EXDATE;TZID=Europe/Oslo:20270111T090000",
        ["01-04", "01-18", "01-25"],
    ),
    "several taken out, in UTC and in two lines": (
        FOUR_MONDAYS + "EXDATE:20270104T080000Z,20270111T080000Z\nEXDATE:20270125T080000Z",
        ["01-18"],
    ),
    "one taken out that says no zone": (
        FOUR_MONDAYS + "EXDATE:20270111T090000",
        ["01-04", "01-18", "01-25"],
    ),
    "a day taken out": (FOUR_MONDAYS + "EXDATE;VALUE=DATE:20270111", ["01-04", "01-18", "01-25"]),
    "a rule of what is taken out": (
        FOUR_MONDAYS + "EXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2",
        ["01-11", "01-25"],
    ),
    "one put in": (
        MONDAY_NINE + "RDATE;TZID=Europe/Oslo:20270106T090000,20270108T090000",
        ["01-04", "01-06", "01-08"],
    ),
    "a day put in": (MONDAY_NINE + "RDATE;VALUE=DATE:20270106", ["01-04", "01-06"]),
    "one put in and out": (
        MONDAY_NINE + "RDATE:20270106T080000Z\nEXDATE:20270106T080000Z",
        ["01-04"],
    ),
    "parts of RFC 7529 that change nothing": (
        MONDAY_NINE + "RRULE:RSCALE=GREGORIAN;FREQ=WEEKLY;SKIP=OMIT;COUNT=2",
        ["01-04", "01-11"],
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_when_a_series_is(name: str) -> None:
    properties, days = RULES[name]

    assert busy(event(properties)) == [f"{day} 08:00–09:00" for day in days]


OTHERS = {
    # Mondays at nine are at 08:00 UTC before 28 March and at 07:00 after.
    "clocks change": (
        "DTSTART;TZID=Europe/Oslo:20270322T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2",
        ["03-22 08:00–09:00", "03-29 07:00–08:00"],
    ),
    "clocks change, and it is in UTC": (
        "DTSTART:20270322T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2",
        ["03-22 08:00–09:00", "03-29 08:00–09:00"],
    ),
    "on call from Friday at 16 to Monday at 8": (
        (
            "DTSTART;TZID=Europe/Oslo:20270319T160000\nDTEND;TZID=Europe/Oslo:20270322T080000\n"
            "RRULE:FREQ=WEEKLY;COUNT=2"
        ),
        ["03-19 15:00–03-22 07:00", "03-26 15:00–03-29 06:00"],
    ),
    "by night, a number of hours": (
        "DTSTART;TZID=Europe/Oslo:20270326T220000\nDURATION:PT8H\nRRULE:FREQ=DAILY;COUNT=2",
        ["03-26 21:00–03-27 05:00", "03-27 21:00–03-28 05:00"],
    ),
    "at a time that clocks jump over": (
        "DTSTART;TZID=Europe/Oslo:20270327T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3",
        ["03-27 01:30–02:30", "03-28 01:30–02:30", "03-29 00:30–01:30"],
    ),
    "whole days": (
        "DTSTART;VALUE=DATE:20270327\nRRULE:FREQ=DAILY;UNTIL=20270328",
        ["03-26 23:00–03-27 23:00", "03-27 23:00–03-28 22:00"],
    ),
    "whole days until a moment": (
        # Calendars write the end of the last day in UTC: here of 28 March.
        "DTSTART;VALUE=DATE:20270327\nRRULE:FREQ=DAILY;UNTIL=20270328T215959Z",
        ["03-26 23:00–03-27 23:00", "03-27 23:00–03-28 22:00"],
    ),
    "whole days until midnight in UTC": (
        # The start of 28 March in Norway.
        "DTSTART;VALUE=DATE:20270327\nRRULE:FREQ=DAILY;UNTIL=20270327T230000Z",
        ["03-26 23:00–03-27 23:00", "03-27 23:00–03-28 22:00"],
    ),
    "whole days, one taken out as midnight": (
        "DTSTART;VALUE=DATE:20270327\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20270328T000000",
        ["03-26 23:00–03-27 23:00"],
    ),
    "a period put in": (
        MONDAY_NINE + "RDATE;VALUE=PERIOD:20270106T080000Z/PT3H,20270107T080000Z/20270107T083000Z",
        ["01-04 08:00–09:00", "01-06 08:00–11:00", "01-07 08:00–08:30"],
    ),
    "reaching in from before": (
        "DTSTART:20261228T080000Z\nDURATION:P5D\nRRULE:FREQ=WEEKLY;COUNT=1",
        ["12-31 23:00–01-02 08:00"],
    ),
    "every three hours": (
        "DTSTART:20270104T080000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY;INTERVAL=3;COUNT=2",
        ["01-04 08:00–09:00", "01-04 11:00–12:00"],
    ),
    "every quarter of an hour": (
        "DTSTART:20270104T080000Z\nDURATION:PT5M\nRRULE:FREQ=MINUTELY;INTERVAL=15;COUNT=2",
        ["01-04 08:00–08:05", "01-04 08:15–08:20"],
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_how_long_those_of_a_series_take(name: str) -> None:
    properties, expected = OTHERS[name]

    assert busy(event(properties)) == expected


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY", Omission.TOO_HEAVY),
        ("FREQ=MINUTELY", Omission.TOO_HEAVY),
        ("FREQ=DAILY;COUNT=50001", Omission.TOO_HEAVY),
        ("FREQ=DAILY;BYHOUR=8,9,10,11,12;BYMINUTE=0,10,20,30,40", Omission.TOO_HEAVY),
        ("FREQ=YEARLY;BYYEARDAY=" + ",".join(["1"] * 401), Omission.TOO_HEAVY),
        ("FREQ=MONTHLY;INTERVAL=0", Omission.BROKEN_RULE),
        ("FREQ=SOMETIMES", Omission.BROKEN_RULE),
        ("INTERVAL=2", Omission.BROKEN_RULE),
        ("FREQ=DAILY;BYMONTH=2,4;BYMONTHDAY=30,31;BYMONTH=2", Omission.BROKEN_RULE),
        ("FREQ=MONTHLY;BYMONTHDAY=32", Omission.BROKEN_RULE),
        ("FREQ=DAILY;UNTIL=whenever", Omission.BROKEN_RULE),
        ("FREQ=YEARLY;BYEASTER=0", Omission.BROKEN_RULE),
        ("FREQ=MONTHLY;RSCALE=CHINESE", Omission.BROKEN_RULE),
        ("", Omission.BROKEN_RULE),
    ],
)
def test_a_rule_that_cannot_be_used_costs_only_its_series(rule: str, reason: Omission) -> None:
    change = event("RECURRENCE-ID:20270111T080000Z\nDTSTART:20270112T110000Z\nDURATION:PT30M")
    other = event(FOUR_MONDAYS, uid="2")

    found = read(event(f"{MONDAY_NINE}RRULE:{rule}"), change, other)

    assert omitted(found) == {reason: 1}
    # What one of it became is told all the same.
    assert len(found.intervals) == 5
