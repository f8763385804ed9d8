"""What a plan can bear, as files."""

import json
from pathlib import Path

import pytest

from planner.application.contingency import Consequence
from planner.application.resiliencefolder import write_resilience
from planner.domain.errors import UnreadableInput
from tests.contingencies import FEBRUARY, JANUARY, UNMENDED, found

ONE = Consequence(broken=1, forced=1, restaffed=1)


def test_the_facts_are_whole_and_the_most_fragile_stand_first(tmp_path: Path) -> None:
    what = found({("ppt-01", JANUARY): None, ("helse-01", FEBRUARY): UNMENDED})

    write_resilience(tmp_path / "ut", what)

    facts = json.loads((tmp_path / "ut/resilience.json").read_text(encoding="utf-8"))
    assert {key: value for key, value in facts.items() if key != "people"} == {
        "problem": "lillevik",
        "problem_digest": what.plan.problem_digest,
        "plan": what.plan.fingerprint,
        "policy": "either",
        "today": "2026-12-01",
        "weeks": 4,
        "starts": ["2027-01-04", "2027-02-01"],
        "stopped": False,
    }
    nurse, first, _ = facts["people"]
    assert {key: value for key, value in nurse.items() if key != "absences"} == {
        "id": "helse-01",
        "unmended": 1,
        "knock_on": 1,
        "forced": 2,
    }
    assert nurse["absences"][1] == {
        "first_day": "2027-02-01",
        "last_day": "2027-02-26",
        "answer": "unmended",
        "proven": True,
        "broken": 2,
        "forced": 2,
        "knock_on": 1,
        "moved": 2,
        "restaffed": 0,
        "cancelled": 1,
        "unmet": ["Ressursteam, Vika skole: møte 2 av 2 har ikke fått plass i planen."],
    }
    assert first["absences"][0] == {
        "first_day": "2027-01-04",
        "last_day": "2027-01-29",
        "answer": "lost",
    }
    assert (tmp_path / "ut/resilience.html").read_text(encoding="utf-8").startswith("<!DOCTYPE")


def test_what_was_not_reached_is_said_to_be_so(tmp_path: Path) -> None:
    write_resilience(tmp_path / "ut", found({}, stop=lambda: True))

    facts = json.loads((tmp_path / "ut/resilience.json").read_text(encoding="utf-8"))
    assert facts["stopped"]
    assert {each["answer"] for who in facts["people"] for each in who["absences"]} == {
        "not_reached"
    }


def test_an_earlier_one_is_replaced_and_a_plan_is_left_alone(tmp_path: Path) -> None:
    write_resilience(tmp_path / "ut", found({}))
    write_resilience(tmp_path / "ut", found({("ppt-01", JANUARY): ONE}))
    assert "1 endring" in (tmp_path / "ut/resilience.html").read_text(encoding="utf-8")

    (tmp_path / "plan").mkdir()
    (tmp_path / "plan/plan.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnreadableInput):
        write_resilience(tmp_path / "plan", found({}))
    assert [each.name for each in (tmp_path / "plan").iterdir()] == ["plan.json"]
