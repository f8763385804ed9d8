"""The key file: made once, its owner's alone, and told when it is not what it should be."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from planner.application.keyfile import key_file_of, seal_with
from planner.domain.errors import CannotWrite, UnreadableInput

START = (
    "import sys; from pathlib import Path; from planner.application.keyfile import seal_with; "
    "print(seal_with(Path(sys.argv[1])).key_for('test').hex())"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "semesterplan.key"


def test_it_stands_beside_the_database_unless_somebody_says_where() -> None:
    assert key_file_of(Path("data/semesterplan.db"), None) == Path("data/semesterplan.key")
    assert key_file_of(Path("data/semesterplan.db"), "/etc/plan.key") == Path("/etc/plan.key")
    assert key_file_of(None, "/etc/plan.key") == Path("/etc/plan.key")


def test_a_database_on_a_server_has_no_folder_for_it() -> None:
    with pytest.raises(UnreadableInput, match=r"key_file: .*innstillingen key_file"):
        key_file_of(None, None)


def test_it_is_made_once_and_its_owners_alone(file: Path) -> None:
    made = seal_with(file)

    assert seal_with(file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_two_are_not_the_same(tmp_path: Path) -> None:
    closed = seal_with(tmp_path / "one").close("hemmelig", "test")

    assert seal_with(tmp_path / "other").open(closed, "test") is None
    assert seal_with(tmp_path / "one").open(closed, "test") == "hemmelig"


def test_those_who_start_at_once_have_the_same(file: Path) -> None:
    asked = [sys.executable, "-c", START, str(file)]
    runs = [Popen(asked, stdout=PIPE, text=True) for _ in range(4)]

    assert len({run.communicate()[0] for run in runs}) == 1
    assert [run.returncode for run in runs] == [0] * 4


@pytest.mark.parametrize("content", ["", "kort\n", "%%%", "æ" * 44, "A" * 40_000, "A" * 88])
def test_what_is_no_key_is_told_and_left_alone(file: Path, content: str) -> None:
    file.write_text(content)
    file.chmod(0o600)

    with pytest.raises(UnreadableInput, match=r"semesterplan\.key: Dette er ingen nøkkelfil"):
        seal_with(file)
    assert file.read_text() == content


@pytest.mark.parametrize("rights", [0o604, 0o602])
def test_one_that_anybody_may_read_or_change_is_not_used(file: Path, rights: int) -> None:
    seal_with(file)
    file.chmod(rights)

    with pytest.raises(UnreadableInput, match="chmod o="):
        seal_with(file)


def test_a_group_may_read_it(file: Path) -> None:
    made = seal_with(file)
    file.chmod(0o440)

    assert seal_with(file) == made


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    file.mkdir()

    with pytest.raises(UnreadableInput, match="Nøkkelfilen kan ikke leses"):
        seal_with(file)


def test_a_link_to_nothing_is_told(file: Path) -> None:
    file.symlink_to(file.with_name("elsewhere"))

    with pytest.raises(UnreadableInput, match="Nøkkelfilen kan ikke leses"):
        seal_with(file)


def test_where_nothing_can_be_written_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"nowhere/semesterplan\.key"):
        seal_with(tmp_path / "nowhere" / "semesterplan.key")
