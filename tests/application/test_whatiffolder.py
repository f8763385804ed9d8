"""The folder of a comparison: each alternative can be checked and published as it stands."""

import json
from pathlib import Path

import pytest

from calendars.holidays import public_holidays
from constraints import RULES
from planner.application.alternatives import Comparison, Policy
from planner.application.change_words import message_of
from planner.application.checking import check_plan
from planner.application.comparison_figures import folder_name
from planner.application.comparison_page import render_comparison
from planner.application.intake import read_problem
from planner.application.planfile import read_plan
from planner.application.planning import plan_semester
from planner.application.results import check_folder
from planner.application.whatiffolder import WHATIF_FOLDER, write_comparison
from planner.application.yamlsource import read_source, render_yaml
from planner.domain.errors import UnreadableInput
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.scenario import Scenario
from planner.engine.rule import Rulebook
from tests.comparisons import comparison


@pytest.fixture(scope="module")
def ours() -> Comparison:
    return comparison()


@pytest.fixture
def folder(ours: Comparison, tmp_path: Path) -> Path:
    write_comparison(tmp_path / "hva-om", ours)
    return tmp_path / "hva-om"


def read(folder: Path) -> tuple[Problem, Rulebook, Plan]:
    whole, rules = read_problem(folder / "problem.yaml", RULES, holidays=public_holidays)
    return whole, rules, read_plan(folder / "plan.json", whole)


def test_it_holds_the_page_the_facts_the_scenario_and_every_alternative(folder: Path) -> None:
    files = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}

    assert files == {"whatif.html", "whatif.json", "scenario.yaml"} | {
        f"{within}/{name}"
        for within in ("1-move", "2-substitute", "3-either", "4-cancel")
        for name in ("problem.yaml", "plan.json", "report.json", "report.html", "message.txt")
    }


def test_an_alternative_is_read_as_it_was_written_and_checked_to_the_same(
    ours: Comparison, folder: Path
) -> None:
    for number, each in enumerate(ours.alternatives, start=1):
        whole, rules, plan = read(folder / folder_name(number, each.policy))

        assert whole == each.problem
        assert whole.digest == plan.problem_digest
        assert plan == each.plan
        report = check_plan(whole, plan, rules)
        assert report.violations == each.report.violations


@pytest.mark.parametrize("within", ["1-move", "2-substitute"])
def test_an_alternative_is_published_with_everything_kept(folder: Path, within: str) -> None:
    whole, rules, plan = read(folder / within)

    published = plan_semester(whole, rules, seconds=2, seed=1, workers=1, kept=plan)

    assert published.plan.fingerprint == plan.fingerprint


@pytest.mark.parametrize(
    "word", ["null", "false", "2027-01-04", "08:00", "a: b # c", "&x *x", " - ", 'Ås\n"x"', "~", ""]
)
def test_a_text_is_read_as_it_was_written_whatever_it_looks_like(word: str, tmp_path: Path) -> None:
    shared = [word, word]
    document: dict[str, object] = {"a": word, "b": {"c": shared, "d": shared, "e": None}}
    (tmp_path / "x.yaml").write_text(render_yaml(document, f"{word}\nto linjer"), "utf-8")

    assert read_source(tmp_path / "x.yaml").value == document


def test_the_scenario_is_written_with_the_plan_it_belongs_to(
    ours: Comparison, folder: Path
) -> None:
    document = read_source(folder / "scenario.yaml").value
    situation = ours.situation

    assert Scenario.model_validate(document) == situation.scenario.model_copy(
        update={"plan": situation.original.fingerprint}
    )


def test_the_message_and_the_page_are_those_of_the_comparison(
    ours: Comparison, folder: Path
) -> None:
    message = (folder / "1-move/message.txt").read_text(encoding="utf-8")

    assert message == message_of(ours.situation, ours.alternatives[0])
    assert (folder / "whatif.html").read_text(encoding="utf-8") == render_comparison(ours)


def test_the_facts_are_there_for_machines(ours: Comparison, folder: Path) -> None:
    facts = json.loads((folder / "whatif.json").read_text(encoding="utf-8"))

    moved, instead, again, _ = facts["alternatives"]
    assert facts["problem"] == "lillevik"
    assert facts["plan"] == ours.situation.original.fingerprint
    assert facts["forced"] == ["rt.vika.2"]
    assert [each["rule"] for each in facts["broken"]] == ["no_meeting_when_away"]
    assert (moved["policy"], moved["folder"], moved["proven"]) == ("move", "1-move", False)
    assert moved["figures"]["moved"] == 2
    assert moved["figures"]["knock_on"] == 1
    assert [(each["meeting"], each["forced"], each["late"]) for each in moved["changes"]] == [
        ("rt.vika.2", True, True),
        ("rt.nes.2", False, False),
    ]
    assert moved["changes"][0]["before"]["start"] == "2027-03-04T09:00:00+01:00"
    assert (instead["changes"][0]["joined"], instead["changes"][0]["left"]) == (
        ["ppt-02"],
        ["ppt-01"],
    )
    assert again["same_as"] == Policy.SUBSTITUTE
    # 128 before is what check says of the published plan: times, weekdays, spacing and travel.
    wishes = [moved["wishes"][name] for name in moved["wishes"]]
    assert sum(each["before"] for each in wishes) == moved["figures"]["wishes_before"]
    assert "keeps_published_plan" not in moved["wishes"]


def test_a_comparison_replaces_another_and_nothing_else(
    ours: Comparison, folder: Path, tmp_path: Path
) -> None:
    write_comparison(folder, ours)
    assert [each.name for each in tmp_path.iterdir()] == ["hva-om"]

    (folder / "1-move/notater.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"\(1-move/notater.txt\)"):
        write_comparison(folder, ours)
    assert (folder / "1-move/notater.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("there", "why"),
    [
        ("plan.json", "inneholder annet enn en semesterplan"),
        ("1-notater/plan.json", "(1-notater)"),
        ("scenario.yaml", "har ingen whatif.json"),
    ],
)
def test_a_folder_of_another_kind_is_left_alone(there: str, why: str, tmp_path: Path) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("x", encoding="utf-8")

    with pytest.raises(UnreadableInput) as caught:
        check_folder(tmp_path, WHATIF_FOLDER)

    assert why in str(caught.value)


def test_no_plan_is_written_over_a_comparison(folder: Path) -> None:
    with pytest.raises(UnreadableInput, match="inneholder annet enn en semesterplan"):
        check_folder(folder)
