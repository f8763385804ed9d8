"""The job that chooses contacts for units, before dates are set."""

from __future__ import annotations

from planner.application.jobresults import StaffingResult
from planner.application.jobs.given import given
from planner.application.jobs.kinds.plan import standing_of
from planner.application.jobs.work import Work
from planner.application.orders import StaffingOrder
from planner.application.proposal import proposal_as_facts, propose
from planner.application.staffing_table import staffing_table


def run(work: Work) -> str:
    """Choose contacts; `StaffingResult`."""
    order = StaffingOrder.model_validate_json(work.asked)
    about = given(work, busy=order.busy)
    staffing = propose(
        about.problem,
        seconds=order.seconds,
        seed=order.seed,
        workers=work.workers,
        listener=lambda progress: work.tell(standing_of(progress)),
        stop=work.stop,
    )
    facts = proposal_as_facts(staffing)
    del facts["problem"]
    facts["table"] = staffing_table(staffing, stopped=work.stop())
    chosen = StaffingResult.model_validate(facts)
    notes = (*chosen.notes, *about.notes)
    return chosen.model_copy(update={"notes": notes}).model_dump_json()
