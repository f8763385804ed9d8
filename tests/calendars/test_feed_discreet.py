"""Series whose meetings go by a name that says nothing, at small units or everywhere."""

from __future__ import annotations

import pytest

from calendars.feed import Feed
from planner.domain.problem import Problem
from planner.domain.publication import History
from planner.domain.words import Language
from tests.calendars.feeds import events, feed, lines, whole_days, written
from tests.instances import Document, history, person, plan, problem, series, unit

PUBLISHED, AGAIN = "2026-11-10T12:00", "2026-11-11T12:00"
STARTS = {"rt.vika.1": "2027-02-04T09:00", "rt.nes.1": "2027-02-05T09:00"}


def small(
    discreet: Document | None, *, children: int | None = 31, practice: Document | None = None
) -> Problem:
    """Vika has 400 pupils and Nes, which is small, some."""
    return problem(
        units=[
            unit("vika", children=400),
            unit("nes", children=children) if children is not None else unit("nes"),
        ],
        people=[person("ppt-01"), person("barnevern-03")],
        contacts={name: {"ppt": "ppt-01", "barnevern": "barnevern-03"} for name in ("vika", "nes")},
        series=[
            series(
                attendance=[{"contact": "ppt"}, {"contact": "barnevern", "level": "as_needed"}],
                agenda_days=7,
                convener="ppt",
                anonymous=False,
                keeps_minutes=True,
                **({"discreet": discreet} if discreet is not None else {}),
                **(practice or {}),
            )
        ],
    )


def published(of: Problem) -> History:
    whole = history((of, plan(of, STARTS), PUBLISHED))
    (version,) = whole.versions
    return History(
        versions=(version.model_copy(update={"page": "https://ppt.lillevik.example/plan"}),)
    )


def titles(feed: Feed) -> list[str]:
    return [str(event["SUMMARY"]) for event in events(feed)]


@pytest.mark.parametrize(
    ("discreet", "children", "title"),
    [
        (None, 31, "Ressursteam, Nes skole"),
        ({"below_children": 40}, 31, "Reservert tid"),
        ({"below_children": 40}, 39, "Reservert tid"),
        ({"below_children": 40}, 40, "Ressursteam, Nes skole"),
        ({"below_children": 40}, None, "Reservert tid"),
        ({}, 400, "Reservert tid"),
        ({"below_children": 40, "name": "Opptatt"}, 31, "Opptatt"),
    ],
)
def test_meetings_of_small_units_go_by_another_name(
    discreet: Document | None, children: int | None, title: str
) -> None:
    assert titles(feed(published(small(discreet, children=children)), "nes")) == [title]


def test_a_meeting_of_several_units_is_named_by_the_smallest() -> None:
    together: Document = {"scope": {"groups": [["vika", "nes"]]}}
    of = small({"below_children": 40}, practice=together)
    whole = history((of, plan(of, {next(iter(of.meetings)): "2027-02-04T09:00"}), PUBLISHED))

    assert titles(feed(whole, "vika")) == titles(feed(whole, "nes")) == ["Reservert tid"]


def test_larger_units_keep_the_name() -> None:
    of = published(small({"below_children": 40}))

    assert titles(feed(of, "vika")) == ["Ressursteam, Vika skole"]
    assert titles(feed(of, "ppt-01")) == ["Ressursteam, Vika skole", "Reservert tid"]


@pytest.mark.parametrize(
    ("language", "name", "description"),
    [
        ("nb", "Opptatt", "Deltakere:\n- PPT\n- BARNEVERN\nSted: Nes skole"),
        ("nn", "Oppteke", "Deltakarar:\n- PPT\n- BARNEVERN\nStad: Nes skole"),
    ],
)
def test_the_description_tells_services_and_place_only(
    language: Language, name: str, description: str
) -> None:
    of = published(small({"below_children": 40, "name": "Opptatt", "name_nn": "Oppteke"}))

    (event,) = events(feed(of, "nes", language=language))

    assert str(event["SUMMARY"]) == name
    assert str(event["DESCRIPTION"]) == description
    assert str(event["LOCATION"]) == "Nes skole"


