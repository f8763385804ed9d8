"""The one door to Numba: how the search is turned into machine code, and where that is kept.

Compiling takes some twenty seconds, once; the code is then kept on disk. Numba looks only at the
file of a function to see whether what it kept still holds, not at those whose functions it calls,
so the folder is named by what all the files of the search say together.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import numba
import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.int32]
Table = NDArray[Any]
Sums = NDArray[np.int64]
Function = TypeVar("Function", bound=Callable[..., Any])

_HERE = Path(__file__).parent


def _cache_folder() -> Path:
    """The first folder that may be written to: beside the code, the user's own, a temporary one."""
    digest = sha256(numba.__version__.encode())
    for file in sorted(_HERE.glob("search*.py")):
        digest.update(file.read_bytes())
    name = f"search-{digest.hexdigest()[:16]}"
    own = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    for folder in (_HERE / "__pycache__" / name, own / "semesterplan" / name):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="semesterplan-"))


setattr(numba.config, "CACHE_DIR", str(_cache_folder()))  # noqa: B010  mypy cannot see it


def compiled(function: Function) -> Function:
    """Compile a function when it is first called; it lets other threads run meanwhile."""
    return numba.njit(cache=True, nogil=True, error_model="numpy")(function)  # type: ignore[return-value]
