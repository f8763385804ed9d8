"""docs/feeds.md: every line of the checklists is held by tests that exist."""

import ast
import re
from pathlib import Path

from planner.__main__ import COMMANDS

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs/feeds.md").read_text(encoding="utf-8")
LINES = {"A feed": 16, "Busy times in": 9}
"""How many lines each checklist has."""


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, its head apart."""
    section = PAGE.split(f"\n### {heading}\n")[1].split("\n#")[0]
    table = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table[2:]]


def names_in(file: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_line_of_the_checklists_has_a_row() -> None:
    numbers = {heading: [row[0] for row in rows(heading)] for heading in LINES}

    assert numbers == {
        heading: [str(number) for number in range(1, count + 1)] for heading, count in LINES.items()
    }


def test_every_line_names_a_test() -> None:
    empty = [row[:2] for heading in LINES for row in rows(heading) if "::" not in row[2]]

    assert empty == []


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (CHECKOUT / file).exists() or (test and test not in names_in(CHECKOUT / file))
    ]

    assert named
    assert missing == []


def test_every_command_that_is_named_exists() -> None:
    named = set(re.findall(r"semesterplan ([a-z-]+)", PAGE))

    assert "feed" in named
    assert named <= {command.__name__.replace("_", "-") for command in COMMANDS}
