"""A history on disk: every version as it was published, and what is made of those that stand."""

import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from planner.application.publicationfolder import read_history
from planner.application.results import write_folder
from planner.application.versiondocument import render_version
from planner.domain.errors import UnreadableInput
from planner.domain.plan import Plan
from tests.instances import problem
from tests.publications import NOON, contents, every_feed, planned, publish_to, twice_published


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where two versions are published, the first one with a note."""
    return twice_published(tmp_path / "publisert")


def refusal(folder: Path) -> list[str]:
    """What is told when a version is published to a folder, which is left as it was."""
    before = contents(folder)
    with pytest.raises(UnreadableInput) as refused:
        publish_to(folder, planned(18))
    assert contents(folder) == before
    return [fault.text("nb") for fault in refused.value.faults]


def test_a_folder_has_every_version_and_what_is_made_of_the_newest(folder: Path) -> None:
    files = contents(folder)
    history = read_history(folder)

    assert sorted(files) == [
        "feeds/ppt-01.frister.ics", "feeds/ppt-01.ics", "feeds/ppt.frister.ics", "feeds/ppt.ics",
        "feeds/rt.serie.frister.ics", "feeds/rt.serie.ics", "feeds/vika.frister.ics",
        "feeds/vika.ics", "plan.json", "problem.yaml", "report.html", "report.json",
        "versions/0001.json", "versions/0002.json",
    ]  # fmt: skip
    assert [(each.number, each.note, each.plan) for each in history.versions] == [
        (1, "Klar", planned(4)),
        (2, "", planned(11)),
    ]
    assert Plan.model_validate_json(files["plan.json"]) == planned(11)
    assert files["problem.yaml"].startswith(b"# Problemet som versjon 2 er en plan for")
    assert [each.name for each in folder.parent.iterdir()] == ["publisert"]


def test_the_feeds_are_those_of_the_history_on_the_day(folder: Path) -> None:
    feeds = every_feed(read_history(folder), NOON.date())

    there = {path: each for path, each in contents(folder).items() if path.startswith("feeds/")}
    assert there == {f"feeds/{name}.ics": feed for name, feed in feeds.items()}
    assert b"20270511T090000" in there["feeds/ppt-01.ics"]


def test_earlier_versions_stay_as_they_were_byte_for_byte(folder: Path) -> None:
    before = contents(folder)

    publish_to(folder, planned(18))

    after = contents(folder)
    for version in ("versions/0001.json", "versions/0002.json"):
        assert after[version] == before[version]
    assert len(read_history(folder).versions) == 3


def test_the_very_same_leaves_the_folder_alone(folder: Path) -> None:
    before = folder.stat().st_ino, contents(folder)

    again = publish_to(folder, planned(11))

    assert (again.published, again.stands) == (False, True)
    assert (folder.stat().st_ino, contents(folder)) == before


def test_a_version_is_read_as_it_was_written(folder: Path) -> None:
    # A version is written once: its file must be read alike by everyone who comes later.
    history = read_history(folder)

    for version in history.versions:
        written = (folder / f"versions/{version.number:04}.json").read_bytes()
        assert render_version(version) == written
        document = json.loads(written)
        canonical = json.dumps(
            document["version"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert document["digest"] == sha256(canonical.encode()).hexdigest()
        assert document["format"] == 1


DAMAGED = (
    "versions/0001.json: Versjonen er ødelagt eller endret etter at den ble publisert; hent den "
    "fram igjen fra en sikkerhetskopi."
)


@pytest.mark.parametrize(
    "damaged",
    [
        lambda file: file.replace(b"2027-05-04", b"2027-05-05"),
        lambda file: file.replace(b'"note":"Klar"', b'"note":"Klart"'),
        lambda file: file[:-200],
        lambda _: b"",
        lambda _: b"[]",
        lambda _: b"null",
        lambda _: b"\xff",
        lambda _: 100_000 * b"[",
        lambda _: b'{"digest":"","format":1,"version":"\\ud800"}',
    ],
    ids=["moved", "note", "cut off", "empty", "list", "null", "no text", "deep", "half a letter"],
)
def test_a_version_that_was_changed_or_damaged_is_told(
    damaged: Callable[[bytes], bytes], folder: Path
) -> None:
    file = folder / "versions/0001.json"
    file.write_bytes(damaged(file.read_bytes()))

    assert refusal(folder) == [DAMAGED]
    with pytest.raises(UnreadableInput, match="ødelagt eller endret"):
        read_history(folder)


def test_a_version_in_the_place_of_another_is_told(folder: Path) -> None:
    (folder / "versions/0001.json").write_bytes((folder / "versions/0002.json").read_bytes())

    assert refusal(folder) == [DAMAGED]


def test_a_version_that_is_gone_is_told(folder: Path) -> None:
    publish_to(folder, planned(18))
    (folder / "versions/0002.json").unlink()

    assert refusal(folder) == [
        "versions/0002.json: Versjon 2 mangler; hent filen fram igjen fra en sikkerhetskopi."
    ]


def test_versions_that_do_not_follow_each_other_are_told(folder: Path) -> None:
    first, _ = read_history(folder).versions
    later = first.model_copy(update={"published_at": NOON + timedelta(days=1)})
    (folder / "versions/0001.json").write_bytes(render_version(later))

    assert refusal(folder) == [
        "versions: Versjonene følger ikke på hverandre; hent dem fram igjen fra en sikkerhetskopi."
    ]


def test_a_version_of_a_newer_program_is_told(folder: Path) -> None:
    newer = '{"digest":"","format":2,"version":{}}'
    (folder / "versions/0002.json").write_text(newer, encoding="utf-8")

    (sentence,) = refusal(folder)
    assert sentence.startswith("versions/0002.json: Versjonen er publisert med en nyere utgave av")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"notater.txt": b"mine"}, "inneholder annet enn en semesterplan (notater.txt)"),
        ({"plan.json": b"x", "report.html": b"x"}, "har ingen versions/0001.json"),
        ({"versions/notater.json": b"mine"}, "annet enn en semesterplan (versions/notater.json)"),
    ],
    ids=["somebody else's", "a draft", "notes beside the versions"],
)
def test_another_folder_is_left_alone(files: dict[str, bytes], told: str, tmp_path: Path) -> None:
    there = tmp_path / "der"
    there.mkdir()
    for name, content in files.items():
        (there / name).parent.mkdir(exist_ok=True)
        (there / name).write_bytes(content)

    (sentence,) = refusal(there)
    assert told in sentence


def test_a_draft_does_not_take_the_place_of_what_is_published(folder: Path) -> None:
    before = contents(folder)

    with pytest.raises(UnreadableInput, match="inneholder annet enn en semesterplan"):
        write_folder(folder, {"plan.json": b"{}"})

    assert contents(folder) == before


def test_nothing_is_published_where_nothing_was(tmp_path: Path) -> None:
    for there in (tmp_path, tmp_path / "borte", tmp_path / "borte/vekk"):
        with pytest.raises(UnreadableInput, match="Her er ingenting publisert"):
            read_history(there)


def test_two_half_years_stand_side_by_side(folder: Path) -> None:
    autumn = {"name": "Høst 2027", "first_day": "2027-08-16", "last_day": "2027-12-17"}

    done = publish_to(folder, planned(4), ours=problem(id="lillevik-h27", semester=autumn))

    assert done.before is None
    assert [each.problem.id for each in read_history(folder).current] == [
        "lillevik", "lillevik-h27",
    ]  # fmt: skip


def test_what_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "versions/0003.json").mkdir()

    with pytest.raises(UnreadableInput, match="Det som er publisert her, kan ikke leses"):
        read_history(folder)


def test_a_kill_between_the_renames_of_a_system_that_cannot_swap_loses_no_version(
    folder: Path,
) -> None:
    aside = folder.with_name(f".{folder.name}.4711.semesterplan.old")
    folder.rename(aside)

    publish_to(folder, planned(18))

    assert [version.number for version in read_history(folder).versions] == [1, 2, 3]
    assert not aside.exists()
