"""The next half-year from the command line: what is kept of the plan of this one."""

import json
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from tests.instances import document
from tests.test_command_line import CALENDARS, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the minimal problem in ``lillevik.yaml``."""
    small = document(school_calendars=CALENDARS)
    (tmp_path / "lillevik.yaml").write_text(yaml.safe_dump(small), encoding="utf-8")
    return tmp_path


def met(*days: str, folder: Path) -> str:
    """The name of last half-year's plan, in which Vika met on some days."""
    meetings = [{"id": f"rt.vika.{number}", "start": day} for number, day in enumerate(days, 1)]
    (folder / "sist.json").write_text(json.dumps({"meetings": meetings}), encoding="utf-8")
    return "sist.json"


def test_meetings_keep_weekday_and_time_of_last_half_year(folder: Path) -> None:
    wednesdays = met("2026-09-02T13:30", "2026-12-02T13:30", folder=folder)

    done = run(
        "plan", "lillevik.yaml", "--last", wednesdays, "-o", "ut", "--seconds", "2", folder=folder
    )

    assert done.returncode == 0
    plan = json.loads((folder / "ut/plan.json").read_text(encoding="utf-8"))
    starts = [datetime.fromisoformat(meeting["start"]) for meeting in plan["meetings"]]
    assert [f"{start:%A %H:%M}" for start in starts] == ["Wednesday 13:30"] * 2


def test_a_check_counts_the_rhythm_when_it_is_told_of_it(folder: Path) -> None:
    mondays = met("2026-09-07T08:00", "2026-12-07T08:00", folder=folder)
    problem = yaml.safe_load((folder / "lillevik.yaml").read_text(encoding="utf-8"))
    problem["last_rhythm"] = {"rt.vika": {"weekday": "wednesday", "start": "13:30"}}
    (folder / "onsdag.yaml").write_text(yaml.safe_dump(problem), encoding="utf-8")
    assert run("plan", "onsdag.yaml", "-o", "ut", "--seconds", "2", folder=folder).returncode == 0

    def cost(*words: str) -> int:
        done = run("check", *words, "ut/plan.json", "--format", "json", folder=folder)
        by_rule = json.loads(done.stdout)["report"]["cost"]["by_rule"]
        return int(by_rule.get("rhythm_of_last_half_year", 0))

    assert cost("onsdag.yaml") == 0
    assert cost("lillevik.yaml") == 0
    # Two meetings, each on another weekday (2) and at another time (1), at 3 · 2.
    assert cost("--last", mondays, "lillevik.yaml") == 36
