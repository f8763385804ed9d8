"""A comparison on the terminal."""

from dataclasses import replace

import pytest

from planner.application.alternatives import Comparison, Policy
from planner.application.comparison_figures import broken_by
from planner.application.comparison_text import COLUMNS, comparison_text
from planner.domain.plan import UnplacedMeeting
from planner.domain.words import Language
from tests.comparisons import alternative, comparison, two_schools, what_if
from tests.instances import series

AWAY_ALL_SPRING = {"away": "ppt-01", "first_day": "2027-03-01", "last_day": "2027-06-18"}

# What the wishes cost is for the rules to say, so their row is left out.
TEXT = """Hva om: Første uke i mars (Lillevik kommune, Vår 2027)

1 møte kan ikke stå som nå.
  ! Ressursteam, Vika skole står torsdag 4. mars kl. 09.00–10.30, men PP-rådgiver 01 er ikke
    tilgjengelig da.

                              Flytt  Stedfortreder    Begge deler  Med avlysning
Må endres                         1              1              1              1
Følgeendringer                    1              0              0              0
Flyttet                           2              0              0              0
Andre deltakere                   0              1              1              0
Avlyst                            0              0              0              1
Uten plass                        0              0              0              0
Personer det gjelder              2              2              2              2
Sene endringer                    1              1              1              1
Brudd på krav                     1              0              0              0
Minste endring          ikke bevist         bevist         bevist         bevist

1. Flytt
  Ikke bevist minst: det kan finnes en mindre endring. Gi mer tid for å lete videre.
  ! Ressursteam, Nes skole står torsdag 11. mars kl. 11.00–12.30, over lunsjen kl. 11.30–12.00.
  – torsdag 4. mars kl. 09.00–10.30, Ressursteam, Vika skole: flyttet til torsdag 11. mars kl.
    09.00–10.30 (må endres, sen endring)
  – torsdag 11. mars kl. 09.00–10.30, Ressursteam, Nes skole: flyttet til kl. 11.00–12.30
    (følgeendring)

2. Stedfortreder
  Bevist: ingen mindre endring av planen løser det samme.
  – torsdag 4. mars kl. 09.00–10.30, Ressursteam, Vika skole: PP-rådgiver 02 møter i stedet for
    PP-rådgiver 01 (må endres, sen endring)

3. Begge deler
  Samme plan som «Stedfortreder».

4. Med avlysning
  Bevist: ingen mindre endring av planen løser det samme.
  – torsdag 4. mars kl. 09.00–10.30, Ressursteam, Vika skole: avlyst (må endres, sen endring)"""


def test_the_text_says_what_breaks_and_sets_the_alternatives_side_by_side() -> None:
    told = comparison_text(comparison()).splitlines()

    assert [line for line in told if not line.startswith("Ønsker")] == TEXT.splitlines()
    assert sum(line.startswith("Ønsker, poeng") for line in told) == 1


EVERYTHING = (
    {"move": "rt.vika.1", "to": "2027-01-06T09:00"},
    {"remove_unit": "nes"},
    {"away": "helse-01", "first_day": "2027-03-01", "last_day": "2027-03-05"},
    {"extra_meeting": "rt", "units": ["vika"], "first_day": "2027-04-01", "last_day": "2027-04-30"},
)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_line_is_wider_than_a_terminal(language: Language) -> None:
    much = Comparison(what_if(*EVERYTHING, ours=two_schools(language), locked=("rt.vika.2",)), ())

    for told in (comparison(language), much):
        assert max(map(len, comparison_text(told).splitlines())) <= COLUMNS


def test_a_plan_that_can_stand_is_told_in_one_sentence() -> None:
    nothing = {"closed": "nes", "first_day": "2027-05-03"}

    assert comparison_text(Comparison(what_if(nothing), ())).splitlines()[2:] == [
        "Ingen møter må endres; den publiserte planen kan bli stående."
    ]


