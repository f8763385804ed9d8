"""The use case of checking: any plan against its problem, whoever made it."""

from __future__ import annotations

from planner.domain.contact_warnings import contact_warnings
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.staffing import joined
from planner.engine.check import Report, check
from planner.engine.rule import Rulebook


def with_contacts_of(plan: Plan, problem: Problem) -> Problem:
    """A problem with the contacts that a plan was made with, those apart that it names itself."""
    return problem.with_contacts(joined(problem.contacts, plan.contacts))


def check_plan(problem: Problem, plan: Plan, rules: Rulebook) -> Report:
    """The report of a plan; its notes are warnings of pinned contacts."""
    report = check(with_contacts_of(plan, problem), plan, rules)
    notes = tuple(warning.text(problem.language) for warning in contact_warnings(problem))
    return report.model_copy(update={"notes": notes})
