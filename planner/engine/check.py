"""The independent checker: a finished plan against every rule, without any engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Literal

from planner.domain.model import Model
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.engine.rule import Requirement, Rulebook, Violation


class Finding(Model):
    """A violation with its price and its sentence.

    `kind` is "requirement" or "wish"; `amount` is in the rule's unit; `cost` is price times amount.
    """

    rule: str
    kind: Literal["requirement", "wish"]
    amount: int
    cost: int
    meetings: tuple[str, ...]
    participants: tuple[str, ...]
    day: date | None
    sentence: str


class Cost(Model):
    """What a plan costs, in all and by rule; rules that cost nothing are left out."""

    total: int
    by_rule: dict[str, int]


class Report(Model):
    """What the checker found, requirements first.

    `bound`, `seconds`, `seed` and `finished` come from the solve that made the plan, and are `None`
    for a plan that was only checked. No plan can cost less than `bound`. A plan that was written
    on the way, or by a solve that was asked to stop, is not `finished`. `notes` are sentences on
    contacts that the leader should know of.
    """

    requirements_broken: int
    cost: Cost
    bound: int | None = None
    seconds: float | None = None
    seed: int | None = None
    finished: bool | None = None
    notes: tuple[str, ...] = ()
    violations: tuple[Finding, ...]


def check(problem: Problem, plan: Plan, rules: Rulebook) -> Report:
    """Check a plan against every rule and say each violation in the problem's language."""
    findings: list[Finding] = []
    by_rule: dict[str, int] = {}
    ranks = {meeting: rank for rank, meeting in enumerate(problem.meetings)}
    for rule in sorted(rules, key=lambda each: not isinstance(each, Requirement)):
        price = rule.price
        kind: Literal["requirement", "wish"] = (
            "requirement" if isinstance(rule, Requirement) else "wish"
        )
        violations = sorted(rule.check(problem, plan), key=partial(_order, ranks))
        findings += [
            Finding(
                rule=rule.name(),
                kind=kind,
                amount=violation.amount,
                cost=violation.amount * price,
                meetings=violation.meetings,
                participants=violation.participants,
                day=violation.day,
                sentence=rule.explain(violation, problem, problem.language),
            )
            for violation in violations
        ]
        cost = price * sum(violation.amount for violation in violations)
        if cost:
            by_rule[rule.name()] = cost
    return Report(
        requirements_broken=sum(finding.kind == "requirement" for finding in findings),
        cost=Cost(total=sum(by_rule.values()), by_rule=by_rule),
        violations=tuple(findings),
    )


def _order(
    ranks: Mapping[str, int], violation: Violation
) -> tuple[int, str, list[int], tuple[str, ...]]:
    """Worst first, then by day, meetings in the problem's order, and whom it is about."""
    day = violation.day.isoformat() if violation.day else ""
    meetings = [ranks.get(meeting, -1) for meeting in violation.meetings]
    return (-violation.amount, day, meetings, violation.participants)
