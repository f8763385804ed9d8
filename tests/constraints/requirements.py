"""What the tests of the requirements ask: where one is broken, and how it is said."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.engine.build import build_timetable, placements_of
from planner.engine.evaluate import evaluate
from planner.engine.rule import Requirement, Violation


def broken(rule: Requirement, problem: Problem, plan: Plan) -> list[Violation]:
    """Where a requirement is broken; when nowhere, the timetable must not mind either (law L1)."""
    violations = list(rule.check(problem, plan))
    evaluation = evaluate(build_timetable(problem, (rule,)), placements_of(plan, problem))
    assert violations or not (evaluation.broken or evaluation.price)
    return violations


def said(rule: Requirement, problem: Problem, plan: Plan) -> list[tuple[str, str]]:
    """The sentences about where a requirement is broken, in bokmål and nynorsk."""
    return [
        (rule.explain(each, problem, "nb"), rule.explain(each, problem, "nn"))
        for each in rule.check(problem, plan)
    ]
