"""The job that plans: as the command does, and on from the best plan so far after a kill."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from calendars.holidays import public_holidays
from constraints import RULES
from planner.application.examples import example_text
from planner.application.intake import read_problem
from planner.application.jobresults import PlanResult
from planner.application.jobs.given import BUSY, NothingGiven
from planner.application.jobs.kinds.plan import BEST, Best, run
from planner.application.orders import PlanOrder
from planner.application.sealing import KEY_BYTES, Seal
from planner.application.service import Service
from planner.domain.errors import UnreadableInput
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.engine.check import check
from planner.engine.rulebook import rulebook
from tests.busycalendars import has_calendar, is_busy
from tests.instances import plan, problem, series
from tests.works import Desk, desk_for

ORDER = PlanOrder(draft="var-2027", seconds=2, seed=3)


def result_of(desk: Desk) -> PlanResult:
    return PlanResult.model_validate_json(run(desk))


def test_a_plan_comes_with_what_the_checker_says_of_it(service: Service) -> None:
    ours = problem()
    desk = desk_for(service, ORDER, problem=ours)

    found = result_of(desk)

    assert {meeting.id for meeting in found.plan.meetings} == {"rt.vika.1", "rt.vika.2"}
    assert found.report.violations == check(ours, found.plan, rulebook(RULES, {})).violations
    assert (found.report.seed, found.report.finished) == (3, True)
    assert desk.told[0].stage == "staff"
    assert (desk.told[-1].placed, desk.told[-1].meetings) == (2, 2)


def test_meetings_of_the_draft_stay_when_they_are_to_be_kept(service: Service) -> None:
    ours = problem()
    drafted = plan(ours, {"rt.vika.1": "2027-01-07T13:30"})  # no day that would be chosen

    kept = result_of(
        desk_for(service, ORDER.model_copy(update={"keep": True}), problem=ours, plan=drafted)
    )
    anew = result_of(desk_for(service, ORDER, problem=ours, plan=drafted))

    assert kept.plan.placed["rt.vika.1"].start == drafted.placed["rt.vika.1"].start
    assert "rt.vika.2" in kept.plan.placed
    assert anew.report.cost.total < kept.report.cost.total


FREE_DAYS = [
    ("2027-02-02T00:00", "2027-02-06T00:00", "2027-02-01"),
    ("2027-02-01T00:00", "2027-02-05T00:00", "2027-02-05"),
]


@pytest.mark.parametrize(("first", "last", "free"), FREE_DAYS)
def test_nobody_meets_when_their_own_calendar_says_they_are_busy(
    service: Service, first: str, last: str, free: str
) -> None:
    """Nothing but the meeting itself tells on which day they are free."""
    is_busy(service, first, last)

    desk = desk_for(service, ORDER, problem=in_one_week())
    found = result_of(desk)

    assert [meeting.day.isoformat() for meeting in found.plan.meetings] == [free]
    assert first[:10] not in desk.documents[BUSY]
    assert first[:10] not in found.model_dump_json().replace(free, "")


def test_every_attempt_knows_the_same_busy_times(service: Service) -> None:
    """Calendars that are fetched while a job is under way are for the next job."""
    first, last, free = FREE_DAYS[0]
    is_busy(service, first, last)
    desk = desk_for(service, ORDER, problem=in_one_week())
    run(desk)
    is_busy(service, "2027-02-01T00:00", "2027-02-05T00:00")
    del desk.documents[BEST]

    assert [meeting.day.isoformat() for meeting in result_of(desk).plan.meetings] == [free]


def test_calendars_are_not_looked_at_when_they_are_not_to_be(service: Service) -> None:
    is_busy(service, "2027-02-01T00:00", "2027-02-06T00:00")
    deaf = ORDER.model_copy(update={"busy": False})

    assert len(result_of(desk_for(service, deaf, problem=in_one_week())).plan.meetings) == 1
    assert result_of(desk_for(service, ORDER, problem=in_one_week())).plan.meetings == ()


def in_one_week() -> Problem:
    """One meeting, in the first week of February."""
    window = {"first_day": "2027-02-01", "last_day": "2027-02-05"}
    return problem(series=[series(frequency={"per_half_year": 1}, window=window)])


def cost_of(found: Plan, ours: Problem) -> int:
    whole = ours.with_contacts(found.contacts)
    return check(whole, found, rulebook(RULES, ours.rules)).cost.total


def test_who_was_killed_goes_on_from_the_best_plan_with_the_time_that_is_left(
    service: Service, gjerstad: Problem
) -> None:
    """The first attempt is killed after some seconds; the next has no time at all of its own."""
    order = PlanOrder(draft="var-2027", seconds=60, seed=2)
    desk = desk_for(service, order, problem=gjerstad)
    kept_on_the_way = Event()
    keep = desk.keep

    def killed(name: str, document: str) -> None:
        keep(name, document)
        if name == BEST and len(desk.told) > 1 and desk.told[-1].stage != "construct":
            kept_on_the_way.set()
            raise Killed

    desk.keep = killed  # type: ignore[method-assign]
    desk.stopped = kept_on_the_way.is_set
    with pytest.raises(Killed):
        run(desk)
    best = Best.model_validate_json(desk.documents[BEST])
    assert 0 < best.seconds < 60
    again = desk_for(service, order.model_copy(update={"seconds": best.seconds}), problem=gjerstad)
    again.documents[BEST] = desk.documents[BEST]

    found = result_of(again)

    assert cost_of(found.plan, gjerstad) <= cost_of(best.plan, gjerstad)
    assert {each.stage for each in again.told} == {"staff", "construct"}


def test_what_an_attempt_found_is_not_lost_to_a_dearer_one(
    service: Service, gjerstad: Problem
) -> None:
    """Five seconds of search, and then an attempt without time, which alone finds a dearer plan."""
    order = PlanOrder(draft="var-2027", seconds=5)
    good = result_of(desk_for(service, order, problem=gjerstad))
    hasty = order.model_copy(update={"seconds": 0})
    alone = result_of(desk_for(service, hasty, problem=gjerstad))
    desk = desk_for(service, hasty, problem=gjerstad)
    desk.documents[BEST] = Best(plan=good.plan, seconds=5).model_dump_json()

    after = result_of(desk)

    assert good.report.cost.total < alone.report.cost.total
    assert after.report.cost.total <= good.report.cost.total
    assert after.plan.contacts == good.plan.contacts


def test_who_is_stopped_keeps_and_gives_what_there_is(service: Service, gjerstad: Problem) -> None:
    desk = desk_for(service, ORDER.model_copy(update={"seconds": 600}), problem=gjerstad)
    desk.stopped = lambda: any(each.stage == "search" for each in desk.told)

    found = result_of(desk)

    assert found.report.finished is False
    assert Best.model_validate_json(desk.documents[BEST]).plan == found.plan


def test_a_job_without_its_problem_is_our_fault(service: Service) -> None:
    with pytest.raises(NothingGiven):
        run(desk_for(service, ORDER))


class Killed(BaseException):
    """The process is killed here."""


@pytest.fixture(scope="module")
def gjerstad(tmp_path_factory: pytest.TempPathFactory) -> Problem:
    """A small municipality, its contacts to be chosen."""
    file: Path = tmp_path_factory.mktemp("examples") / "gjerstad.yaml"
    file.write_text(example_text("gjerstad", "2027-spring", without_contacts=True))
    return read_problem(file, RULES, holidays=public_holidays)[0]


def test_a_calendar_that_nobody_has_read_is_told_of(service: Service) -> None:
    ours = problem()
    assert result_of(desk_for(service, ORDER, problem=ours)).notes == ()
    has_calendar(service)

    (note,) = result_of(desk_for(service, ORDER, problem=ours)).notes

    assert "ikke lest ennå for PP-rådgiver 01" in note
    unasked = ORDER.model_copy(update={"busy": False})
    assert result_of(desk_for(service, unasked, problem=ours)).notes == ()


def test_nobody_is_planned_for_as_free_whose_calendar_does_not_open(service: Service) -> None:
    has_calendar(service)
    other = replace(service, seal=Seal(bytes(KEY_BYTES)))

    with pytest.raises(UnreadableInput, match=r"calendars\.ppt-01"):
        run(desk_for(other, ORDER, problem=problem()))
