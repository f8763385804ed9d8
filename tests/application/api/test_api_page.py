"""The page about the API says what there is, no more and no less."""

from __future__ import annotations

from pathlib import Path

from planner.application.api.endpoint import Access
from planner.application.api.endpoints import ENDPOINTS
from planner.application.api.problems import CODES, OF_ERRORS, OF_STATUSES

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
WHO = {Access.ANYBODY: "anybody", Access.LOGGED_IN: "whoever has logged in"}


def test_the_table_of_endpoints_is_the_endpoints() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
    made = []
    for each in ENDPOINTS:
        who = WHO[each.access] if isinstance(each.access, Access) else f"`{each.access}`"
        who += ", or for oneself" if each.own else ""
        made.append(f"| `{each.method} {each.path}` | {each.summary} | {who} |")
    assert [row for row in rows if "/" in row.split("|")[1]] == made


def test_the_table_of_refusals_is_the_refusals() -> None:
    told = [line for line in PAGE.splitlines() if line[2:5].isdigit() and line.startswith("| ")]
    statuses = {code: status for status, code in OF_ERRORS.values()} | {
        code: status for status, (code, _) in OF_STATUSES.items()
    }
    found = {line.split("`")[1]: int(line[2:5]) for line in told}
    assert found == statuses
    assert set(found) == set(CODES)
