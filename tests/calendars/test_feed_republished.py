"""What a subscriber sees of a plan that was published again, and keeps seeing of what is gone."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from icalendar import Event

from calendars.feed import Feed
from planner.domain.grid import OSLO
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.publication import History
from planner.domain.words import Language
from tests.calendars.feeds import TODAY, events, feed, whole_days, written
from tests.instances import Document, history, person, plan, problem, series, unit

FIRST, SECOND, THIRD, FOURTH = (f"2026-11-{day}T12:00" for day in (10, 11, 12, 13))
STAMPS = dict(
    zip(
        (FIRST, SECOND, THIRD, FOURTH),
        (f"202611{day}T110000Z" for day in (10, 11, 12, 13)),
        strict=True,
    )
)
"""Noon in Oslo is eleven o'clock UTC in November."""


def two(**changes: object) -> Problem:
    """Vika and Nes with a contact each from PPT, who may stand in for one another."""
    whole: Document = {
        "units": [unit("vika"), unit("nes")],
        "people": [person("ppt-01"), person("ppt-02")],
        "contacts": {"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-02"}},
        "series": [series(attendance=[{"contact": "ppt", "substitutes": True}])],
    }
    return problem(**{**whole, **changes})


TWO = two()
STARTS = {
    "rt.vika.1": "2027-02-04T09:00",
    "rt.vika.2": "2027-04-08T09:00",
    "rt.nes.1": "2027-02-05T09:00",
}
PLAN = plan(TWO, STARTS)
MOVED = plan(TWO, STARTS | {"rt.vika.1": "2027-02-11T10:00"})
WITHOUT = plan(TWO, {name: start for name, start in STARTS.items() if name != "rt.vika.1"})
INSTEAD = plan(TWO, STARTS, {"rt.vika.1": ("ppt-02",)})


def at(published: History, name: str, start: str) -> Event:
    """The only event of a feed at a time."""
    moment = datetime.fromisoformat(start).replace(tzinfo=OSLO)
    (event,) = (each for each in events(feed(published, name)) if each.start == moment)
    return event


def revision(event: Event) -> tuple[str, str, str]:
    """Sequence number, and when the event says it was changed, twice."""
    said = written(event)
    return said["SEQUENCE"], said["LAST-MODIFIED"], said["DTSTAMP"]


def as_in(published: str, sequence: int) -> tuple[str, str, str]:
    return str(sequence), STAMPS[published], STAMPS[published]


def days(found: list[Event]) -> list[date]:
    return [date(each.start.year, each.start.month, each.start.day) for each in found]


def uids(feed: Feed) -> list[str]:
    return sorted(str(event["UID"]) for event in events(feed))


def test_a_meeting_that_is_moved_is_the_same_one_and_says_when_it_changed() -> None:
    before = history((TWO, PLAN, FIRST))
    after = history((TWO, PLAN, FIRST), (TWO, MOVED, SECOND))

    was, now = at(before, "vika", "2027-02-04T09:00"), at(after, "vika", "2027-02-11T10:00")

    assert was["UID"] == now["UID"]
    assert revision(was) == as_in(FIRST, 0)
    assert revision(now) == as_in(SECOND, 1)
    assert uids(feed(before, "vika")) == uids(feed(after, "vika"))


def test_meetings_that_are_not_touched_say_what_they_said() -> None:
    before = history((TWO, PLAN, FIRST))
    after = history((TWO, PLAN, FIRST), (TWO, MOVED, SECOND))

    assert feed(after, "nes").body == feed(before, "nes").body
    other = "2027-04-08T09:00"
    assert at(after, "vika", other).to_ical() == at(before, "vika", other).to_ical()


def test_what_was_republished_has_another_etag_and_a_later_date() -> None:
    before = feed(history((TWO, PLAN, FIRST)), "vika")
    after = feed(history((TWO, PLAN, FIRST), (TWO, MOVED, SECOND)), "vika")

    assert before.etag != after.etag
    assert before.last_modified == datetime(2026, 11, 10, 12, tzinfo=OSLO)
    assert after.last_modified == datetime(2026, 11, 11, 12, tzinfo=OSLO)


