"""Series that two know: what our reader makes of them is what recurring-ical-events makes of them.

Left out is what that library says it does otherwise, and what RFC 5545 leaves open.
"""

from datetime import UTC, date, datetime, timedelta

import recurring_ical_events  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendars.busy_answer import read_here
from tests.calendarfiles import OSLO, SPRING, calendar, event

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = ("Europe/Oslo", "Europe/London", "America/New_York")


def listed(values: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most, unique=True).map(
        lambda found: ",".join(map(str, found))
    )


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule of those that calendars make."""
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 4))}"]
    if frequency in {"MONTHLY", "YEARLY"}:
        numbered = st.tuples(st.sampled_from((-2, -1, 1, 2, 4)), st.sampled_from(DAYS))
        ways = {
            "BYDAY": listed(numbered.map(lambda found: f"{found[0]}{found[1]}")),
            "BYMONTHDAY": listed(st.sampled_from((-3, -1, 1, 2, 15, 29, 30, 31))),
        }
        part = draw(st.sampled_from(("", *ways)))
        if part:
            parts.append(f"{part}={draw(ways[part])}")
        if draw(st.booleans()) and part:
            parts.append(f"BYSETPOS={draw(st.sampled_from((-1, 1)))}")
        if frequency == "YEARLY":
            # With January among them no day is one that none of the months has.
            parts.append(f"BYMONTH=1,{draw(listed(st.integers(2, 12)))}")
    elif draw(st.booleans()):
        parts.append(f"BYDAY={draw(listed(st.sampled_from(DAYS), 7))}")
        if frequency == "WEEKLY" and draw(st.booleans()):
            parts.append(f"BYSETPOS={draw(st.sampled_from((-1, 1)))}")
    parts.append(f"WKST={draw(st.sampled_from(('MO', 'SU')))}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 400))}")
    return ";".join(parts)


@st.composite
def series(draw: st.DrawFn) -> str:
    """A series with some taken out, put in and changed, of times or of whole days."""
    day = draw(st.dates(date(2024, 1, 1), date(2027, 6, 30)))
    moment = datetime(day.year, day.month, day.day, draw(st.integers(4, 20)), tzinfo=UTC)
    others = [moment + timedelta(days=draw(st.integers(0, 60))) for _ in range(3)]
    if draw(st.booleans()):
        zone = f"TZID={draw(st.sampled_from(ZONES))}"
        said = "%Y%m%dT%H0000"
        length = draw(st.sampled_from(("PT30M", "PT2H", "PT45M")))
    else:
        zone, said = "VALUE=DATE", "%Y%m%d"
        length = draw(st.sampled_from(("P1D", "P3D")))
    lines = [f"DTSTART;{zone}:{moment:{said}}", f"DURATION:{length}", f"RRULE:{draw(rules())}"]
    out, into, changed = (draw(st.booleans()) for _ in range(3))
    lines += [f"EXDATE;{zone}:{others[0]:{said}}"] * out
    lines += [f"RDATE;{zone}:{others[1]:{said}}"] * into
    first = event("\n".join(lines))
    if not changed:
        return first
    later = others[2] + timedelta(days=draw(st.integers(-5, 5)))
    change = [f"RECURRENCE-ID;{zone}:{others[2]:{said}}", f"DTSTART;{zone}:{later:{said}}"]
    return "\n".join((first, event("\n".join((*change, f"DURATION:{length}")))))


def instants(data: bytes) -> set[tuple[datetime, datetime]]:
    """What the library finds in the half-year, as ours gives it."""
    start, end = (moment.astimezone(UTC) for moment in SPRING)

    def utc(moment: date) -> datetime:
        if not isinstance(moment, datetime):
            moment = datetime(moment.year, moment.month, moment.day, tzinfo=OSLO)
        return moment.astimezone(UTC)

    # A day more on both sides, since the library asks of whole days without a zone.
    around = start - timedelta(days=1), end + timedelta(days=1)
    found = recurring_ical_events.of(Calendar.from_ical(data)).between(*around)
    spans = ((utc(each["DTSTART"].dt), utc(each["DTEND"].dt)) for each in found)
    cut = ((max(first, start), min(last, end)) for first, last in spans)
    return {(first, last) for first, last in cut if first < last}


@settings(max_examples=200, deadline=None)
@given(series())
def test_series_are_when_others_say_they_are(components: str) -> None:
    data = calendar(components)

    ours = read_here(data, *SPRING, OSLO)

    assert ours.warnings == ()
    assert {(each.start, each.end) for each in ours.intervals} == instants(data)
