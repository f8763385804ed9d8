"""Everything that a report page can have to say, in both languages."""

from __future__ import annotations

import re

import pytest

from planner.domain.problem import Problem
from planner.domain.words import LANGUAGES, Language
from tests.application.reportpages import (
    TREE,
    cells,
    page,
    section,
    tree,
)
from tests.instances import person, plan, problem, series, unit


def whole_vocabulary(language: Language = "nb") -> Problem:
    """At least one Ressursteam and at most two at Rådhuset, a digital BUP-møte, a milestone."""
    return problem(
        language=language,
        services=[{"id": each, "name": each.upper()} for each in ("ppt", "helse", "barnevern")],
        places=[{"id": "radhuset", "name": "Rådhuset"}],
        rooms=[{"id": "rom-2", "name": "Rom 2", "place": "radhuset"}],
        units=[unit() | {"name": "Vika"}],
        people=[person(each) | {"name": each} for each in ("ppt-01", "helse-01", "barnevern-03")],
        milestones=[
            {
                "id": "skjema",
                "name": "Overgangsskjema",
                "day": "2027-01-12",
                "units": {},
                "services": ["ppt"],
            }
        ],
        series=[
            series(
                frequency={"per_half_year": 1, "at_most": 2},
                rooms=["rom-2"],
                agenda_days=7,
                attendance=[
                    {"contact": "ppt"},
                    {"person": "helse-01", "part": {"first_minutes": 30}},
                    {"person": "barnevern-03", "level": "welcome"},
                ],
            ),
            series(
                "bup",
                name="BUP-møte",
                scope={"together": None},
                frequency={"per_half_year": 1},
                digital=True,
                agenda_days=14,
                convener="ppt",
                attendance=[{"person": "ppt-01"}],
            ),
        ],
    )


VOCABULARY_STARTS = {"rt.vika.1": "2027-01-19T09:00", "bup.alle.1": "2027-01-26T12:00"}


def test_the_map_marks_deadlines_and_says_them_in_full() -> None:
    of = whole_vocabulary()
    map_section = section("map", tree(page(of, plan(of, VOCABULARY_STARTS))))
    (table,) = map_section.all("table")
    deadlines = next(row for row in cells(table) if row[0] == "Frister")

    # Both agendas, and the milestone, are due on Tuesday 12 January, in week 2.
    assert {number: text for number, text in enumerate(deadlines[1:], 1) if text} == {
        2: "◆ ti Frist: Overgangsskjema, tirsdag 12. januar ◇ 2 2 frister for saksliste"
    }
    legend = [item.text for item in map_section.all("li")]
    assert legend[-2:] == ["◆ frist", "◇ frister for saksliste, og hvor mange"]


def test_a_plan_without_deadlines_has_no_row_for_them() -> None:
    assert "Frister" not in section("map", TREE).text
    assert "◇" not in section("map", TREE).text


def test_the_weeks_list_deadlines_rooms_parts_and_who_is_welcome() -> None:
    of = whole_vocabulary("nn")
    weeks = section("weeks", tree(page(of, plan(of, VOCABULARY_STARTS))))
    _, second, third, fourth, *_ = weeks.all("details")

    assert next(second.all("summary")).text == "Veke 2 11.–15. januar ingen møte 3 fristar"
    assert cells(next(second.all("table")))[1:] == [
        ["tysdag 12. januar"],
        ["◆ Frist", "Overgangsskjema", "", "PPT, Vika"],
        ["◇ Frist", "Frist for sakliste: BUP-møte", "", "PPT"],
        ["◇ Frist", "Frist for sakliste: Ressursteam, Vika", "", ""],
    ]
    assert cells(next(third.all("table")))[2:] == [
        [
            "09.00–10.30",
            "Ressursteam, Vika",
            "Rom 2, Rådhuset",
            "ppt-01, helse-01 (kl. 09.00–09.30), barnevern-03 (velkomen)",
        ],
    ]
    assert cells(next(fourth.all("table")))[2:] == [
        ["12.00–13.30", "BUP-møte", "Digitalt møte", "ppt-01"]
    ]


def test_extra_meetings_that_are_left_out_stand_apart_and_are_nothing_to_solve() -> None:
    of = whole_vocabulary()

    seen = tree(page(of, plan(of, VOCABULARY_STARTS)))

    in_short = section("in-short", seen).text
    assert "møter har fått plass 2 av 2" in in_short
    assert "Alle møtene har fått plass. Det ble ikke plass til 1 ekstra møte." in in_short
    assert "Det som må løses" not in seen.text
    left_out = section("to-solve", seen)
    assert next(left_out.all("h2")).text == "Det er ikke plass til mer"
    assert next(left_out.all("caption")).text == "Ekstra møter som det ikke ble plass til"
    assert cells(next(left_out.all("table")))[1:] == [
        ["Ressursteam, Vika (møte 2 av 2)", "Andre møter har tatt de tidene som var mulige."]
    ]


def test_cancelled_meetings_are_named_and_nothing_to_solve() -> None:
    of = problem(series=[series(frequency={"per_half_year": 2})], cancelled=["rt.vika.2"])

    seen = tree(page(of, plan(of, {"rt.vika.1": "2027-01-05T09:00"})))

    in_short = section("in-short", seen).text
    assert "1 møte er avlyst: Ressursteam, Vika skole (møte 2 av 2)." in in_short
    assert "ekstra" not in in_short
    assert "Det er ikke plass til mer" not in seen.text


def test_landmarks_have_names_of_their_own() -> None:
    of = whole_vocabulary()
    for starts in (VOCABULARY_STARTS, {}):
        seen = tree(page(of, plan(of, starts)))
        texts = {each["id"]: each.text for each in seen.all() if each["id"]}

        names = [
            each["aria-label"] or texts[each["aria-labelledby"]]
            for each in seen.all("section", "div")
            if each["aria-label"] or each["aria-labelledby"]
        ]

        assert len(names) == len(set(names))


def test_what_must_be_solved_stands_before_the_extra_meetings() -> None:
    of = whole_vocabulary()

    to_solve = section("to-solve", tree(page(of, plan(of, {}))))

    assert next(to_solve.all("h2")).text == "Det som må løses"
    assert [next(table.all("caption")).text for table in to_solve.all("table")] == [
        "Møter uten plass",
        "Ekstra møter som det ikke ble plass til",
    ]
    assert [len(cells(table)) - 1 for table in to_solve.all("table")] == [2, 1]


BOKMAL = """
møter møtene hver hvert hva hvor hvorfor ikke noe noen uke uka ukene enhet enheter tjeneste
tjenester deltakere sted stillingen siden søylen timer personer frister saksliste fra disse dem
tatt holder utgave vanlig lav høy velkommen ble kommer mye leser rulles skrives brudd innhold
inneholder opplysninger mandag tirsdag bare et uten arbeidstiden arbeidsstedet reisen ukjent
"""
"""Words that nynorsk has not; that the page in bokmål holds them shows that they can be found."""


@pytest.mark.parametrize("starts", [VOCABULARY_STARTS, {}], ids=["placed", "unplaced"])
def test_nothing_of_the_page_in_nynorsk_is_bokmal(starts: dict[str, str]) -> None:
    pages = {
        language: tree(page(of, plan(of, starts))).text
        for language in LANGUAGES
        for of in [whole_vocabulary(language)]
    }
    words = {
        language: set(re.findall(r"[a-zæøå]+", text.casefold())) for language, text in pages.items()
    }

    bokmal = set(BOKMAL.split())
    assert words["nn"] & bokmal == set()
    assert len(words["nb"] & bokmal) > 30
