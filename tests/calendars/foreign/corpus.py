"""Feeds for the foreign readers: of all examples over both half-years, published and changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import cycle, product
from typing import NamedTuple

import yaml

from calendars.feed import audiences_of, render_feed
from constraints import RULES
from planner.application.examples import HALF_YEARS, example_text
from planner.domain.audience import Subscription
from planner.domain.deadlines import deadlines_of
from planner.domain.plan import PlacedMeeting, Plan
from planner.domain.problem import Problem
from planner.domain.publication import History
from planner.domain.words import LANGUAGES
from planner.engine.build import build_timetable, plan_of
from planner.engine.compiled import compile_timetable
from planner.engine.construct import construct
from planner.engine.rulebook import rulebook
from tests.instances import history, person, plan, problem, series, unit

TODAY = date(2026, 9, 1)
"""So early that the meetings of both half-years stand in the feeds."""
FIRST, SECOND = "2026-08-03T12:00", "2026-08-10T09:30"
"""When all half-years were published, and when they were published again."""

NIGHT = "lillevik by night"
LONG = {"name": "2026–2027", "first_day": "2026-08-17", "last_day": "2027-06-18"}

WAYS = tuple(product(LANGUAGES, (True, False)))
"""How a feed can be read: in each language, with deadlines and without."""
FEW = 40
"""As many calendars of a municipality are read in all ways; more of them take turns."""
STEP = {"oslo": 10}
"""Of the largest municipality every tenth calendar is enough."""


class Read(NamedTuple):
    """A feed that is read, and what it was made from."""

    municipality: str
    subscription: Subscription
    body: str


@cache
def feeds() -> tuple[Read, ...]:
    """Every feed that the readers read."""
    return tuple(
        Read(name, subscription, render_feed(of, subscription, TODAY).body.decode())
        for name, of in histories().items()
        for subscription in _subscriptions(of, STEP.get(name, 1))
    )


def newest_plans(municipality: str) -> tuple[Plan, ...]:
    """The plans that stand in a municipality, one for each half-year."""
    versions = histories()[municipality].versions
    return tuple({version.problem.id: version.plan for version in versions}.values())


@cache
def histories() -> dict[str, History]:
    """What was published, by municipality: the examples, and one in which much is unusual."""
    return {
        "lillevik": escaping(),
        NIGHT: by_night(),
        **{
            name: history(
                *((of, planned, FIRST) for of, planned in _planned(name)),
                *((of, changed(of, planned), SECOND) for of, planned in _planned(name)),
            )
            for name in HALF_YEARS
        },
    }


def escaping() -> History:
    """A school whose name needs escaping and folding, with meetings when clocks have changed."""
    name = "Åsen; «Øvre», \\ " + "æøå" * 30
    of = problem(
        semester=LONG,
        units=[unit() | {"name": name}, unit("nes")],
        people=[person() | {"name": "PP-råd\x0bgiver\x7f 01"}, person("ppt-02")],
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-02"}},
        series=[series(frequency={"per_half_year": 4}, agenda_days=7)],
    )
    starts = {
        # 03.00 has become 02.00, and 02.00 has become 03.00.
        "rt.vika.1": "2026-10-25T03:00",
        "rt.vika.2": "2026-10-25T22:15",
        "rt.vika.3": "2027-03-28T03:00",
        "rt.vika.4": "2027-03-28T22:15",
        # The last working day before, and the first one after.
        "rt.nes.1": "2027-03-24T09:00",
        "rt.nes.2": "2027-03-30T09:00",
    }
    moved = starts | {"rt.nes.1": "2027-03-31T12:00"}
    del moved["rt.nes.2"]
    return history((of, plan(of, starts), FIRST), (of, plan(of, moved), SECOND))


def by_night() -> History:
    """Meetings in the last hours before clocks change."""
    of = problem(semester=LONG)
    starts = {"rt.vika.1": "2026-10-25T00:15", "rt.vika.2": "2027-03-28T00:15"}
    return history((of, plan(of, starts), FIRST))


def changed(of: Problem, planned: Plan) -> Plan:
    """The plan with every seventh meeting a day later, and every eleventh cancelled."""
    meetings = tuple(
        a_day_later(meeting) if number % 7 == 3 else meeting
        for number, meeting in enumerate(planned.meetings)
        if number % 11 != 5
    )
    return planned.model_copy(
        update={"meetings": meetings, "deadlines": deadlines_of(meetings, of)}
    )


def a_day_later(meeting: PlacedMeeting) -> PlacedMeeting:
    """The meeting at the same time on the next day, whatever day that is."""

    def moved(moment: datetime | None) -> datetime | None:
        return moment and moment + timedelta(days=1)

    people = tuple(
        each.model_copy(update={"start": moved(each.start), "end": moved(each.end)})
        for each in meeting.people
    )
    times = {"start": moved(meeting.start), "end": moved(meeting.end)}
    return meeting.model_copy(update={**times, "people": people})


def _planned(name: str) -> Iterator[tuple[Problem, Plan]]:
    """The half-years of an example, each with the first plan that the engine makes of it."""
    for half_year in HALF_YEARS[name]:
        of = Problem.model_validate(yaml.load(example_text(name, half_year), yaml.CSafeLoader))
        timetable = build_timetable(of, rulebook(RULES, of.rules))
        yield of, plan_of(construct(compile_timetable(timetable)).placements(), of)


def _subscriptions(of: History, step: int) -> Iterator[Subscription]:
    audiences = audiences_of(of)[::step]
    every = product(audiences, WAYS)
    in_turns = zip(audiences, cycle(WAYS), strict=False)
    for audience, (language, deadlines) in every if len(audiences) <= FEW else in_turns:
        yield Subscription(audience=audience, language=language, deadlines=deadlines)
