"""``semesterplan db upgrade`` as its users run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import yaml

from planner.application.keyfile import seal_with
from planner.application.store.calendars import put_calendar
from planner.application.store.database import check_current, open_store
from planner.domain.problem import Problem
from tests.instances import document, plan
from tests.publications import NOON


def semesterplan(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run a command in a folder: its status, and what it says on both its outputs."""
    settings = {name: os.environ[name] for name in os.environ if "SEMESTERPLAN" not in name}
    run = subprocess.run(
        [sys.executable, "-m", "planner", *arguments],
        cwd=folder,
        env=settings | {"PYTHONPATH": str(Path(__file__).parents[1])} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout, run.stderr


def test_the_database_is_made_and_may_be_upgraded_again(address: str, tmp_path: Path) -> None:
    for _ in range(2):
        status, said, errors = semesterplan(tmp_path, "db", "upgrade", "--database", address)

        assert (status, errors) == (0, "")
        assert "klar til bruk" in said
    store = open_store(address)
    check_current(store)
    store.engine.dispose()


def test_without_more_it_is_a_file_where_the_program_is_started(tmp_path: Path) -> None:
    status, said, _ = semesterplan(tmp_path, "db", "upgrade", "--format", "json")

    assert status == 0
    assert json.loads(said)["database"] == "sqlite:///semesterplan.db"
    assert (tmp_path / "semesterplan.db").exists()


def test_the_settings_say_where_it_is(tmp_path: Path) -> None:
    address = "sqlite:///plan.db"

    status, _, errors = semesterplan(tmp_path, "db", "upgrade", SEMESTERPLAN_DATABASE=address)

    assert (status, errors) == (0, "")
    assert (tmp_path / "plan.db").exists()


def test_a_server_that_does_not_answer_is_told_in_one_line(tmp_path: Path) -> None:
    address = "postgresql://ppt:hemmelig@127.0.0.1:1/plan"

    status, said, errors = semesterplan(tmp_path, "db", "upgrade", "--database", address)

    assert (status, said) == (2, "")
    assert errors.count("\n") == 1
    assert "svarer ikke" in errors
    assert "hemmelig" not in errors


def test_the_help_names_what_there_is(tmp_path: Path) -> None:
    _, said, _ = semesterplan(tmp_path, "db", "--help")
    status, _, errors = semesterplan(tmp_path, "db", "ungrade")

    assert "upgrade" in said
    assert status == 2
    assert errors == "Kommandoen «ungrade» finnes ikke; mente du «upgrade»?\n"


def test_from_an_empty_folder_to_a_plan_published_for_an_office(tmp_path: Path) -> None:
    school = {"id": "rute", "municipality": "lillevik", "unit_types": ["primary"]}
    small = document(school_calendars=[school])
    made = plan(
        Problem.model_validate(small),
        {"rt.vika.1": "2027-02-02T09:00", "rt.vika.2": "2027-05-04T09:00"},
    )
    (tmp_path / "vika.yaml").write_text(yaml.safe_dump(small), encoding="utf-8")
    (tmp_path / "plan.json").write_text(made.model_dump_json(), encoding="utf-8")
    publish = ("publish", "vika.yaml", "plan.json", "--office", "ppt-vika")

    before = semesterplan(tmp_path, *publish)
    upgraded = semesterplan(tmp_path, "db", "upgrade")
    nobody = semesterplan(tmp_path, *publish)
    office = semesterplan(tmp_path, "db", "office", "ppt-vika", "PPT Vika")
    published = semesterplan(tmp_path, *publish, "--format", "json")
    nowhere = semesterplan(tmp_path, "publish", "vika.yaml", "plan.json")
    both = semesterplan(tmp_path, *publish, "-o", "mappe")
    overtaken = semesterplan(tmp_path, *publish, "--expect", "0")
    as_set = semesterplan(
        tmp_path, *publish[:3], "--expect", "1", "--page", "", SEMESTERPLAN_OFFICE="ppt-vika"
    )
    link = semesterplan(tmp_path, "subscribe", "ppt-01", "--office", "ppt-vika")

    assert before[0] == 2
    assert "semesterplan db upgrade" in before[2]
    assert upgraded[0] == office[0] == link[0] == 0
    assert nobody[0] == 2
    assert "«ppt-vika» finnes ikke i databasen" in nobody[2]
    assert (published[0], json.loads(published[1])["version"]) == (0, 1)
    for refused in (nowhere, both):
        assert refused[0] == 2
        assert "enten en mappe (-o MAPPE) eller et kontor" in refused[2]
    assert overtaken[0] == 2
    assert "Nyeste versjon er 1, ikke 0" in overtaken[2]
    assert as_set[0] == 0


def test_a_lost_key_is_told_and_given_up_on_purpose_only(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'vika.db'}"
    where, key = ("--database", address), tmp_path / "vika.key"
    for asked in (("upgrade",), ("office", "lillevik", "PPT")):
        assert semesterplan(tmp_path, "db", *asked, *where)[0] == 0
    store = open_store(address)
    calendar = "https://kalender.kommune.no/k.ics"
    put_calendar(store, "lillevik", "ppt-01", calendar, seal_with(key), by=None, at=NOON)
    key.unlink()
    export = ("export-person", "ppt-01", "--office", "lillevik", *where)

    refused = semesterplan(tmp_path, *export)
    unsure = semesterplan(tmp_path, "db", "new-key", *where)
    assert not key.exists()
    given_up = semesterplan(tmp_path, "db", "new-key", "--yes", *where)
    after = semesterplan(tmp_path, *export)

    assert refused[0] == 2
    assert "semesterplan db new-key" in refused[2]
    assert (unsure[0], "--yes" in unsure[2]) == (2, True)
    assert given_up[0] == 0, given_up[2]
    assert "lillevik/ppt-01" in given_up[1]
    assert after[0] == 0, after[2]
    assert json.loads(after[1])["calendars"] == []