def test_versions_of_the_same_second_have_later_dates_all_the_same() -> None:
    before = history((TWO, PLAN, FIRST))
    after = history((TWO, PLAN, FIRST), (TWO, MOVED, f"{FIRST}:00.5"))

    assert feed(before, "vika").last_modified < feed(after, "vika").last_modified
    assert revision(at(after, "vika", "2027-02-11T10:00"))[1] == "20261110T110001Z"


@pytest.mark.parametrize("name", ["ppt-01", "vika", "ppt", "rt"])
@pytest.mark.parametrize(
    ("language", "sentence"), [("nb", "Møtet er avlyst."), ("nn", "Møtet er avlyst.")]
)
def test_a_cancelled_meeting_stays_and_says_so(
    name: str, language: Language, sentence: str
) -> None:
    before = at(history((TWO, PLAN, FIRST)), name, "2027-02-04T09:00")
    published = history((TWO, PLAN, FIRST), (TWO, WITHOUT, SECOND))

    (event,) = (
        each
        for each in events(feed(published, name, language=language))
        if each["UID"] == before["UID"]
    )

    assert written(event) == {
        "UID": str(before["UID"]),
        "DTSTAMP": STAMPS[SECOND],
        "LAST-MODIFIED": STAMPS[SECOND],
        "SEQUENCE": "1",
        "DTSTART": "20270204T090000",
        "DTEND": "20270204T103000",
        "SUMMARY": r"AVLYST: Ressursteam\, Vika skole",
        "LOCATION": "Vika skole",
        "DESCRIPTION": sentence,
        "STATUS": "CANCELLED",
        "TRANSP": "TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS": "FREE",
    }


def test_a_cancelled_meeting_is_gone_a_week_after_its_date() -> None:
    published = history((TWO, PLAN, FIRST), (TWO, WITHOUT, SECOND))

    def cancelled(today: date) -> list[str]:
        found = events(feed(published, "vika", today=today))
        return [str(each["STATUS"]) for each in found if each["STATUS"] == "CANCELLED"]

    assert cancelled(date(2027, 2, 11)) == ["CANCELLED"]
    assert cancelled(date(2027, 2, 12)) == []
    # It went at midnight in Oslo, and the feed says that it changed then.
    gone = feed(published, "vika", today=date(2027, 2, 12)).last_modified
    assert gone == datetime(2027, 2, 12, tzinfo=OSLO)


def test_a_meeting_that_was_over_when_it_went_was_held() -> None:
    # Published at 10.30, when the meeting ended; and a minute before, when it had not.
    over = history((TWO, PLAN, FIRST), (TWO, WITHOUT, "2027-02-04T10:30"))
    not_over = history((TWO, PLAN, FIRST), (TWO, WITHOUT, "2027-02-04T10:29"))
    today = date(2027, 2, 5)

    (was,) = (each for each in events(feed(over, "vika", today=today)) if each.start.day == 4)
    (is_not,) = (
        each for each in events(feed(not_over, "vika", today=today)) if each.start.day == 4
    )

    assert was.to_ical() == at(history((TWO, PLAN, FIRST)), "vika", "2027-02-04T09:00").to_ical()
    assert is_not["STATUS"] == "CANCELLED"


def test_a_meeting_that_is_held_after_all_is_the_same_one() -> None:
    published = history((TWO, PLAN, FIRST), (TWO, WITHOUT, SECOND), (TWO, PLAN, THIRD))

    was = at(history((TWO, PLAN, FIRST)), "vika", "2027-02-04T09:00")
    now = at(published, "vika", "2027-02-04T09:00")

    assert was["UID"] == now["UID"]
    assert revision(now) == as_in(THIRD, 2)
    assert (now["STATUS"], str(now["SUMMARY"])) == ("CONFIRMED", "Ressursteam, Vika skole")


