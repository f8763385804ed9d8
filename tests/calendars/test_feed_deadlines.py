"""Deadlines in feeds: whole days on which something is due, for those who chose to see them."""

from datetime import date, datetime

import pytest
import vobject

from calendars.feed import Feed, audiences_of
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from tests.calendars.feeds import events, lines, whole_days, written
from tests.calendars.feeds import feed as feed_of
from tests.instances import history, person, plan, problem, series, unit

PUBLISHED = "2026-11-19T12:00"

DUE = problem(
    units=[unit("vika"), unit("nes", type="kindergarten")],
    people=[person("ppt-01"), person("helse-01")],
    contacts={},
    milestones=[
        {
            "id": "skjema",
            "name": "Overgangsskjema",
            "day": "2027-05-14",
            "units": {"types": ["kindergarten"]},
            "services": ["helse"],
        }
    ],
    series=[
        series(
            scope={"each_unit": {"ids": ["vika"]}},
            frequency={"per_half_year": 1},
            agenda_days=7,
            attendance=[{"person": "helse-01"}],
        ),
        series(
            "bup",
            name="BUP-møte",
            scope={"together": None},
            frequency={"per_half_year": 1},
            agenda_days=14,
            convener="ppt-01",
            attendance=[{"person": "helse-01"}],
        ),
    ],
)
DUE_PLAN = plan(DUE, {"rt.vika.1": "2027-02-04T09:00", "bup.alle.1": "2027-03-04T09:00"})


def feed(audience: str, of: Problem = DUE, planned: Plan = DUE_PLAN) -> Feed:
    return feed_of(history((of, planned, PUBLISHED)), audience, deadlines=True)


@pytest.mark.parametrize(
    ("audience", "days"),
    [
        # The unit's agenda, seven days before 4 February; a milestone for units of its type and for
        # a service; the convener's agenda, fourteen days before 4 March; both of the series'.
        ("vika", [date(2027, 1, 28)]),
        ("nes", [date(2027, 5, 14)]),
        ("helse", [date(2027, 5, 14)]),
        ("ppt-01", [date(2027, 2, 18)]),
        ("helse-01", []),
        ("rt", [date(2027, 1, 28)]),
        ("bup", [date(2027, 2, 18)]),
    ],
)
def test_a_deadline_stands_in_the_feeds_of_those_it_concerns(
    audience: str, days: list[date]
) -> None:
    assert [event.start for event in whole_days(feed(audience))] == days


@pytest.mark.parametrize("audience", ["vika", "nes", "helse", "ppt-01", "rt"])
def test_nobody_sees_deadlines_who_did_not_ask_for_them(audience: str) -> None:
    published = history((DUE, DUE_PLAN, PUBLISHED))

    assert whole_days(feed_of(published, audience, deadlines=False)) == []


def test_those_who_only_have_deadlines_have_a_feed() -> None:
    assert [each.name for each in audiences_of(history((DUE, DUE_PLAN, PUBLISHED)))] == [
        "ppt-01",
        "helse-01",
        "vika",
        "nes",
        "helse",
        "rt.serie",
        "bup.serie",
    ]


def test_a_deadline_is_a_whole_day_on_which_everybody_stays_free() -> None:
    (event,) = events(feed("nes"))

    assert written(event) == {
        "UID": str(event["UID"]),
        "DTSTAMP": "20261119T110000Z",
        "LAST-MODIFIED": "20261119T110000Z",
        "SEQUENCE": "0",
        "DTSTART": "20270514",
        "DTEND": "20270515",
        "SUMMARY": "Frist: Overgangsskjema",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS": "FREE",
    }
    assert "DTSTART;VALUE=DATE:20270514" in lines(feed("nes"))
    assert "DTEND;VALUE=DATE:20270515" in lines(feed("nes"))


@pytest.mark.parametrize(
    ("language", "summary", "description"),
    [
        (
            "nb",
            "Frist for saksliste: Ressursteam, Vika skole",
            "Møtet er torsdag 4. februar kl. 09.00–10.30.",
        ),
        (
            "nn",
            "Frist for sakliste: Ressursteam, Vika skole",
            "Møtet er torsdag 4. februar kl. 09.00–10.30.",
        ),
    ],
)
def test_an_agenda_is_due_before_its_meeting_and_says_which(
    language: str, summary: str, description: str
) -> None:
    of = DUE.model_copy(update={"language": language})
    planned = plan(of, {"rt.vika.1": "2027-02-04T09:00"})

    meeting, agenda = events(feed("vika", of, planned))

    assert (str(agenda["SUMMARY"]), str(agenda["DESCRIPTION"])) == (summary, description)
    # Seven days before Thursday 4 February.
    assert (agenda.start, agenda.end) == (date(2027, 1, 28), date(2027, 1, 29))
    # Nothing in it says of which meeting it is.
    assert str(meeting["UID"]).partition("@")[0] not in str(agenda["UID"])


def test_a_foreign_parser_reads_the_same_deadlines() -> None:
    whole = {
        (event.summary.value, event.dtstart.value, event.dtend.value, event.transp.value)
        for audience in ("vika", "nes", "ppt-01")
        for event in vobject.readOne(feed(audience).body.decode()).vevent_list
        if not isinstance(event.dtstart.value, datetime)
    }

    assert whole == {
        ("Frist: Overgangsskjema", date(2027, 5, 14), date(2027, 5, 15), "TRANSPARENT"),
        (
            "Frist for saksliste: Ressursteam, Vika skole",
            date(2027, 1, 28),
            date(2027, 1, 29),
            "TRANSPARENT",
        ),
        # Fourteen days before Thursday 4 March.
        (
            "Frist for saksliste: BUP-møte",
            date(2027, 2, 18),
            date(2027, 2, 19),
            "TRANSPARENT",
        ),
    }


def test_a_milestone_that_is_called_a_deadline_is_not_called_one_twice() -> None:
    (milestone,) = DUE.milestones
    named = milestone.model_copy(update={"name": "Frist for overgangsskjema"})
    of = DUE.model_copy(update={"milestones": (named,)})

    (event,) = events(feed("nes", of, plan(of, {})))

    assert str(event["SUMMARY"]) == "Frist for overgangsskjema"
