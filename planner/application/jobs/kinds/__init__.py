"""The kinds of jobs, a file each: `run(work)` does one with the calls that the commands make."""

from __future__ import annotations

from collections.abc import Mapping

from planner.application.jobs.kinds import fetch, plan, resilience, staffing, what_if
from planner.application.jobs.work import Run
from planner.domain.job import JobKind

KINDS: Mapping[JobKind, Run] = {
    JobKind.PLAN: plan.run,
    JobKind.STAFFING: staffing.run,
    JobKind.WHAT_IF: what_if.run,
    JobKind.RESILIENCE: resilience.run,
    JobKind.FETCH: fetch.run,
}
"""Every kind there is."""
