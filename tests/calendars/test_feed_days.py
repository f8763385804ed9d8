"""What days that pass, and what a subscriber chooses, make of a feed and of its date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from calendars.feed import Feed, render_feed
from planner.domain.audience import Audience, AudienceKind, Subscription
from planner.domain.grid import OSLO
from planner.domain.publication import History
from planner.domain.words import LANGUAGES, Language
from tests.calendars.feeds import TODAY, events, feed, lines, written
from tests.instances import history, person, plan, problem, series

PUBLISHED = "2026-11-10T12:00"
WITH_AGENDA = problem(
    series=[series(agenda_days=7)], services=[{"id": "ppt", "name": "PPT"}], people=[person()]
)
# Agendas are due seven days before: 28 January, and 1 April.
STARTS = {"rt.vika.1": "2027-02-04T09:00", "rt.vika.2": "2027-04-08T09:00"}
ONCE = history((WITH_AGENDA, plan(WITH_AGENDA, STARTS), PUBLISHED))


def chosen(
    published: History,
    today: date = TODAY,
    *,
    language: Language | None = None,
    deadlines: bool = False,
    chosen_at: datetime | None = None,
) -> Feed:
    subscription = Subscription(
        audience=Audience(AudienceKind.UNIT, "vika"),
        language=language,
        deadlines=deadlines,
        chosen_at=chosen_at,
    )
    return render_feed(published, subscription, today)


def days_shown(today: date, *, deadlines: bool = False) -> list[date]:
    shown = events(feed(ONCE, "vika", today=today, deadlines=deadlines))
    return [date(each.start.year, each.start.month, each.start.day) for each in shown]


def test_what_ended_more_than_sixty_days_ago_is_left_out() -> None:
    # 4 February and sixty days is 5 April.
    assert days_shown(date(2027, 4, 5)) == [date(2027, 2, 4), date(2027, 4, 8)]
    assert days_shown(date(2027, 4, 6)) == [date(2027, 4, 8)]


def test_deadlines_are_left_out_as_meetings_are() -> None:
    # 28 January and sixty days is 29 March.
    meetings = [date(2027, 2, 4), date(2027, 4, 8)]
    assert days_shown(date(2027, 3, 29), deadlines=True) == [
        *meetings,
        date(2027, 1, 28),
        date(2027, 4, 1),
    ]
    assert days_shown(date(2027, 3, 30), deadlines=True) == [*meetings, date(2027, 4, 1)]


@pytest.mark.parametrize(
    ("today", "deadlines", "changed"),
    [
        (date(2027, 4, 5), False, datetime(2026, 11, 10, 12, tzinfo=OSLO)),
        (date(2027, 4, 6), False, datetime(2027, 4, 6, tzinfo=OSLO)),
        (date(2027, 5, 1), False, datetime(2027, 4, 6, tzinfo=OSLO)),
        (date(2027, 3, 30), True, datetime(2027, 3, 30, tzinfo=OSLO)),
    ],
)
def test_a_feed_says_that_it_changed_at_the_midnight_when_something_went(
    today: date, *, deadlines: bool, changed: datetime
) -> None:
    said = feed(ONCE, "vika", today=today, deadlines=deadlines).last_modified

    assert said == changed
    assert said.tzinfo is UTC


def test_a_day_that_changes_nothing_gives_the_same_feed() -> None:
    assert feed(ONCE, "vika", today=date(2027, 4, 5)) == feed(ONCE, "vika", today=TODAY)


def test_what_a_subscriber_chooses_is_a_change_of_the_feed() -> None:
    at = datetime(2026, 11, 15, 9, 30, 15, 250_000, tzinfo=OSLO)

    before, after = chosen(ONCE), chosen(ONCE, deadlines=True, chosen_at=at)

    assert before.body != after.body
    assert before.etag != after.etag
    assert after.last_modified == at.replace(microsecond=0)


def test_no_feed_says_that_it_changes_later_than_today() -> None:
    # Nobody renders a feed of yesterday; if somebody does, it is no promise of tomorrow.
    at = datetime(2026, 11, 15, 9, 30, tzinfo=OSLO)

    early = chosen(ONCE, date(2026, 11, 9), chosen_at=at)

    assert early.last_modified == datetime(2026, 11, 10, tzinfo=OSLO)


def test_the_etag_is_quoted_and_is_that_of_the_body() -> None:
    one, same, other = (feed(ONCE, name) for name in ("vika", "vika", "ppt"))

    assert one.etag == same.etag != other.etag
    assert one.etag[0] == one.etag[-1] == '"'
    assert len(one.etag) == len('""') + 32
    assert int(one.etag.strip('"'), 16) >= 0


@pytest.mark.parametrize(
    ("language", "summaries", "word"),
    [
        ("nb", ["Frist for saksliste: Ressursteam, Vika skole"] * 2, "Deltakere:"),
        ("nn", ["Frist for sakliste: Ressursmøte, Vika skole"] * 2, "Deltakarar:"),
    ],
)
def test_a_feed_is_in_the_language_its_subscriber_chose(
    language: Language, summaries: list[str], word: str
) -> None:
    of = problem(series=[series(agenda_days=7, name_nn="Ressursmøte")])
    both = history((of, plan(of, STARTS), PUBLISHED))

    read = events(chosen(both, language=language, deadlines=True))

    assert [str(each["SUMMARY"]) for each in read[2:]] == summaries
    assert str(read[0]["DESCRIPTION"]).splitlines()[0] == word


def test_another_language_is_no_other_meeting() -> None:
    bokmaal, nynorsk = (events(chosen(ONCE, language=each)) for each in LANGUAGES)

    for name in ("UID", "SEQUENCE", "LAST-MODIFIED", "DTSTAMP"):
        assert [str(each[name]) for each in bokmaal] == [str(each[name]) for each in nynorsk]


@pytest.mark.parametrize("name", ["ukjent", "vika"])
def test_whom_nobody_knows_has_no_feed(name: str) -> None:
    # Vika is a unit and no person.
    with pytest.raises(KeyError, match=name):
        render_feed(ONCE, Subscription(audience=Audience(AudienceKind.PERSON, name)), TODAY)


def test_nobody_has_a_feed_where_nothing_was_published() -> None:
    with pytest.raises(KeyError):
        chosen(History())


def test_who_is_at_no_meeting_has_a_calendar_without_any() -> None:
    idle = problem(people=[person(), person("ppt-02")])
    empty = feed(history((idle, plan(idle, STARTS), PUBLISHED)), "ppt-02")

    assert events(empty) == []
    assert "NAME:Semesterplan: PP-rådgiver 02" in lines(empty)
    assert empty.last_modified == datetime(2026, 11, 10, 12, tzinfo=OSLO)


def test_nothing_in_a_feed_is_later_than_the_last_publishing() -> None:
    late = events(feed(ONCE, "vika", today=TODAY + timedelta(days=30), deadlines=True))

    said = {written(each)[name] for each in late for name in ("DTSTAMP", "LAST-MODIFIED")}

    # Noon in Oslo.
    assert said == {"20261110T110000Z"}
