"""Reading calendars in a process of its own: what is hostile ends, and nothing of it stays."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from calendars.busy import busy_intervals, read_busy
from calendars.busy_answer import read_here
from calendars.reading import guarded as guard
from calendars.reading.guarded import MOST_CPU_SECONDS, MOST_MEMORY_BYTES, guarded
from planner.domain.calendar_faults import Omission, Unusable, UnusableCalendar
from tests.calendarfiles import OSLO, SPRING, calendar, event, omitted, told

READER = "tests.guardedreaders"
NINE = event("DTSTART;TZID=Europe/Oslo:20270104T090000\nDURATION:PT1H", uid="good")


def test_both_ways_of_asking_answer_as_in_this_process() -> None:
    weekly = event("DTSTART:20270104T120000\nDURATION:PT1H\nSTATUS:TENTATIVE\nRRULE:FREQ=WEEKLY")
    data = calendar(NINE, weekly, event("DTSTART:soon", uid="2"))
    here = read_here(data, *SPRING, OSLO)

    assert read_busy(data, *SPRING, OSLO) == here
    assert read_busy(data, *SPRING, "Europe/Oslo") == here
    assert busy_intervals(data, *SPRING, "Europe/Oslo") == list(here.intervals)


def test_a_zone_may_be_a_distance_from_utc() -> None:
    found = busy_intervals(
        calendar(event("DTSTART:20270604T120000\nDURATION:PT1H")),
        *SPRING,
        timezone(timedelta(hours=-3, minutes=-30)),
    )

    assert [told(each) for each in found] == ["06-04 15:30–16:30"]


@pytest.mark.parametrize(
    ("start", "tz"), [(SPRING[0].replace(tzinfo=None), "Europe/Oslo"), (SPRING[0], "Nowhere/Town")]
)
def test_what_is_asked_for_must_be_clear(start: datetime, tz: str) -> None:
    with pytest.raises(ValueError, match=r"naive|Nowhere"):
        read_busy(calendar(NINE), start, SPRING[1], tz)


def test_nothing_is_busy_between_an_end_and_a_start() -> None:
    moment = datetime(2027, 1, 4, 8, 30, tzinfo=UTC)

    assert busy_intervals(calendar(NINE), moment, moment, "Europe/Oslo") == []


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Unusable.EMPTY),
        (b"<html>", Unusable.HTML),
        (b"BEGIN:VCALENDAR\r\n" * 9, Unusable.TOO_DEEP),
        (calendar(NINE)[:-9], Unusable.CUT_OFF),
        (b" " * 100_000_000, Unusable.TOO_LARGE),
        (calendar("BEGIN:VEVENT\n" + "UID:\n" * 2_500_000 + "END:VEVENT"), Unusable.TOO_LARGE),
        (b"BEGIN:VCALENDAR\r\nX:" + b"\r" * 30_000_000, Unusable.TOO_LARGE),
    ],
    ids=lambda value: str(value) if isinstance(value, Unusable) else "",
)
def test_a_file_is_refused_with_its_reason(data: bytes, kind: Unusable) -> None:
    with pytest.raises(UnusableCalendar) as refused:
        read_busy(data, *SPRING, "Europe/Oslo")

    assert refused.value.kind is kind


def recurring(rule: str, start: str = "20270104T080000Z") -> str:
    return event(f"DTSTART:{start}\nDURATION:PT1H\nRRULE:{rule}")


def endless_zone(number: int) -> str:
    rule = "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1"
    return f"""
        BEGIN:VTIMEZONE
        TZID:Zone {number}
        BEGIN:STANDARD
        DTSTART:16010101T000000
        RRULE:{rule}
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        END:STANDARD
        END:VTIMEZONE
        {event(f"DTSTART;TZID=Zone {number}:20270104T120000", uid=f"{number}")}"""


IMPOSSIBLE = "FREQ=DAILY;BYYEARDAY=366;BYMONTH=1"
EVERY_MINUTE = f"BYHOUR={','.join(map(str, range(24)))};BYMINUTE={','.join(map(str, range(60)))}"
HEAVY = {Omission.TOO_HEAVY: 1}
BROKEN = {Omission.BROKEN_RULE: 1}

HOSTILE = {
    "every second": ([recurring("FREQ=SECONDLY")], HEAVY),
    "every second of a day": ([recurring("FREQ=SECONDLY;COUNT=86400")], HEAVY),
    "every minute since 2000": ([recurring("FREQ=MINUTELY", "20000101T000000Z")], HEAVY),
    "every minute of every day": ([recurring(f"FREQ=DAILY;{EVERY_MINUTE}")], HEAVY),
    "every minute of a year": ([recurring(f"FREQ=YEARLY;{EVERY_MINUTE}")], HEAVY),
    "never, asked of every day": ([recurring(IMPOSSIBLE)], HEAVY),
    "an interval of nothing": ([recurring("FREQ=MONTHLY;INTERVAL=0")], BROKEN),
    "an interval of a million digits": ([recurring(f"FREQ=DAILY;INTERVAL={'9' * 10**6}")], BROKEN),
    "thousand times never": (
        [event(recurring(IMPOSSIBLE)[19:-10], uid=f"{number}") for number in range(1000)],
        {Omission.TOO_HEAVY: 1000},
    ),
    "never, under twenty names of ours": (
        [
            event(recurring(IMPOSSIBLE)[19:-10], uid=f"{number}@semesterplan.no")
            for number in range(20)
        ],
        {},
    ),
    "a million dates taken out": (
        [event("DTSTART:20270104T080000Z\nRRULE:FREQ=DAILY\nEXDATE:" + "20270104," * 10**6)],
        None,
    ),
    "a thousand zones without end": ([endless_zone(number) for number in range(1000)], {}),
    "a million quotes": ([event('DTSTART;X="' + '"a' * 10**6 + ":20270104T080000Z")], None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_only_what_is_hostile_in_them(name: str) -> None:
    components, expected = HOSTILE[name]

    found = read_busy(calendar(NINE, *components), *SPRING, "Europe/Oslo")

    assert "01-04 08:00–09:00" in [told(each) for each in found.intervals]
    if expected is not None:
        assert omitted(found) == expected


def test_more_than_can_be_taken_is_counted() -> None:
    # From 5 January at 08:00 to 30 June there are 177 of each: 112 fit into 20,000, 8 do not.
    series = [
        event(
            f"DTSTART:20270105T08{number % 60:02}{number // 60:02}Z\nDURATION:PT1S\n"
            "RRULE:FREQ=DAILY",
            uid=f"{number}",
        )
        for number in range(120)
    ]

    found = read_busy(calendar(NINE, *series), *SPRING, "Europe/Oslo")

    assert omitted(found) == {Omission.TOO_MANY: 8 * 177}
    assert len(found.intervals) == 1 + 112 * 177


def test_the_process_gets_the_file_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEMESTERPLAN_SECRET", "hidden")

    with Path(__file__).open("rb") as mine:
        os.set_inheritable(mine.fileno(), True)  # noqa: FBT003  it has no name
        found = guarded(READER, b"a file\nof two lines", {"do": "tell"})

    assert found["data"] == "a file\nof two lines"
    assert "SEMESTERPLAN_SECRET" not in found["environment"]
    # The fourth is the folder that it lists.
    assert found["files"] == [0, 1, 2, 3]
    assert found["parent"] == []
    assert found["seconds"] == [MOST_CPU_SECONDS, MOST_CPU_SECONDS]
    assert found["bytes"] == [MOST_MEMORY_BYTES, MOST_MEMORY_BYTES]


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("refuse", Unusable.HTML),
        ("fill", Unusable.TOO_HEAVY),
        ("die", Unusable.TOO_HEAVY),
        ("err", Unusable.OUR_FAULT),
    ],
)
def test_what_ends_the_process_is_told_as_a_reason(what: str, kind: Unusable) -> None:
    with pytest.raises(UnusableCalendar) as refused:
        guarded(READER, b"", {"do": what})

    assert refused.value.kind is kind


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """What a reader waits at until somebody opens it."""
    os.mkfifo(tmp_path / "gate")
    return tmp_path / "gate"


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, gate: Path) -> None:
    monkeypatch.setattr(guard, "MOST_WALL_SECONDS", 0.5)

    with pytest.raises(UnusableCalendar) as refused:
        guarded(READER, b"", {"do": "wait", "gate": str(gate)})

    assert refused.value.kind is Unusable.TOO_HEAVY


def test_what_the_process_says_otherwise_is_not_heard(capfd: pytest.CaptureFixture[str]) -> None:
    assert guarded(READER, b"", {"do": "chat"}) == "read"
    assert capfd.readouterr() == ("", "")


def test_others_are_read_meanwhile(gate: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(guarded, READER, b"", {"do": "wait", "gate": str(gate)})
        with gate.open("wb"):
            # It is open when the other side has begun to wait.
            assert read_busy(calendar(NINE), *SPRING, "Europe/Oslo").intervals
            assert not slow.done()

        assert slow.result() == "read"
