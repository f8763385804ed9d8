"""Small problems of every shape, drawn by Hypothesis piece by piece so that they shrink."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from planner.domain.problem import Problem
from tests.instances import Document, document, person, unit
from tests.laws.series import (
    SERVICES,
    UNIT_TYPES,
    WEEKDAYS,
    Ground,
    all_series,
    filters,
    some_days,
    some_weekdays,
)

UNITS = ("vika", "haugen", "solberg", "lia", "moen")
PLACES = ("radhuset", "kontoret")
SERIES = ("rt", "overgang", "slt")
ROOMS = ("stort-rom", "lite-rom")

FIRST_DAYS = (
    date(2027, 1, 4),
    date(2026, 10, 19),  # summer time ends within the first week
    date(2026, 12, 28),  # ISO week 53, and a new year within the week
    date(2027, 2, 17),  # a Wednesday; the month ends in the second week
    date(2027, 3, 15),  # Easter, and summer time begins
    date(2027, 5, 3),  # Ascension Day leaves a bridge day
)
RASTERS = ((15, 30, (45, 60, 90)), (30, 30, (30, 60, 90)), (5, 15, (25, 45)), (10, 20, (40, 90)))
"""Minutes of a slot and between starts, and lengths of meetings that go up in slots."""


def some_day(ground: Ground) -> st.SearchStrategy[date]:
    """A day of the half-year, weekends and a few days on either side included."""
    return st.dates(ground.first_day - timedelta(days=3), ground.last_day + timedelta(days=3))


def coordinates() -> st.SearchStrategy[Document | None]:
    """Somewhere within about 30 kilometres, or not known."""
    tenths = st.integers(0, 9)
    return st.none() | st.builds(
        lambda north, east: {"latitude": 59.8 + north / 30, "longitude": 10.3 + east / 30},
        tenths,
        tenths,
    )


@st.composite
def closed_periods(draw: st.DrawFn, ground: Ground) -> Document:
    """A day, or a few days, without meetings."""
    first = draw(some_day(ground) | st.sampled_from(ground.bridgeheads))
    period: Document = {"name": draw(st.sampled_from(("Ferie", "Fridag"))), "first_day": first}
    if draw(st.booleans()):
        period["last_day"] = first + timedelta(days=draw(st.integers(0, 5)))
    return period


@st.composite
def availabilities(draw: st.DrawFn, ground: Ground) -> Document:
    """Working days, busy spans down to the second, and absences; mostly free."""
    busy = []
    for _ in range(draw(st.integers(0, 4))):
        half_hours, minutes, seconds = draw(
            st.tuples(st.integers(14, 32), st.sampled_from((0, 0, 7)), st.sampled_from((0, 0, 30)))
        )
        into_the_day = timedelta(minutes=30 * half_hours + minutes, seconds=seconds)
        start = datetime.combine(draw(st.sampled_from(ground.days)), time.min) + into_the_day
        length = timedelta(minutes=draw(st.sampled_from((1, 60, 240, 24 * 60))))
        busy.append({"start": start, "end": start + length})
    absences = []
    for _ in range(draw(st.integers(0, 1))):
        first = draw(some_day(ground))
        last = first + timedelta(days=draw(st.integers(0, 7)))
        absences.append({"first_day": first, "last_day": last})
    part_time = draw(st.booleans())
    weekdays = draw(some_weekdays(least=1)) if part_time else list(WEEKDAYS)
    only_days = draw(some_days(ground, 15)) if draw(st.integers(0, 7)) == 0 else None
    return {
        "working_days": weekdays,
        "busy": busy,
        "absences": absences,
        "only_days": only_days,
    }


@st.composite
def contacts(draw: st.DrawFn, ground: Ground) -> Document:
    """A main contact, or a main one and a second, for most services."""
    return {
        service: draw(
            st.sampled_from(people)
            | st.lists(st.sampled_from(people), min_size=1, max_size=2, unique=True)
        )
        for service in SERVICES
        if (people := ground.of_service(service)) and draw(st.integers(0, 3)) > 0
    }


def forbidden(ground: Ground) -> st.SearchStrategy[Document]:
    """Sometimes somebody who shall not serve a unit."""
    nobody: Document = {}
    advisers = ground.of_service("ppt")
    return st.sampled_from((nobody, nobody, {ground.units[0]: {"ppt": advisers[1:]}}))


@st.composite
def substitutions(draw: st.DrawFn, ground: Ground) -> Document:
    """Others who may come instead of somebody, of any service, everywhere or at some units."""
    others = st.lists(st.sampled_from(ground.people), min_size=1, max_size=2, unique=True)
    return {
        "person": draw(st.sampled_from(ground.people)),
        "by": draw(st.none() | others),
        "units": draw(st.none() | st.just(list(ground.units[:2]))),
        "meetings": draw(st.sampled_from((None, None, some_meetings(ground)))),
        "as_good": draw(st.booleans()),
    }


def some_meetings(ground: Ground) -> list[str]:
    """Ids of the first meetings of units; there need not be any such."""
    return [
        f"{name}.{unit}.{number}" for name in SERIES for unit in ground.units for number in (1, 2)
    ]


@st.composite
def some_unit(draw: st.DrawFn, ground: Ground, name: str) -> Document:
    """A unit with anything that may be said of one."""
    periods = st.lists(closed_periods(ground), max_size=2)
    first = name == ground.units[0]
    return unit(
        name,
        municipality=draw(st.sampled_from(("lillevik", "lillevik", "storvik"))),
        type=draw(st.sampled_from(UNIT_TYPES)),
        owner=draw(st.sampled_from(("public", "private"))),
        grades=draw(st.sampled_from((None, {"lowest": 1, "highest": 7}))),
        zone=draw(st.sampled_from((None, "nord", "sor"))),
        children=draw(st.sampled_from((None, 20, 200))),
        coordinates=draw(coordinates()),
        feeds=[] if first else draw(st.sampled_from(([], [ground.units[0]]))),
        planning_days=draw(periods),
        visit_weekday=draw(st.none() | st.sampled_from(WEEKDAYS)),
        leadership=draw(availabilities(ground)),
    )


def problems() -> st.SearchStrategy[Problem]:
    """A half-year of two to six weeks with up to five units, six people and three series.

    There is always a meeting to plan, but nothing else is sure: a series may find no unit, a
    window no day, and a need nobody.
    """
    return _problems().filter(lambda problem: bool(problem.meetings))


@st.composite
def _problems(draw: st.DrawFn) -> Problem:
    slot_minutes, start_every_minutes, lengths = draw(st.sampled_from(RASTERS))
    first_day = draw(st.sampled_from(FIRST_DAYS))
    members = [f"{service}-{number:02}" for service in SERVICES for number in (1, 2)]
    ground = Ground(
        first_day=first_day,
        last_day=first_day + timedelta(days=draw(st.integers(13, 41))),
        units=UNITS[: draw(st.sampled_from((3, 2, 4, 1, 5)))],
        people=tuple(
            draw(st.just(members) | st.lists(st.sampled_from(members), min_size=1, unique=True))
        ),
        places=PLACES[: draw(st.integers(0, len(PLACES)))],
        rooms=ROOMS[: draw(st.sampled_from((2, 1, 0)))],
        slot_minutes=slot_minutes,
        lengths=lengths,
    )
    periods = st.lists(closed_periods(ground), max_size=2)
    where = draw(st.sampled_from((*ground.places, *ground.units)))
    names = SERIES[: draw(st.sampled_from((3, 2, 1)))]
    return Problem.model_validate(
        document(
            language=draw(st.sampled_from(("nb", "nn"))),
            semester={
                "name": "Prøve",
                "first_day": ground.first_day,
                "last_day": ground.last_day,
                "school_start": ground.last_day + timedelta(days=draw(st.integers(1, 30))),
            },
            day={
                "day_starts": draw(st.sampled_from((time(8), time(8, 30)))),
                "day_ends": draw(st.sampled_from((time(15, 30), time(16, 30)))),
                "slot_minutes": slot_minutes,
                "start_every_minutes": start_every_minutes,
            },
            travel={"least_minutes": draw(st.sampled_from((0, 10, 25)))},
            places=[
                {"id": place, "name": place.capitalize(), "coordinates": draw(coordinates())}
                for place in ground.places
            ],
            rooms=[
                {"id": room, "name": room.capitalize(), "place": where} for room in ground.rooms
            ],
            units=[draw(some_unit(ground, name)) for name in ground.units],
            people=[
                person(
                    name,
                    position_percent=draw(st.sampled_from((100, 60, 33))),
                    workplace=draw(st.none() | st.sampled_from((*ground.places, *ground.units))),
                    serves=draw(filters(ground) | st.none()),
                    **draw(availabilities(ground)),
                )
                for name in ground.people
            ],
            contacts={name: draw(contacts(ground)) for name in ground.units},
            staffing={"forbidden": draw(forbidden(ground))},
            substitutions=draw(st.lists(substitutions(ground), max_size=2)),
            cancelled=draw(st.sampled_from(([], [], some_meetings(ground)))),
            holidays=draw(st.lists(closed_periods(ground), min_size=1, max_size=3)),
            school_calendars=[
                {
                    "id": "skolerute",
                    "municipality": "lillevik",
                    "unit_types": draw(st.sampled_from((["primary"], list(UNIT_TYPES)))),
                    "closed": draw(periods),
                }
            ],
            series=[
                draw(all_series(ground, name, tuple(each for each in names if each != name)))
                for name in names
            ],
            milestones=draw(st.lists(milestones(ground), max_size=1)),
            last_rhythm=draw(last_rhythms(ground, names)),
        )
    )


def last_rhythms(ground: Ground, names: tuple[str, ...]) -> st.SearchStrategy[Document]:
    """A weekday, a time of day, or both, for some groups; not all of them are there."""
    weekday = {"weekday": st.sampled_from(WEEKDAYS)}
    start = {"start": st.sampled_from((time(9), time(11, 30), time(9, 5)))}
    rhythms = st.one_of(
        st.fixed_dictionaries(weekday, optional=start), st.fixed_dictionaries(start)
    )
    groups = [f"{name}.{each}" for name in names for each in (*ground.units, "alle")]
    return st.dictionaries(st.sampled_from(groups), rhythms, max_size=4)


def milestones(ground: Ground) -> st.SearchStrategy[Document]:
    """A deadline without a meeting."""
    return st.builds(
        lambda day, units: {"id": "skjema", "name": "Skjema", "day": day, "units": units},
        st.sampled_from(ground.days),
        st.none() | filters(ground),
    )
