"""Small problems of every shape, drawn by Hypothesis piece by piece so that they shrink."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from planner.domain.grid import working_week_days
from planner.domain.problem import Problem
from tests.instances import ROLES, Document, document, person, series, unit

UNITS = ("vika", "haugen", "solberg", "lia", "moen")
PLACES = ("radhuset", "kontoret")
SERIES = ("rt", "overgang", "slt")
SERVICES = tuple(ROLES)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
UNIT_TYPES = ("kindergarten", "primary", "lower_secondary", "combined", "special")

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


@dataclass(frozen=True)
class Ground:
    """What is drawn first, and what the rest of a problem refers to."""

    first_day: date
    last_day: date
    units: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    lengths: tuple[int, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Friday of the half-year."""
        return working_week_days(self.first_day, self.last_day)

    @property
    def bridgeheads(self) -> tuple[date, ...]:
        """Tuesdays and Thursdays, which leave a bridge day when they are off."""
        return tuple(day for day in self.days if day.weekday() in (1, 3))

    def of_service(self, service: str) -> list[str]:
        """The people of a service."""
        return [each for each in self.people if each.startswith(service)]


def some_day(ground: Ground) -> st.SearchStrategy[date]:
    """A day of the half-year, weekends and a few days on either side included."""
    return st.dates(ground.first_day - timedelta(days=3), ground.last_day + timedelta(days=3))


def some_weekdays(*, least: int = 0) -> st.SearchStrategy[list[str]]:
    """Different weekdays."""
    return st.lists(st.sampled_from(WEEKDAYS), min_size=least, max_size=5, unique=True)


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
    return {"working_days": weekdays, "busy": busy, "absences": absences}


@st.composite
def frequencies(draw: st.DrawFn, ground: Ground) -> Document:
    """Each form of frequency."""
    match draw(st.integers(0, 4)):
        case 0:
            return {"per_month": draw(st.integers(1, 2))}
        case 1 | 4:
            return {"per_half_year": draw(st.integers(2, 4))}
        case 2:
            first = draw(st.sampled_from(ground.days))
            weekday = WEEKDAYS[first.weekday()]
            return {"every_weeks": draw(st.integers(1, 3)), "weekday": weekday, "first_day": first}
        case _:
            days = st.lists(st.sampled_from(ground.days), min_size=1, max_size=3, unique=True)
            return {"dates": draw(days)}


@st.composite
def scopes(draw: st.DrawFn, ground: Ground) -> Document:
    """Each form of scope; sometimes one without any unit."""
    chosen: Document = draw(st.sampled_from(({}, {}, {"types": ["primary"]}, {"owner": "public"})))
    match draw(st.integers(0, 6)):
        case 4:
            return {"each_hub": chosen}
        case 5:
            return {"each_link": chosen}
        case 6:
            group = st.lists(st.sampled_from(ground.units), min_size=1, max_size=3, unique=True)
            return {"groups": draw(st.lists(group, min_size=1, max_size=2, unique_by=tuple))}
        case 3:
            return {"together": draw(st.sampled_from((None, {"ids": list(ground.units[:2])})))}
        case _:
            return {"each_unit": chosen}


@st.composite
def attendances(draw: st.DrawFn, ground: Ground) -> Document:
    """Each form of attendance that a host unit is not asked for, at each level."""
    line: Document = {"level": draw(st.sampled_from(("required", "as_needed")))}
    if line["level"] == "as_needed":
        line["at_least"] = draw(st.none() | st.integers(1, 4))
    match draw(st.integers(0, 4)):
        case 0 | 1:
            line["contact"] = draw(st.sampled_from(SERVICES[:2]))
            line["of"] = draw(st.sampled_from(("host", "all")))
        case 2:
            line["person"] = draw(st.sampled_from(ground.people))
        case _:
            line["service"] = draw(st.sampled_from(SERVICES))
            line["count"] = draw(st.integers(1, 2))
    return line


@st.composite
def all_series(draw: st.DrawFn, ground: Ground, name: str) -> Document:
    """A series of any form."""
    scope = draw(scopes(ground))
    lines = draw(st.lists(attendances(ground), min_size=1, max_size=3))
    if draw(st.booleans()):
        lines.insert(0, {"contact": "ppt"})
    has_host = "together" not in scope
    if has_host and draw(st.booleans()):
        lines.insert(0, {"one_of": ["ppt", draw(st.sampled_from(SERVICES[1:]))]})
    least = draw(st.none() | st.integers(0, 10))
    most = draw(st.none() | st.integers((least or 0) + 1, 20))
    first = draw(st.dates(ground.first_day - timedelta(days=3), ground.last_day))
    last = draw(st.dates(max(first, ground.first_day), ground.last_day + timedelta(days=3)))
    window = draw(
        st.sampled_from(
            (
                {},
                {"first_day": first},
                {"first_day": first, "last_day": last},
                {"months": sorted({ground.first_day.month, last.month})},
            )
        )
    )
    return series(
        name,
        scope=scope,
        frequency=draw(frequencies(ground)),
        window=window,
        minutes=draw(st.sampled_from(ground.lengths)),
        days_between={"least": least, "most": most},
        place=draw(st.sampled_from((None, None, None, *ground.places, *ground.units))),
        preferred_weekdays=draw(some_weekdays()),
        attendance=lines,
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
        lengths=lengths,
    )
    periods = st.lists(closed_periods(ground), max_size=2)
    return Problem.model_validate(
        document(
            language=draw(st.sampled_from(("nb", "nn"))),
            semester={
                "name": "Prøve",
                "first_day": ground.first_day,
                "last_day": ground.last_day,
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
            units=[
                unit(
                    name,
                    type=draw(st.sampled_from(UNIT_TYPES)),
                    owner=draw(st.sampled_from(("public", "private"))),
                    coordinates=draw(coordinates()),
                    feeds=draw(st.sampled_from(([], [ground.units[0]]))) if number else [],
                    planning_days=draw(periods),
                    leadership=draw(availabilities(ground)),
                )
                for number, name in enumerate(ground.units)
            ],
            people=[
                person(
                    name,
                    position_percent=draw(st.sampled_from((100, 60, 33))),
                    workplace=draw(st.none() | st.sampled_from((*ground.places, *ground.units))),
                    **draw(availabilities(ground)),
                )
                for name in ground.people
            ],
            contacts={
                name: {
                    service: draw(st.sampled_from(people))
                    for service in SERVICES
                    if (people := ground.of_service(service)) and draw(st.integers(0, 3)) > 0
                }
                for name in ground.units
            },
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
                draw(all_series(ground, name))
                for name in SERIES[: draw(st.sampled_from((3, 2, 1)))]
            ],
        )
    )
