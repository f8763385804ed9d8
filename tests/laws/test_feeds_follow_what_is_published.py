"""L5, over histories of any kind: what a subscriber is told of changes is all that changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.feed import Feed, audiences_of, render_feed
from planner.domain.audience import Subscription
from planner.domain.grid import OSLO
from planner.domain.problem import Problem
from planner.domain.publication import History, Version
from planner.domain.words import LANGUAGES
from tests.instances import person, plan, problem, series, unit

PUBLISHED = datetime(2027, 1, 11, 12, tzinfo=OSLO)
MEETINGS = ("rt.vika.1", "rt.vika.2", "rt.nes.1", "rt.nes.2")
PEOPLE = ("ppt-01", "ppt-02", "ppt-03")
DAYS = tuple(date(2027, 1, 26) + timedelta(days=9 * number) for number in range(11))
"""Some before the later publishings, so that meetings are over when they go."""
OF_REVISIONS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")


class Look(NamedTuple):
    """How the problem looks: names, whether Nes is small, and when agendas are due."""

    vika: str = "Vika skole"
    role: str = "PP-rådgiver"
    series: str = "Ressursteam"
    small: bool = False
    agenda_days: int | None = None


class Step(NamedTuple):
    """What is other than in the version before: meetings (when and with whom), and the look."""

    placed: dict[str, tuple[date, int, str]]
    dropped: set[str]
    look: Look | None


looks = st.builds(
    Look,
    vika=st.sampled_from(("Vika skole", "Vika")),
    role=st.sampled_from(("PP-rådgiver", "Logoped")),
    series=st.sampled_from(("Ressursteam", "Teammøte")),
    small=st.booleans(),
    agenda_days=st.sampled_from((None, 7)),
)
placings = st.tuples(st.sampled_from(DAYS), st.sampled_from((9, 12)), st.sampled_from(PEOPLE))
steps = st.lists(
    st.builds(
        Step,
        placed=st.dictionaries(st.sampled_from(MEETINGS), placings, max_size=2),
        dropped=st.sets(st.sampled_from(MEETINGS), max_size=1),
        look=st.none() | looks,
    ),
    min_size=1,
    max_size=5,
)


def problem_of(look: Look) -> Problem:
    """Two schools that meet twice each; anybody from PPT can stand in for their contacts."""
    return problem(
        units=[unit("vika") | {"name": look.vika}, unit("nes", children=20 if look.small else 200)],
        people=[person(each) | {"name": f"{look.role} {each[-2:]}"} for each in PEOPLE],
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-02"}},
        series=[
            series(
                name=look.series,
                attendance=[{"contact": "ppt", "substitutes": True}],
                agenda_days=look.agenda_days,
                discreet={"below_children": 40},
            )
        ],
    )


def published(steps: list[Step]) -> History:
    """A version for each step, a fortnight apart. Nothing is put into what is past by then."""
    versions: list[Version] = []
    starts: dict[str, str] = {}
    people: dict[str, tuple[str, ...]] = {}
    of = problem_of(Look())
    for number, step in enumerate(steps, 1):
        at = PUBLISHED + timedelta(days=14 * number)
        of = problem_of(step.look) if step.look else of
        for name, (day, hour, who) in step.placed.items():
            if day > at.date():
                starts[name], people[name] = f"{day}T{hour:02}:00", (who,)
        for name in step.dropped:
            starts.pop(name, None)
        planned = plan(of, starts, people)
        versions.append(Version(number=number, published_at=at, problem=of, plan=planned))
    return History(versions=tuple(versions))


def read(feed: Feed) -> dict[str, dict[str, str]]:
    """The properties of every event, by its UID."""
    calendar, *blocks = feed.body.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")
    assert calendar.startswith("BEGIN:VCALENDAR\r\n")
    events = [
        dict(line.split(":", 1) for line in block.split("END:VEVENT")[0].splitlines())
        for block in blocks
    ]
    assert len({event["UID"] for event in events}) == len(events)
    return {event["UID"]: event for event in events}


def revision(event: dict[str, str]) -> tuple[int, str]:
    """Which revision an event says it is; moments of one length are in the order of their text."""
    assert event["DTSTAMP"] == event["LAST-MODIFIED"]
    return int(event["SEQUENCE"]), event["LAST-MODIFIED"]


def said(event: dict[str, str]) -> dict[str, str]:
    """What an event says, but for which revision it is."""
    return {name: value for name, value in event.items() if name not in OF_REVISIONS}


def parts(whole: History) -> list[History]:
    """The history as it was after each publishing."""
    return [
        History(versions=whole.versions[:number]) for number in range(1, len(whole.versions) + 1)
    ]


def days_of(whole: History) -> Iterator[tuple[History, date]]:
    """What stood on each day at midnight, and then what was published on it."""
    first = whole.versions[0].published_at.date()
    known = [(each, each.versions[-1].published_at.date()) for each in parts(whole)]
    for day in (first + timedelta(days=number) for number in range(170)):
        yield from [(each, day) for each, at in known if at < day][-1:]
        yield from [(each, day) for each, at in known if at == day]


def subscriptions(whole: History) -> list[Subscription]:
    """Everybody there is at the end, in each language."""
    return [
        Subscription(audience=audience, language=language, deadlines=True)
        for audience in audiences_of(whole)
        for language in LANGUAGES
    ]


@settings(deadline=None, max_examples=50)
@given(steps=steps)
def test_an_event_is_revised_exactly_when_somebody_sees_something_else(steps: list[Step]) -> None:
    whole = published(steps)
    # All on the day of the newest version, so that only publishing makes a difference.
    today = whole.versions[-1].published_at.date()
    everybody = subscriptions(whole)
    for before, after in pairwise(parts(whole)):
        seen = [
            (read(render_feed(before, each, today)), read(render_feed(after, each, today)))
            for each in everybody
            if each.audience in before.lineages_by_audience
        ]
        for uid in {uid for was, now in seen for uid in was.keys() & now.keys()}:
            old = max(revision(was[uid]) for was, _ in seen if uid in was)
            new = max(revision(now[uid]) for _, now in seen if uid in now)
            changed = [
                said(was[uid]) != said(now[uid]) if uid in was and uid in now else uid in now
                for was, now in seen
                if uid in was or uid in now
            ]
            if any(uid in was and uid not in now for was, now in seen):
                continue  # who still sees it was at it before it was moved, and sees it as it was
            assert (old != new) == any(changed)
            assert old == new or (old[0] < new[0] and old[1] < new[1])


@settings(deadline=None, max_examples=50)
@given(steps=steps)
def test_no_subscriber_sees_a_number_fall_or_a_meeting_vanish_unsaid(steps: list[Step]) -> None:
    whole = published(steps)
    today = whole.versions[-1].published_at.date()
    for before, after in pairwise(parts(whole)):
        for chosen in subscriptions(before):
            was = read(render_feed(before, chosen, today))
            now = read(render_feed(after, chosen, today))
            for uid in was.keys() & now.keys():
                old, new = revision(was[uid]), revision(now[uid])
                assert old == new or (old[0] < new[0] and old[1] < new[1])
                if said(was[uid]) != said(now[uid]):
                    assert old != new
            for uid in was.keys() - now.keys():
                # A deadline was no appointment; and of a cancelled meeting a week is enough.
                start = next(was[uid][name] for name in was[uid] if name.startswith("DTSTART"))
                day = datetime.strptime(start[:8], "%Y%m%d").replace(tzinfo=OSLO).date()
                is_deadline = "DTSTART;VALUE=DATE" in was[uid]
                assert is_deadline or day + timedelta(days=7) < today


@settings(deadline=None, max_examples=50)
@given(steps=steps, data=st.data())
def test_a_feed_is_later_whenever_it_is_another_one(steps: list[Step], data: st.DataObject) -> None:
    whole = published(steps)
    audiences = audiences_of(whole)
    if not audiences:
        return
    chosen = Subscription(
        audience=data.draw(st.sampled_from(audiences)),
        language=data.draw(st.sampled_from((None, *LANGUAGES))),
        deadlines=data.draw(st.booleans()),
    )
    told = [
        render_feed(each, chosen, day)
        for each, day in days_of(whole)
        if chosen.audience in each.lineages_by_audience
    ]
    for before, after in pairwise(told):
        assert before.last_modified <= after.last_modified
        if before.body != after.body:
            assert before.etag != after.etag
            assert before.last_modified < after.last_modified


@settings(deadline=None, max_examples=25)
@given(steps=steps)
def test_equal_histories_give_equal_feeds(steps: list[Step]) -> None:
    whole = published(steps)
    again = History.model_validate_json(whole.model_dump_json())
    today = whole.versions[-1].published_at.date()

    for chosen in subscriptions(whole):
        assert render_feed(again, chosen, today) == render_feed(whole, chosen, today)