@pytest.mark.parametrize(
    ("name", "language", "sentence"),
    [
        ("ppt-01", "nb", "Du skal ikke være med på dette møtet lenger."),
        ("ppt-01", "nn", "Du skal ikkje vere med på dette møtet lenger."),
    ],
)
def test_who_is_taken_off_a_meeting_sees_it_cancelled(
    name: str, language: Language, sentence: str
) -> None:
    published = history((TWO, PLAN, FIRST), (TWO, INSTEAD, SECOND))

    theirs = {each.start.month: each for each in events(feed(published, name, language=language))}
    others = at(published, "vika", "2027-02-04T09:00")

    assert (theirs[2]["STATUS"], str(theirs[2]["DESCRIPTION"])) == ("CANCELLED", sentence)
    assert str(theirs[2]["SUMMARY"]) == "AVLYST: Ressursteam, Vika skole"
    assert others["STATUS"] == "CONFIRMED"
    # The same meeting, of the same revision, in everybody's feed.
    assert theirs[2]["UID"] == others["UID"]
    assert revision(theirs[2]) == revision(others) == as_in(SECOND, 1)


@pytest.mark.parametrize(
    ("name", "language", "sentence"),
    [
        ("nes", "nb", "Enheten skal ikke være med på dette møtet lenger."),
        ("nes", "nn", "Eininga skal ikkje vere med på dette møtet lenger."),
        ("helse", "nb", "Tjenesten skal ikke være med på dette møtet lenger."),
        ("helse", "nn", "Tenesta skal ikkje vere med på dette møtet lenger."),
    ],
)
def test_a_unit_or_service_that_is_taken_off_is_told_too(
    name: str, language: Language, sentence: str
) -> None:
    whole: Document = {"units": [unit("vika"), unit("nes")], "people": [person("helse-01")]}
    asked: Document = {
        "scope": {"together": {"ids": ["vika", "nes"]}},
        "frequency": {"per_half_year": 1},
    }
    with_both = problem(**whole, series=[series(**asked, attendance=[{"person": "helse-01"}])])
    alone: Document = {**asked, "scope": {"together": {"ids": ["vika"]}}}
    with_one = problem(**whole, series=[series(**alone, attendance=[])])
    (meeting,) = with_both.meetings
    start = {meeting: "2027-02-04T09:00"}

    published = history(
        (with_both, plan(with_both, start), FIRST), (with_one, plan(with_one, start), SECOND)
    )
    (event,) = events(feed(published, name, language=language))

    assert (event["STATUS"], str(event["DESCRIPTION"])) == ("CANCELLED", sentence)
    assert at(published, "vika", "2027-02-04T09:00")["STATUS"] == "CONFIRMED"


def test_who_is_off_a_meeting_is_not_told_what_becomes_of_it_later() -> None:
    moved = plan(TWO, STARTS | {"rt.vika.1": "2027-02-11T10:00"}, {"rt.vika.1": ("ppt-02",)})
    once = history((TWO, PLAN, FIRST), (TWO, INSTEAD, SECOND))
    twice = history((TWO, PLAN, FIRST), (TWO, INSTEAD, SECOND), (TWO, moved, THIRD))
    thrice = history(
        (TWO, PLAN, FIRST), (TWO, INSTEAD, SECOND), (TWO, moved, THIRD), (TWO, WITHOUT, FOURTH)
    )

    assert feed(twice, "ppt-01").body == feed(once, "ppt-01").body
    assert feed(thrice, "ppt-01").body == feed(once, "ppt-01").body


def test_who_is_put_back_sees_the_meeting_with_the_number_it_has_then() -> None:
    published = history((TWO, PLAN, FIRST), (TWO, INSTEAD, SECOND), (TWO, MOVED, THIRD))

    theirs = at(published, "ppt-01", "2027-02-11T10:00")

    assert revision(theirs) == as_in(THIRD, 2)
    assert theirs["STATUS"] == "CONFIRMED"


