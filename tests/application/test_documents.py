"""Documents that are handed in as JSON: read as files are, and kept as the same text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from calendars.holidays import public_holidays
from constraints import RULES
from planner.application.documents import (
    plan_from,
    problem_from,
    read_document,
    render_document,
    rules_for,
    scenario_from,
)
from planner.application.examples import example_text
from planner.application.intake import read_problem
from planner.domain.errors import UnreadableInput
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.scenario import Scenario
from planner.domain.units import Coordinates
from tests.instances import document, series, unit
from tests.publications import OURS, planned

CALENDAR = {"id": "lillevik", "municipality": "lillevik", "unit_types": ["primary"], "closed": []}
AWAY = {"away": "ppt-01", "first_day": "2027-03-01", "last_day": "2027-03-26"}


@pytest.mark.parametrize("name", ["gjerstad", "baerum"])
def test_a_problem_of_a_file_is_the_same_when_it_comes_back_from_where_it_is_kept(
    tmp_path: Path, name: str
) -> None:
    file = tmp_path / "problem.yaml"
    file.write_text(example_text(name), encoding="utf-8")
    whole, rules = read_problem(file, RULES, holidays=public_holidays)

    kept = render_document(whole)

    assert read_document(Problem, kept) == whole
    assert rules_for(read_document(Problem, kept), RULES) == rules
    assert problem_from(json.loads(kept), RULES, holidays=public_holidays) == whole


def test_a_plan_and_a_scenario_come_back_as_they_were() -> None:
    plan = plan_from(json.loads(render_document(planned(4))), OURS)
    scenario = scenario_from({"name": "PP-rådgiver 01", "changes": [AWAY]}, OURS, RULES)

    assert plan == planned(4) == read_document(Plan, render_document(plan))
    assert read_document(Scenario, render_document(scenario)) == scenario
    assert scenario_from(json.loads(render_document(scenario)), OURS, RULES) == scenario


def test_the_text_is_the_same_whatever_order_it_was_handed_in() -> None:
    handed_in = document(school_calendars=[CALENDAR])
    reversed_ = dict(reversed(handed_in.items()))

    one, other = (
        problem_from(each, RULES, holidays=public_holidays) for each in (handed_in, reversed_)
    )

    assert render_document(one) == render_document(other)


def test_public_holidays_are_taken_in_unless_it_says_which() -> None:
    ours = document(school_calendars=[CALENDAR])

    without = problem_from(ours, RULES, holidays=public_holidays)
    said = problem_from(ours | {"holidays": []}, RULES, holidays=public_holidays)

    assert date(2027, 5, 17) in {each.first_day for each in without.holidays}
    assert said.holidays == ()


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"units": [unit(type="skole")]}, ("problem", "units", 0, "type")),
        ({"series": [series(minutes="lenge")]}, ("problem", "series", 0, "minutes")),
        ({"rules": {"finnes-ikke": {}}}, ("problem", "rules", "finnes-ikke")),
        # A number is no day: 480 is not the 480th second of a day, nor of 1970.
        (
            {"semester": {"name": "Vår", "first_day": 20270104, "last_day": "2027-06-18"}},
            ("problem", "semester", "first_day"),
        ),
    ],
)
def test_a_fault_says_where_it_is_in_what_was_handed_in(
    changes: dict[str, object], path: tuple[str | int, ...]
) -> None:
    with pytest.raises(UnreadableInput) as raised:
        problem_from(document(**changes), RULES, holidays=public_holidays)

    assert path in [each.path for each in raised.value.faults]
    assert {(each.file, each.line) for each in raised.value.faults} == {(None, None)}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"name": "Om 010107 50160"}, ("problem", "name")),
        ({"units": [unit(name="01010750160")]}, ("problem", "units", 0, "name")),
        ({"contacts": {"01010750160": {}}}, ("problem", "contacts", "01010750160")),
    ],
)
def test_no_identity_number_is_taken_in_wherever_it_stands(
    changes: dict[str, object], path: tuple[str | int, ...]
) -> None:
    with pytest.raises(UnreadableInput, match="fødselsnummer") as raised:
        problem_from(document(**changes), RULES, holidays=public_holidays)

    assert [each.path for each in raised.value.faults] == [path]
    assert "50160" not in raised.value.faults[0].sentence.nb


def test_a_number_with_many_digits_is_no_identity_number() -> None:
    place = {"latitude": 59.01010750160, "longitude": 10.5}
    ours = document(school_calendars=[CALENDAR], units=[unit(coordinates=place)])

    (school,) = problem_from(ours, RULES, holidays=public_holidays).units

    assert school.coordinates == Coordinates(latitude=59.01010750160, longitude=10.5)


def test_every_fault_is_told_at_once() -> None:
    wrong = document(units=[unit(type="skole")], series=[series(minutes=-5)])

    with pytest.raises(UnreadableInput) as raised:
        problem_from(wrong, RULES, holidays=public_holidays)

    assert len(raised.value.faults) == 2


def test_what_is_nested_without_end_is_a_fault() -> None:
    deep: dict[str, object] = {}
    for _ in range(100):
        deep = {"id": deep}

    with pytest.raises(UnreadableInput, match="nøstet mer enn 40"):
        problem_from(deep, RULES, holidays=public_holidays)


def test_a_plan_of_something_else_is_a_fault_in_the_plan() -> None:
    other = json.loads(render_document(planned(4))) | {"problem": "storvik"}

    with pytest.raises(UnreadableInput) as raised:
        plan_from(other, OURS)

    assert [each.path for each in raised.value.faults] == [("plan", "problem")]


@pytest.mark.parametrize("text", ["", "{", "{}", "[]"])
def test_what_is_kept_and_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(UnreadableInput, match="hent det fram igjen"):
        read_document(Problem, text)


def test_settings_of_rules_that_are_known_no_longer_are_told() -> None:
    kind = RULES[0].name()
    kept = OURS.model_copy(update={"rules": {kind: {"ukjent": 1}}})

    with pytest.raises(UnreadableInput, match="annen utgave"):
        rules_for(kept, RULES)
