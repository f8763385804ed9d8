"""The job that mends a scenario: each way once, whatever is killed between them."""

from __future__ import annotations

from itertools import count

import pytest

from planner.application.alternatives import Policy
from planner.application.jobresults import WhatIfResult, for_draft
from planner.application.jobs.given import BUSY, NothingGiven
from planner.application.jobs.kinds.what_if import ALTERNATIVES, WITH_SUCCESSORS, run
from planner.application.orders import WhatIfOrder
from planner.application.service import Service
from planner.domain.errors import NotThere, UnreadableInput
from planner.domain.job import JobKind
from planner.domain.scenario import Scenario
from tests.busycalendars import is_busy
from tests.comparisons import AWAY, STARTS, TODAY, two_schools
from tests.instances import plan
from tests.works import Desk, desk_for

ORDER = WhatIfOrder(scenario="uke-9", seconds=20, today=TODAY)
SCENARIO = Scenario.model_validate({"name": "Første uke i mars", "changes": [AWAY]})
OURS = two_schools()
MOVE, SUBSTITUTE = Policy.MOVE, Policy.SUBSTITUTE


class Killed(BaseException):
    """The process is killed here."""


def desk_of(service: Service, order: WhatIfOrder = ORDER, scenario: Scenario = SCENARIO) -> Desk:
    return desk_for(service, order, problem=OURS, plan=plan(OURS, STARTS), scenario=scenario)


def result_of(desk: Desk) -> WhatIfResult:
    return WhatIfResult.model_validate_json(run(desk))


def killed_after(desk: Desk, alternatives: int) -> None:
    """Run a job that is killed when so many alternatives are kept."""
    keep, number = desk.keep, count(1)

    def killed(name: str, document: str) -> None:
        keep(name, document)
        if name == ALTERNATIVES and next(number) == alternatives:
            raise Killed

    desk.keep = killed  # type: ignore[method-assign]
    with pytest.raises(Killed):
        run(desk)


def without_seconds(found: WhatIfResult) -> dict[str, object]:
    """A result as it is the same whenever it is made."""
    whole = found.model_dump(mode="json")
    for each in whole["comparison"]["alternatives"]:
        del each["seconds"]
    return whole


def test_every_way_is_an_alternative_with_its_plan(service: Service) -> None:
    desk = desk_of(service)

    found = result_of(desk)

    assert [each.policy for each in found.alternatives] == list(Policy)
    assert found.mends
    moved = found.alternatives[0]
    assert moved.problem is not None
    assert moved.plan is not None
    assert moved.plan.placed.keys() == STARTS.keys()
    assert moved.message is not None
    assert "Ressursteam" in moved.message
    assert found.comparison["forced"] == ["rt.vika.2"]
    assert [(each.stage, each.placed, each.meetings) for each in desk.told] == [
        ("compare", done, 4) for done in range(4)
    ]


@pytest.mark.parametrize("finished", [1, 3])
def test_who_was_killed_goes_on_with_the_rest(service: Service, finished: int) -> None:
    """What was finished takes just as many seconds as it did then: nobody made it again."""
    whole = result_of(desk_of(service))
    desk = desk_of(service)
    killed_after(desk, finished)
    again = desk_of(service)
    again.documents |= desk.documents

    found = result_of(again)

    assert without_seconds(found) == without_seconds(whole)
    assert again.kept.count(ALTERNATIVES) == 4 - finished
    twice = result_of(again)
    assert twice == found
    assert again.kept.count(ALTERNATIVES) == 4 - finished


def test_who_is_stopped_gives_what_is_there(service: Service) -> None:
    desk = desk_of(service)
    desk.stopped = lambda: ALTERNATIVES in desk.kept

    assert [each.policy for each in result_of(desk).alternatives] == [MOVE]


def test_who_is_stopped_at_once_keeps_nothing_as_finished(service: Service) -> None:
    desk = desk_of(service)
    desk.stopped = lambda: True

    assert len(result_of(desk).alternatives) == 1
    assert ALTERNATIVES not in desk.kept
    assert WITH_SUCCESSORS not in desk.kept


def test_what_is_published_stands_though_somebody_is_busy_then(service: Service) -> None:
    """PP-rådgiver 02 is busy when the meeting is that needs a substitute, so nobody can come."""
    is_busy(service, "2027-03-04T09:00", "2027-03-04T10:30", "ppt-02")
    order = ORDER.model_copy(update={"policies": (SUBSTITUTE,)})
    desk = desk_of(service, order)

    assert not result_of(desk).mends
    assert "2027-03-04T09:00" not in desk.documents[BUSY]
    deaf = order.model_copy(update={"busy": False})
    assert result_of(desk_of(service, deaf)).mends


def test_an_alternative_goes_into_a_draft(service: Service) -> None:
    result = run(desk_of(service))

    changed, made = for_draft(JobKind.WHAT_IF, result, OURS, SUBSTITUTE)

    assert made is not None
    assert "ppt-02" in made.placed["rt.vika.2"].participants
    assert made.problem == changed.id
    # Doing either comes to what one of the two alone came to.
    either = for_draft(JobKind.WHAT_IF, result, OURS, Policy.EITHER)
    assert either.plan in (made, for_draft(JobKind.WHAT_IF, result, OURS, MOVE).plan)


def test_an_alternative_that_was_not_asked_for_is_not_there(service: Service) -> None:
    result = run(desk_of(service, ORDER.model_copy(update={"policies": (MOVE,)})))

    with pytest.raises(NotThere):
        for_draft(JobKind.WHAT_IF, result, OURS, SUBSTITUTE)


def test_a_scenario_of_another_plan_is_refused(service: Service) -> None:
    other = SCENARIO.model_copy(update={"plan": "0123456789ab"})

    with pytest.raises(UnreadableInput, match="planversjon"):
        run(desk_of(service, scenario=other))


def test_a_job_without_its_plan_is_our_fault(service: Service) -> None:
    with pytest.raises(NothingGiven):
        run(desk_for(service, ORDER, problem=OURS, scenario=SCENARIO))
