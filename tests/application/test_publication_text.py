"""What the leader is told of a publishing, and what a machine is."""

from pathlib import Path

import pytest

from planner.application.publication_text import publication_as_facts, publication_text
from planner.application.publishing import Publication, publish
from planner.domain.publication import History
from tests.instances import person, plan, problem, series
from tests.publications import BOOK, NOON, OURS, planned

PLACE = Path("publisert")


def published(history: History, day: int, *, language: str = "nb") -> Publication:
    ours = problem(language=language)
    return publish(history, ours, planned(day, ours), BOOK, at=NOON)


def told(publication: Publication) -> list[str]:
    return publication_text(publication, PLACE, ".frister").splitlines()


FIRST = published(History(), 4)
FEEDS = (
    "Kalenderne ligger i publisert/feeds/, en fil for hver person, enhet, tjeneste og møteserie. "
    "De som slutter på .frister.ics, har også fristene."
)


def test_the_first_version() -> None:
    assert told(FIRST) == ["Lillevik kommune, Vår 2027: publisert som versjon 1, 2 møter.", FEEDS]
    assert publication_as_facts(FIRST) == {
        "problem": "lillevik",
        "published": True,
        "version": 1,
        "before": None,
        "broken": [],
        "changes": {"moved": [], "restaffed": [], "elsewhere": [], "new": [], "cancelled": []},
    }


def test_a_later_version_says_what_has_changed() -> None:
    second = published(FIRST.history, 11)

    assert told(second) == [
        "Lillevik kommune, Vår 2027: publisert som versjon 2, 2 møter.",
        "Siden versjon 1: 1 møte er flyttet.",
        FEEDS,
    ]
    facts = publication_as_facts(second)
    assert (facts["version"], facts["before"]) == (2, 1)
    assert facts["changes"]["moved"] == ["rt.vika.2"]


def test_what_stands_already_is_told_and_nothing_else() -> None:
    again = published(FIRST.history, 4)

    assert told(again) == [
        "Lillevik kommune, Vår 2027: planen er alt publisert, som versjon 1. Ingenting er endret."
    ]
    facts = publication_as_facts(again)
    assert (facts["published"], facts["version"]) == (False, 1)


@pytest.mark.parametrize(
    ("anyway", "first", "last"),
    [
        (False, "Lillevik kommune, Vår 2027: planen er ikke publisert, fordi noe ikke holder:",
         "Rett planen, eller publiser den som den er med --anyway."),
        (True, "Den er publisert selv om noe ikke holder:", FEEDS),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_listed(anyway: bool, first: str, last: str) -> None:  # noqa: FBT001
    made = plan(OURS, {"rt.vika.1": "2027-02-02T09:00"})

    said = told(publish(History(), OURS, made, BOOK, at=NOON, anyway=anyway))

    assert said[-3:] == [
        first,
        "- Ressursteam, Vika skole: møte 2 av 2 har ikke fått plass i planen.",
        last,
    ]


def test_a_long_list_is_cut() -> None:
    ours = problem(series=[series(frequency={"per_half_year": 25})])

    said = told(publish(History(), ours, plan(ours, {}), BOOK, at=NOON))

    assert len(said) == 1 + 20 + 1 + 1
    assert said[-2] == "- og 5 til; se alle med --format json."


def test_everything_that_can_become_of_a_meeting_has_its_words() -> None:
    # Three kinds of meetings of one each: the talk is new, the network cancelled, and the resource
    # team is on another day and without PP-rådgiver 02, in the nursery's stead in another room.
    def ours(room: str) -> dict[str, object]:
        return {
            "language": "nn",
            "people": [person("ppt-01"), person("ppt-02")],
            "rooms": [{"id": each, "name": each, "place": "vika"} for each in ("a", "b")],
            "series": [
                series(frequency={"per_half_year": 1}, attendance=[{"service": "ppt", "count": 2}]),
                series("samtale", frequency={"per_half_year": 1}),
                series("nettverk", frequency={"per_half_year": 1}),
                series("forum", frequency={"per_half_year": 1}, rooms=[room]),
            ],
        }

    before, after = problem(**ours("a")), problem(**ours("b"))
    forum = {"forum.vika.1": "2027-03-09T12:00"}
    first = plan(
        before,
        {"rt.vika.1": "2027-02-02T09:00", "nettverk.vika.1": "2027-02-09T09:00"} | forum,
    )
    second = plan(
        after,
        {"rt.vika.1": "2027-02-16T09:00", "samtale.vika.1": "2027-02-09T09:00"} | forum,
        {"rt.vika.1": ("ppt-01",)},
    )
    history = publish(History(), before, first, BOOK, at=NOON, anyway=True).history

    done = publish(history, after, second, BOOK, at=NOON, anyway=True)

    assert told(done)[1] == (
        "Sidan versjon 1: 1 møte er flytta, 1 møte har andre deltakarar, 1 møte har annan "
        "møtestad eller andre einingar, 1 møte er nytt og 1 møte er avlyst."
    )


def test_a_change_that_is_none_of_the_meetings() -> None:
    ours = problem(name="Lillevik", language="nn")
    done = publish(FIRST.history, ours, planned(4, ours), BOOK, at=NOON)

    assert told(done)[1] == "Ingen møte er endra sidan versjon 1."
