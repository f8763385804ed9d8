"""The command line from outside: the settings of an installation."""

import json
from pathlib import Path

import pytest

from planner.commands.settings import settings_with
from tests.test_command_line import run

SECRET = "hemmelig7f3a"  # noqa: S105  it only looks like one


def test_settings_are_shown_with_their_sources(tmp_path: Path) -> None:
    (tmp_path / "vare.toml").write_text(
        f'database = "postgresql://plan:{SECRET}@base/plan"\nport = 8080\n', encoding="utf-8"
    )

    done = run("settings", "--file", "vare.toml", folder=tmp_path)
    machine = run("settings", "--file", "vare.toml", "--format=json", folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "port             8080" in done.stdout
    assert "(vare.toml:2)" in done.stdout
    facts = json.loads(machine.stdout)["settings"]
    assert facts["database"] == {
        "value": "postgresql://plan:***@base/plan",
        "source": "vare.toml:1",
    }
    assert SECRET not in done.stdout + machine.stdout


def test_faults_of_file_and_environment_end_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "semesterplan.toml").write_text("port = 0\nprot = 1\n", encoding="utf-8")
    monkeypatch.setenv("SEMESTERPLAN_HOST", "her")

    done = run("settings", folder=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [
        "semesterplan.toml:1",
        "semesterplan.toml:2",
        "SEMESTERPLAN_HOST",
    ]


def test_a_command_s_own_options_count_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEMESTERPLAN_DATABASE", "sqlite:///miljo.db")
    monkeypatch.setenv("SEMESTERPLAN_OFFICE", "miljo")

    chosen = settings_with(database="sqlite:///valg.db", office=None)

    assert (chosen.database, chosen.office) == ("sqlite:///valg.db", "miljo")
