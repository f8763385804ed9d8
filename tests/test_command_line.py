"""The command line from outside: what is written where, and the exit status."""

import json
import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest
import yaml

from planner.engine.evaluate import evaluate
from planner.engine.timetable_json import read_placements, read_timetable
from tests.instances import document, person

CHECKOUT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "planner"]
CALENDARS = [{"id": "skolerute", "municipality": "lillevik", "unit_types": ["primary"]}]

STRANGER = {"id": "ppt-9", "service": "ppt", "attendance": "required"}


def run(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the minimal problem in ``lillevik.yaml``."""
    small = document(school_calendars=CALENDARS)
    (tmp_path / "lillevik.yaml").write_text(yaml.safe_dump(small), encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the minimal problem has been planned."""
    place = tmp_path_factory.mktemp("planned")
    small = document(school_calendars=CALENDARS)
    (place / "lillevik.yaml").write_text(yaml.safe_dump(small), encoding="utf-8")
    done = run("plan", "lillevik.yaml", "-o", "ut", "--seconds", "6", folder=place)
    assert done.returncode == 0
    assert done.stderr.splitlines()[-2:] == [
        "Skrev ut. Åpne ut/report.html i en nettleser for å se planen.",
        "Publiser den med «semesterplan publish lillevik.yaml ut/plan.json -o MAPPE».",
    ]
    assert "2 av 2 møter har fått plass." in done.stdout
    return place


def test_a_plan_is_written_with_all_its_files(planned: Path) -> None:
    files = {str(file.relative_to(planned / "ut")) for file in (planned / "ut").rglob("*")}

    assert files == {"plan.json", "report.json", "report.html"}  # a draft has no feeds
    plan = json.loads((planned / "ut/plan.json").read_text(encoding="utf-8"))
    assert plan["meetings"][0].keys() == {
        "id", "series", "title", "start", "end", "place", "units", "people", "room",
    }  # fmt: skip
    report = json.loads((planned / "ut/report.json").read_text(encoding="utf-8"))
    assert report["requirements_broken"] == 0
    assert report["bound"] == report["cost"]["total"]


def test_a_plan_is_checked_as_it_was_made(planned: Path) -> None:
    done = run("check", "lillevik.yaml", "ut/plan.json", "--format", "json", folder=planned)

    made = json.loads((planned / "ut/report.json").read_text(encoding="utf-8"))
    told = json.loads(done.stdout)
    assert (done.returncode, told["exit"]) == (0, 0)
    of_the_solve = dict.fromkeys(("bound", "seconds", "seed", "finished"))
    assert told["report"] == {**made, **of_the_solve}


def test_a_plan_that_breaks_a_requirement_ends_with_1(planned: Path) -> None:
    changed = json.loads((planned / "ut/plan.json").read_text(encoding="utf-8"))
    changed["meetings"][0]["people"] = []
    (planned / "endret.json").write_text(json.dumps(changed), encoding="utf-8")

    done = run("check", "lillevik.yaml", "endret.json", folder=planned)

    assert done.returncode == 1
    assert "\n- " in done.stdout


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "rt.nes.1"}, "Problemet har ikke noe møte «rt.nes.1»"),
        ({"id": "rt.vika.2"}, "Møtet «rt.vika.2» står to ganger i planen"),
        ({"end": "2027-12-01T10:00:00+01:00"}, "skal vare 90 minutter"),
        ({"units": []}, "er for enhetene [vika]"),
        ({"place": "nes"}, "holdes på «vika»"),
        ({"people": [STRANGER]}, "ingen person «ppt-9»"),
        ({"start": "i morgen"}, "er ikke et tidspunkt"),
    ],
)  # fmt: skip
def test_a_plan_of_something_else_is_refused(
    change: dict[str, object], told: str, planned: Path
) -> None:
    plan = json.loads((planned / "ut/plan.json").read_text(encoding="utf-8"))
    first = next(meeting for meeting in plan["meetings"] if meeting["id"] == "rt.vika.1")
    first |= change
    (planned / "feil.json").write_text(json.dumps(plan, indent=1), encoding="utf-8")

    done = run("check", "lillevik.yaml", "feil.json", folder=planned)

    assert done.returncode == 2
    assert done.stderr.startswith("feil.json:")
    assert told in done.stderr


