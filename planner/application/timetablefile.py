"""A timetable file, read for whoever has only the bare timetable and no problem."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from planner.application.mistakes import Mistake, sentence_of
from planner.application.yamlsource import read_text
from planner.domain.errors import Fault, UnreadableInput
from planner.domain.words import Phrase
from planner.engine.timetable import Timetable
from planner.engine.timetable_json import read_timetable

NO_JSON = Phrase(
    nb="Filen er ikke gyldig JSON; lag den på nytt med «semesterplan timetable PROBLEM -o FIL».",
    nn="Fila er ikkje gyldig JSON; lag ho på nytt med «semesterplan timetable PROBLEM -o FIL».",
)
UNKNOWN_NAMES = Phrase(
    nb="Timeplanen viser til noe den ikke inneholder: {names}; legg det til, eller fjern det.",
    nn="Timeplanen viser til noko han ikkje inneheld: {names}; legg det til, eller fjern det.",
)
UNKNOWN_NAMES_CODE = "unknown_names: "


def read_timetable_file(path: Path) -> Timetable:
    """Read a timetable's JSON form; see docs/timetable.md.

    Raises
    ------
    UnreadableInput
        With every fault of the file.
    """
    try:
        return read_timetable(read_text(path))
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
        raise UnreadableInput(tuple(_fault(str(path), error) for error in errors)) from None


def _fault(file: str, error: ErrorDetails) -> Fault:
    said = str(error.get("ctx", {}).get("error", ""))
    if error["type"] == "json_invalid":
        line = re.search(r"line (\d+)", said)
        return Fault((), NO_JSON, file, int(line[1]) if line else None)
    if said.startswith(UNKNOWN_NAMES_CODE):
        names = said.removeprefix(UNKNOWN_NAMES_CODE)
        return Fault((), UNKNOWN_NAMES.with_facts(names=names), file)
    place = error["loc"]
    mistake = Mistake(error, place[-1] if place else "", error["input"], None, None, None)
    return Fault(place, sentence_of(mistake), file)
