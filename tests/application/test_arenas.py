"""Every row of docs/arenas.md is in its example, and in the plan that comes of it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from constraints import RULES
from planner.application.examples import AUTUMN, SPRING, example_text
from planner.application.planning import plan_semester
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.engine.rulebook import rulebook

PAGE = Path(__file__).parents[2] / "docs" / "arenas.md"
ARENAS = {
    *("B1", "B2", "B3", "B4", "B4b", "B5", "B6", "B7", "B8", "B9"),
    *(f"T{number}" for number in range(1, 10)),
    *(f"S{number}" for number in range(1, 5)),
    *(f"G{number}" for number in range(1, 7)),
}
MUNICIPALITIES = {"B": "baerum", "T": "tinn", "S": "skien", "G": "gjerstad"}
PLANNED = [(name, half_year) for name in MUNICIPALITIES.values() for half_year in (AUTUMN, SPRING)]


class Row(NamedTuple):
    """A row of the table: the arena and the ids that state it, by half-year."""

    arena: str
    way: str
    example: str
    ids: dict[str, list[str]]


def rows() -> Iterator[list[str]]:
    """The cells of every row of the page, heads and rules left out."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] != "rad" and set(cells[0]) != {"-"}:
            yield cells


def stated() -> list[Row]:
    """The rows that name series or milestones."""
    return [
        Row(
            arena,
            way,
            example.strip("`"),
            {
                half_year: [each.strip(" `") for each in cell.split(",") if cell != "–"]
                for half_year, cell in ((AUTUMN, autumn), (SPRING, spring))
            },
        )
        for arena, _, _, way, example, autumn, spring in (row for row in rows() if len(row) == 7)
    ]


@cache
def planned(name: str, half_year: str) -> tuple[Problem, Plan]:
    """An example and its first complete plan, which does without the search."""
    problem = Problem.model_validate(yaml.safe_load(example_text(name, half_year)))
    rules = rulebook(RULES, problem.rules)
    outcome = plan_semester(problem, rules, seconds=0, seed=1, workers=1)
    assert outcome.report.requirements_broken == 0
    return problem, outcome.plan


def test_every_arena_of_the_documents_has_one_row() -> None:
    arenas = [row[0] for row in rows()]

    assert set(arenas) == ARENAS
    assert len(arenas) == len(ARENAS)


def test_every_row_names_its_own_municipality_and_at_least_one_half_year() -> None:
    for row in stated():
        assert row.example == MUNICIPALITIES[row.arena[0]]
        assert any(row.ids.values()), row.arena


@pytest.mark.parametrize(("name", "half_year"), PLANNED)
def test_every_row_is_in_the_file_and_all_its_meetings_in_the_plan(
    name: str, half_year: str
) -> None:
    problem, plan = planned(name, half_year)
    milestones = {each.id for each in problem.milestones}
    deadlines = {each.id for each in plan.deadlines}
    for row in stated():
        for id_ in row.ids[half_year] if row.example == name else ():
            if row.way == "frist":
                assert id_ in milestones & deadlines, (row.arena, id_)
                continue
            meetings = {each.id for each in problem.meetings.values() if each.series == id_}
            assert meetings, (row.arena, id_)
            assert meetings <= plan.placed.keys(), (row.arena, id_)


@pytest.mark.parametrize(("name", "half_year"), PLANNED)
def test_every_series_and_milestone_is_of_a_row_or_named_as_an_assumption(
    name: str, half_year: str
) -> None:
    text = example_text(name, half_year)
    problem, _ = planned(name, half_year)
    of_rows = {id_ for row in stated() if row.example == name for id_ in row.ids[half_year]}
    in_file = {each.id for each in problem.series} | {each.id for each in problem.milestones}
    for id_ in in_file - of_rows:
        comment = text.partition(f"  - id: {id_}\n")[0].rpartition("\n\n")[2]
        assert comment.lstrip().startswith("# Antakelse: hele serien"), id_


@pytest.mark.parametrize(("name", "half_year"), PLANNED)
def test_an_agenda_is_due_before_every_meeting_whose_series_asks_for_one(
    name: str, half_year: str
) -> None:
    problem, plan = planned(name, half_year)
    due = {each.meeting: each.day for each in plan.deadlines if each.meeting}
    asking = {each.id: each.agenda_days for each in problem.series if each.agenda_days}

    assert due.keys() == {each.id for each in plan.meetings if each.series in asking}
    for meeting, day in due.items():
        placed = plan.placed[meeting]
        assert (placed.day - day).days >= (asking[placed.series] or 0)


@pytest.mark.parametrize(("name", "half_year"), PLANNED)
def test_reserved_slots_say_nothing_but_their_number(name: str, half_year: str) -> None:
    problem, plan = planned(name, half_year)
    slots = [each for each in plan.meetings if problem.series_by_id[each.series].numbered]

    assert slots
    for slot in slots:
        assert slot.title.partition(" – plass ")[2].isdecimal()


@pytest.mark.parametrize("half_year", [AUTUMN, SPRING])
def test_the_board_meets_before_the_coordination_group(half_year: str) -> None:
    _, plan = planned("baerum", half_year)
    for number in (1, 2):
        board = plan.placed[f"slt-styret.alle.{number}"].day
        group = plan.placed[f"slt.alle.{number}"].day
        assert (group - board).days >= 3