def test_who_is_no_longer_in_the_problem_has_their_feed() -> None:
    after = two(people=[person("ppt-02")], contacts={"nes": {"ppt": "ppt-02"}})
    # Whoever is left takes over the first of their two meetings; the second is cancelled.
    kept = plan(after, {"rt.vika.1": "2027-02-04T09:00", "rt.nes.1": "2027-02-05T09:00"})

    published = history((TWO, PLAN, FIRST), (after, kept, SECOND))
    theirs = events(feed(published, "ppt-01"))

    assert [str(each["STATUS"]) for each in theirs] == ["CANCELLED", "CANCELLED"]
    assert [str(each["DESCRIPTION"]) for each in theirs] == [
        "Du skal ikke være med på dette møtet lenger.",
        "Møtet er avlyst.",
    ]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"units": [unit("vika") | {"name": "Vika ungdomsskole"}, unit("nes")]},
            r"SUMMARY:Ressursteam\, Vika ungdomsskole",
        ),
        (
            {"people": [person("ppt-01") | {"name": "Logoped 01"}, person("ppt-02")]},
            r"- Logoped 01 (PPT)",
        ),
        (
            {
                "services": [
                    {"id": "ppt", "name": "PP-tjenesten"},
                    {"id": "helse", "name": "HELSE"},
                    {"id": "barnevern", "name": "BARNEVERN"},
                ]
            },
            r"- PP-rådgiver 01 (PP-tjenesten)",
        ),
        (
            {"series": [series(name="Teammøte", attendance=[{"contact": "ppt"}])]},
            r"SUMMARY:Teammøte\, Vika skole",
        ),
        (
            {"series": [series(name_nn="Ressursmøte", attendance=[{"contact": "ppt"}])]},
            r"SUMMARY:Ressursteam\, Vika skole",
        ),
        ({"series": [series(digital=True)]}, "LOCATION:Digitalt møte"),
        ({"series": [series(agenda_days=7)]}, r"Frist for saksliste: torsdag 28. januar"),
        ({"series": [series(anonymous=True)]}, r"Sakene drøftes anonymt."),
        ({"language": "nn"}, "Deltakarar:"),
    ],
)
def test_what_is_seen_differently_is_a_change(changes: Document, line: str) -> None:
    after = two(**changes)
    published = history((TWO, PLAN, FIRST), (after, plan(after, STARTS), SECOND))

    assert revision(at(published, "vika", "2027-02-04T09:00")) == as_in(SECOND, 1)
    assert line in feed(published, "vika").body.replace(b"\r\n ", b"").decode()


def test_a_name_that_changes_changes_only_the_meetings_it_stands_in() -> None:
    after = two(people=[person("ppt-01") | {"name": "Logoped 01"}, person("ppt-02")])
    before = history((TWO, PLAN, FIRST))
    published = history((TWO, PLAN, FIRST), (after, plan(after, STARTS), SECOND))

    assert feed(published, "nes").body == feed(before, "nes").body


@pytest.mark.parametrize(
    "changes",
    [
        {"people": [person("ppt-01", position_percent=80), person("ppt-02")]},
        {
            "people": [
                person("ppt-01", absences=[{"first_day": "2027-03-01", "last_day": "2027-03-05"}]),
                person("ppt-02"),
            ]
        },
        {"rules": {"same_weekday": False}},
        {"series": [series(name="Ressursteam", preferred_weekdays=["thursday"])]},
        {"name": "Lillevik kommune, andre forsøk"},
    ],
)
def test_what_nobody_sees_is_no_change(changes: Document) -> None:
    after = two(**changes)
    before = history((TWO, PLAN, FIRST))
    published = history((TWO, PLAN, FIRST), (after, plan(after, STARTS), SECOND))

    for name in ("ppt-01", "ppt-02", "vika", "nes", "ppt", "rt"):
        assert feed(published, name).body == feed(before, name).body


