"""What jobs hand out, kind by kind: the JSON of their results, and what of it goes into a draft."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import Field

from planner.application.alternatives import Policy
from planner.domain.errors import NotThere
from planner.domain.job import JobKind
from planner.domain.model import Model
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.staffing import ContactsByUnit
from planner.domain.words import Phrase
from planner.engine.check import Report

NOTHING_FOR_A_DRAFT = Phrase(
    nb="Denne jobben har ikke laget noe som kan legges i et utkast; velg en jobb som planlegger, "
    "velger kontakter eller ordner et scenario.",
    nn="Denne jobben har ikkje laga noko som kan leggjast i eit utkast; vel ein jobb som "
    "planlegg, vel kontaktar eller ordnar eit scenario.",
)
NO_SUCH_ALTERNATIVE = Phrase(
    nb="Jobben har ikke noe slikt alternativ; velg et av dem som står i resultatet.",
    nn="Jobben har ikkje noko slikt alternativ; vel eit av dei som står i resultatet.",
)


class PlanResult(Model):
    """A plan of the job's problem, and what the checker says of it.

    Parameters
    ----------
    notes
        Sentences that the leader should read: what is not known of people's calendars.
    """

    plan: Plan
    report: Report
    notes: tuple[str, ...] = ()


class StaffingResult(Model):
    """Contacts for the units.

    Parameters
    ----------
    contacts
        By unit and service, those of the problem included.
    chosen
        Who was chosen for each duty, by the duty's id.
    uncovered
        Ids of the duties that nobody can have.
    goals
        How well each goal was reached, and what is proven: ``value`` and ``bound``.
    notes
        Sentences that the leader should read.
    table
        Everything for people, as plain text.
    """

    contacts: dict[str, dict[str, tuple[str, ...]]]
    chosen: dict[str, str]
    uncovered: tuple[str, ...]
    goals: dict[str, dict[str, float | None]]
    notes: tuple[str, ...]
    table: str


class AlternativeResult(Model):
    """One way to mend what the scenario breaks.

    Parameters
    ----------
    same_as
        The stricter policy that came to this plan; then the rest stands there and is null here.
    problem
        What `plan` is a plan of: with the scenario's changes, and what was cancelled.
    message
        To those who have to know, as plain text.
    """

    policy: Policy
    same_as: Policy | None = None
    problem: Problem | None = None
    plan: Plan | None = None
    report: Report | None = None
    message: str | None = None


class WhatIfResult(Model):
    """What a scenario breaks, and the alternatives side by side.

    Parameters
    ----------
    comparison
        As comparison.json of `semesterplan whatif`, see docs/formats.md.
    mends
        Whether any alternative breaks no requirement that held before.
    notes
        As of `PlanResult`.
    """

    comparison: dict[str, Any]
    mends: bool
    alternatives: tuple[AlternativeResult, ...]
    notes: tuple[str, ...] = ()


class ResilienceResult(Model):
    """What a plan can bear.

    Parameters
    ----------
    findings
        As resilience.json of `semesterplan resilience`, see docs/formats.md.
    borne
        Whether every absence is known to be mended.
    notes
        As of `PlanResult`.
    """

    findings: dict[str, Any]
    borne: bool
    notes: tuple[str, ...] = ()


class FetchResult(Model):
    """How many calendars were tried, how many of them could be read, and how many not.

    Which of them, and why not, is told of each calendar by itself.
    """

    tried: int = Field(ge=0)
    read: int = Field(ge=0)
    failed: int = Field(ge=0)


class ForDraft(NamedTuple):
    """What a job has for a draft; without a plan, the draft's plan is void."""

    problem: Problem
    plan: Plan | None


def for_draft(
    kind: JobKind, result: str, problem: Problem | None, policy: Policy | None = None
) -> ForDraft:
    """What of a result goes into a draft.

    Parameters
    ----------
    problem
        What the job was given to plan; `None` when it was given none.
    policy
        Which alternative of a what-if; the first when it is `None`.

    Raises
    ------
    NotThere
        The job has nothing for a draft, or no such alternative.
    """
    if kind is JobKind.PLAN and problem is not None:
        return ForDraft(problem, PlanResult.model_validate_json(result).plan)
    if kind is JobKind.STAFFING and problem is not None:
        contacts: ContactsByUnit = StaffingResult.model_validate_json(result).contacts
        return ForDraft(problem.with_contacts(contacts), None)
    if kind is JobKind.WHAT_IF:
        return _alternative(WhatIfResult.model_validate_json(result).alternatives, policy)
    raise NotThere(NOTHING_FOR_A_DRAFT)


def _alternative(found: tuple[AlternativeResult, ...], policy: Policy | None) -> ForDraft:
    by_policy = {each.policy: each for each in found}
    chosen = by_policy.get(policy) if policy else next(iter(found), None)
    if chosen is not None and chosen.same_as is not None:
        chosen = by_policy.get(chosen.same_as)
    if chosen is None or chosen.problem is None:
        raise NotThere(NO_SUCH_ALTERNATIVE)
    return ForDraft(chosen.problem, chosen.plan)
