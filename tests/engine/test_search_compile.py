"""Machine code: it does what the Python says, and is kept where it may be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.engine.search import prepare
from tests.engine.search_trace import trace

HOUSE = Path(__file__).parents[2]
TELL_FOLDER = "import planner.engine.search_compile, numba; print(numba.config.CACHE_DIR)"


def run(*arguments: str, folder: Path = HOUSE, **environment: str) -> str:
    """What Python says when it is run in a folder."""
    whole = os.environ | {"PYTHONPATH": str(folder)} | environment
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=whole,
        capture_output=True,
        check=True,
        text=True,
    )
    assert ended.stderr == ""
    return ended.stdout.strip()


def test_python_and_machine_code_go_the_same_way() -> None:
    """The same seeds, moves, costs and random numbers to the last bit, each kind of move taken."""
    plain = json.loads(run("-m", "tests.engine.search_trace", NUMBA_DISABLE_JIT="1"))
    compiled = json.loads(json.dumps(trace()))
    assert (plain.pop("compiled"), compiled.pop("compiled")) == (False, True)
    assert plain == compiled


@pytest.fixture
def locked_house(tmp_path: Path) -> Path:
    """The engine's modules where nothing can be kept beside them: a file lies where a folder would.

    They are links to ours, so that it is ours that run.
    """
    engine = HOUSE / "planner" / "engine"
    locked = tmp_path / "house" / "planner" / "engine"
    locked.mkdir(parents=True)
    for file in (engine.parent / "__init__.py", *engine.glob("*.py")):
        (locked.parent / file.relative_to(engine.parent)).symlink_to(file)
    (locked / "__pycache__").touch()
    return tmp_path / "house"


def kept_in(house: Path, **environment: str) -> Path:
    """The folder in which a house keeps machine code."""
    told = run("-B", "-c", TELL_FOLDER, folder=house, **environment)
    return Path(told)


def test_machine_code_is_kept_beside_the_python() -> None:
    prepare()
    folder = kept_in(HOUSE)
    assert folder.parent == HOUSE / "planner" / "engine" / "__pycache__"
    assert any(folder.rglob("*.nbi"))


def test_machine_code_is_kept_with_the_user_where_the_python_may_not_be_touched(
    locked_house: Path, tmp_path: Path
) -> None:
    own, home = tmp_path / "cache", tmp_path / "home"
    named = kept_in(locked_house, XDG_CACHE_HOME=str(own))
    assert named.parent == own / "semesterplan"
    unnamed = kept_in(locked_house, XDG_CACHE_HOME="", HOME=str(home))
    assert unnamed == home / ".cache" / "semesterplan" / named.name
    assert named.is_dir()
    assert unnamed.is_dir()


def test_machine_code_is_kept_for_once_where_nothing_may_be_kept(
    locked_house: Path, tmp_path: Path
) -> None:
    nowhere, short = tmp_path / "file", tmp_path / "short"
    nowhere.touch()
    short.mkdir()
    folder = kept_in(locked_house, XDG_CACHE_HOME=str(nowhere), TMPDIR=str(short))
    assert folder.parent == short
    assert folder.is_dir()
