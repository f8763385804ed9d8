"""Slot arithmetic: masks, moments, and the day the clocks change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from planner.domain.grid import OSLO, TimeGrid, set_bits, working_week_days

# Friday 26 March, Monday 29 and Tuesday 30 March 2027; the clocks change on Sunday the 28th.
# Eight slots of 30 minutes from 08:00: Friday is 0–7, Monday 8–15, Tuesday 16–23.
GRID = TimeGrid(working_week_days(date(2027, 3, 26), date(2027, 3, 30)), 480, 8, 30, 2)


def slots(mask: int) -> list[int]:
    return list(set_bits(mask))


def test_weekends_are_not_in_the_grid() -> None:
    assert GRID.days == (date(2027, 3, 26), date(2027, 3, 29), date(2027, 3, 30))
    assert GRID.slot_count == 24
    assert slots(GRID.day_mask(date(2027, 3, 29))) == list(range(8, 16))
    assert GRID.day_mask(date(2027, 3, 28)) == 0


@pytest.mark.parametrize("slot", range(24))
def test_moment_and_slot_are_inverse_across_the_clock_change(slot: int) -> None:
    moment = GRID.moment(slot)
    assert GRID.slot_at(moment) == slot
    assert moment.utcoffset() == timedelta(hours=1 if slot < 8 else 2)


def test_moments_off_the_slots_have_none() -> None:
    assert GRID.slot_at(datetime(2027, 3, 29, 8, 15, tzinfo=OSLO)) is None
    assert GRID.slot_at(datetime(2027, 3, 29, 7, 30, tzinfo=OSLO)) is None
    assert GRID.slot_at(datetime(2027, 3, 29, 12, 0, tzinfo=OSLO)) is None
    assert GRID.slot_at(datetime(2027, 3, 27, 9, 0, tzinfo=OSLO)) is None


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((29, 8, 0), (29, 9, 0), [8, 9]),
        ((29, 8, 29), (29, 8, 31), [8, 9]),  # touched, however little
        ((29, 8, 30), (29, 9, 0), [9]),
        ((29, 6, 0), (29, 8, 0), []),
        ((29, 11, 45), (30, 8, 1), [15, 16]),
        ((27, 0, 0), (29, 0, 0), []),
        ((26, 0, 0), (31, 0, 0), list(range(24))),
    ],
)
def test_spans(start: tuple[int, int, int], end: tuple[int, int, int], expected: list[int]) -> None:
    first, last = (
        datetime(2027, 3, day, hour, minute, tzinfo=OSLO) for day, hour, minute in (start, end)
    )
    assert slots(GRID.span_mask(first, last)) == expected


def test_daily_mask() -> None:
    assert slots(GRID.daily_mask(time(11, 30), time(12, 0))) == [7, 15, 23]


def test_starts_touching_looks_back_by_the_length() -> None:
    # a meeting of three slots touches slot 10 when it starts at 8, 9 or 10
    assert slots(GRID.starts_touching(1 << 10, 3)) == [8, 9, 10]
    assert slots(GRID.starts_touching(1 << 10, 1)) == [10]
    assert slots(GRID.starts_touching(1 << 10 | 1 << 20, 5)) == [*range(6, 11), *range(16, 21)]


def test_starts_fit_the_day_and_the_raster() -> None:
    # starts each hour; three slots end by slot 8: starts 0, 2, 4 of each day
    assert slots(GRID.starts_fitting(3)) == [0, 2, 4, 8, 10, 12, 16, 18, 20]
    assert slots(GRID.starts_fitting(8)) == [0, 8, 16]
    assert GRID.starts_fitting(9) == 0


def test_slots_in_rounds_up() -> None:
    assert [GRID.slots_in(minutes) for minutes in (1, 30, 31, 90)] == [1, 1, 2, 3]