@pytest.mark.parametrize("audience", ["nes", "ppt-01", "barnevern-03", "ppt", "barnevern"])
def test_nothing_else_in_the_event_gives_it_away(audience: str) -> None:
    of = published(small({"below_children": 40}))

    said = [
        event.to_ical().replace(b"\r\n ", b"").decode().casefold()
        for event in events(feed(of, audience, deadlines=True))
        if written(event)["DTSTART"][:8] in {"20270205", "20270129"}
    ]

    assert said
    for word in ("ressursteam", "rt.", "saksliste", "anonym", "referat", "rådgiver", "example"):
        assert not any(word in each for each in said)


def test_a_deadline_goes_by_the_same_name() -> None:
    of = published(small({"below_children": 40}))

    nes, vika = (whole_days(feed(of, name, deadlines=True)) for name in ("nes", "vika"))

    assert [str(each["SUMMARY"]) for each in nes] == ["Frist: Reservert tid"]
    assert [str(each["SUMMARY"]) for each in vika] == [
        "Frist for saksliste: Ressursteam, Vika skole"
    ]


def test_the_feed_of_the_series_names_none_of_its_meetings_nor_itself() -> None:
    # Beside "Ressursteam, Vika skole", everybody would know what "Reservert tid" is.
    own = feed(published(small({"below_children": 40})), "rt", deadlines=True)

    assert titles(own) == ["Reservert tid"] * 2 + ["Frist: Reservert tid"] * 2
    assert "NAME:Semesterplan: Reservert tid" in lines(own)
    assert "essursteam" not in own.body.decode()


def test_the_feed_of_a_series_without_it_is_named_after_it() -> None:
    assert "NAME:Semesterplan: Ressursteam" in lines(feed(published(small(None)), "rt"))


def test_a_cancelled_meeting_keeps_its_other_name() -> None:
    of = small({"below_children": 40})
    gone = plan(of, {"rt.vika.1": "2027-02-04T09:00"})
    whole = history((of, plan(of, STARTS), PUBLISHED), (of, gone, AGAIN))

    (event,) = events(feed(whole, "nes"))

    assert str(event["SUMMARY"]) == "AVLYST: Reservert tid"
    assert str(event["DESCRIPTION"]) == "Møtet er avlyst."


def test_what_the_other_name_hides_is_no_change_when_it_changes() -> None:
    # The name of the series, of the people, and how the meetings are held.
    before = small({"below_children": 40})
    renamed = before.model_copy(
        update={
            "people": tuple(
                each.model_copy(update={"name": f"{each.name}9"}) for each in before.people
            ),
            "series": tuple(
                each.model_copy(update={"name": "Teammøte", "anonymous": True})
                for each in before.series
            ),
        }
    )
    once = history((before, plan(before, STARTS), PUBLISHED))
    twice = history(
        (before, plan(before, STARTS), PUBLISHED), (renamed, plan(renamed, STARTS), AGAIN)
    )

    assert feed(twice, "nes").body == feed(once, "nes").body
    assert feed(twice, "vika").body != feed(once, "vika").body


def test_a_unit_that_has_become_small_is_a_change() -> None:
    before, after = (small({"below_children": 40}, children=each) for each in (41, 39))
    whole = history((before, plan(before, STARTS), PUBLISHED), (after, plan(after, STARTS), AGAIN))

    (event,) = events(feed(whole, "nes"))

    assert (event["SEQUENCE"], str(event["SUMMARY"])) == (1, "Reservert tid")


def test_what_was_cancelled_before_its_series_became_discreet_is_not_named_afterwards() -> None:
    before, after = small(None), small({"below_children": 40})
    whole = history(
        (before, plan(before, STARTS), PUBLISHED),
        (before, plan(before, {"rt.vika.1": STARTS["rt.vika.1"]}), AGAIN),
        (after, plan(after, {"rt.vika.1": STARTS["rt.vika.1"]}), "2026-11-12T12:00"),
    )

    assert titles(feed(whole, "nes")) == ["AVLYST: Reservert tid"]
    assert titles(feed(whole, "vika")) == ["Ressursteam, Vika skole"]
