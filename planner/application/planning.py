"""The main use case: a problem and its rulebook become a checked plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from planner.domain.errors import Disagreement
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.engine.build import build_timetable, plan_of
from planner.engine.check import Report, check
from planner.engine.evaluate import Evaluation, evaluate
from planner.engine.explain import why_unplaced
from planner.engine.progress import Listener, Solution
from planner.engine.rule import Rulebook
from planner.engine.solve import solve


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan, what the checker says of it, and the solution it was made from."""

    plan: Plan
    report: Report
    solution: Solution


def plan_semester(
    problem: Problem,
    rules: Rulebook,
    *,
    seconds: float,
    seed: int,
    workers: int,
    listener: Listener | None = None,
    stop: Callable[[], bool] | None = None,
) -> Outcome:
    """Plan a half-year; there is always a plan, with reasons for every meeting left out of it.

    Parameters
    ----------
    seconds
        Budget of the engines; building and checking come on top.
    listener, stop
        As for `solve`.

    Raises
    ------
    Disagreement
        When the checker and the engine do not see the same plan.
    """
    started = monotonic()
    timetable = build_timetable(problem, rules)
    solution = solve(
        timetable, seconds=seconds, seed=seed, workers=workers, listener=listener, stop=stop
    )
    reasons = {
        meeting: tuple(phrase.text(problem.language) for phrase in phrases)
        for meeting, phrases in why_unplaced(problem, rules, solution).items()
    }
    plan = plan_of(solution.placements, problem, reasons)
    report = check(problem, plan, rules)
    agree(report, evaluate(timetable, solution.placements), rules)
    used = round(monotonic() - started, 3)
    report = report.model_copy(update={"bound": solution.bound, "seconds": used, "seed": seed})
    return Outcome(plan, report, solution)


def agree(report: Report, evaluation: Evaluation, rules: Rulebook) -> None:
    """Refuse an answer that the checker and the evaluator see differently.

    Raises
    ------
    Disagreement
        A rule that no engine may break is broken, or the price of a rule differs.
    """
    never = {rule.name() for rule in rules if rule.price == 0}
    broken = sorted(
        {finding.rule for finding in report.violations} & never | set(evaluation.broken)
    )
    names = sorted(report.cost.by_rule.keys() | evaluation.price.keys())
    differing = [
        f"{name}: {report.cost.by_rule.get(name, 0)} / {evaluation.price.get(name, 0)}"
        for name in names
        if report.cost.by_rule.get(name, 0) != evaluation.price.get(name, 0)
    ]
    if broken or differing:
        facts = [*(f"{name}: brutt / brote" for name in broken), *differing]
        raise Disagreement("; ".join(facts))
