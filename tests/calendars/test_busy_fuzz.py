"""Whatever a file says, it is read or refused; what is read is within what was asked for."""

from datetime import UTC
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.busy_answer import read_here
from planner.domain.busytimes import BusyCalendar
from planner.domain.calendar_faults import UnusableCalendar
from tests.calendarfiles import OSLO, SPRING, calendar, event
from tests.mutations import mutated

LONG_RUN = 20_000


def read_or_refused(data: bytes) -> BusyCalendar | str:
    """What came of a file, after a look at whether it can be so."""
    try:
        found = read_here(data, *SPRING, OSLO)
    except UnusableCalendar as refused:
        return str(refused)
    start, end = SPRING
    assert all(start <= each.start < each.end <= end for each in found.intervals)
    assert all(each.start.tzinfo is each.end.tzinfo is UTC for each in found.intervals)
    assert all(before < after for before, after in pairwise(found.intervals))
    assert all(warning.count > 0 for warning in found.warnings)
    assert found.known_until is None or found.known_until.tzinfo is UTC
    assert all(phrase.nb and phrase.nn for phrase in found.sentences(end, OSLO))
    return found


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_went_wrong_is_read_or_refused(chance: Random) -> None:
    data = mutated(chance)

    assert read_or_refused(data) == read_or_refused(data)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refused(data)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_text_in_a_calendar_is_read_or_refused(text: str) -> None:
    read_or_refused(calendar(text or "X"))


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_went_wrong_in_one_event_costs_no_other(chance: Random) -> None:
    whole = event("DTSTART:20270104T080000Z\nDURATION:PT1H", uid="whole")
    broken = mutated(chance)
    good = calendar(whole)

    # Beside a file that can be read at all stands a good one; it is read whatever the other says.
    if isinstance(read_or_refused(broken), BusyCalendar) and not broken.startswith(b"\xff\xfe"):
        both = read_or_refused(good + broken)
        assert isinstance(both, BusyCalendar)
        assert set(read_here(good, *SPRING, OSLO).intervals) <= set(both.intervals)


@pytest.mark.slow
def test_very_much_that_went_wrong_is_read_or_refused() -> None:
    for seed in range(LONG_RUN):
        read_or_refused(mutated(Random(seed)))
