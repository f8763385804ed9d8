"""What is published: a plan, its problem, and what the checker says of it before anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.application.checking import with_contacts_of
from planner.application.intake import Kinds
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.engine.check import Finding, Report, check
from planner.engine.rule import Requirement, Rulebook
from planner.engine.rulebook import rulebook


@dataclass(frozen=True)
class Baseline:
    """A published plan, looked at once for every question about it.

    Parameters
    ----------
    problem
        The problem with the contacts that the plan was made with.
    kinds
        Every kind of rule there is, one that keeps a published plan among them.
    report
        What the checker says of the plan.
    """

    problem: Problem
    plan: Plan
    kinds: Kinds
    report: Report


def baseline_of(problem: Problem, kinds: Kinds, plan: Plan) -> Baseline:
    """What is published, of a plan and the problem it is a plan of."""
    whole = with_contacts_of(plan, problem)
    return Baseline(whole, plan, kinds, check(whole, plan, rules_of(kinds, whole)))


def rules_of(kinds: Kinds, problem: Problem) -> Rulebook:
    """The rules of a problem; one that keeps the published plan is never left out."""
    rules = rulebook(kinds, problem.rules)
    names = {rule.name() for rule in rules}
    keeping = rulebook([kind for kind in kinds if kind.keeps_published], {})
    return (*rules, *(rule for rule in keeping if rule.name() not in names))


def requirements_of(rules: Rulebook) -> Rulebook:
    """The requirements among rules."""
    return tuple(rule for rule in rules if isinstance(rule, Requirement))


def newly_unmet(before: Report, after: Report) -> Iterator[Finding]:
    """The requirements that do not hold after and held before, or held better."""
    required = (each for each in after.violations if each.kind == "requirement")
    return (
        each for each in required if not any(_covers(known, each) for known in before.violations)
    )


def _covers(known: Finding, found: Finding) -> bool:
    """Whether what was found is what was known, or what is left of it.

    Substitutes may be among those whom it is about, who were not asked before.
    """
    if (known.rule, known.day) != (found.rule, found.day) or found.amount > known.amount:
        return False
    theirs, ours = set(known.participants), set(found.participants)
    return set(found.meetings) <= set(known.meetings) and (ours <= theirs or theirs <= ours)
