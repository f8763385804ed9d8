"""Who takes over the units of somebody who leaves."""

import pytest

from planner.application.successors import with_successors
from planner.domain.problem import Problem
from planner.domain.scenario import NewContact, Scenario
from planner.domain.scenario_applied import applied
from tests.instances import Document, person, problem, series, unit

LEAVES: Document = {"leaves": "ppt-01", "from_day": "2027-03-01"}


def lillevik(**changes: object) -> Problem:
    """Two schools that PP-rådgiver 01 serves, and two advisers with as little to do."""
    whole: Document = {
        "units": [unit(), unit("nes")],
        "people": [person(name) for name in ("ppt-01", "ppt-02", "ppt-03", "helse-01")],
        "contacts": {"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}},
    }
    return problem(**{**whole, **changes})


def successors(asked: Problem, *changes: Document) -> dict[str, tuple[str | None, str]]:
    """Who is replaced and who takes over, by unit."""
    scenario = Scenario.model_validate({"name": "Prøve", "changes": [LEAVES, *changes]})
    found = with_successors(scenario, asked, seconds=20)
    assert found.changes[: len(scenario.changes)] == scenario.changes
    further = found.changes[len(scenario.changes) :]
    assert all(isinstance(each, NewContact) for each in further)
    return {
        each.contact_of: (each.instead_of, each.becomes)
        for each in further
        if isinstance(each, NewContact)
    }


def test_those_who_may_serve_the_units_share_them() -> None:
    found = successors(lillevik())

    assert {old for old, _ in found.values()} == {"ppt-01"}
    # Fairness gives each of the two advisers one of the two schools.
    assert sorted(new for _, new in found.values()) == ["ppt-02", "ppt-03"]


def test_nobody_is_chosen_who_may_not_serve_or_leaves_too() -> None:
    people = [person(), person("ppt-02"), person("ppt-03", serves={"ids": ["vika"]})]
    asked = lillevik(people=people)

    assert successors(asked) == {"vika": ("ppt-01", "ppt-03"), "nes": ("ppt-01", "ppt-02")}
    assert successors(asked, {**LEAVES, "leaves": "ppt-02"}) == {"vika": ("ppt-01", "ppt-03")}


def test_a_unit_that_nobody_may_serve_keeps_the_one_who_leaves() -> None:
    asked = lillevik(people=[person(), person("ppt-02", serves={"ids": ["vika"]})])

    assert successors(asked) == {"vika": ("ppt-01", "ppt-02")}


def test_a_contact_that_the_scenario_names_is_not_chosen_anew() -> None:
    named: Document = {"contact_of": "vika", "service": "ppt", "becomes": "ppt-02"}

    assert successors(lillevik(), named) == {"nes": ("ppt-01", "ppt-03")}


@pytest.mark.parametrize(
    ("which", "expected"), [("main", ("ppt-02",)), ("both", ("ppt-03", "ppt-02"))]
)
def test_the_other_contact_of_a_unit_stays(which: str, expected: tuple[str, ...]) -> None:
    asked = lillevik(
        units=[unit()],
        contacts={"vika": {"ppt": ["ppt-01", "ppt-02"]}},
        series=[series(attendance=[{"contact": "ppt", "which": which}])],
    )
    scenario = Scenario.model_validate({"name": "Prøve", "changes": [LEAVES]})

    found = with_successors(scenario, asked, seconds=20)

    assert applied(found, asked, substitutes=False).contacts_of("vika", "ppt") == expected


def test_where_nobody_has_to_be_chosen_the_scenario_stays_as_it_is() -> None:
    replaced = {**LEAVES, "replaced_by": "ppt-02"}
    scenario = Scenario.model_validate({"name": "Prøve", "changes": [replaced]})

    assert with_successors(scenario, lillevik(), seconds=20) is scenario
