"""What is known of people's calendars in a file."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.application.busyfile import notes_on, read_busy_file, render_busy_file
from planner.domain.busysources import BusySource, BusySources, Setback
from planner.domain.busytimes import BusyInterval, BusyKind
from planner.domain.calendar_faults import CalendarWarning, Omission
from planner.domain.errors import UnreadableInput
from planner.domain.fetching import Trouble
from tests.domain.test_clashes import source
from tests.instances import problem


def interval(day: int, kind: BusyKind) -> BusyInterval:
    return BusyInterval(
        datetime(2027, 2, day, 8, tzinfo=UTC), datetime(2027, 2, day, 9, 0, 30, tzinfo=UTC), kind
    )


FULL = BusySource.model_validate(
    source("2027-03-14T00:00").model_dump()
    | {
        "setback": Setback(fetching=Trouble.GONE, status=404),
        "etag": '"v1"',
        "warnings": (CalendarWarning(Omission.BROKEN_RULE, 3),),
        "intervals": tuple(interval(day, kind) for day, kind in enumerate(BusyKind, start=1)),
    }
)
SOURCES = BusySources(people={"ppt-01": (FULL, source(None)), "ppt-77": (source(None),)})


def test_what_is_written_is_read_the_same(tmp_path: Path) -> None:
    path = tmp_path / "opptatt.json"
    path.write_text(render_busy_file(SOURCES), encoding="utf-8")

    assert read_busy_file(path) == SOURCES
    assert render_busy_file(read_busy_file(path)) == render_busy_file(SOURCES)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", '{"people": []}', '{"folk": {}}', '{"people": {"ppt-01": [{}]}}',
        render_busy_file(SOURCES).replace("2027-02-01T08:00:00Z", "2027-02-01T08:00:00"),
        render_busy_file(SOURCES).replace("2027-02-01T09:00:30Z", "2027-02-01T09:00:30"),
        render_busy_file(SOURCES).replace("2027-02-01T08:00:00Z", "2027-02-01T10:00:00Z"),
        render_busy_file(SOURCES).replace('"busy"', '"hemmelig"'),
        re.sub('2027-03-14T[^"]*', "9999-12-31T23:59:59Z", render_busy_file(SOURCES)),
        re.sub('"last_day":"[^"]*"', '"last_day":"9999-12-31"', render_busy_file(SOURCES)),
        render_busy_file(SOURCES)[:-40],
    ],
)  # fmt: skip
def test_a_file_that_we_did_not_write_is_refused_as_a_whole(text: str, tmp_path: Path) -> None:
    path = tmp_path / "opptatt.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UnreadableInput) as raised:
        read_busy_file(path)

    (fault,) = raised.value.faults
    assert fault.text("nb").startswith(f"{path}: Filen er ikke slik «semesterplan fetch» skriver")
    assert "hemmelig" not in str(raised.value)
    # It may be anything that was named by mistake, even the problem file.
    assert "slett" not in fault.text("nb")


def test_what_is_not_whole_is_told_before_anybody_relies_on_it() -> None:
    """The half-year ends with 18 June; after 14 March nothing is known, and that was then."""
    first, second, third = notes_on(SOURCES, problem())

    assert "(ppt-77)" in first.nb
    assert "for PP-rådgiver 01; det vi ikke vet" in second.nb
    assert "hente sist for PP-rådgiver 01;" in third.nb


def test_nothing_is_told_of_calendars_that_reach_to_the_end() -> None:
    whole = BusySources(people={"ppt-01": (source("2027-06-19T00:00"),)})

    assert list(notes_on(whole, problem())) == []


def test_busy_times_of_several_calendars_are_taken_together() -> None:
    two = BusySources(people={"ppt-01": (FULL, FULL)})

    assert two.times == {"ppt-01": FULL.intervals}
