"""Results on disk: a file or a whole folder, either as it was or complete, whatever is killed.

Everything is written beside its target first and then moved in one step of the file system.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from planner.application.replacing import (
    held,
    move_into_place,
    name_beside,
    remove_leftovers,
    settle,
)
from planner.domain.errors import CannotWrite, Fault, UnreadableInput
from planner.domain.words import Phrase, same

PLAN_FILE = "plan.json"
REPORT_FILE = "report.json"
PAGE_FILE = "report.html"
FEEDS_FOLDER = "feeds"
FEED_ENDING = ".ics"


@dataclass(frozen=True, slots=True)
class FolderKind:
    """What a folder of ours holds, by which it is told from somebody else's.

    Parameters
    ----------
    sign
        The file that every such folder has.
    paths
        What else may be in it: paths inside it, one folder deep at the most, with * for any text.
    """

    sign: str
    paths: tuple[str, ...]

    def may_hold(self, path: str) -> bool:
        """Whether a file, or a folder in it, may be one of ours."""
        known = (self.sign, *self.paths)
        folders = (each.partition("/")[0] for each in self.paths if "/" in each)
        return any(fnmatchcase(path, each) for each in (*known, *folders))


PLAN_FOLDER = FolderKind(PLAN_FILE, (REPORT_FILE, PAGE_FILE, f"{FEEDS_FOLDER}/*{FEED_ENDING}"))
"""Its feeds are from before plans were published; none are written any more."""

NO_PARENT = Phrase(
    nb="Mappen {folder} finnes ikke; lag den først, eller velg en annen.",
    nn="Mappa {folder} finst ikkje; lag ho først, eller vel ei anna.",
)
IS_HERE = Phrase(
    nb="Du står i denne mappen, og den byttes ut som helhet; gå ut av den først, eller velg en "
    "annen.",
    nn="Du står i denne mappa, og ho vert bytt ut som heilskap; gå ut av ho først, eller vel ei "
    "anna.",
)
IS_FILE = Phrase(
    nb="Her ligger det en fil; velg en mappe som ikke finnes fra før.",
    nn="Her ligg det ei fil; vel ei mappe som ikkje finst frå før.",
)
IS_FOLDER = Phrase(
    nb="Dette er en mappe; oppgi navnet på en fil.",
    nn="Dette er ei mappe; oppgje namnet på ei fil.",
)
IS_INPUT = Phrase(
    nb="Denne filen er inndata og ville gått tapt; oppgi et annet navn.",
    nn="Denne fila er inndata og ville gått tapt; oppgje eit anna namn.",
)
FOREIGN_FOLDER = Phrase(
    nb="Mappen inneholder annet enn en semesterplan ({entry}); velg en mappe som ikke finnes fra "
    "før, eller flytt innholdet.",
    nn="Mappa inneheld anna enn ein semesterplan ({entry}); vel ei mappe som ikkje finst frå før, "
    "eller flytt innhaldet.",
)
NO_SIGN = Phrase(
    nb="Mappen er ikke tom og har ingen {sign}; velg en mappe som ikke finnes fra før.",
    nn="Mappa er ikkje tom og har ingen {sign}; vel ei mappe som ikkje finst frå før.",
)
REASONS: dict[int, Phrase] = {
    errno.ENOSPC: Phrase(nb="disken er full.", nn="disken er full."),
    errno.EDQUOT: Phrase(nb="disken er full.", nn="disken er full."),
    errno.EACCES: Phrase(nb="du har ikke skrivetilgang.", nn="du har ikkje skrivetilgang."),
    errno.EPERM: Phrase(nb="du har ikke skrivetilgang.", nn="du har ikkje skrivetilgang."),
    errno.EROFS: Phrase(nb="disken kan bare leses.", nn="disken kan berre lesast."),
    errno.ENAMETOOLONG: Phrase(nb="navnet er for langt.", nn="namnet er for langt."),
}


def check_folder(folder: Path, kind: FolderKind = PLAN_FOLDER) -> None:
    """See that a result may be written to `folder`, before the work is done.

    Raises
    ------
    UnreadableInput
        It lies nowhere, is a file, is the working folder, or holds anything but a result of ours.
    """
    folder = folder.absolute()
    _check_parent(folder)
    with refusals_told(folder):
        if not os.access(folder.parent, os.W_OK):
            raise PermissionError(errno.EACCES, "")
        entries = _entries(folder)
    if os.path.lexists(folder) and not folder.is_dir():
        raise _fault(folder, IS_FILE)
    for entry in entries:
        if not kind.may_hold(entry):
            raise _fault(folder, FOREIGN_FOLDER.with_facts(entry=entry))
    if entries and kind.sign not in entries:
        raise _fault(folder, NO_SIGN.with_facts(sign=kind.sign))
    if folder.resolve() == Path.cwd():
        raise _fault(folder, IS_HERE)


def write_folder(folder: Path, files: Mapping[str, bytes], kind: FolderKind = PLAN_FOLDER) -> None:
    """Write a result folder, in the place of an earlier one if there is one.

    Parameters
    ----------
    files
        Contents by path inside the folder.

    Raises
    ------
    UnreadableInput
        As `check_folder`.
    CannotWrite
        The system refused; nothing was changed.
    """
    check_folder(folder, kind)
    folder = folder.resolve()
    with refusals_told(folder):
        remove_leftovers(folder)
        beside = name_beside(folder)
        beside.mkdir()
        with held(beside):
            try:
                for name, content in files.items():
                    target = beside / name
                    target.parent.mkdir(exist_ok=True)
                    target.write_bytes(content)
                settle(beside)
                move_into_place(beside, folder)
            finally:
                shutil.rmtree(beside, ignore_errors=True)


def check_file(file: Path, *inputs: Path | None) -> None:
    """See that a file may be written, before the work is done.

    Parameters
    ----------
    inputs
        Files that must not be lost; `None` for one that was not given.

    Raises
    ------
    UnreadableInput
        Its folder does not exist, or it is a folder itself, or one of `inputs`.
    """
    _check_parent(file.absolute())
    if file.is_dir():
        raise _fault(file, IS_FOLDER)
    if any(each is not None and file.exists() and file.samefile(each) for each in inputs):
        raise _fault(file, IS_INPUT)


def write_file(file: Path, text: str, *inputs: Path) -> None:
    """Write one file, in the place of an earlier one if there is one.

    Raises
    ------
    UnreadableInput
        As `check_file`.
    CannotWrite
        The system refused; nothing was changed.
    """
    check_file(file, *inputs)
    content = text.encode()
    with refusals_told(file):
        if file.exists() and not file.is_file():  # a device or a pipe is written to, not replaced
            file.write_bytes(content)
            return
        file = file.resolve()
        remove_leftovers(file)
        beside = name_beside(file)
        try:
            beside.touch()
            with held(beside):
                beside.write_bytes(content)
                beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)


def _entries(folder: Path) -> list[str]:
    """What is in a folder and in the folders in it, by path inside it."""
    top = list(folder.iterdir()) if folder.is_dir() else []
    deeper = [inner for each in top if each.is_dir() for inner in each.iterdir()]
    return sorted(str(each.relative_to(folder)) for each in (*top, *deeper))


def _check_parent(path: Path) -> None:
    if not path.parent.is_dir():
        raise _fault(path, NO_PARENT.with_facts(folder=path.parent))


def _fault(path: Path, sentence: Phrase) -> UnreadableInput:
    return UnreadableInput((Fault((), sentence, str(path)),))


@contextmanager
def refusals_told(path: Path) -> Iterator[None]:
    """Turn the system's refusal to write into our error."""
    try:
        yield
    except OSError as error:
        said = same(f"{error.strerror or error}.")
        raise CannotWrite(str(path), REASONS.get(error.errno or 0, said)) from error
