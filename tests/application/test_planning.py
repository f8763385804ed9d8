"""The use case: a plan with its report, or a refusal when two parts of us disagree."""

from threading import Event

import pytest

from constraints import RULES
from planner.application import planning
from planner.application.planning import Outcome, agree, plan_semester
from planner.domain.errors import Disagreement
from planner.engine.build import build_timetable, placements_of
from planner.engine.check import Report, check
from planner.engine.evaluate import Evaluation, evaluate
from planner.engine.progress import Progress
from planner.engine.rulebook import rulebook
from tests.instances import person, plan, problem, unit

BOOK = rulebook(RULES, {})
BEFORE = ("staff", "construct")
"""Stages in which there is nothing yet that could be handed on."""


def test_a_small_problem_is_planned_and_proven() -> None:
    ours = problem()
    heard: list[Progress] = []

    outcome = plan_semester(ours, BOOK, seconds=5, seed=3, workers=1, listener=heard.append)

    assert {meeting.id for meeting in outcome.plan.meetings} == {"rt.vika.1", "rt.vika.2"}
    assert outcome.report.requirements_broken == 0
    assert outcome.report.bound == outcome.report.cost.total
    assert (outcome.report.seed, outcome.report.finished) == (3, True)
    assert outcome.report.violations == check(ours, outcome.plan, BOOK).violations
    assert heard[-1].placed == 2


def test_a_meeting_without_room_is_left_out_with_its_reason() -> None:
    away = {"first_day": "2027-01-01", "last_day": "2027-12-31"}
    ours = problem(
        people=[{"id": "ppt-01", "name": "PP-rådgiver 01", "service": "ppt", "absences": [away]}]
    )

    outcome = plan_semester(ours, BOOK, seconds=5, seed=1, workers=1)

    assert outcome.plan.meetings == ()
    assert all("PP-rådgiver 01" in meeting.reasons[0] for meeting in outcome.plan.unplaced)
    assert outcome.report.requirements_broken > 0


def test_who_stops_at_once_gets_a_plan_all_the_same() -> None:
    outcome = plan_semester(problem(), BOOK, seconds=60, seed=1, workers=1, stop=lambda: True)

    assert len(outcome.plan.meetings) == 2


def test_the_first_plan_is_handed_on_checked_and_with_its_reasons() -> None:
    # Who should be at Nes skole is away all year, so that its meetings are left out.
    away = {"first_day": "2027-01-01", "last_day": "2027-12-31"}
    ours = problem(
        units=[unit("vika"), unit("nes")],
        people=[person("ppt-01"), person("ppt-02", absences=[away])],
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-02"}},
    )
    on_the_way: list[Outcome] = []
    improving, handed_on = Event(), Event()

    def hear(progress: Progress) -> None:
        if progress.stage not in BEFORE:
            improving.set()

    def keep(outcome: Outcome) -> None:
        on_the_way.append(outcome)
        handed_on.set()

    last = plan_semester(
        ours,
        BOOK,
        seconds=60,
        seed=1,
        workers=1,
        listener=hear,
        stop=lambda: improving.is_set() and handed_on.wait(60),
        on_the_way=keep,
    )

    (first,) = on_the_way
    assert first.plan == last.plan  # it was stopped right after
    assert [each.id for each in first.plan.unplaced] == ["rt.nes.1", "rt.nes.2"]
    assert all("PP-rådgiver 02" in each.reasons[0] for each in first.plan.unplaced)
    assert first.report.violations == check(ours, first.plan, BOOK).violations
    assert (first.report.finished, last.report.finished) == (False, False)


def test_a_first_plan_that_the_checker_contradicts_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_the_way: list[Outcome] = []
    improving, judged_one = Event(), Event()

    def contradict(*_: object) -> None:
        judged_one.set()
        raise Disagreement("same_time: 0 / 7")

    monkeypatch.setattr(planning, "agree", contradict)
    with pytest.raises(Disagreement, match="same_time: 0 / 7"):
        plan_semester(
            problem(),
            BOOK,
            seconds=60,
            seed=1,
            workers=1,
            listener=lambda progress: None if progress.stage in BEFORE else improving.set(),
            stop=lambda: improving.is_set() and judged_one.wait(60),
            on_the_way=on_the_way.append,
        )

    assert on_the_way == []


def judged(starts: dict[str, str]) -> tuple[Report, Evaluation]:
    ours = problem()
    made = plan(ours, starts)
    return check(ours, made, BOOK), evaluate(build_timetable(ours, BOOK), placements_of(made, ours))


def test_an_answer_that_all_agree_on_passes() -> None:
    report, evaluation = judged({"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": "2027-05-04T09:00"})

    agree(report, evaluation, BOOK)


def test_an_answer_that_breaks_what_no_engine_may_break_is_refused() -> None:
    # From 11.30 to 13.00 is over lunch.
    report, evaluation = judged({"rt.vika.1": "2027-02-02T11:30", "rt.vika.2": "2027-05-04T09:00"})

    with pytest.raises(Disagreement, match="meeting_hours"):
        agree(report, evaluation, BOOK)


def test_an_answer_whose_price_the_checker_does_not_share_is_refused() -> None:
    report, evaluation = judged({"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": "2027-05-04T09:00"})
    dearer = Evaluation(broken={}, price={**evaluation.price, "same_time": 7})

    with pytest.raises(Disagreement, match="same_time: 0 / 7"):
        agree(report, dearer, BOOK)
