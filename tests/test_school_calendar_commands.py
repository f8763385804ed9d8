"""School calendars on the command line: out of a problem file, and in as lines to paste."""

from pathlib import Path

import pytest
import yaml

from tests.instances import document, unit
from tests.test_command_line import run

WINTER = {"name": "Vinterferie", "first_day": "2027-02-22", "last_day": "2027-02-26"}
PLANNING = {"name": "Planleggingsdag", "first_day": "2027-03-05"}
SPRING = ("--from", "2027-01-04", "--to", "2027-06-18")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the minimal problem, a holiday in its school calendar and a planning day."""
    calendar = {"id": "skolerute", "municipality": "lillevik", "unit_types": ["primary"]}
    small = document(
        school_calendars=[calendar | {"closed": [WINTER]}],
        units=[unit(planning_days=[PLANNING])],
    )
    (tmp_path / "lillevik.yaml").write_text(yaml.safe_dump(small), encoding="utf-8")
    return tmp_path


def test_what_is_written_is_read_again(folder: Path) -> None:
    out = run("school-calendar", "lillevik.yaml", "-o", "rute.ics", folder=folder)
    back = run("closed-days", "rute.ics", *SPRING, "-o", "rute.yaml", folder=folder)

    assert (out.returncode, out.stdout, out.stderr) == (0, "", "Skrev rute.ics.\n")
    assert (back.returncode, back.stdout, back.stderr) == (0, "", "Skrev rute.yaml.\n")
    lines = (folder / "rute.yaml").read_text(encoding="utf-8")
    assert "  - {name: Vinterferie, first_day: 2027-02-22, last_day: 2027-02-26}\n" in lines
    assert "Skjærtorsdag, Langfredag, Første påskedag" in lines
    assert len(yaml.safe_load(lines)["closed"]) == 1


def test_a_units_days_go_to_the_screen_as_calendars_are_sent(folder: Path) -> None:
    out = run("school-calendar", "lillevik.yaml", "--unit", "vika", folder=folder)

    assert out.stdout.startswith("BEGIN:VCALENDAR")
    assert "SUMMARY:Planleggingsdag" in out.stdout
    again = run("school-calendar", "lillevik.yaml", "--unit", "vika", folder=folder)
    assert again.stdout == out.stdout


def test_holidays_and_planning_days_can_be_asked_for(folder: Path) -> None:
    run("school-calendar", "lillevik.yaml", "--unit", "vika", "-o", "vika.ics", folder=folder)

    words = ("--holidays", "--planning-days", "--language", "nn")
    back = run("closed-days", "vika.ics", *SPRING, *words, folder=folder)

    days = [each["name"] for each in yaml.safe_load(back.stdout)["planning_days"]]
    assert days == [
        "Vinterferie", "Planleggingsdag", "Skjærtorsdag", "Langfredag", "Andre påskedag",
        "Kristi himmelfartsdag", "17. mai og andre pinsedag",
    ]  # fmt: skip
    assert back.stdout.startswith("# Lim inn ved eininga, under units.\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("school-calendar", "lillevik.yaml", "--unit", "vik"), "mente du «vika»?"),
        (
            ("closed-days", "lillevik.yaml"),
            "lillevik.yaml: Filen har ingen kalender (BEGIN:VCALENDAR)",
        ),
        (("closed-days", "rute.ics"), "rute.ics: Filen finnes ikke; se over navnet og mappen."),
        (
            ("closed-days", "x", "--from", "2027-02-01", "--to", "2027-01-01"),
            "--to (2027-01-01) er før --from (2027-02-01); bytt dem om.",
        ),
        (("closed-days", "x", "--language", "en"), "--language har en verdi som ikke kan brukes"),
    ],
)
def test_a_mistake_is_told_with_its_way_out(
    words: tuple[str, ...], sentence: str, folder: Path
) -> None:
    done = run(*words, folder=folder)

    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr


def test_the_calendar_that_is_read_is_not_overwritten(folder: Path) -> None:
    run("school-calendar", "lillevik.yaml", "-o", "rute.ics", folder=folder)

    lost = run("closed-days", "rute.ics", "-o", "rute.ics", folder=folder)

    assert lost.returncode == 2
    assert "Denne filen er inndata" in lost.stderr
