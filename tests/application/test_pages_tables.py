"""What stands on the report page: the half-year, its weeks, loads, wishes and what to solve."""

from __future__ import annotations

import pytest

from planner.domain.plan import UnplacedMeeting
from planner.domain.problem import Problem
from planner.domain.words import LANGUAGES, Language
from tests.application.reportpages import (
    LILLEVIK,
    STARTS,
    TREE,
    cells,
    lillevik,
    page,
    section,
    tree,
)
from tests.instances import person, plan, problem, series, unit


def test_the_map_shows_each_meeting_in_its_week_and_says_it_in_full() -> None:
    (table,) = section("map", TREE).all("table")
    by_head = {row[0]: row[1:] for row in cells(table)}

    vika = by_head["Vika skole barneskole"]
    # Tuesday of week 1 and Thursday of week 5; closed in week 8.
    assert {number: text for number, text in enumerate(vika, 1) if text} == {
        1: "A ti 09.00 Ressursteam, Vika skole, tirsdag 5. januar kl. 09.00–10.30",
        5: "A to 09.00 Ressursteam, Vika skole, torsdag 4. februar kl. 09.00–10.30",
        8: "stengt",
    }
    assert by_head["Felles møter"] == []
    assert by_head["Sone 1"] == []
    assert "B ti 09.00" in by_head["Ressursteam"][1]


def test_a_week_lists_its_meetings_by_day() -> None:
    weeks = {week.text.split("  ")[0]: week for week in section("weeks", TREE).all("details")}
    first = next(iter(weeks.values()))

    assert len(weeks) == 24
    assert next(first.all("summary")).text == "Uke 1 4.–8. januar 1 møte"
    (table,) = first.all("table")
    assert cells(table) == [
        ["Tid", "Møte", "Sted", "Deltakere"],
        ["tirsdag 5. januar"],
        [
            "09.00–10.30",
            "Ressursteam, Vika skole",
            "Vika skole",
            "PP-rådgiver 01, Helsesykepleier 01 (ved behov)",
        ],
    ]


def test_the_load_of_each_person_is_in_numbers() -> None:
    table = next(section("load", TREE).all("table"))

    # 3 hours in a 60 % position are 5 in a full one; 4.5 hours over 1.6 positions are 2.8.
    assert next(table.all("caption")).text == "PPT: 2,8 timer per hel stilling i snitt"
    # The fair shares are 1.7 and 2.8 hours. 24 weeks less one holiday are 115 days of 7.5 hours:
    # 862.5 hours, and 517.5 in 60 %. Nobody knows from where they set out.
    first, second = cells(table)[1:]
    assert first[:5] == ["PP-rådgiver 01", "60 %", "2", "3", "5"]
    assert first[5:] == ["+1,3", "0,6 %", "ukjent", "2", "uke 1: 1 møte"]
    assert second[:5] == ["PP-rådgiver 02", "100 %", "1", "1,5", "1,5"]
    assert second[5:] == ["−1,3", "0,2 %", "ukjent", "1", "uke 2: 1 møte"]


