"""The example scenarios: each fits Bærum in spring, and does to it what its file says."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from constraints import RULES
from planner.application.examples import example_text
from planner.application.scenariofile import read_scenario
from planner.domain.problem import Problem
from planner.domain.scenario_applied import applied

CHECKOUT = Path(__file__).parents[2]
FOLDER = CHECKOUT / "examples" / "scenarios"
PAGE = (CHECKOUT / "docs" / "whatif.md").read_text(encoding="utf-8")


@cache
def baerum() -> Problem:
    return Problem.model_validate(yaml.safe_load(example_text("baerum")))


def after(name: str) -> Problem:
    scenario = read_scenario(FOLDER / f"{name}.yaml", baerum(), RULES)
    return applied(scenario, baerum(), substitutes=True)


def added(problem: Problem) -> set[str]:
    return problem.meetings.keys() - baerum().meetings.keys()


def open_days(problem: Problem, unit: str, days: Iterable[int]) -> list[int]:
    return [day for day in days if problem.is_open(date(2027, 2, day), (unit,))]


def test_the_page_names_every_scenario_and_no_other() -> None:
    named = re.findall(r"examples/scenarios/([a-z-]+)\.yaml", PAGE)

    assert set(named) == {file.stem for file in FOLDER.iterdir()}


@pytest.mark.parametrize(
    ("name", "person", "days"),
    [
        ("adviser-away", "ppt-01", (date(2027, 3, 1), date(2027, 3, 26))),
        ("contact-leaves", "barnevern-01", (date(2027, 3, 1), date(2027, 6, 18))),
    ],
)
def test_who_is_away_or_leaves_is_there_no_more_and_others_may_come(
    name: str, person: str, days: tuple[date, date]
) -> None:
    problem = after(name)

    absence = problem.people_by_id[person].absences[-1]
    assert (absence.first_day, absence.last_day) == days
    assert [each.by for each in problem.substitutions_for[person]] == [None]
    assert not added(problem)


def test_bup_meets_on_wednesdays_of_the_same_weeks() -> None:
    problem = after("bup-on-wednesdays")

    wednesdays = (date(2027, 1, 20), date(2027, 3, 3), date(2027, 4, 14), date(2027, 5, 26))
    assert problem.people_by_id["bup-1"].only_days == wednesdays
    meetings = [each for each in problem.meetings.values() if each.series == "inntaksmote"]
    for meeting, day in zip(meetings, wednesdays, strict=True):
        assert meeting.window.holds(day)
        assert not meeting.window.holds(day.replace(day=day.day - 1))


def test_jar_gets_one_meeting_more() -> None:
    assert added(after("extra-meeting")) == {"ressursteam-skole-ekstra.jar-skole.1"}


def test_every_school_gets_twice_as_many_meetings() -> None:
    assert len(added(after("every-other-week"))) == 38 * 5


def test_the_winter_holiday_is_a_week_earlier() -> None:
    week_7, week_8 = range(15, 20), range(22, 27)

    assert open_days(baerum(), "jar-skole", (*week_7, *week_8)) == [*week_7]
    assert open_days(after("winter-holiday"), "jar-skole", (*week_7, *week_8)) == [*week_8]
