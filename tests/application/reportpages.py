"""A report page in the tests, read as a browser would: a tree of elements with their text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from constraints.no_double_booking import NoDoubleBooking
from constraints.same_weekday import SameWeekday
from planner.application.pages import render_report
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Language
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
