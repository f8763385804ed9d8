"""Contacts in a file of their own: written, changed by hand and read again."""

from pathlib import Path

import pytest

from planner.application.contactsfile import read_contacts, render_contacts
from planner.domain.errors import UnreadableInput
from planner.domain.problem import Problem
from planner.engine.staffing import Staffing
from tests.instances import person, problem, unit

PEOPLE = [person("ppt-01"), person("ppt-02"), person("helse-01")]
TWO = [unit("nes"), unit("vika")]


def ours(**changes: object) -> Problem:
    return problem(units=TWO, people=PEOPLE, **changes)


def written(place: Path, text: str) -> Path:
    file = place / "kontakter.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def told(file: Path, asked: Problem) -> list[tuple[int | None, str]]:
    with pytest.raises(UnreadableInput) as raised:
        read_contacts(file, asked)
    return [(fault.line, fault.sentence.nb) for fault in raised.value.faults]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    contacts = {"nes": {"ppt": ("ppt-02", "ppt-01")}, "vika": {"ppt": ("ppt-01",)}}
    staffing = Staffing(ours(contacts=contacts), {}, {}, {})

    text = render_contacts(staffing, "Kontakter\n\n  en tabell: med kolon")

    assert text.startswith("# Kontakter\n#\n#   en tabell: med kolon\n\nproblem: lillevik\n")
    assert read_contacts(written(tmp_path, text), ours()) == contacts


def test_no_contacts_at_all_are_written_and_read(tmp_path: Path) -> None:
    text = render_contacts(Staffing(ours(contacts={}), {}, {}, {}), "Ingen")

    assert read_contacts(written(tmp_path, text), ours()) == {}


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "problem: lillevik\n"
        "contacts:\n"
        "  nes:\n"
        "    ppt: ppt-99\n"
        "    helse: ppt-01\n"
        "  vika: {ppt: ppt-02}\n"
        "  nabo: {ppt: ppt-01}\n",
    )

    faults = told(file, ours())

    assert [line for line, _ in faults] == [4, 5, 6, 7]
    assert "ppt-99" in faults[0][1]
    assert "PP-rådgiver 01 hører til tjenesten «ppt»" in faults[1][1]
    assert faults[2][1] == (
        "Problemfilen har ppt-01 som kontakt her, ikke ppt-02; rett en av filene."
    )
    assert "nabo" in faults[3][1]


def test_contacts_of_another_problem_are_told_as_that_alone(tmp_path: Path) -> None:
    file = written(tmp_path, "problem: storevik\ncontacts: {nabo: {ppt: x}}\n")

    assert [sentence for _, sentence in told(file, ours())] == [
        "Kontaktene er foreslått for «storevik», ikke for «lillevik»; oppgi filen som hører til."
    ]


def test_somebody_who_shall_not_have_a_unit_is_told(tmp_path: Path) -> None:
    file = written(tmp_path, "problem: lillevik\ncontacts: {nes: {ppt: ppt-02}}\n")
    asked = ours(staffing={"forbidden": {"nes": {"ppt": ["ppt-02"]}}})

    (_, sentence) = told(file, asked)[0]
    assert sentence == (
        "PP-rådgiver 02 skal ikke ha Nes skole (staffing.forbidden); velg en annen, eller endre "
        "forbidden i problemfilen."
    )
