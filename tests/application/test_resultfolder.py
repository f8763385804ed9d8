"""A result folder on the way: it has the best plan so far, and says that it was not finished."""

from dataclasses import replace
from pathlib import Path

import pytest

from constraints import RULES
from planner.application.planning import Outcome
from planner.application.resultfolder import ResultFolder, result_files
from planner.domain.errors import UnreadableInput
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.engine.check import Cost, Report, check
from planner.engine.progress import Solution
from planner.engine.rulebook import rulebook
from planner.engine.staffing import Staffing
from tests.instances import plan, problem

BOOK = rulebook(RULES, {})
UNLIKE = {"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": "2027-05-06T12:30"}
ALIKE = {"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": "2027-05-04T09:00"}
ONE_ONLY = {"rt.vika.1": "2027-02-02T09:00"}


def folder_in(place: Path) -> ResultFolder:
    return ResultFolder(place / "ut", BOOK)


def outcome(ours: Problem, starts: dict[str, str], *, finished: bool = False) -> Outcome:
    made = plan(ours, starts)
    report = check(ours, made, BOOK).model_copy(update={"finished": finished})
    return Outcome(made, report, Solution({}), Staffing(ours, {}, {}, {}))


def starts_in(folder: ResultFolder) -> dict[str, str]:
    made = Plan.model_validate_json((folder.folder / "plan.json").read_bytes())
    return {each.id: each.start.strftime("%Y-%m-%dT%H:%M") for each in made.meetings}


def test_on_the_way_only_a_better_plan_takes_the_place_of_one(tmp_path: Path) -> None:
    ours = problem()
    folder = folder_in(tmp_path)

    for starts, there in (
        (ONE_ONLY, ONE_ONLY), (UNLIKE, UNLIKE), (ONE_ONLY, UNLIKE),
        (ALIKE, ALIKE), (UNLIKE, ALIKE),
    ):  # fmt: skip
        folder.write_if_better(outcome(ours, starts))
        assert starts_in(folder) == there


def test_the_end_takes_the_place_of_whatever_is_there(tmp_path: Path) -> None:
    ours = problem()
    folder = folder_in(tmp_path)
    folder.write(outcome(ours, ALIKE))

    folder.write(outcome(ours, UNLIKE))

    assert starts_in(folder) == UNLIKE


def test_a_plan_of_another_problem_is_replaced_by_the_first(tmp_path: Path) -> None:
    before, now = problem(), problem(name="Lillevik")
    folder_in(tmp_path).write(outcome(before, ALIKE))
    folder = folder_in(tmp_path)

    folder.write_if_better(outcome(now, UNLIKE))

    assert starts_in(folder) == UNLIKE


def test_a_plan_that_cannot_be_read_is_replaced_by_the_first(tmp_path: Path) -> None:
    ours = problem()
    folder = folder_in(tmp_path)
    folder.folder.mkdir()
    (folder.folder / "plan.json").write_text("{}", encoding="utf-8")

    folder.write_if_better(outcome(ours, UNLIKE))

    assert starts_in(folder) == UNLIKE


def test_what_hinders_writing_is_told_at_the_end_and_not_before(tmp_path: Path) -> None:
    ours = problem()
    folder = folder_in(tmp_path)
    folder.folder.mkdir()
    (folder.folder / "notater.txt").write_text("mine", encoding="utf-8")

    folder.write_if_better(outcome(ours, UNLIKE))
    with pytest.raises(UnreadableInput, match="inneholder annet enn en semesterplan"):
        folder.write(outcome(ours, UNLIKE))

    assert [file.name for file in folder.folder.iterdir()] == ["notater.txt"]


def test_the_plan_that_is_kept_is_not_written_over_on_the_way(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)

    assert folder.on_the_way(tmp_path / "ut" / "plan.json") is None
    assert folder.on_the_way(tmp_path / "publisert" / "plan.json") == folder.write_if_better
    assert folder.on_the_way(None) == folder.write_if_better


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "Letingen var ikke ferdig da planen ble skrevet; det kan finnes en bedre."),
        ("nn", "Leitinga var ikkje ferdig då planen vart skriven; det kan finnast ein betre."),
    ],
)
def test_the_page_tells_that_the_work_was_not_finished(
    language: str, told: str, tmp_path: Path
) -> None:
    ours = problem(language=language)
    folder = folder_in(tmp_path)

    folder.write_if_better(outcome(ours, ALIKE))
    on_the_way = (folder.folder / "report.html").read_text(encoding="utf-8")
    said = Report.model_validate_json((folder.folder / "report.json").read_bytes())
    folder.write(outcome(ours, ALIKE, finished=True))
    at_last = (folder.folder / "report.html").read_text(encoding="utf-8")

    assert said.finished is False
    assert told in on_the_way
    assert told not in at_last


def test_a_plan_that_is_proven_best_cannot_be_bettered(tmp_path: Path) -> None:
    ours = problem()
    folder = folder_in(tmp_path)
    best = outcome(ours, ALIKE)
    proven = best.report.model_copy(update={"bound": best.report.cost.total})

    folder.write(replace(best, report=proven))

    page = (folder.folder / "report.html").read_text(encoding="utf-8")
    assert "Planen er beviselig best mulig." in page
    assert "Letingen var ikke ferdig" not in page


def test_the_files_are_as_documented() -> None:
    ours = problem()
    made = plan(ours, {"rt.vika.1": "2027-01-05T09:00"})
    report = Report(
        requirements_broken=1, cost=Cost(total=5, by_rule={"same_weekday": 5}), violations=()
    )

    files = result_files(made, report, "<p>Å</p>")

    assert list(files) == ["plan.json", "report.json", "report.html"]
    assert Plan.model_validate_json(files["plan.json"]) == made
    assert b'"start": "2027-01-05T09:00:00+01:00"' in files["plan.json"]
    assert b'"title": "Ressursteam, Vika skole"' in files["plan.json"]
    assert files["report.html"] == "<p>Å</p>".encode()
