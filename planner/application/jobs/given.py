"""What a job was given, read: its problem and plan, and when people are busy."""

from __future__ import annotations

from planner.application.documents import read_document
from planner.application.jobs.work import Work
from planner.application.orders import PLAN, PROBLEM
from planner.application.store.calendars import busy_sources
from planner.domain.busy_people import beside_meetings, with_busy_times, without_own_meetings
from planner.domain.busysources import BusySources
from planner.domain.plan import Plan
from planner.domain.problem import Problem

BUSY = "busy"
"""The document that keeps when people are busy, sealed."""
OF_BUSY_TIMES = "job.busy"
"""What it is sealed for."""


class NothingGiven(Exception):
    """A job lacks a document that every job of its kind has: our fault, or it was erased."""


def problem_of(work: Work) -> Problem:
    """The problem."""
    text = work.document(PROBLEM)
    if text is None:
        raise NothingGiven(PROBLEM)
    return read_document(Problem, text)


def plan_of(work: Work) -> Plan | None:
    """The plan; `None` when there was none yet."""
    text = work.document(PLAN)
    return None if text is None else read_document(Plan, text)


def with_calendars(
    work: Work, problem: Problem, plan: Plan | None, *, standing: bool = False
) -> Problem:
    """Take in when people are busy, as the calendars of the store know it.

    Parameters
    ----------
    plan
        The plan at hand: its meetings in people's calendars are not in their own way.
    standing
        Whether the plan stands even where somebody is busy now, and only what is new gives way.
    """
    times = _busy(work).times
    if plan is None:
        return with_busy_times(problem, times)
    own_apart = beside_meetings if standing else without_own_meetings
    return with_busy_times(problem, own_apart(times, plan))


def _busy(work: Work) -> BusySources:
    """When people are busy, as it was known when the job was begun.

    Calendars are fetched meanwhile, and every attempt is to be asked the same.
    """
    seal = work.service.seal
    kept = work.document(BUSY)
    text = None if kept is None else seal.open(kept, OF_BUSY_TIMES)
    if text is not None:
        return BusySources.model_validate_json(text)
    sources = busy_sources(work.service.store, work.office, seal)
    work.keep(BUSY, seal.close(sources.model_dump_json(), OF_BUSY_TIMES))
    return sources
