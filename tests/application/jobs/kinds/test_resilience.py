"""The job that asks what a plan bears: no question that is answered is put again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest

from planner.application.contingency import Consequence, Contingency
from planner.application.jobresults import ResilienceResult
from planner.application.jobs.given import NothingGiven
from planner.application.jobs.kinds import resilience as kind
from planner.application.jobs.kinds.resilience import ANSWERED, ANSWERS, Answers, Remembering, run
from planner.application.orders import ResilienceOrder
from planner.application.service import Service
from planner.domain.errors import UnreadableInput
from planner.engine.effort import never
from tests.contingencies import BEFORE, STARTS, UNMENDED, lillevik
from tests.instances import plan
from tests.works import Desk, desk_for

ORDER = ResilienceOrder(version=1, weeks=10, every=10, today=BEFORE)
OURS = lillevik()
PEOPLE = ("ppt-01", "ppt-02", "helse-01")
FIRST = date(2027, 1, 4)


def desk_of(service: Service, order: ResilienceOrder = ORDER) -> Desk:
    return desk_for(service, order, problem=OURS, plan=plan(OURS, STARTS))


def result_of(desk: Desk) -> ResilienceResult:
    return ResilienceResult.model_validate_json(run(desk))


def asked_of(person: str, start: date = FIRST) -> Contingency:
    return Contingency(person, start, date(2027, 3, 12))


def test_everybody_who_meets_is_asked_about(service: Service) -> None:
    desk = desk_of(service)

    found = result_of(desk)

    assert {each["id"] for each in found.findings["people"]} == set(PEOPLE)
    assert not found.findings["stopped"]
    last = desk.told[-1]
    assert (last.stage, last.placed, last.meetings) == ("ask", 6, 6)


def test_who_was_killed_asks_only_what_is_not_answered(service: Service) -> None:
    """The answers that are kept are made up, so it would show if they were asked again."""
    answers: Answers = tuple((asked_of(each), UNMENDED) for each in PEOPLE)
    desk = desk_of(service)
    desk.documents[ANSWERS] = ANSWERED.dump_json(answers).decode()

    found = result_of(desk)

    january = [each["absences"][0] for each in found.findings["people"]]
    assert [each["unmet"] for each in january] == [list(UNMENDED.unmet)] * 3
    assert not found.borne


def test_who_is_stopped_keeps_and_gives_what_is_answered(service: Service) -> None:
    desk = desk_of(service)
    desk.stopped = lambda: len(desk.told) > 1

    found = result_of(desk)

    assert found.findings["stopped"]
    assert len(ANSWERED.validate_json(desk.documents[ANSWERS])) == 2


def test_what_somebody_died_of_is_not_known() -> None:
    """It is asked again by whoever goes on."""
    heard: list[Answers] = []

    def ask(_: object, tasks: Sequence[Any], /, **__: object) -> Iterator[tuple[Any, Any]]:
        yield tasks[0], None
        yield tasks[1], UNMENDED

    tasks = [asked_of(each) for each in PEOPLE]
    remembering = Remembering(ask, {tasks[0]: Consequence()}, heard.append)

    found = list(remembering(lambda _: UNMENDED, tasks, stop=never))

    assert found == [(tasks[0], Consequence()), (tasks[1], None), (tasks[2], UNMENDED)]
    assert remembering.known.keys() == {tasks[0], tasks[2]}
    assert heard == [((tasks[0], Consequence()), (tasks[2], UNMENDED))]


def test_absences_that_the_half_year_has_no_room_for_are_refused(service: Service) -> None:
    late = ORDER.model_copy(update={"first_day": date(2027, 6, 1)})

    with pytest.raises(UnreadableInput, match="hele uker"):
        run(desk_of(service, late))


def test_a_job_without_its_plan_is_our_fault(service: Service) -> None:
    with pytest.raises(NothingGiven):
        run(desk_for(service, ORDER, problem=OURS))


def test_answers_are_kept_on_the_way(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kind, "SECONDS_BETWEEN", 0.0)
    desk = desk_of(service)

    run(desk)

    assert ANSWERS in desk.kept
