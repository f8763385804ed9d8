"""The report page as a whole: whole and light, open to everybody, in one language."""

from __future__ import annotations

import re
from itertools import pairwise, product

import pytest

from planner.application.page_words import PAGE_WORDS
from planner.application.pages import TEMPLATES, TINTS, render_report
from planner.domain.words import LANGUAGES, Language
from planner.engine.check import check
from tests.application.reportpages import (
    PAGE,
    RULES,
    STARTS,
    TREE,
    Element,
    lillevik,
    page,
    section,
    tree,
)
from tests.instances import person, plan, problem, series, unit


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_its_language_and_speaks_it(language: Language) -> None:
    of = lillevik(language)
    (html,) = tree(page(of, plan(of, STARTS))).all("html")

    headings = [heading.text for heading in html.all("h2")]

    assert html["lang"] == language
    assert (
        headings
        == {
            "nb": [
                "Kort fortalt",
                "Det som må løses",
                "Halvåret uke for uke, enhet for enhet",
                "Møtene i hver uke",
                "Møter per person",
                "Kontakter",
                "Ønsker som ikke er helt innfridd",
                "Slik leser du siden",
            ],
            "nn": [
                "Kort fortalt",
                "Det som må løysast",
                "Halvåret veke for veke, eining for eining",
                "Møta i kvar veke",
                "Møte per person",
                "Kontaktar",
                "Ønske som ikkje er heilt innfridde",
                "Slik les du sida",
            ],
        }[language]
    )


def test_the_page_needs_nothing_from_outside_and_no_script() -> None:
    assert list(TREE.all("script", "link", "img", "iframe", "object", "form")) == []
    assert re.findall(r"https?:|url\(|@import", PAGE) == []
    assert [each for each in TREE.all() if each["src"] or each["style"]] == []


def test_every_link_leads_somewhere_on_the_page_and_ids_are_unique() -> None:
    ids = [each["id"] for each in TREE.all() if each["id"]]

    assert len(ids) == len(set(ids))
    assert {link["href"] for link in TREE.all("a")} <= {f"#{name}" for name in ids}
    labels = {label for each in TREE.all() for label in each["aria-labelledby"].split()}
    assert labels <= set(ids)


def test_landmarks_and_headings_are_in_order() -> None:
    levels = [int(heading.tag[1]) for heading in TREE.all("h1", "h2", "h3", "h4")]

    assert [len(list(TREE.all(tag))) for tag in ("header", "nav", "main", "footer")] == [1] * 4
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_scoped_headers_and_a_region_that_scrolls_by_keyboard() -> None:
    tables = list(TREE.all("table"))
    regions = [each for each in TREE.all("div") if each["role"] == "region"]

    assert all(next(table.all("caption")).text for table in tables)
    assert all(header["scope"] for table in tables for header in table.all("th"))
    assert all(region["tabindex"] == "0" for region in regions)
    assert all(region["aria-label"] or region["aria-labelledby"] for region in regions)
    assert [table for region in regions for table in region.all("table")] == tables


def test_rows_of_a_table_are_equally_long() -> None:
    def width(row: Element) -> int:
        return sum(int(cell["colspan"] or 1) for cell in row.all("th", "td"))

    for table in TREE.all("table"):
        assert len({width(row) for row in table.all("tr")}) == 1


def test_names_are_escaped() -> None:
    name = """</table><script>"Vika" & 'co'"""
    of = lillevik(name=name)

    seen = tree(page(of, plan(of, STARTS)))

    assert list(seen.all("script")) == []
    assert name in next(section("weeks", seen).all("table")).text


def test_the_same_plan_gives_the_same_page() -> None:
    again = lillevik()

    assert page(again, plan(again, STARTS)) == PAGE


def test_every_fixed_word_is_used() -> None:
    sources = [*TEMPLATES.glob("*.j2"), TEMPLATES.parent / "wording.py"]
    used = "".join(source.read_text() for source in sources)

    assert [word for word in PAGE_WORDS if f'"{word}"' not in used] == []


def test_a_large_municipality_gives_a_page_that_is_light() -> None:
    # Bærum: 147 units and 540 meetings; here 147 × 4 = 588.
    names = [f"enhet-{number:03}" for number in range(147)]
    of = problem(
        units=[unit(name) for name in names],
        people=[person(f"ppt-{number:03}") for number in range(147)],
        contacts={name: {"ppt": f"ppt-{number:03}"} for number, name in enumerate(names)},
        series=[series(frequency={"per_half_year": 4})],
    )
    days = ("01-05", "02-04", "03-02", "04-07")
    starts = {name: f"2027-{days[number % 4]}T09:00" for number, name in enumerate(of.meetings)}

    assert len(page(of, plan(of, starts)).encode()) < 1_500_000


# --- contrast (WCAG 2.1, 1.4.3) ---------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" or "#rgb"."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    shares = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(scheme: int) -> None:
    css = (TEMPLATES / "report.css").read_text()
    colours = dict(
        re.findall(r"--(\w+): (#\w+)", re.findall(r":root \{(.*?)\}", css, re.DOTALL)[scheme])
    )

    pairs = [
        *product(("text", "soft", "accent", "good", "bad"), ("ground", "surface")),
        *product(("text", "soft"), ("faint",)),
        *(("text", f"t{number}") for number in range(TINTS)),
    ]

    assert contrast("#000", "#fff") == pytest.approx(21)
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


def test_the_page_says_who_serves_each_unit_and_what_to_know_of_it() -> None:
    ours = lillevik().with_contacts({"vika": {"ppt": ("ppt-02", "ppt-01")}})
    made = plan(ours, STARTS)
    report = check(ours, made, RULES).model_copy(update={"notes": ("En kontakt er <valgt>.",)})

    html = tree(render_report(ours, made, report, RULES))

    assert "En kontakt er <valgt>." in [each.text for each in html.all("li")]
    rows = [row.text for row in section("contacts", html).all("tr")]
    assert ["PP-rådgiver 02, PP-rådgiver 01" in row for row in rows] == [False, True]
