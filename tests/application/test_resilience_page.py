"""The page of what a plan can bear, read as a browser would."""

import re

import pytest

from planner.application.contingency import Consequence
from planner.application.resilience_page import render_resilience
from planner.domain.words import LANGUAGES, Language
from tests.application.reportpages import Element, cells, section, tree
from tests.contingencies import FEBRUARY, JANUARY, UNMENDED, Answers, found

ANSWERS: Answers = {
    ("ppt-01", JANUARY): Consequence(broken=7, forced=7, moved=7, proven=False),
    ("ppt-01", FEBRUARY): None,
    ("helse-01", FEBRUARY): UNMENDED,
}
PAGE = render_resilience(found(ANSWERS))
TREE = tree(PAGE)


def heat(of: Element = TREE) -> Element:
    return next(section("map", of).all("table"))


def row(name: str) -> list[Element]:
    rows = (list(each.all("th", "td")) for each in heat().all("tr"))
    return next(each for each in rows if each[0].text == name)


def test_the_heat_map_has_a_row_for_each_person_and_a_column_for_each_start() -> None:
    assert cells(heat()) == [
        ["Person", "uke 1 4.–29. januar", "uke 5 1.–26. februar"],
        ["Alle"],
        ["Uten løsning", "0", "1"],
        # 7 over three people; 3 over the two whose answers are not lost.
        ["Endringer per person", "2,3", "1,5"],
        ["PPT"],
        ["PP-rådgiver 01", "7 7 endringer, ikke bevist minst ikke bevist minst", "uten svar"],
        ["PP-rådgiver 02", "– ingenting å endre", "– ingenting å endre"],
        ["HELSE"],
        [
            "Helsesykepleier 01",
            "– ingenting å endre",
            "3 3 endringer (1 følgeendring), 1 uten plass 1 uten plass",
        ],
    ]


def test_the_shade_goes_by_the_number_of_changes_and_a_frame_marks_what_is_not_mended() -> None:
    _, many, lost = row("PP-rådgiver 01")
    _, none, few = row("Helsesykepleier 01")

    assert [each["class"] for each in (none, few, many, lost)] == ["", "h2 unmended", "h3", "x"]


def test_the_ranked_table_names_those_whose_absence_changes_anything() -> None:
    ranked = section("ranked", TREE)

    assert cells(next(ranked.all("table"))) == [
        ["Person", "Tjeneste", "Uten løsning", "Følgeendringer", "Må endres", "Verst"],
        [
            "Helsesykepleier 01", "HELSE", "1 av 2", "1", "2",
            "fra 1. februar: 3 endringer (1 følgeendring), 1 uten plass",
        ],
        [
            "PP-rådgiver 01", "PPT", "0 av 1", "0", "7",
            "fra 4. januar: 7 endringer, ikke bevist minst",
        ],
    ]  # fmt: skip
    assert "Uten disse kan alt stå som det er: PP-rådgiver 02." in ranked.text


def test_what_cannot_be_mended_is_listed() -> None:
    (told,) = section("unmet", TREE).all("li")

    assert told.text == f"Helsesykepleier 01 borte 1.–26. februar: {UNMENDED.unmet[0]}"
    assert "Dette lar seg ikke ordne" not in render_resilience(found({}))


def test_a_plan_that_bears_everything_says_so() -> None:
    ranked = section("ranked", tree(render_resilience(found({}))))

    assert list(ranked.all("table")) == []
    assert "Ingen endringer trengs, hvem som enn er borte." in ranked.text


def test_what_was_not_reached_before_the_stop_is_marked() -> None:
    stopped = tree(render_resilience(found({}, stop=lambda: True)))

    assert "ikke undersøkt" in heat(stopped).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_its_language_and_needs_nothing_from_outside(language: Language) -> None:
    page = render_resilience(found(ANSWERS, language))
    (html,) = tree(page).all("html")

    assert html["lang"] == language
    assert [heading.text for heading in html.all("h1")] == [
        {"nb": "Hva planen tåler", "nn": "Kva planen toler"}[language]
    ]
    assert list(html.all("script", "link", "img", "iframe", "object", "form")) == []
    assert re.findall(r"https?:|url\(|@import", page) == []
    assert [each for each in html.all() if each["src"] or each["style"]] == []


def test_tables_have_captions_scoped_headers_and_regions_and_links_lead_somewhere() -> None:
    tables = list(TREE.all("table"))
    ids = [each["id"] for each in TREE.all() if each["id"]]

    assert all(next(table.all("caption")).text for table in tables)
    assert all(header["scope"] for table in tables for header in table.all("th"))
    assert [table for region in TREE.all("div") if region["role"] == "region"
            for table in region.all("table")] == tables  # fmt: skip
    assert len(ids) == len(set(ids))
    assert {link["href"] for link in TREE.all("a")} <= {f"#{name}" for name in ids}