SPREADS: dict[Language, str] = {
    "nb": (
        "Mellom den som har mest og den som har minst, skiller det 3,5 timer per hel stilling, "
        "0,4 prosentpoeng av arbeidstiden. Minst en halv time over den like delen: 1 person. "
        "Minst en halv time under: 1 person."
    ),
    "nn": (
        "Mellom den som har mest og den som har minst, skil det 3,5 timar per heil stilling, "
        "0,4 prosentpoeng av arbeidstida. Minst ein halv time over den like delen: 1 person. "
        "Minst ein halv time under: 1 person."
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_spread_of_load_is_told_where_there_is_somebody_to_compare_with(
    language: Language,
) -> None:
    of = lillevik(language)
    ppt, health = section("load", tree(page(of, plan(of, STARTS)))).all("details")

    # 5 hours less 1.5, of 862.5 hours.
    assert [told.text for told in ppt.all("p")] == [SPREADS[language]]
    # One nurse: nothing to be over or under.
    assert list(health.all("p")) == []
    assert cells(next(health.all("table")))[1][5] == ""


def test_a_service_in_which_nobody_is_over_or_under_is_said_to_be_even() -> None:
    of = lillevik()
    even = plan(of, {"rt.vika.1": STARTS["rt.vika.1"], "slt.alle.1": STARTS["slt.alle.1"]})

    ppt, _ = section("load", tree(page(of, even))).all("details")

    # 1.5 hours each, 0.4 from the fair shares of 60 % and 100 %, which are 1.1 and 1.9.
    assert [told.text for told in ppt.all("p")] == [
        "Ingen er så mye som en halv time over eller under den like delen."
    ]


def travellers(language: Language = "nb") -> Problem:
    """Advisers at the school, at the office nobody knows where is, and without a workplace.

    Vika and Nes lie 0.1° apart, 22 minutes (see test_round_trips).
    """
    everybody = ["ppt-01", "ppt-02", "ppt-03", "ppt-04"]
    return problem(
        language=language,
        places=[{"id": "radhuset", "name": "Rådhuset"}],
        units=[
            unit(coordinates={"latitude": 59.0, "longitude": 9.0}),
            unit("nes", coordinates={"latitude": 59.1, "longitude": 9.0}),
        ],
        people=[
            person("ppt-01", workplace="vika"),
            person("ppt-02", workplace="radhuset"),
            person("ppt-03", absences=[{"first_day": "2027-05-03", "last_day": "2027-05-30"}]),
            person(
                "ppt-04",
                workplace="radhuset",
                absences=[{"first_day": "2027-01-04", "last_day": "2027-06-18"}],
            ),
        ],
        series=[series(attendance=[{"person": name} for name in everybody[:3]])],
    )


@pytest.mark.parametrize(
    ("language", "travel", "presence"),
    [
        ("nb", ["0,7", "ukjent", "minst 0,4", "0"], ["", "", "til stede 83 %", "til stede 0 %"]),
        ("nn", ["0,7", "ukjend", "minst 0,4", "0"], ["", "", "til stades 83 %", "til stades 0 %"]),
    ],
)
def test_travel_that_is_only_guessed_and_absence_are_told_as_such(
    language: Language, travel: list[str], presence: list[str]
) -> None:
    of = travellers(language)
    planned = plan(of, {"rt.vika.1": "2027-01-05T09:00", "rt.nes.1": "2027-01-05T12:00"})

    (table,) = section("load", tree(page(of, planned))).all("table")

    # There and back 44 minutes; guessed 20, measured 22, guessed 20; between them 22; away.
    rows = {row[0][-2:]: row for row in cells(table)[1:]}
    assert [rows[number][7] for number in ("01", "02", "03", "04")] == travel
    assert [rows[number][1].removeprefix("100 %").strip() for number in sorted(rows)] == presence
    # Who is away all the time stands last and is not compared.
    assert cells(table)[-1] == ["PP-rådgiver 04", rows["04"][1], "0", "0", "", "", "", "0", "0", ""]


def test_travel_with_some_guesses_is_about_so_much() -> None:
    of = travellers()
    starts = {
        "rt.vika.1": "2027-01-05T09:00",
        "rt.nes.1": "2027-01-05T11:00",
        "rt.vika.2": "2027-01-05T13:00",
    }

    (table,) = section("load", tree(page(of, plan(of, starts)))).all("table")

    # Guessed 20, measured 22 and 22, guessed 20: 84 minutes.
    rows = {row[0][-2:]: row for row in cells(table)[1:]}
    assert rows["02"][7] == "om lag 1,4"


def test_missed_wishes_stand_with_numbers_and_sentences() -> None:
    wishes = section("wishes", TREE)

    assert cells(next(wishes.all("table")))[1:] == [
        ["Samme ukedag i serien", "vanlig", "1", "1 av 3 møter", "20"]
    ]
    (rule,) = wishes.all("details")
    assert [item.text for item in rule.all("li")] == [
        "Ressursteam, Vika skole står torsdag 4. februar, mens serien ellers er på tirsdager."
    ]


def test_what_must_be_solved_stands_with_its_reasons() -> None:
    reasons = ("Vika skole er stengt i mai.", "PP-rådgiver 01 er ikke tilgjengelig i juni.")
    starts = {"rt.vika.1": "2027-01-05T09:00", "rt.vika.2": "2027-01-05T10:00"}
    clash = plan(LILLEVIK, starts)
    first, *others = clash.unplaced
    unplaced = (UnplacedMeeting(id=first.id, reasons=reasons), *others)

    to_solve = section(
        "to-solve", tree(page(LILLEVIK, clash.model_copy(update={"unplaced": unplaced})))
    )

    assert [rule.text for rule in to_solve.all("h3")] == ["Ingen dobbeltbooking"]
    rows = cells(next(to_solve.all("table")))
    assert rows[1] == ["Ressursteam, Vika skole (møte 3 av 3)", " ".join(reasons)]
    assert rows[2] == [
        "Ressursteam (møte 1 av 2)",
        "Andre møter har tatt de tidene som var mulige.",
    ]


def test_a_plan_with_nothing_to_solve_says_so() -> None:
    of = problem()
    done = plan(of, {"rt.vika.1": "2027-01-05T09:00", "rt.vika.2": "2027-02-02T09:00"})

    seen = tree(page(of, done, bound=0))

    in_short = section("in-short", seen).text
    assert "Alle krav holder." in in_short
    assert "Alle møtene har fått plass." in in_short
    assert "Planen er beviselig best mulig." in in_short
    assert "Alle ønsker er helt innfridd." in section("wishes", seen).text
    assert not [each for each in seen.all() if each["id"] == "to-solve"]