def test_the_order_in_which_people_are_named_is_no_change() -> None:
    crowd = two(series=[series(attendance=[{"person": "ppt-01"}, {"person": "ppt-02"}])])
    named = plan(crowd, STARTS)
    backwards = named.model_copy(
        update={
            "meetings": tuple(
                each.model_copy(update={"people": each.people[::-1]}) for each in named.meetings
            )
        }
    )

    published = history((crowd, named, FIRST), (crowd, backwards, SECOND))

    assert feed(published, "vika").body == feed(history((crowd, named, FIRST)), "vika").body


def test_the_page_of_the_plan_is_told_and_another_one_is_a_change() -> None:
    published = history((TWO, PLAN, FIRST), (TWO, PLAN, SECOND))
    first, second = published.versions
    page = "https://ppt.lillevik.example/plan?a=1,2"
    with_page = History(versions=(first, second.model_copy(update={"page": page})))

    event = at(with_page, "vika", "2027-02-04T09:00")

    assert str(event["DESCRIPTION"]).splitlines()[-1] == f"Se planen: {page}"
    assert revision(event) == as_in(SECOND, 1)
    assert revision(at(published, "vika", "2027-02-04T09:00")) == as_in(FIRST, 0)
    nynorsk = events(feed(with_page, "vika", language="nn"))
    assert {str(each["DESCRIPTION"]).splitlines()[-1] for each in nynorsk} == {
        f"Sjå planen: {page}"
    }


def test_a_deadline_follows_its_meeting_and_goes_with_it() -> None:
    due = two(series=[series(agenda_days=7)])
    late = STARTS | {"rt.vika.1": "2027-02-11T10:00"}
    gone = {name: start for name, start in STARTS.items() if name != "rt.vika.1"}
    before = history((due, plan(due, STARTS), FIRST))
    moved = history((due, plan(due, STARTS), FIRST), (due, plan(due, late), SECOND))
    cancelled = history((due, plan(due, STARTS), FIRST), (due, plan(due, gone), SECOND))

    was, other = whole_days(feed(before, "vika", deadlines=True))
    now, same = whole_days(feed(moved, "vika", deadlines=True))
    (left,) = whole_days(feed(cancelled, "vika", deadlines=True))

    # Seven days before 4 and before 11 February.
    assert (was.start, now.start) == (date(2027, 1, 28), date(2027, 2, 4))
    assert was["UID"] == now["UID"]
    assert revision(now) == as_in(SECOND, 1)
    assert other.to_ical() == same.to_ical() == left.to_ical()


def test_the_last_of_several_half_years_does_not_touch_the_others() -> None:
    autumn = two(
        id="lillevik-2026",
        semester={"name": "Høst 2026", "first_day": "2026-08-17", "last_day": "2026-12-18"},
    )
    early = plan(autumn, {"rt.vika.1": "2026-12-03T09:00"})
    alone = history((autumn, early, FIRST))
    both = history((autumn, early, FIRST), (TWO, PLAN, SECOND))

    assert days(events(feed(both, "vika"))) == [
        date(2026, 12, 3),
        date(2027, 2, 4),
        date(2027, 4, 8),
    ]
    (first, *_) = events(feed(both, "vika"))
    assert first.to_ical() == events(feed(alone, "vika"))[0].to_ical()


def test_the_next_half_year_of_a_problem_with_the_same_id_is_no_change_of_this_one() -> None:
    autumn = two(
        semester={"name": "Høst 2026", "first_day": "2026-08-17", "last_day": "2026-12-18"}
    )
    early: Plan = plan(autumn, {"rt.vika.1": "2026-12-03T09:00"})
    both = history((autumn, early, FIRST), (TWO, PLAN, SECOND))

    found = events(feed(both, "vika", today=TODAY))

    assert days(found) == [date(2026, 12, 3), date(2027, 2, 4), date(2027, 4, 8)]
    assert {str(each["STATUS"]) for each in found} == {"CONFIRMED"}
    assert len({str(each["UID"]) for each in found}) == 3
