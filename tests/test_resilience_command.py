"""The command line from outside: what a plan can bear."""

import json
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.instances import document, person, plan, problem, series, unit
from tests.test_command_line import CALENDARS, CHECKOUT, COMMAND, run

SMALL = document(
    units=[unit(), unit("nes")],
    people=[person("ppt-01"), person("ppt-02"), person("helse-01")],
    contacts={
        "vika": {"ppt": "ppt-01", "helse": "helse-01"},
        "nes": {"ppt": "ppt-02", "helse": "helse-01"},
    },
    school_calendars=CALENDARS,
    series=[
        series(
            frequency={"per_half_year": 1},
            window={"first_day": "2027-03-01", "last_day": "2027-03-26"},
            attendance=[{"contact": "ppt"}, {"contact": "helse"}],
        )
    ],
)
"""Nobody can come instead of the only nurse, and both meetings must be held in March."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a problem and its published plan."""
    place = tmp_path_factory.mktemp("published")
    (place / "lillevik.yaml").write_text(yaml.safe_dump(SMALL), encoding="utf-8")
    made = plan(problem(**SMALL), {"rt.vika.1": "2027-03-02T09:00", "rt.nes.1": "2027-03-09T09:00"})
    (place / "plan.json").write_text(made.model_dump_json(), encoding="utf-8")
    return place


def asked(*words: str, published: Path) -> subprocess.CompletedProcess[str]:
    return run(
        *("resilience", "lillevik.yaml", "plan.json", "--today", "2026-12-01"),
        *("--from", "2027-03-01", *words),
        folder=published,
    )


def test_what_cannot_be_mended_gives_status_1_and_a_folder(published: Path) -> None:
    done = asked("--every", "26", "--workers", "2", "-o", "ut", published=published)

    # Each of the advisers can come instead of the other; the nurse is away all of March.
    assert (done.returncode, done.stderr) == (1, "")
    assert "0 av dem endrer ingenting, 2 lar seg ordne, og 1 lar seg ikke ordne helt." in (
        done.stdout
    )
    assert sorted(each.name for each in (published / "ut").iterdir()) == [
        "resilience.html",
        "resilience.json",
    ]


def test_the_same_is_told_to_machines_however_many_processes_there_are(published: Path) -> None:
    one, two = (
        json.loads(
            asked(
                "--weeks", "1", "--every", "3", "--workers", number, "--format", "json",
                published=published,
            ).stdout
        )
        for number in ("1", "2")
    )  # fmt: skip

    assert one.pop("seconds") >= 0
    assert two.pop("seconds") >= 0
    assert one == two
    assert (one["exit"], one["weeks"], one["starts"][:2]) == (0, 1, ["2027-03-01", "2027-03-22"])
    assert {each["answer"] for who in one["people"] for each in who["absences"]} == {"mended"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--policy", "hope"), "--policy har en verdi som ikke kan brukes"),
        (("--from", "1. mars"), "--from har en verdi som ikke kan brukes"),
        (("--weeks", "20"), "har ikke 20 hele uker fra en mandag 1. mars eller senere"),
        (("-o", "."), "Mappen inneholder annet enn en semesterplan"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_asked(
    words: tuple[str, ...], told: str, published: Path
) -> None:
    done = asked(*words, published=published)

    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_with_ctrl_c_on_a_terminal_what_is_known_so_far_is_told(published: Path) -> None:
    ours, theirs = pty.openpty()
    words = ("resilience", "lillevik.yaml", "plan.json", "--today", "2026-12-01")
    with subprocess.Popen(
        [*COMMAND, *words, "--weeks", "1", "--every", "1"],
        cwd=published,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
        start_new_session=True,
    ) as command:
        os.close(theirs)
        shown = b""
        while b" unders" not in shown:
            shown += os.read(ours, 1024)
        os.killpg(command.pid, signal.SIGINT)
        told, _ = command.communicate()
        os.close(ours)

    assert command.returncode in {0, 1}
    assert "fravær er undersøkt" in told
    assert b"Traceback" not in shown
