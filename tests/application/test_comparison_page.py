"""The page of a comparison, read as a browser would."""

import re

import pytest

from planner.application.alternatives import Comparison
from planner.application.change_words import message_of
from planner.application.comparison_figures import ROWS
from planner.application.comparison_page import render_comparison
from planner.domain.words import LANGUAGES, Language
from tests.application.reportpages import Element, cells, section, tree
from tests.comparisons import comparison, two_schools, what_if
from tests.instances import unit

COMPARISON = comparison()
PAGE = render_comparison(COMPARISON)
TREE = tree(PAGE)


def table(of: Element, name: str) -> list[list[str]]:
    return cells(next(each for each in of.all("table") if each["class"] == name))


def test_it_names_the_scenario_and_leaves_the_published_plan_alone() -> None:
    (heading,) = TREE.all("h1")

    assert heading.text == "Første uke i mars"
    assert COMPARISON.situation.original.fingerprint in TREE.text
    assert "er ikke rørt" in TREE.text


def test_what_breaks_is_said_in_full_sentences() -> None:
    breaks = section("breaks", TREE)

    assert "1 møte kan ikke stå som nå" in " ".join(
        f"{figure.text}"
        for each in breaks.all("dl")
        for figure in reversed([*each.all("dt", "dd")])
    )
    assert [each.text for each in breaks.all("li")] == [
        (
            "Ressursteam, Vika skole står torsdag 4. mars kl. 09.00–10.30, men PP-rådgiver 01 er "
            "ikke tilgjengelig da."
        )
    ]


def test_the_alternatives_stand_side_by_side() -> None:
    head, *rows = table(section("side-by-side", TREE), "compared")

    assert head[1:] == ["1. Flytt", "2. Stedfortreder", "3. Begge deler", "4. Med avlysning"]
    assert [row[0] for row in rows] == [label.nb for label, _ in ROWS]
    assert rows[1] == ["Følgeendringer", "1", "0", "0", "0"]
    assert rows[-1] == ["Minste endring", "ikke bevist", "bevist", "bevist", "bevist"]


def test_each_change_is_told_with_why_in_words() -> None:
    _, *rows = table(section("alternative-1", TREE), "changes")

    assert rows == [
        [
            "torsdag 4. mars kl. 09.00–10.30",
            "Ressursteam, Vika skole",
            "flyttet til torsdag 11. mars kl. 09.00–10.30",
            "må endres, sen endring",
        ],
        [
            "torsdag 11. mars kl. 09.00–10.30",
            "Ressursteam, Nes skole",
            "flyttet til kl. 11.00–12.30",
            "følgeendring",
        ],
    ]


def test_broken_requirements_and_what_is_proven_are_said() -> None:
    first, second = section("alternative-1", TREE), section("alternative-2", TREE)

    assert "over lunsjen" in first.text
    assert "Alternativet har 1 brudd på krav." in first.text
    assert "Ikke bevist minst" in first.text
    assert "Alle krav holder." in second.text
    assert "Bevist: ingen mindre endring" in second.text


def test_the_wishes_are_priced_before_and_after_by_rule() -> None:
    _, *rows = table(section("alternative-1", TREE), "compared")
    *rules, total = [[int(re.sub("[^0-9]", "", cell)) for cell in row[1:3]] for row in rows]

    assert [sum(column) for column in zip(*rules, strict=True)] == total
    assert rows[-1][0] == "Alle ønsker"
    assert rows[-1][3] == f"{'−' if total[1] < total[0] else '+'}{abs(total[1] - total[0])}"


def test_the_text_to_send_stands_in_the_page() -> None:
    (text,) = section("alternative-2", TREE).all("pre")

    sent = message_of(COMPARISON.situation, COMPARISON.alternatives[1])
    assert text.text == " ".join(sent.split())


def test_the_same_plan_is_not_told_twice() -> None:
    again = section("alternative-3", TREE)

    assert "Samme plan som «Stedfortreder»." in again.text
    assert not [*again.all("table", "pre", "a")]


def test_every_alternative_links_to_its_whole_plan() -> None:
    links = [each["href"] for each in TREE.all("a") if not each["href"].startswith("#")]

    assert links == ["1-move/report.html", "2-substitute/report.html", "4-cancel/report.html"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_one_language_needs_nothing_from_outside_and_names_every_region(
    language: Language,
) -> None:
    page = render_comparison(comparison(language))
    read = tree(page)
    (html,) = read.all("html")
    ids = [each["id"] for each in read.all() if each["id"]]
    regions = [each for each in read.all() if each["role"] == "region"]

    assert html["lang"] == language
    assert "http" not in page
    assert len(ids) == len(set(ids))
    assert {each["href"][1:] for each in read.all("a") if each["href"].startswith("#")} <= {*ids}
    assert {each["aria-labelledby"] for each in read.all() if each["aria-labelledby"]} <= {*ids}
    for each in regions:
        assert each["tabindex"] == "0"
        assert each["aria-label"] or each["aria-labelledby"]
    for each in read.all("th"):
        assert each["scope"] in {"col", "row"}
    other = {"nb": ("endringar", "møta"), "nn": ("endringer", "ikke ")}[language]
    assert not [word for word in other if word in read.text]


def test_a_plan_that_can_stand_needs_no_alternatives() -> None:
    situation = what_if({"closed": "nes", "first_day": "2027-05-03"})

    read = tree(render_comparison(Comparison(situation, ())))

    assert "den publiserte planen kan bli stående" in section("breaks", read).text
    assert not [*read.all("table")]


def test_names_are_text_and_no_markup() -> None:
    ours = two_schools(units=[unit(name="<b>Vika</b> & co"), unit("nes")])

    assert "<b>" not in render_comparison(Comparison(what_if(ours=ours), ()))


def test_meetings_that_are_gone_are_counted_and_named() -> None:
    read = tree(render_comparison(Comparison(what_if({"remove_unit": "nes"}), ())))

    assert "2 møter" in section("breaks", read).text
    assert "Ressursteam, Nes skole, torsdag 11. mars kl. 09.00–10.30, faller bort." in read.text
