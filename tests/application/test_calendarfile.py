"""Calendar files as bytes, from a file or standard input, never more than a reader takes."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from planner.application.calendarfile import STANDARD_INPUT, read_calendar_file
from planner.domain.errors import UnreadableInput


def test_a_file_is_read_but_no_further_than_it_takes_to_refuse_it(tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    file.write_bytes(b"\xff123456789")

    assert read_calendar_file(file, 10) == b"\xff123456789"
    assert read_calendar_file(file, 3) == b"\xff123"


def test_standard_input_is_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"0123456789")))

    assert read_calendar_file(STANDARD_INPUT, 3) == b"0123"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("x.ics", "Filen finnes ikke"), (".", "Dette er en mappe"), ("\0", "lese")],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        read_calendar_file(tmp_path / name, 10)

    assert sentence in refused.value.phrase().nb