def test_requirements_that_cannot_hold_end_with_1_and_a_plan(folder: Path) -> None:
    away = {"first_day": "2027-01-01", "last_day": "2027-12-31"}
    small = document(school_calendars=CALENDARS, people=[person(absences=[away])])
    (folder / "fravaer.yaml").write_text(yaml.safe_dump(small), encoding="utf-8")

    done = run(
        "plan", "fravaer.yaml", "-o", "ut", "--seconds", "1", "--format", "json", folder=folder
    )

    told = json.loads(done.stdout)
    assert (done.returncode, told["exit"], told["unplaced"]) == (1, 1, 2)
    assert told["meaning"] == "Noen krav er ikke oppfylt."
    assert json.loads((folder / "ut/plan.json").read_text())["unplaced"][0]["reasons"]
    assert done.stderr == ""


def test_faults_go_to_a_machine_as_json_and_nothing_is_written(folder: Path) -> None:
    (folder / "feil.yaml").write_text("id: X\n", encoding="utf-8")

    done = run("plan", "feil.yaml", "-o", "ut", "--format", "json", folder=folder)

    told = json.loads(done.stdout)
    assert (done.returncode, told["exit"]) == (2, 2)
    where = [(fault["file"], fault["line"], fault["path"]) for fault in told["faults"]]
    assert ("feil.yaml", 1, ["id"]) in where
    assert sorted(file.name for file in folder.iterdir()) == ["feil.yaml", "lillevik.yaml"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Kommandoen mangler; velg blant plan, staff, check"),
        ("plann", "Kommandoen «plann» finnes ikke; mente du «plan»?"),
        ("plan", "PROBLEM mangler"),
        ("plan lillevik.yaml", "--output mangler"),
        ("plan lillevik.yaml -o", "Valget -o er brukt feil"),
        ("plan lillevik.yaml -o ut --secnds 3", "mente du «--seconds»?"),
        ("plan lillevik.yaml -o ut --seconds nan", "--seconds har en verdi som ikke kan brukes"),
        ("plan lillevik.yaml -o ut --workers 0", "--workers har en verdi som ikke kan brukes"),
        ("plan lillevik.yaml ekstra -o ut", "Det er for mange argumenter"),
        ("plan nei.yaml -o ut", "nei.yaml: Filen finnes ikke"),
        ("plan lillevik.yaml -o lillevik.yaml", "Her ligger det en fil"),
        ("plan lillevik.yaml -o .", "annet enn en semesterplan (lillevik.yaml)"),
        ("example gjerstd", "mente du «gjerstad»?"),
        ("example oslo --half-year 2026-autumn", "det finnes bare for 2027-spring."),
        ("timetable lillevik.yaml -o nei/ut.json", "finnes ikke; lag den først"),
        ("solve-timetable lillevik.yaml -o ut.json", "Filen er ikke gyldig JSON"),
    ],
)
def test_wrong_use_ends_with_2_and_the_way_out(words: str, told: str, folder: Path) -> None:
    done = run(*words.split(), folder=folder)

    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert [file.name for file in folder.iterdir()] == ["lillevik.yaml"]


def test_help_is_norwegian() -> None:
    for command in ("", "plan", "check", "example", "schema", "timetable", "solve-timetable"):
        done = run(*command.split(), "--help", folder=CHECKOUT)
        assert done.returncode == 0
        assert done.stdout.startswith("Bruk: semesterplan ")
        assert not [
            word for word in ("Usage", "Options", "Show", "required") if word in done.stdout
        ]


def test_an_example_fits_the_schema(folder: Path) -> None:
    assert run("schema", "-o", "skjema.json", folder=folder).returncode == 0
    assert run("example", "gjerstad", "-o", "g.yaml", folder=folder).returncode == 0

    schema = json.loads((folder / "skjema.json").read_text(encoding="utf-8"))
    example = yaml.safe_load((folder / "g.yaml").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json.dumps(example, default=str)), schema)
    small = document(school_calendars=CALENDARS, rules={"same_time": {"weight": "high"}})
    jsonschema.validate(small, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**small, "rules": {"same_time": {"weight": "stor"}}}, schema)


