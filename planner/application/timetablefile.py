"""A timetable file, read and solved for whoever has only the bare timetable and no problem."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from planner.application.mistakes import Mistake, sentence_of
from planner.application.planning import best_on_the_way
from planner.application.results import write_file
from planner.application.yamlsource import read_text
from planner.domain.errors import CannotWrite, Fault, UnreadableInput
from planner.domain.words import Phrase
from planner.engine.evaluate import evaluate
from planner.engine.progress import Listener, Progress
from planner.engine.solve import solve
from planner.engine.timetable import Timetable
from planner.engine.timetable_json import read_timetable, render_placements

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


def solve_to_file(
    timetable: Timetable,
    file: Path,
    *,
    seconds: float,
    seed: int,
    workers: int,
    listener: Listener | None = None,
    stop: Callable[[], bool] | None = None,
) -> bool:
    """Solve a timetable into a file, which has the best placements so far in the meantime.

    Parameters
    ----------
    seconds, seed, workers, listener, stop
        As for `solve`.

    Returns
    -------
    bool
        Whether every meeting is placed and nothing is broken.

    Raises
    ------
    UnreadableInput, CannotWrite
        As `write_file`, of the answer; what hinders writing on the way is not told.
    """
    one_text_only = file.exists() and not file.is_file()  # a pipe would get them all, in a row

    def keep(best: Progress) -> None:
        if best.placements is not None and not one_text_only:
            seen = evaluate(timetable, best.placements)
            with suppress(UnreadableInput, CannotWrite):
                write_file(file, render_placements(best.placements, seen, best.bound))

    with best_on_the_way(keep, listener) as heard:
        found = solve(
            timetable, seconds=seconds, seed=seed, workers=workers, listener=heard, stop=stop
        )
    seen = evaluate(timetable, found.placements)
    write_file(file, render_placements(found.placements, seen, found.bound))
    return len(found.placements) == len(timetable.meetings) and not seen.broken


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
