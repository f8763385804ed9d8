"""The house rules that import-linter cannot say: names, sizes, web.py, and who loads a solver."""

import ast
import subprocess
import sys
from fnmatch import fnmatchcase
from importlib.util import find_spec
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
ROOTS = ("planner", "constraints", "calendars")
WEB = CHECKOUT / "web.py"

HOUSE = {*ROOTS, "web.py", "pyproject.toml", "tests"}
COMPANIONS = {"README.md", "CHANGELOG.md", "Makefile", "docs", "examples", ".ci", ".gitignore"}

MOST_LINES = 300
MOST_LINES_OF_A_RULE = 120
# Names that say nothing of what is inside.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
# web.py talks to the application; an engine works in a process of its own.
CLOSED_TO_WEB = ("ortools*", "numba*", "planner.engine.exact*", "planner.engine.search*")


def modules() -> list[Path]:
    """Every Python file of the house, tests apart."""
    inside = [file for root in ROOTS for file in (CHECKOUT / root).rglob("*.py")]
    return [*inside, WEB] if WEB.exists() else inside


def imports(source: str) -> set[str]:
    """Every module that a source names in an import, wherever in the file it stands."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            # `from planner.engine import exact` may name a module or something inside one.
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def closed_to_web(source: str) -> set[str]:
    return {name for name in imports(source) for shut in CLOSED_TO_WEB if fnmatchcase(name, shut)}


def test_only_the_house_and_its_companions_stand_at_the_top() -> None:
    ignored = [line.strip("/") for line in (CHECKOUT / ".gitignore").read_text().splitlines()]

    strangers = {
        entry.name
        for entry in CHECKOUT.iterdir()
        if entry.name not in HOUSE | COMPANIONS | {".git"}
        and not any(fnmatchcase(entry.name, pattern) for pattern in ignored)
    }

    assert strangers == set()


def test_every_module_is_named_by_what_it_holds() -> None:
    inside = {
        part for file in modules() for part in file.relative_to(CHECKOUT).with_suffix("").parts
    }

    assert {name for name in inside if name.strip("_") in EMPTY_NAMES} == set()


def test_no_file_is_too_long_to_read_in_one_go() -> None:
    lines = {file: len(file.read_text().splitlines()) for file in modules()}
    rules = set((CHECKOUT / "constraints").glob("[!_]*.py"))

    too_long = {
        str(file.relative_to(CHECKOUT)): length
        for file, length in lines.items()
        if length > (MOST_LINES_OF_A_RULE if file in rules else MOST_LINES)
    }

    assert too_long == {}


@pytest.mark.skipif(not WEB.exists(), reason="web.py is not built yet")
def test_web_imports_no_engine() -> None:
    assert closed_to_web(WEB.read_text()) == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import ortools.sat.python.cp_model", {"ortools.sat.python.cp_model"}),
        ("def solve():\n    from planner.engine import exact", {"planner.engine.exact"}),
        ("from planner.engine.search_moves import shift", {"planner.engine.search_moves.shift"}),
        ("from planner.engine import check\nimport planner.application", set()),
    ],
)
def test_an_engine_in_web_would_be_found(source: str, found: set[str]) -> None:
    assert closed_to_web(source) == found


@pytest.mark.parametrize("module", ["planner.__main__", "web"])
def test_a_solver_is_loaded_only_to_solve(module: str) -> None:
    if find_spec(module) is None:
        pytest.skip(f"{module} is not built yet")

    loaded = subprocess.run(
        [sys.executable, "-c", f"import {module}, sys; print(*sys.modules)"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert module in loaded
    assert {"ortools", "numba"} & set(loaded) == set()