def test_a_stranger_can_solve_the_bare_timetable(folder: Path) -> None:
    assert run("timetable", "lillevik.yaml", "-o", "t.json", folder=folder).returncode == 0

    done = run("solve-timetable", "t.json", "-o", "p.json", "--seconds", "1", folder=folder)

    assert done.returncode == 0
    placements = json.loads((folder / "p.json").read_text(encoding="utf-8"))["placements"]
    assert placements.keys() == {"rt.vika.1", "rt.vika.2"}


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_who_is_asked_to_stop_writes_the_best_so_far(asked: signal.Signals, folder: Path) -> None:
    run("example", "baerum", "-o", "baerum.yaml", folder=folder)
    leader, follower = pty.openpty()
    planning = subprocess.Popen(
        [*COMMAND, "plan", "baerum.yaml", "-o", "ut", "--seconds", "300", "--workers", "1"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT), "TERM": "xterm", "COLUMNS": "120"},
        stdout=subprocess.PIPE,
        stderr=follower,
    )
    os.close(follower)
    seen = b""
    while b": 550 av 550" not in seen:
        seen += os.read(leader, 4096)
    planning.send_signal(asked)
    try:
        while part := os.read(leader, 4096):
            seen += part
    except OSError:  # the other end is closed
        pass
    planning.communicate()
    os.close(leader)

    assert planning.returncode == 0
    assert "Stoppet før tiden".encode() in seen
    assert not json.loads((folder / "ut/report.json").read_text(encoding="utf-8"))["finished"]
    assert len(json.loads((folder / "ut/plan.json").read_text(encoding="utf-8"))["meetings"]) == 550


def killed_when_there(file: Path, *words: str) -> None:
    """Start a command and kill it as soon as it has written the file."""
    with subprocess.Popen(
        [*COMMAND, *words, "--seconds", "300", "--workers", "1"],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as working:
        while not file.exists():
            with suppress(subprocess.TimeoutExpired):
                pytest.fail(f"It ended by itself, with {working.wait(0.05)}.")
        working.kill()


def test_a_kill_leaves_the_best_plan_so_far(folder: Path) -> None:
    problem, target = str(folder / "skien.yaml"), folder / "ut"
    run("example", "skien", "-o", problem, folder=folder)

    killed_when_there(target / "plan.json", "plan", problem, "-o", str(target))

    checked = run("check", problem, target / "plan.json", "--format", "json", folder=folder)
    report = json.loads((target / "report.json").read_text(encoding="utf-8"))
    found = json.loads(checked.stdout)["report"]
    assert checked.returncode in {0, 1}
    assert (found["cost"], found["violations"]) == (report["cost"], report["violations"])
    assert report["finished"] is False
    assert "Letingen var ikke ferdig" in (target / "report.html").read_text(encoding="utf-8")


def test_a_kill_leaves_the_best_placements_so_far(folder: Path) -> None:
    timetable, placements = str(folder / "t.json"), folder / "p.json"
    run("example", "skien", "-o", "skien.yaml", folder=folder)
    run("timetable", "skien.yaml", "-o", timetable, folder=folder)

    killed_when_there(placements, "solve-timetable", timetable, "-o", str(placements))

    bare = read_timetable(Path(timetable).read_text(encoding="utf-8"))
    written = placements.read_text(encoding="utf-8")
    seen = evaluate(bare, read_placements(written))
    assert (seen.broken, seen.total) == ({}, json.loads(written)["total"])


def test_a_pipe_is_given_the_answer_alone(folder: Path) -> None:
    assert run("timetable", "lillevik.yaml", "-o", "t.json", folder=folder).returncode == 0

    done = run("solve-timetable", "t.json", "-o", "/dev/stdout", "--seconds", "1", folder=folder)

    assert json.loads(done.stdout)["placements"].keys() == {"rt.vika.1", "rt.vika.2"}
