"""How much a plan can bear, as files: facts for machines, and the page. See docs/formats.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from planner.application.contingency import Consequence
from planner.application.resilience import Fragility, Resilience
from planner.application.resilience_page import render_resilience
from planner.application.results import FolderKind, check_folder, write_folder

FACTS_FILE = "resilience.json"
RESILIENCE_PAGE = "resilience.html"
RESILIENCE_FOLDER = FolderKind(FACTS_FILE, (RESILIENCE_PAGE,))


def check_resilience(folder: Path) -> None:
    """See that findings may be written to a folder, before the work is done.

    Raises
    ------
    UnreadableInput
        As `check_folder`.
    """
    check_folder(folder, RESILIENCE_FOLDER)


def write_resilience(folder: Path, found: Resilience) -> None:
    """Write a folder of findings, in the place of an earlier one if there is one.

    Raises
    ------
    UnreadableInput, CannotWrite
        As `write_folder`.
    """
    facts = json.dumps(resilience_as_facts(found), ensure_ascii=False, indent=1)
    files = {
        FACTS_FILE: f"{facts}\n".encode(),
        RESILIENCE_PAGE: render_resilience(found).encode(),
    }
    write_folder(folder, files, RESILIENCE_FOLDER)


def resilience_as_facts(found: Resilience) -> dict[str, object]:
    """What a machine wants to know, the same for the same plan and question."""
    return {
        "problem": found.problem.id,
        "problem_digest": found.plan.problem_digest,
        "plan": found.plan.fingerprint,
        "policy": found.policy.value,
        "today": found.today.isoformat(),
        "weeks": found.weeks,
        "starts": [start.isoformat() for start in found.starts],
        "stopped": found.stopped,
        "people": [
            {
                "id": each.person.id,
                "unmended": each.unmended,
                "knock_on": each.knock_on,
                "forced": each.forced,
                "absences": list(_absences(each, found)),
            }
            for each in found.people
        ],
    }


def _absences(fragile: Fragility, found: Resilience) -> Iterator[dict[str, object]]:
    for start, consequence in zip(found.starts, fragile.consequences, strict=True):
        yield {
            "first_day": start.isoformat(),
            "last_day": found.last_day(start).isoformat(),
            **_outcome(consequence, fragile, start, found),
        }


def _outcome(
    consequence: Consequence | None, fragile: Fragility, start: date, found: Resilience
) -> dict[str, object]:
    if consequence is None:
        return {"answer": "lost" if found.is_lost(fragile.person, start) else "not_reached"}
    return {
        "answer": "mended" if consequence.mended else "unmended",
        "proven": consequence.proven,
        "broken": consequence.broken,
        "forced": consequence.forced,
        "knock_on": consequence.knock_on,
        "moved": consequence.moved,
        "restaffed": consequence.restaffed,
        "cancelled": consequence.cancelled,
        "unmet": list(consequence.unmet),
    }
