"""Choosing contacts from the command line: the table, the file, and the plan that is made of it."""

import json
from pathlib import Path

import pytest
import yaml

from tests.instances import document, person, unit
from tests.test_command_line import CALENDARS, run


def write(place: Path, **changes: object) -> None:
    """The minimal problem with two schools and no contacts in ``lillevik.yaml``."""
    people = [person("ppt-01"), person("ppt-02")]
    units = [unit("nes"), unit("vika")]
    two = document(school_calendars=CALENDARS, units=units, people=people, contacts={}) | changes
    (place / "lillevik.yaml").write_text(yaml.safe_dump(two), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path)
    return tmp_path


def contacts_in(file: Path) -> dict[str, str]:
    read = yaml.safe_load(file.read_text(encoding="utf-8"))["contacts"]
    return {unit: services["ppt"] for unit, services in read.items()}


def test_contacts_are_proposed_talked_about_and_planned_with(folder: Path) -> None:
    proposed = run("staff", "lillevik.yaml", "-o", "kontakter.yaml", folder=folder)
    contacts = contacts_in(folder / "kontakter.yaml")
    assert (proposed.returncode, proposed.stderr) == (0, "Skrev kontakter.yaml.\n")
    assert "2 av 2 kontaktoppdrag er dekket" in proposed.stdout
    assert sorted(contacts.values()) == ["ppt-01", "ppt-02"]

    # They agree to change: the file is edited, the table looked at again, and the dates set.
    text = (folder / "kontakter.yaml").read_text(encoding="utf-8")
    changed = text.replace(f"ppt: {contacts['nes']}", f"ppt: {contacts['vika']}")
    (folder / "kontakter.yaml").write_text(changed, encoding="utf-8")
    table = run("staff", "lillevik.yaml", "--contacts", "kontakter.yaml", folder=folder)
    assert "Nes skole, Vika skole" in table.stdout
    planned = run(
        "plan", "lillevik.yaml", "--contacts", "kontakter.yaml", "-o", "ut", "--seconds", "2",
        folder=folder,
    )  # fmt: skip

    assert planned.returncode == 0
    plan = json.loads((folder / "ut/plan.json").read_text(encoding="utf-8"))
    assert plan["contacts"] == {each: {"ppt": [contacts["vika"]]} for each in ("nes", "vika")}
    checked = run("check", "lillevik.yaml", "ut/plan.json", "--format", "json", folder=folder)
    report = json.loads((folder / "ut/report.json").read_text(encoding="utf-8"))
    assert json.loads(checked.stdout)["report"]["violations"] == report["violations"]
    assert report["notes"][0].startswith("2 kontakter som problemfilen ikke navngir, er fra filen")


def test_last_half_years_contacts_are_kept(folder: Path) -> None:
    last = {"problem": "lillevik-2026", "contacts": {"nes": {"ppt": "ppt-02"}}}
    (folder / "sist.json").write_text(json.dumps(last), encoding="utf-8")

    done = run("staff", "lillevik.yaml", "--last", "sist.json", "-o", "ny.yaml", folder=folder)

    assert contacts_in(folder / "ny.yaml") == {"nes": "ppt-02", "vika": "ppt-01"}
    assert "1 av 1 kontakter er de samme som forrige halvår; det er bevist" in done.stdout


def test_contacts_are_chosen_on_the_way_to_a_plan(folder: Path) -> None:
    done = run("plan", "lillevik.yaml", "-o", "ut", "--seconds", "2", folder=folder)

    assert done.returncode == 0
    plan = json.loads((folder / "ut/plan.json").read_text(encoding="utf-8"))
    assert {people[0] for each in plan["contacts"].values() for people in each.values()} == {
        "ppt-01", "ppt-02",
    }  # fmt: skip


def test_a_timetable_has_the_chosen_contacts(folder: Path) -> None:
    done = run("timetable", "lillevik.yaml", "-o", "timeplan.json", folder=folder)

    timetable = json.loads((folder / "timeplan.json").read_text(encoding="utf-8"))
    asked = [each["attendances"] for each in timetable["meetings"]]
    assert done.returncode == 0
    assert all(any("ppt-0" in str(attendance) for attendance in each) for each in asked)


def test_more_need_than_room_is_told_and_the_best_is_made_of_it(folder: Path) -> None:
    # 500 hours a unit; a position has 900 hours in the half-year, and half of them may be used.
    hours = {"hours_per_unit": 400, "most_percent": 50}
    write(folder, people=[person()], staffing={"services": {"ppt": hours}})

    proposed = run("staff", "lillevik.yaml", "--format", "json", folder=folder)
    planned = run("plan", "lillevik.yaml", "-o", "ut", "--seconds", "2", folder=folder)

    said = json.loads(proposed.stdout)
    assert (proposed.returncode, said["exit"]) == (1, 1)
    assert len(said["chosen"]) == len(said["uncovered"]) == 1
    assert planned.returncode == 1
    assert "4 av 4 møter har fått plass" in planned.stdout


def test_a_file_that_does_not_fit_is_refused(folder: Path) -> None:
    (folder / "feil.yaml").write_text("problem: storevik\ncontacts: {}\n", encoding="utf-8")

    done = run("plan", "lillevik.yaml", "--contacts", "feil.yaml", "-o", "ut", folder=folder)

    assert done.returncode == 2
    assert "feil.yaml:1: problem: Kontaktene er foreslått for «storevik»" in done.stderr
    assert not (folder / "ut").exists()


def test_a_file_that_cannot_be_written_is_told_before_the_work(folder: Path) -> None:
    done = run("staff", "lillevik.yaml", "-o", "finnes/ikke.yaml", folder=folder)

    assert (done.returncode, done.stdout) == (2, "")
    assert "finnes/ikke.yaml: Mappen" in done.stderr


def test_checking_warns_of_a_pinned_contact_who_may_not_serve_the_unit(folder: Path) -> None:
    write(folder, contacts={"vika": {"ppt": "ppt-01"}}, people=[
        person("ppt-01", serves=None), person("ppt-02"),
    ])  # fmt: skip
    run("plan", "lillevik.yaml", "-o", "ut", "--seconds", "1", folder=folder)

    checked = run("check", "lillevik.yaml", "ut/plan.json", folder=folder)

    assert checked.returncode == 0
    assert "PP-rådgiver 01 er satt opp som kontakt" in " ".join(checked.stdout.split())
