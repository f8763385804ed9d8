"""What a plan can bear, in the terminal."""

import pytest

from planner.application.contingency import Consequence
from planner.application.resilience_text import COLUMNS, resilience_text
from planner.application.resilience_words import consequence_in_words
from planner.domain.words import Language
from tests.contingencies import FEBRUARY, JANUARY, UNMENDED, found

ONE = Consequence(broken=1, forced=1, restaffed=1)
TOLD: dict[Language, str] = {
    "nb": """\
Hva planen tåler: Lillevik kommune, Vår 2027

  3 personer med møter, hver borte 4 uker fra hver av 2 mandager: 6 fravær er undersøkt.
  4 av dem endrer ingenting, 1 lar seg ordne, og 1 lar seg ikke ordne helt.
  Slik ordnes det: møter flyttes, eller stedfortredere møter.
  Det er bevist for alle at ingen mindre endring er nok.
  Det tok 12 sekunder.

Planen er mest sårbar uten:
  Person              uten løsning   følge   må endres  verst
  Helsesykepleier 01        1 av 2       1           2  fra 1. februar: 3 endringer (1
                                                        følgeendring), 1 uten plass
  PP-rådgiver 01            0 av 2       0           1  fra 4. januar: 1 endring
""",
    "nn": """\
Kva planen toler: Lillevik kommune, Vår 2027

  3 personar med møte, kvar borte 4 veker frå kvar av 2 måndagar: 6 fråvær er undersøkte.
  4 av dei endrar ingenting, 1 lèt seg ordne, og 1 lèt seg ikkje ordne heilt.
  Slik blir det ordna: møte blir flytta, eller stadfortredarar møter.
  Det er bevist for alle at inga mindre endring er nok.
  Det tok 12 sekund.

Planen er mest sårbar utan:
  Person              utan løysing  følgje  må endrast  verst
  Helsesykepleier 01        1 av 2       1           2  frå 1. februar: 3 endringar (1
                                                        følgjeendring), 1 utan plass
  PP-rådgiver 01            0 av 2       0           1  frå 4. januar: 1 endring
""",
}


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_most_fragile_are_told_with_their_worst_weeks(language: Language) -> None:
    text = resilience_text(
        found({("ppt-01", JANUARY): ONE, ("helse-01", FEBRUARY): UNMENDED}, language)
    )

    assert text.startswith(TOLD[language])
    assert all(len(line) <= COLUMNS for line in text.splitlines())


def test_what_cannot_be_mended_is_said_with_whose_absence_it_is_of() -> None:
    text = resilience_text(found({("helse-01", FEBRUARY): UNMENDED}))

    assert text.endswith(
        "Dette lar seg ikke ordne:\n"
        "  - Helsesykepleier 01 borte 1.–26. februar: Ressursteam, Vika skole: møte 2 av 2 har "
        "ikke fått\n    plass i planen."
    )


def test_a_plan_that_bears_everything_has_no_table() -> None:
    assert resilience_text(found({})) == (
        "Hva planen tåler: Lillevik kommune, Vår 2027\n\n"
        "  3 personer med møter, hver borte 4 uker fra hver av 2 mandager: 6 fravær er undersøkt.\n"
        "  Ingen av dem endrer noe.\n"
        "  Det tok 12 sekunder."
    )


def test_that_it_was_stopped_or_that_answers_were_lost_is_told() -> None:
    heard: list[tuple[int, int]] = []
    stopped = resilience_text(found({}, stop=lambda: len(heard) == 2, heard=heard))
    lost = resilience_text(found({("ppt-01", JANUARY): None}))

    assert "  Stoppet før tiden: 2 av 6 fravær er undersøkt.\n" in stopped
    assert "  1 av fraværene fikk ikke svar, fordi prosessen" in lost


@pytest.mark.parametrize(
    ("consequence", "told"),
    [
        (Consequence(), "ingenting å endre"),
        (ONE, "1 endring"),
        (Consequence(broken=2, forced=2, proven=False), "2 endringer, ikke bevist minst"),
        (Consequence(broken=2, forced=2, cancelled=2), "2 endringer, 2 avlyst"),
        (Consequence(broken=1, unmet=("Et krav.",)), "0 endringer, 1 krav brutt"),
        (
            Consequence(broken=1, forced=1, cancelled=1, unmet=("Uten plass.", "Et krav til.")),
            "1 endring, 1 uten plass, 1 krav brutt",
        ),
    ],
)
def test_a_consequence_is_told_in_few_words(consequence: Consequence, told: str) -> None:
    assert consequence_in_words(consequence).nb == told
