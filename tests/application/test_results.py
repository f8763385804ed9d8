"""A result folder is old or new, never half, whatever is killed when; nothing else is touched."""

import errno
import fcntl
import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from planner.application import replacing
from planner.application.results import check_folder, write_file, write_folder
from planner.domain.errors import CannotWrite, UnreadableInput

CHECKOUT = Path(__file__).parents[2]
OLD = {"plan.json": b"gammel", "feeds/vika.ics": b"gammel"}
NEW = {"plan.json": b"ny", "report.json": b"ny", "feeds/nes.ics": b"ny"}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_result_is_written_whole_and_replaces_an_earlier_one_whole(tmp_path: Path) -> None:
    write_folder(tmp_path / "plan", OLD)
    write_folder(tmp_path / "plan", NEW)

    assert contents(tmp_path / "plan") == NEW
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()

    write_folder(tmp_path / "plan", NEW)

    assert contents(tmp_path / "plan") == NEW


def test_without_a_swap_in_the_system_the_old_one_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "_exchange", lambda: None)
    write_folder(tmp_path / "plan", OLD)
    write_folder(tmp_path / "plan", NEW)

    assert contents(tmp_path / "plan") == NEW
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan"]


@pytest.mark.parametrize(
    ("there", "why"),
    [
        ({"notater.txt": b"mine"}, "inneholder annet enn en semesterplan (notater.txt)"),
        ({"plan.json": b"x", "notater.txt": b"mine"}, "(notater.txt)"),
        ({"report.html": b"x"}, "har ingen plan.json"),
        ({"plan.json": b"x", "feeds/notater.txt": b"mine"}, "(feeds/notater.txt)"),
    ],
)
def test_a_folder_with_anything_else_is_left_alone(
    there: Mapping[str, bytes], why: str, tmp_path: Path
) -> None:
    for name, content in there.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)

    with pytest.raises(UnreadableInput) as caught:
        write_folder(tmp_path, NEW)

    assert why in str(caught.value)
    assert contents(tmp_path) == there


def test_a_file_a_broken_link_and_no_place_at_all_are_refused(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("mine")
    (tmp_path / "lenke").symlink_to(tmp_path / "borte")

    for name, why in (
        ("fil", "Her ligger det en fil"),
        ("lenke", "Her ligger det en fil"),
        ("nei/plan", "finnes ikke; lag den først"),
    ):
        with pytest.raises(UnreadableInput) as caught:
            check_folder(tmp_path / name)
        assert why in str(caught.value)
    assert (tmp_path / "fil").read_text() == "mine"


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "plan", OLD)

    def full(self: Path, _: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CannotWrite) as caught:
        write_folder(tmp_path / "plan", NEW)

    assert str(caught.value) == f"Kan ikke skrive til {tmp_path / 'plan'}: disken er full."
    assert contents(tmp_path / "plan") == OLD
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan"]


KILLED = """
import sys
from pathlib import Path
from planner.application.results import write_folder
folder = Path(sys.argv[1])
print("klar", flush=True)
number = 0
while True:
    number += 1
    write_folder(folder, {"plan.json": b"%d" % number} | {
        f"feeds/{name}.ics": b"%d" % number for name in range(20)
    })
"""


def test_a_killed_run_leaves_the_old_result_or_the_new_one(tmp_path: Path) -> None:
    chance = random.Random(2027)
    folder = tmp_path / "plan"
    write_folder(folder, {"plan.json": b"0"} | {f"feeds/{name}.ics": b"0" for name in range(20)})
    for _ in range(20):
        writer = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder)],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == "klar\n"
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(chance.uniform(0, 0.03))
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()

        found = contents(folder)
        assert len(found) == 21
        assert len(set(found.values())) == 1
    write_folder(folder, NEW)
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan"]  # nothing is left lying about


def test_a_file_is_replaced_and_a_device_written_to(tmp_path: Path) -> None:
    write_file(tmp_path / "a.yaml", "gammel")
    write_file(tmp_path / "a.yaml", "ny")
    write_file(Path(os.devnull), "borte")

    assert contents(tmp_path) == {"a.yaml": b"ny"}
    assert Path(os.devnull).is_char_device()
    with pytest.raises(UnreadableInput, match="Dette er en mappe"):
        write_file(tmp_path, "x")
    with pytest.raises(UnreadableInput, match="finnes ikke; lag den først"):
        write_file(tmp_path / "nei" / "a.yaml", "x")


def test_what_a_killed_run_left_of_a_file_is_removed_and_a_living_ones_is_not(
    tmp_path: Path,
) -> None:
    (tmp_path / ".p.json.123.semesterplan").write_text("hal", encoding="utf-8")
    living = tmp_path / ".p.json.124.semesterplan"
    living.write_text("halv", encoding="utf-8")

    with living.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        write_file(tmp_path / "p.json", "ny")

    assert sorted(entry.name for entry in tmp_path.iterdir()) == [living.name, "p.json"]


def test_the_folder_one_stands_in_is_not_swapped_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UnreadableInput, match="Du står i denne mappen"):
        check_folder(Path())


def test_a_file_that_was_read_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("problemet", encoding="utf-8")

    with pytest.raises(UnreadableInput) as raised:
        write_file(tmp_path / "a.yaml", "noe annet", tmp_path / "a.yaml")

    assert raised.value.faults[0].sentence.nb == (
        "Denne filen er inndata og ville gått tapt; oppgi et annet navn."
    )
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "problemet"
