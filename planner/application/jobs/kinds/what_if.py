"""The job that mends a scenario in several ways; what is finished is not done again."""

from __future__ import annotations

from time import monotonic

from pydantic import TypeAdapter

from planner.application.alternatives import Alternative, Comparison
from planner.application.baseline import Baseline, baseline_of
from planner.application.change_words import message_of
from planner.application.comparison_figures import comparison_as_facts
from planner.application.documents import read_document
from planner.application.jobresults import AlternativeResult, WhatIfResult
from planner.application.jobs.given import NothingGiven, document, given
from planner.application.jobs.work import Standing, Work
from planner.application.orders import PLAN, SCENARIO, WhatIfOrder
from planner.application.situation import situation_of
from planner.application.successors import with_successors
from planner.application.what_if import compare
from planner.domain.scenario import Scenario

WITH_SUCCESSORS = "successors"
"""The document that keeps the scenario with those who take over: others might be chosen again."""
ALTERNATIVES = "alternatives"
"""The document that keeps the alternatives that are finished."""

FINISHED = TypeAdapter(tuple[Alternative, ...])


def run(work: Work) -> str:
    """Mend a scenario in every way that was asked for; `WhatIfResult`."""
    order = WhatIfOrder.model_validate_json(work.asked)
    about = given(work, busy=order.busy, standing=True)
    if about.plan is None or order.today is None:
        raise NothingGiven(PLAN)
    baseline = baseline_of(about.problem, work.service.kinds, about.plan)
    scenario = _scenario(work, baseline, order)
    situation = situation_of(baseline, scenario, today=order.today)
    began, found = monotonic(), work.document(ALTERNATIVES)
    finished = [] if found is None else list(FINISHED.validate_json(found))

    def keep(made: Alternative) -> None:
        finished.append(made)
        work.keep(ALTERNATIVES, FINISHED.dump_json(tuple(finished)).decode())

    comparison = compare(
        situation,
        order.policies,
        seconds=order.seconds,
        seed=order.seed,
        workers=work.workers,
        known=tuple(finished),
        keep=keep,
        told=lambda done, of: work.tell(
            Standing("compare", done, of, seconds=round(monotonic() - began, 3))
        ),
        stop=work.stop,
    )
    return _result(comparison, about.notes).model_dump_json()


def _scenario(work: Work, baseline: Baseline, order: WhatIfOrder) -> Scenario:
    """The scenario, with somebody for every unit of those who leave."""
    chosen = work.document(WITH_SUCCESSORS)
    if chosen is not None:
        return Scenario.model_validate_json(chosen)
    scenario = with_successors(
        read_document(Scenario, document(work, SCENARIO)),
        baseline.problem,
        seconds=order.seconds,
        seed=order.seed,
        stop=work.stop,
    )
    if not work.stop():
        work.keep(WITH_SUCCESSORS, scenario.model_dump_json())
    return scenario


def _result(comparison: Comparison, notes: tuple[str, ...]) -> WhatIfResult:
    return WhatIfResult(
        comparison=comparison_as_facts(comparison),
        mends=comparison.mends,
        alternatives=tuple(_alternative(comparison, each) for each in comparison.alternatives),
        notes=notes,
    )


def _alternative(comparison: Comparison, made: Alternative) -> AlternativeResult:
    if made.same_as is not None:
        return AlternativeResult(policy=made.policy, same_as=made.same_as)
    return AlternativeResult(
        policy=made.policy,
        problem=made.problem,
        plan=made.plan,
        report=made.report,
        message=message_of(comparison.situation, made),
    )
