"""The report page, read as a browser would: a tree of elements with their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise, product

import pytest

from constraints.no_double_booking import NoDoubleBooking
from constraints.same_weekday import SameWeekday
from planner.application.page_words import PAGE_WORDS
from planner.application.pages import TEMPLATES, TINTS, render_report
from planner.domain.plan import Plan, UnplacedMeeting
from planner.domain.problem import Problem
from planner.domain.words import LANGUAGES, Language
from planner.engine.check import check
from tests.instances import person, plan, problem, series, unit

RULES = (NoDoubleBooking(), SameWeekday())
VOID = {"meta", "link", "br", "col", "rect", "line"}
STARTS = {
    "rt.vika.1": "2027-01-05T09:00",
    "rt.vika.2": "2027-02-04T09:00",
    "slt.alle.1": "2027-01-12T09:00",
}


@dataclass
class Element:
    """An element; `inside` holds its elements and texts in order."""

    tag: str
    attributes: dict[str, str | None]
    inside: list[Element | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Element]:
        for child in self.inside:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    @property
    def text(self) -> str:
        texts = (child if isinstance(child, str) else child.text for child in self.inside)
        return " ".join(" ".join(texts).split())

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name) or ""


class Tree(HTMLParser):
    """Builds the tree, and refuses a page whose tags do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open = [Element("", {})]
        self.feed(page)
        assert len(self.open) == 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        assert len(element.attributes) == len(attrs)
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def lillevik(language: Language = "nb", name: str = "Vika skole") -> Problem:
    return problem(
        language=language,
        units=[unit(zone="sone-1") | {"name": name}],
        people=[person("ppt-01", position_percent=60), person("ppt-02"), person("helse-01")],
        contacts={"vika": {"ppt": "ppt-01", "helse": "helse-01"}},
        holidays=[
            {"name": "Vinterferie", "first_day": "2027-02-22", "last_day": "2027-02-26"},
        ],
        series=[
            series(
                frequency={"per_half_year": 3},
                attendance=[{"contact": "ppt"}, {"contact": "helse", "level": "as_needed"}],
            ),
            series("slt", scope={"together": None}, attendance=[{"person": "ppt-02"}]),
        ],
    )


def page(of: Problem, planned: Plan, bound: int | None = None) -> str:
    report = check(of, planned, RULES).model_copy(update={"bound": bound})
    return render_report(of, planned, report, RULES)


def tree(text: str) -> Element:
    return Tree(text).open[0]


def section(name: str, of: Element) -> Element:
    return next(each for each in of.all("section") if each["aria-labelledby"] == name)


def cells(table: Element) -> list[list[str]]:
    return [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")]


LILLEVIK = lillevik()
PLAN = plan(LILLEVIK, STARTS)
PAGE = page(LILLEVIK, PLAN)
TREE = tree(PAGE)


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
