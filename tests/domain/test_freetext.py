"""What may stand where people write as they like."""

from __future__ import annotations

import pytest

from planner.domain.freetext import IDENTITY_NUMBER, NOT_PLAIN, text_faults

NUMBER = "01010750160"


def wrong_with(text: str, **asked: bool) -> list[str]:
    return [each.text("nb") for each in text_faults(text, ("name",), most=20, **asked)]


@pytest.mark.parametrize("text", ["Vår 2027", "x" * 20, "Én plan", "Uke\xa012", "12345678901"])
def test_a_short_text_may_stand(text: str) -> None:
    assert wrong_with(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "name: Her mangler det tekst; skriv fra 1 til 20 tegn."),
        (" \xa0", "name: Her mangler det tekst; skriv fra 1 til 20 tegn."),
        ("x" * 21, "name: Teksten har 21 tegn, og det er plass til 20; skriv den kortere."),
        ("Vår\n2027", f"name: {NOT_PLAIN.nb}"),
        (f"Om {NUMBER}", f"name: {IDENTITY_NUMBER.nb}"),
    ],
)
def test_what_may_not_stand_is_told_without_repeating_it(text: str, told: str) -> None:
    assert wrong_with(text) == [told]
    assert NUMBER not in told


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(wrong_with(f"{NUMBER}\0 og mye mer enn det")) == 3


def test_a_note_may_be_left_out_and_may_have_several_lines() -> None:
    assert wrong_with("", needed=False, lines=True) == []
    assert wrong_with("Én\r\n\tTo", needed=False, lines=True) == []
    assert wrong_with("Én\x07", lines=True) == [
        "name: Teksten har tegn som ikke vises; skriv den på nytt."
    ]
