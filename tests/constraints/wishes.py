"""What the tests of the wishes ask: how much is missed, and how it is said."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language
from planner.engine.build import build_timetable, placements_of
from planner.engine.evaluate import evaluate
from planner.engine.rule import Wish


def missed(wish: Wish, problem: Problem, plan: Plan) -> list[int]:
    """The amounts that a wish is missed by, which the timetable must price alike (law L2)."""
    amounts = [violation.amount for violation in wish.check(problem, plan)]
    timetable = build_timetable(problem, (wish,))
    assert evaluate(timetable, placements_of(plan, problem)).total == wish.price * sum(amounts)
    return amounts


def said(wish: Wish, problem: Problem, plan: Plan, language: Language = "nb") -> list[str]:
    """The sentences about where a wish is missed."""
    return [wish.explain(each, problem, language) for each in wish.check(problem, plan)]
