"""The job that plans a half-year, and goes on from the best plan so far when it was broken off."""

from __future__ import annotations

from planner.application.documents import rules_for
from planner.application.jobresults import PlanResult
from planner.application.jobs.given import given
from planner.application.jobs.work import Standing, Work
from planner.application.orders import PlanOrder
from planner.application.planning import Outcome, plan_semester
from planner.domain.model import Model
from planner.domain.plan import Plan
from planner.engine.progress import Progress

BEST = "best"
"""The document that keeps the best plan so far."""


class Best(Model):
    """The best plan so far, and the seconds that all attempts have spent on it."""

    plan: Plan
    seconds: float


def run(work: Work) -> str:
    """Plan, for as long as earlier attempts have left of the time; `PlanResult`."""
    order = PlanOrder.model_validate_json(work.asked)
    about = given(work, busy=order.busy)
    rules = rules_for(about.problem, work.service.kinds)
    found = work.document(BEST)
    best = None if found is None else Best.model_validate_json(found)
    spent = best.seconds if best else 0.0

    def keep(outcome: Outcome) -> None:
        seconds = spent + (outcome.report.seconds or 0.0)
        work.keep(BEST, Best(plan=outcome.plan, seconds=seconds).model_dump_json())

    outcome = plan_semester(
        about.problem,
        rules,
        seconds=max(0.0, order.seconds - spent),
        seed=order.seed,
        workers=work.workers,
        kept=about.plan if order.keep else None,
        begin_at=best.plan if best else None,
        listener=lambda progress: work.tell(standing_of(progress)),
        stop=work.stop,
        on_the_way=keep,
    )
    if work.stop():
        keep(outcome)
    made = PlanResult(plan=outcome.plan, report=outcome.report, notes=about.notes)
    return made.model_dump_json()


def standing_of(progress: Progress) -> Standing:
    """What an engine tells, as a job tells it."""
    return Standing(
        stage=progress.stage,
        placed=progress.placed,
        meetings=progress.meetings,
        cost=progress.cost,
        bound=progress.bound,
        seconds=round(progress.seconds, 3),
    )
