"""What a planned problem leaves in its folder: the plan, its report and the page.

It is a draft: there are feeds, and people who follow them, when it is published.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from planner.application.pages import render_report
from planner.application.planning import Outcome
from planner.application.results import PAGE_FILE, PLAN_FILE, REPORT_FILE, write_folder
from planner.domain.errors import CannotWrite, UnreadableInput
from planner.domain.plan import Plan
from planner.engine.check import Report
from planner.engine.rule import Rulebook


@dataclass(frozen=True, slots=True)
class ResultFolder:
    """The folder of results."""

    folder: Path
    rules: Rulebook

    def write(self, outcome: Outcome) -> None:
        """Write a result in the place of whatever result is there.

        Raises
        ------
        UnreadableInput, CannotWrite
            As `write_folder`.
        """
        page = render_report(outcome.problem, outcome.plan, outcome.report, self.rules)
        write_folder(self.folder, result_files(outcome.plan, outcome.report, page))

    def on_the_way(self, kept: Path | None) -> Callable[[Outcome], None] | None:
        """What becomes of the best plan so far: it is written if it is better than what is there.

        Nothing is written over the plan file that is `kept`, so that whoever is broken off can
        begin anew from it.
        """
        if kept is not None and kept.resolve().parent == self.folder.resolve():
            return None
        return self.write_if_better

    def write_if_better(self, outcome: Outcome) -> None:
        """Write a result on the way, unless one that is as good, of the same problem, is there.

        What hinders the writing is not told: when the work is done, it is tried once more.
        """
        if not self._holds_as_good_as(outcome):
            with suppress(UnreadableInput, CannotWrite):
                self.write(outcome)

    def _holds_as_good_as(self, outcome: Outcome) -> bool:
        try:
            plan = Plan.model_validate_json((self.folder / PLAN_FILE).read_bytes())
            report = Report.model_validate_json((self.folder / REPORT_FILE).read_bytes())
        except (OSError, ValidationError):  # none is there, or one of another version of ours
            return False
        same_problem = plan.problem_digest == outcome.plan.problem_digest
        return same_problem and _shortcomings(report) <= _shortcomings(outcome.report)


def result_files(plan: Plan, report: Report, page: str) -> dict[str, bytes]:
    """The contents of a result folder, by path inside it."""
    return {
        PLAN_FILE: f"{plan.model_dump_json(indent=1)}\n".encode(),
        REPORT_FILE: f"{report.model_dump_json(indent=1)}\n".encode(),
        PAGE_FILE: page.encode(),
    }


def _shortcomings(report: Report) -> tuple[int, int]:
    """What is wrong with a plan, the worst first; fewer is better."""
    return report.requirements_broken, report.cost.total
