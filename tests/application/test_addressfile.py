"""The addresses of people's calendars in a file: every fault by its line, and no address in it."""

from pathlib import Path

import pytest

from planner.application.addressfile import open_to_others, read_addresses
from planner.domain.address import Address
from planner.domain.errors import UnreadableInput
from tests.instances import person, problem

OURS = problem(people=[person(), person("ppt-02")])
SECRET = "hemmelig7f3a"  # noqa: S105  it only looks like one


def written(text: str, folder: Path) -> Path:
    path = folder / "adresser.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(text: str, folder: Path) -> list[tuple[int | None, str]]:
    with pytest.raises(UnreadableInput) as raised:
        read_addresses(written(text, folder), OURS)
    for fault in raised.value.faults:
        assert SECRET not in repr(fault)
    assert SECRET not in str(raised.value) + repr(raised.value)
    return [(fault.line, fault.sentence.nb) for fault in raised.value.faults]


def test_each_person_has_an_address_or_several(tmp_path: Path) -> None:
    path = written(
        """\
# hemmelig
ppt-01: https://kalender.lillevik.no/a.ics
ppt-02:
  - webcal://kalender.lillevik.no/b.ics
  - "https://kalender.lillevik.no/c.ics?a=1#x"
""",
        tmp_path,
    )

    assert read_addresses(path, OURS) == {
        "ppt-01": (Address.of("https://kalender.lillevik.no/a.ics"),),
        "ppt-02": (
            Address.of("https://kalender.lillevik.no/b.ics"),
            Address.of("https://kalender.lillevik.no/c.ics?a=1"),
        ),
    }


def test_every_fault_is_told_with_its_line_and_without_the_address(tmp_path: Path) -> None:
    found = faults(
        f"""\
ppt-01: http://kalender.no/{SECRET}
ppt-03: https://kalender.no/{SECRET}
https://kalender.no/{SECRET}: ppt-02
https://kalender.no/{SECRET}: ppt-02
ppt-02:
  - https://{SECRET}:{SECRET}@kalender.no/
  - https://kalender.no/a.ics
  - webcal://kalender.no/a.ics
  - [https://kalender.no/{SECRET}]
  - {SECRET} {SECRET}
ppt-01: https://kalender.no/{SECRET}
""",
        tmp_path,
    )

    assert [line for line, _ in found] == [1, 2, 3, 3, 4, 6, 8, 9, 10, 11]
    told = [sentence for _, sentence in found]
    assert "må begynne med https://" in told[0]
    assert "(mente du «ppt-02»?)" in told[1] or "(mente du «ppt-01»?)" in told[1]
    assert told[2].startswith("Problemet har ingen person med denne id-en;")
    assert "står på en linje over" in told[4]
    assert "brukernavn eller passord" in told[5]
    assert "fra før" in told[6]
    assert "en adresse, eller en liste" in told[7]
    assert "ikke adressen til en kalender" in told[8]
    assert "står på en linje over" in told[9]


@pytest.mark.parametrize(
    "text",
    [
        f"- https://kalender.no/{SECRET}\n",
        f"https://kalender.no/{SECRET}\n",
        f"ppt-01: 'https://kalender.no/{SECRET}\n",
        f"ppt-01: &a https://kalender.no/{SECRET}\nppt-02: *a\n",
        f"? [https://kalender.no/{SECRET}]\n: ppt-01\n",
        f"\tppt-01: https://kalender.no/{SECRET}\n",
        "ppt-01:\n",
        "ppt-01: []\n",
        "ppt-01: true\n",
        "",
    ],
)
def test_a_file_of_another_kind_is_refused_without_repeating_it(text: str, tmp_path: Path) -> None:
    assert len(faults(text, tmp_path)) == 1


def test_a_warning_is_given_when_others_can_read_the_file(tmp_path: Path) -> None:
    path = written("ppt-01: https://kalender.no/a.ics\n", tmp_path)

    path.chmod(0o600)
    assert open_to_others(path) is None
    for mode in (0o640, 0o604, 0o644):
        path.chmod(mode)
        warning = open_to_others(path)
        assert warning is not None
        assert f"chmod 600 {path}" in warning.nb
