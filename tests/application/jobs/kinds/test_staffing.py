"""The job that chooses contacts: what the command tells, and a problem for a draft."""

from __future__ import annotations

from planner.application.jobresults import StaffingResult, for_draft
from planner.application.jobs.kinds.staffing import run
from planner.application.orders import StaffingOrder
from planner.application.proposal import proposal_as_facts, propose
from planner.application.service import Service
from planner.domain.job import JobKind
from tests.instances import person, problem, series, unit
from tests.works import desk_for

ORDER = StaffingOrder(draft="var-2027", seconds=5)
OURS = problem(
    units=[unit(), unit("nes")],
    people=[person("ppt-01", serves={"ids": ["vika"]}), person("ppt-02", serves={"ids": ["nes"]})],
    contacts={},
    series=[series(attendance=[{"contact": "ppt"}, {"contact": "helse"}])],
)


def test_it_tells_what_the_command_tells(service: Service) -> None:
    desk = desk_for(service, ORDER, problem=OURS)

    found = StaffingResult.model_validate_json(run(desk))

    facts = proposal_as_facts(propose(OURS, seconds=5))
    assert found.contacts == facts["contacts"]
    assert found.contacts["nes"] == {"ppt": ("ppt-02",)}
    assert found.chosen == facts["chosen"]
    assert list(found.uncovered) == facts["uncovered"] != []  # there is no health nurse
    assert "PP-rådgiver 02" in found.table
    assert [each.stage for each in desk.told] == ["staff"]


def test_its_contacts_go_into_a_draft_without_a_plan(service: Service) -> None:
    problem_then, plan_then = for_draft(
        JobKind.STAFFING, run(desk_for(service, ORDER, problem=OURS)), OURS
    )

    assert plan_then is None
    assert problem_then.contacts_of("vika", "ppt") == ("ppt-01",)
    assert problem_then.people == OURS.people
