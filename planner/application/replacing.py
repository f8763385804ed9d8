"""How what is new takes the place of what was, in one step of the file system.

Whoever looks sees the old or the new, whatever is killed when. What is new is made beside its
target, under a hidden name, and is held locked meanwhile.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ENDING = ".semesterplan"
"""Of what is being written, beside its target, under a hidden name."""
SET_ASIDE = ".old"
"""What follows it where a system cannot swap, while the old one makes way."""

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def move_into_place(new: Path, target: Path) -> None:
    """Put a folder where another may be, which then has the first one's name."""
    if not target.exists():
        new.rename(target)
        return
    exchange = _exchange()
    if exchange is not None and exchange(new, target):
        return
    # A system that cannot swap: for a moment only the old one, set aside, is there.
    aside = new.with_name(f"{new.name}{SET_ASIDE}")
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    aside.rename(new)


def _exchange() -> Callable[[Path, Path], bool] | None:
    """The system's call that swaps two folders in one step (Linux 3.15); `None` without one."""
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    if call is None:
        return None
    return lambda one, other: (
        call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0
    )


def name_beside(target: Path) -> Path:
    """Where this run makes what is to stand at the target."""
    return target.with_name(f".{target.name}.{os.getpid()}{ENDING}")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a folder or file locked while it is being filled: nobody takes it for a leftover."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


@contextmanager
def alone(target: Path, *, reading: bool = False) -> Iterator[None]:
    """Wait until nobody else is at work on a target, and keep the others waiting.

    It is the folder it lies in that is locked, so that nothing is left lying about.

    Parameters
    ----------
    reading
        Whether others may read it meanwhile.
    """
    handle = os.open(target.resolve().parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH if reading else fcntl.LOCK_EX)
        _put_back(target.resolve())
        yield
    finally:
        os.close(handle)


def _put_back(target: Path) -> None:
    """Put back what a killed run had set aside, before the new one was in its place."""
    if not target.exists():
        for aside in target.parent.glob(f".{target.name}.*{ENDING}{SET_ASIDE}"):
            with suppress(OSError):
                aside.rename(target)


def settle(folder: Path) -> None:
    """See that a folder is on the disk with all its files, so that it outlives a power cut."""
    for each in (*folder.rglob("*"), folder):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_leftovers(target: Path) -> None:
    """Remove what killed runs left beside a target; what a living run writes is locked."""
    for leftover in target.parent.iterdir():
        if leftover.name.startswith(f".{target.name}.") and leftover.suffix == ENDING:
            with suppress(OSError), held(leftover):
                if leftover.is_dir():
                    shutil.rmtree(leftover)
                else:
                    leftover.unlink()
