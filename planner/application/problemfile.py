"""A problem written as a file, for people and for the commands that read one."""

from __future__ import annotations

from typing import Any

from planner.application.yamlsource import render_yaml
from planner.domain.model import Model
from planner.domain.problem import Problem

PROBLEM_FILE = "problem.yaml"


def render_problem(problem: Problem, comment: str) -> str:
    """A problem as a file; what has its default is left out."""
    holidays = [stated(each) for each in problem.holidays]  # left out, they would be Norway's
    return render_yaml(stated(problem) | {"holidays": holidays}, comment)


def stated(model: Model) -> dict[str, Any]:
    """What a model says that is not its default."""
    return model.model_dump(mode="json", exclude_defaults=True)
