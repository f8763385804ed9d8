"""What a comparison leaves in its folder: the page, its facts, and each alternative as a plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from planner.application.alternatives import Alternative, Comparison, Policy
from planner.application.change_words import message_of
from planner.application.comparison_figures import (
    POLICIES,
    comparison_as_facts,
    folder_name,
)
from planner.application.comparison_page import render_comparison
from planner.application.pages import render_report
from planner.application.problemfile import PROBLEM_FILE, render_problem, stated
from planner.application.resultfolder import result_files
from planner.application.results import (
    PAGE_FILE,
    PLAN_FILE,
    REPORT_FILE,
    FolderKind,
    write_folder,
)
from planner.application.situation import Situation
from planner.application.yamlsource import render_yaml
from planner.domain.words import Phrase

COMPARISON_PAGE = "whatif.html"
COMPARISON_FACTS = "whatif.json"
SCENARIO_FILE = "scenario.yaml"
MESSAGE_FILE = "message.txt"
OF_AN_ALTERNATIVE = (PROBLEM_FILE, PLAN_FILE, REPORT_FILE, PAGE_FILE, MESSAGE_FILE)

WHATIF_FOLDER = FolderKind(
    COMPARISON_FACTS,
    (
        COMPARISON_PAGE,
        SCENARIO_FILE,
        *(f"[1-9]-{policy}/{file}" for policy in Policy for file in OF_AN_ALTERNATIVE),
    ),
)

PROBLEM_TITLE = Phrase(
    nb="Hva om: {scenario}. Problemet til alternativ {number}: {policy}.",
    nn="Kva om: {scenario}. Problemet til alternativ {number}: {policy}.",
)
SCENARIO_TITLE = Phrase(
    nb="Scenario for {problem}; «plan» sier hvilken publisert plan det gjelder.",
    nn="Scenario for {problem}; «plan» seier kva for ein publisert plan det gjeld.",
)


def write_comparison(folder: Path, comparison: Comparison) -> None:
    """Write a comparison in the place of whatever comparison is there.

    Raises
    ------
    UnreadableInput, CannotWrite
        As `write_folder`.
    """
    write_folder(folder, comparison_files(comparison), WHATIF_FOLDER)


def comparison_files(comparison: Comparison) -> dict[str, bytes]:
    """The contents of the folder, by path inside it. Without feeds: nothing is published yet."""
    situation = comparison.situation
    facts = json.dumps(comparison_as_facts(comparison), ensure_ascii=False, indent=1)
    files = {
        COMPARISON_PAGE: render_comparison(comparison).encode(),
        COMPARISON_FACTS: f"{facts}\n".encode(),
        SCENARIO_FILE: _scenario(situation).encode(),
    }
    for number, alternative in enumerate(comparison.alternatives, start=1):
        within = folder_name(number, alternative.policy)
        for name, content in _files(number, situation, alternative):
            files[f"{within}/{name}"] = content
    return files


def _files(
    number: int, situation: Situation, alternative: Alternative
) -> Iterator[tuple[str, bytes]]:
    """An alternative as a problem and a plan of it, which `check` and `publish` read."""
    problem, plan, report = alternative.problem, alternative.plan, alternative.report
    title = PROBLEM_TITLE.with_facts(
        scenario=situation.scenario.name, number=number, policy=POLICIES[alternative.policy]
    )
    yield PROBLEM_FILE, render_problem(problem, title.text(problem.language)).encode()
    page = render_report(problem, plan, report, situation.rules)
    yield from result_files(plan, report, page).items()
    yield MESSAGE_FILE, message_of(situation, alternative).encode()


def _scenario(situation: Situation) -> str:
    """The scenario as a file, with the plan that it was made against."""
    scenario = situation.scenario.model_copy(update={"plan": situation.original.fingerprint})
    title = SCENARIO_TITLE.with_facts(problem=situation.before.name)
    return render_yaml(stated(scenario), title.text(situation.problem.language))