def test_what_is_gone_is_told() -> None:
    situation = what_if({"remove_unit": "nes"})

    assert comparison_text(Comparison(situation, ())).splitlines()[2:] == [
        "2 møter faller bort. Ingen andre møter må endres.",
        "  ! Ressursteam, Nes skole, tirsdag 12. januar kl. 09.00–10.30, faller bort.",
        "  ! Ressursteam, Nes skole, torsdag 11. mars kl. 09.00–10.30, faller bort.",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"move": "rt.nes.2", "to": "2027-03-16T09:00"},
            "1 møte er flyttet for hånd. Ingen andre møter må endres.",
        ),
        (
            {
                "extra_meeting": "rt",
                "units": ["nes"],
                "first_day": "2027-04-01",
                "last_day": "2027-04-30",
            },
            "1 nytt møte må få plass.",
        ),
        (
            {"rule": "even_load", "becomes": False},
            "Ingen møter må endres; den publiserte planen kan bli stående.",
        ),
    ],
)
def test_what_the_plan_comes_to_is_told_first(change: dict[str, object], said: str) -> None:
    assert comparison_text(Comparison(what_if(change), ())).splitlines()[2] == said


def test_requirements_of_several_meetings_may_be_broken_though_each_could_stand() -> None:
    situation = replace(what_if(), forced=())

    told = comparison_text(Comparison(situation, ())).splitlines()

    assert told[2] == "Hvert møte kan stå, men planen bryter krav nå."
    assert told[3].startswith("  ! Ressursteam, Vika skole står")


def test_of_many_sentences_the_first_are_shown_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("planner.application.comparison_text.MOST_SENTENCES", 1)

    told = comparison_text(Comparison(what_if(AWAY_ALL_SPRING), ()))

    assert told.splitlines()[2] == "2 møter kan ikke stå som nå."
    assert told.endswith("\n  og 1 til.")


MENDED = {"rt.vika.2": "2027-03-09T09:00"}
LEFT_OUT: dict[str, str | None] = {"rt.vika.2": None}


@pytest.mark.parametrize(
    ("starts", "least", "said"),
    [
        (MENDED, 10, "Bevist: ingen mindre endring av planen løser det samme."),
        (MENDED, 8, "endringene veier 10 poeng, og det er bevist at de ikke kan veie mindre enn 8"),
        (MENDED, 0, "Ikke bevist minst: det kan finnes en mindre endring."),
        # What a change weighs is nothing beside a meeting without a place, so no weights are told.
        (LEFT_OUT, 10, "mer lar seg ikke løse på denne måten, og ingen mindre endring løser"),
        (LEFT_OUT, 8, "Ikke bevist minst: det kan finnes en mindre endring."),
    ],
)
def test_no_more_is_claimed_than_is_proven(
    starts: dict[str, str | None], least: int, said: str
) -> None:
    situation = what_if()
    mended = alternative(situation, Policy.MOVE, starts, least=least)

    told = comparison_text(Comparison(situation, (mended,)))

    assert said in " ".join(told.split())


def test_each_requirement_that_does_not_hold_is_told_by_its_own_sentence() -> None:
    lines = [{"contact": "ppt"}, {"contact": "helse", "level": "as_needed", "at_least": 2}]
    situation = what_if(ours=two_schools(series=[series(attendance=lines)]))
    without = alternative(situation, Policy.MOVE, {"rt.vika.2": None})
    why = UnplacedMeeting(id="rt.vika.2", reasons=("Ingen tid passer.",))
    without = replace(without, plan=without.plan.model_copy(update={"unplaced": (why,)}))

    why_not, too_seldom = broken_by(situation, without)
    assert why_not == "Ingen tid passer."
    assert too_seldom.startswith("Helsesykepleier 01 er med på 1 møte i Ressursteam, Vika skole")


def test_what_was_held_before_today_is_let_be() -> None:
    held = {"away": "ppt-01", "first_day": "2027-01-04", "last_day": "2027-01-08"}
    compared = Comparison(situation := what_if(held), (alternative(situation, Policy.MOVE, {}),))

    told = comparison_text(compared)

    assert compared.mends
    assert "Ingen møter må endres; den publiserte planen kan bli stående." in told
    assert "Bevist: ingen mindre endring av planen løser det samme." in told
    assert broken_by(situation, compared.alternatives[0]) == ()


def test_what_cannot_stay_and_does_not_move_is_counted() -> None:
    locked = what_if(locked=("rt.vika.2",))

    verdict, sentence = comparison_text(Comparison(locked, ())).splitlines()[2:4]
    assert verdict == "1 møte bryter krav nå, men ligger fast. Ingen andre møter må endres."
    assert sentence.startswith("  ! Ressursteam, Vika skole står torsdag 4. mars kl. 09.00–10.30")
