"""Whatever a school calendar says, its lines can be pasted; and what we write comes in the same."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.closeddays_answer import read_here
from calendars.schoolcalendar import render_school_calendar
from planner.application.schoolcalendars import render_closed
from planner.domain.calendar_faults import UnusableCalendar
from planner.domain.closeddays import closed_days
from planner.domain.schoolcalendar import ClosedPeriod
from planner.domain.words import LANGUAGES, Language, same
from tests.mutations import mutated

FIRST, LAST = date(2026, 8, 1), date(2028, 7, 30)
AT = datetime(2026, 6, 1, tzinfo=UTC)
NAMES = (
    r"SUMMARY:Fri\, hele dagen",
    r"SUMMARY;LANGUAGE=nn:\n",
    "X-SEMESTERPLAN-SUMMARY;LANGUAGE=nb:\x85\u2028: # fri",
    f"SUMMARY:{'å' * 300}",
    "SUMMARY:'\"{}[]&*",
)

LETTERS = st.characters(categories=("L", "N", "P", "S"))


@settings(max_examples=200, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(NAMES))
def test_what_went_wrong_is_refused_or_can_be_pasted(chance: Random, name: str) -> None:
    data = mutated(chance).replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\n" + name.encode(), 2)
    try:
        read = read_here(data, FIRST, LAST)
    except UnusableCalendar:
        return

    found = closed_days(read.periods, FIRST, LAST, ())
    lines = render_closed(found, read.remarks(), "nb", for_unit=False)

    assert [each["name"] for each in yaml.safe_load(lines)["closed"]] == [
        period.name for period in found.closed
    ]


@st.composite
def school_calendars(draw: st.DrawFn) -> tuple[ClosedPeriod, ...]:
    """Periods on working days, none of one name so near another that they would be joined."""
    day = date(2026, 8, 3)
    periods = []
    for number in range(draw(st.integers(0, 6))):
        day += timedelta(days=7 * draw(st.integers(1, 5)))
        longer = draw(st.integers(0, 4))
        name = draw(
            st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=40)
        )
        # Whatever its name says, a period that is free is closed.
        other = draw(st.sampled_from((None, f"{number} nynorsk")))
        periods.append(
            ClosedPeriod(
                name=f"{name} fri",
                name_nn=other,
                first_day=day,
                last_day=day + timedelta(days=longer) if longer else None,
            )
        )
        day += timedelta(days=7)
    return tuple(periods)


@settings(max_examples=100, deadline=None)
@given(school_calendars(), st.sampled_from(LANGUAGES))
def test_every_school_calendar_comes_in_as_it_went_out(
    periods: tuple[ClosedPeriod, ...], language: Language
) -> None:
    out = render_school_calendar(same("Lillevik"), "lillevik", periods, language, AT)

    read = read_here(out, FIRST, LAST)

    assert (read.part_days, read.warnings) == (0, ())
    assert closed_days(read.periods, FIRST, LAST, ()).closed == periods
