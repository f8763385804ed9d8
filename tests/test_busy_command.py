"""The command busy from outside: JSON in UTC, sentences, and the exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.calendarfiles import calendar, event

CHECKOUT = Path(__file__).parents[1]
SPRING = ("--from", "2027-01-01", "--to", "2027-06-30")
MEETING = event("DTSTART:20270104T090000\nDURATION:PT1H\nX-MICROSOFT-CDO-BUSYSTATUS:OOF")


def run(
    *words: str | Path, given: bytes = b"", folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "planner", "busy", *map(str, words)],
        cwd=folder or CHECKOUT,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        input=given,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A calendar with a meeting from nine to ten on a clock that does not say where."""
    (tmp_path / "mine.ics").write_bytes(calendar(MEETING))
    return tmp_path / "mine.ics"


# Nine o'clock is 08:00 UTC in Oslo and 09:00 in London.
@pytest.mark.parametrize(("zone", "hour"), [((), 8), (("--tz", "Europe/London"), 9)])
def test_busy_times_are_told_in_utc(file: Path, zone: tuple[str, ...], hour: int) -> None:
    done = run(file, *SPRING, *zone, folder=file.parent)

    assert done.returncode == 0
    assert done.stderr == b""
    assert json.loads(done.stdout) == {
        "busy": [
            {
                "start": f"2027-01-04T{hour:02}:00:00Z",
                "end": f"2027-01-04T{hour + 1:02}:00:00Z",
                "kind": "out-of-office",
            }
        ],
        "known_until": f"2027-01-04T{hour + 1:02}:00:00Z",
        "warnings": ["Kalenderen er kjent til 4. januar 2027; etter det vet vi ikke."],
    }


def test_the_last_day_is_included(file: Path) -> None:
    until = json.loads(run(file, "--from", "2027-01-01", "--to", "2027-01-04").stdout)
    before = json.loads(run(file, "--from", "2027-01-01", "--to", "2027-01-03").stdout)

    assert len(until["busy"]) == 1
    assert before["busy"] == []


def test_standard_input_is_read_and_a_file_written(file: Path, tmp_path: Path) -> None:
    result = tmp_path / "busy.json"

    done = run("-", *SPRING, "-o", result, given=file.read_bytes())

    assert done.returncode == 0
    assert done.stdout == b""
    assert len(json.loads(result.read_text())["busy"]) == 1


def test_the_calendar_itself_is_not_overwritten(file: Path) -> None:
    done = run(file, *SPRING, "-o", file)

    assert done.returncode == 2
    assert file.read_bytes() == calendar(MEETING)


@pytest.mark.parametrize(
    ("words", "given", "sentence"),
    [
        (("-", *SPRING), b"<html>", "nettside"),
        (("-", *SPRING), b"", "tom"),
        (("-", *SPRING), b"\0" * 100_000_000, "for stor"),
        (("missing.ics", *SPRING), b"", "missing.ics: Filen finnes ikke"),
        ((CHECKOUT, *SPRING), b"", "mappe"),
        (("-", "--from", "2027-06-30", "--to", "2027-01-01"), b"", "bytt dem om"),
        (("-", *SPRING, "--tz", "Europe/Olso"), b"", "mente du «Europe/Oslo»?"),
        (("-", *SPRING, "--tz", "../../etc/passwd"), b"", "for eksempel Europe/Oslo"),
        (("-", "--from", "2027-01-01"), b"", "--to"),
        (("-", "--from", "soon", "--to", "2027-01-01"), b"", "--from"),
        (("-", "--from", "2027-01-01", "--to", "9999-12-31"), b"", "--to"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(
    words: tuple[str | Path, ...], given: bytes, sentence: str
) -> None:
    done = run(*words, given=given)

    assert done.returncode == 2
    assert done.stdout == b""
    assert sentence in done.stderr.decode()
    assert b"Traceback" not in done.stderr
