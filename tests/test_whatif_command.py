"""The command line from outside: what if."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml

from planner.domain.problem import Problem
from tests.comparisons import STARTS, two_schools
from tests.instances import plan
from tests.test_command_line import run

AWAY = ("--away", "ppt-01", "--from", "2027-03-01", "--to", "2027-03-05")
BY_HAND = ("--move", "rt.vika.2", "--to", "2027-03-11T09:00")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a problem and its published plan."""
    place = tmp_path_factory.mktemp("published")
    ours: Problem = two_schools()
    stated = ours.model_dump(mode="json", exclude_defaults=True)
    (place / "lillevik.yaml").write_text(yaml.safe_dump(stated), encoding="utf-8")
    (place / "plan.json").write_text(plan(ours, STARTS).model_dump_json(), encoding="utf-8")
    return place


def asked(*words: str, published: Path) -> subprocess.CompletedProcess[str]:
    today = ("--today", "2027-02-26", "--seconds", "20")
    return run("whatif", "lillevik.yaml", "plan.json", *today, *words, folder=published)


def test_the_alternatives_stand_side_by_side_and_one_of_them_can_be_published(
    published: Path,
) -> None:
    before = (published / "plan.json").read_bytes()

    done = asked(*AWAY, "-o", "ut", published=published)

    assert (done.returncode, done.stderr.strip()) == (
        0,
        "Skrev ut. Åpne ut/whatif.html i en nettleser for å sammenligne.",
    )
    assert done.stdout.startswith("Hva om: PP-rådgiver 01 er borte (Lillevik kommune")
    assert "Flytt  Stedfortreder    Begge deler  Med avlysning" in done.stdout
    assert (published / "plan.json").read_bytes() == before
    names = {each.name for each in (published / "ut").iterdir()}
    assert {"whatif.html", "whatif.json", "scenario.yaml", "1-move", "4-cancel"} <= names

    alternative = published / "ut/1-move"
    checked = run("check", "problem.yaml", "plan.json", folder=alternative)
    assert checked.returncode == 0
    to = ("-o", "../../neste")
    assert run("publish", "problem.yaml", "plan.json", *to, folder=alternative).returncode == 0
    starts, kept_starts = (
        [each["start"] for each in json.loads(path.read_bytes())["meetings"]]
        for path in (alternative / "plan.json", published / "neste/plan.json")
    )
    assert kept_starts == starts


def test_a_cancelled_meeting_stays_cancelled_when_the_rest_is_kept(published: Path) -> None:
    days = ("--away", "helse-01", "--from", "2027-02-27", "--to", "2027-06-18")
    asked(*days, "--policy", "cancel", "-o", "avlyst", published=published)

    alternative = published / "avlyst/1-cancel"
    stated = yaml.safe_load((alternative / "problem.yaml").read_text(encoding="utf-8"))
    kept = ("-o", "../../etter", "--keep", "plan.json", "--seconds", "0")
    again = run("plan", "problem.yaml", *kept, folder=alternative)

    assert stated["cancelled"] == ["rt.vika.2", "rt.nes.2"]
    assert again.returncode == 0
    after = json.loads((published / "etter/plan.json").read_bytes())
    assert {each["id"] for each in after["meetings"]} == {"rt.vika.1", "rt.nes.1"}


def test_a_meeting_is_moved_by_hand(published: Path) -> None:
    done = asked(*BY_HAND, "--policy", "move", published=published)

    assert done.returncode == 0
    assert "1 møte er flyttet for hånd. 1 møte kan ikke stå som nå." in done.stdout


def test_a_scenario_file_says_against_which_plan_it_was_made(published: Path) -> None:
    asked(*AWAY, "--policy", "move", "-o", "først", published=published)
    scenario = yaml.safe_load((published / "først/scenario.yaml").read_text(encoding="utf-8"))
    (published / "gammelt.yaml").write_text(
        yaml.safe_dump({**scenario, "plan": "0123456789ab"}, allow_unicode=True), encoding="utf-8"
    )

    same = asked("--scenario", "først/scenario.yaml", "--policy", "move", published=published)
    other = asked("--scenario", "gammelt.yaml", published=published)
    rebased = asked(
        *("--scenario", "gammelt.yaml", "--rebase", "--policy", "move"), published=published
    )

    assert same.returncode == rebased.returncode == 0
    assert other.returncode == 2
    assert "planversjon 0123456789ab" in other.stderr
    assert "--rebase" in other.stderr


def test_machines_get_the_same_as_json(published: Path) -> None:
    done = asked(*AWAY, "--policy", "substitute", "--format", "json", published=published)

    facts = json.loads(done.stdout)
    assert facts["exit"] == 0
    assert facts["forced"] == ["rt.vika.2"]
    (alternative,) = facts["alternatives"]
    assert alternative["policy"] == "substitute"
    assert alternative["proven"] is True


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Oppgi ett av disse: --scenario FIL, --away PERSON"),
        ((*AWAY, *BY_HAND[:2]), "Oppgi ett av disse: --scenario FIL, --away PERSON"),
        (AWAY[:2], "Til --away hører både --from DATO og --to DATO"),
        ((*BY_HAND, "--from", "2027-03-01"), "Til --move hører --to TIDSPUNKT"),
        (("--scenario", "x.yaml", "--to", "2027-03-01"), "i et scenario står dagene i filen"),
        (("--away", "ppt-1", *AWAY[2:]), "Personen «ppt-1» finnes ikke; mente du «ppt-01»?"),
        ((*AWAY[:3], "2026-03-01", *AWAY[4:]), "halvåret"),
        ((*AWAY, "--policy", "magi"), "--policy har en verdi som ikke kan brukes"),
        ((*AWAY, "--lock", "rt.vika.7"), "Møtet «rt.vika.7» har ingen plass i planen"),
    ],
)
def test_wrong_use_is_one_clear_sentence_and_changes_nothing(
    words: tuple[str, ...], sentence: str, published: Path
) -> None:
    done = asked(*words, "-o", "aldri", published=published)

    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (published / "aldri").exists()
