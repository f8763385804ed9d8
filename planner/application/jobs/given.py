"""What a job was given, read: its problem and plan, and when people are busy."""

from __future__ import annotations

from dataclasses import dataclass

from planner.application.busyfile import notes_on
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


@dataclass(frozen=True, slots=True)
class Given:
    """What a job is about.

    Parameters
    ----------
    problem
        With people away when their calendars say so, if that was asked for.
    plan
        `None` when there was none yet.
    notes
        What is not known of people's calendars, in sentences for whoever relies on the result.
    """

    problem: Problem
    plan: Plan | None
    notes: tuple[str, ...] = ()


def given(work: Work, *, busy: bool, standing: bool = False) -> Given:
    """Read what a job is about.

    Parameters
    ----------
    busy
        Whether it is asked when people are busy. The plan's own meetings in people's calendars are
        not in their own way.
    standing
        Whether the plan stands even where somebody is busy now, and only what is new gives way.
    """
    problem = read_document(Problem, document(work, PROBLEM))
    drafted = work.document(PLAN)
    plan = None if drafted is None else read_document(Plan, drafted)
    if not busy:
        return Given(problem, plan)
    sources = _busy(work)
    notes = tuple(each.text(problem.language) for each in notes_on(sources, problem))
    times = sources.times
    if plan is not None:
        own_apart = beside_meetings if standing else without_own_meetings
        times = dict(own_apart(times, plan))
    return Given(with_busy_times(problem, times), plan, notes)


def document(work: Work, name: str) -> str:
    """A document that every job of its kind is given.

    Raises
    ------
    NothingGiven
        This one was not.
    """
    text = work.document(name)
    if text is None:
        raise NothingGiven(name)
    return text


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
