"""An extra meeting in a published half-year: it gets a place with nothing else moved, or a why."""

from __future__ import annotations

import pytest

from constraints import RULES
from planner.application.planning import plan_semester
from planner.domain.errors import UnreadableInput
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.engine.rulebook import rulebook
from tests.instances import person, plan, problem, series

BOOK = rulebook(RULES, {})
PUBLISHED = {"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": "2027-05-04T09:00"}


def with_extra() -> Problem:
    """The minimal problem, and one extra ressursteam in the first week of March."""
    week = {"first_day": "2027-03-01", "last_day": "2027-03-05"}
    extra = series("ekstra", frequency={"per_half_year": 1}, window=week)
    return problem(series=[series(), extra])


def planned(ours: Problem, kept: Plan) -> Plan:
    return plan_semester(ours, BOOK, seconds=10, seed=1, workers=1, kept=kept).plan


def times(made: Plan) -> dict[str, str]:
    return {each.id: each.start.strftime("%Y-%m-%dT%H:%M") for each in made.meetings}


def test_an_extra_meeting_gets_a_place_and_nothing_else_moves() -> None:
    ours = with_extra()
    made = times(planned(ours, plan(ours, PUBLISHED)))
    assert made.pop("ekstra.vika.1").startswith("2027-03-0")
    assert made == PUBLISHED


def test_without_room_the_extra_meeting_has_its_reason() -> None:
    """Only Friday 5 March is left of the window, and the published plan has filled that day."""
    filled = {"rt.vika.1": "2027-03-05T08:00", "rt.vika.2": "2027-05-04T09:00"}
    one_a_day = rulebook(RULES, {"most_meetings_per_day": {"most": 1}})
    window = {"first_day": "2027-03-05", "last_day": "2027-03-05"}
    ours = problem(
        series=[series(), series("ekstra", frequency={"per_half_year": 1}, window=window)]
    )
    outcome = plan_semester(ours, one_a_day, seconds=10, seed=1, workers=1, kept=plan(ours, filled))
    assert times(outcome.plan) == filled
    (left_out,) = outcome.plan.unplaced
    assert left_out.id == "ekstra.vika.1"
    assert "er i et annet møte" in left_out.reasons[0]


def test_a_published_plan_that_breaks_a_rule_stays_and_is_told_of() -> None:
    """At 11.30 it runs into lunch."""
    ours = with_extra()
    broken = {"rt.vika.1": "2027-02-02T11:30", "rt.vika.2": "2027-05-04T09:00"}
    outcome = plan_semester(ours, BOOK, seconds=10, seed=1, workers=1, kept=plan(ours, broken))
    assert broken.items() <= times(outcome.plan).items()
    assert outcome.report.requirements_broken == 1
    assert outcome.report.violations[0].rule == "meeting_hours"


def test_a_published_meeting_off_the_raster_cannot_stay() -> None:
    ours = with_extra()
    kept = plan(ours, {"rt.vika.1": "2027-02-02T09:05"})
    with pytest.raises(UnreadableInput, match="begynner ikke på et tidspunkt") as refused:
        planned(ours, kept)
    assert refused.value.faults[0].path == ("meetings", 0)


def test_somebody_who_is_not_asked_cannot_stay_at_a_kept_meeting() -> None:
    """Neither engines nor checker know what a stranger's being there would mean."""
    two = problem(people=[person(), person("ppt-02")])
    kept = plan(two, {"rt.vika.1": "2027-02-02T09:00"})
    (meeting,) = kept.meetings
    stranger = meeting.people[0].model_copy(update={"id": "ppt-02"})
    joined = meeting.model_copy(update={"people": (*meeting.people, stranger)})
    with pytest.raises(UnreadableInput) as refused:
        planned(two, kept.model_copy(update={"meetings": (joined,)}))
    (fault,) = refused.value.faults
    assert fault.path == ("meetings", 0)
    assert fault.sentence.nb == (
        "PP-rådgiver 02 er ikke blant dem problemfilen ber til Ressursteam, Vika skole, og møtet "
        "kan derfor ikke bli stående som det er; ta PP-rådgiver 02 ut av møtet, eller be "
        "PP-rådgiver 02 i problemfilen."
    )
