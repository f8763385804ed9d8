"""Series of every form that the vocabulary has, drawn by Hypothesis piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from planner.domain.grid import working_week_days
from tests.instances import ROLES, Document, series

SERVICES = tuple(ROLES)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
UNIT_TYPES = ("kindergarten", "primary", "lower_secondary", "combined", "special")


@dataclass(frozen=True)
class Ground:
    """What is drawn first, and what the rest of a problem refers to."""

    first_day: date
    last_day: date
    units: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    rooms: tuple[str, ...]
    slot_minutes: int
    lengths: tuple[int, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Friday of the half-year."""
        return working_week_days(self.first_day, self.last_day)

    @property
    def weeks(self) -> list[int]:
        """The ISO weeks of the half-year."""
        return sorted({day.isocalendar().week for day in self.days})

    @property
    def bridgeheads(self) -> tuple[date, ...]:
        """Tuesdays and Thursdays, which leave a bridge day when they are off."""
        return tuple(day for day in self.days if day.weekday() in (1, 3))

    def of_service(self, service: str) -> list[str]:
        """The people of a service."""
        return [each for each in self.people if each.startswith(service)]


def some_weekdays(*, least: int = 0) -> st.SearchStrategy[list[str]]:
    """Different weekdays."""
    return st.lists(st.sampled_from(WEEKDAYS), min_size=least, max_size=5, unique=True)


def some_days(ground: Ground, most: int) -> st.SearchStrategy[list[date]]:
    """Different days of the half-year."""
    return st.lists(st.sampled_from(ground.days), min_size=1, max_size=most, unique=True)


def simple_frequencies(ground: Ground) -> st.SearchStrategy[Document]:
    """Each form of frequency but that by size."""
    form = st.fixed_dictionaries
    a_day, a_weekday = st.sampled_from(ground.days), st.sampled_from(WEEKDAYS)
    weeks = st.integers(1, 3)
    closed = st.sampled_from(("skip", "previous", "nearest"))
    usual = form(
        {
            "weekday_of_month": a_weekday,
            "nth": st.sampled_from((1, 2, 3, 4, "last")),
            "when_closed": closed,
            "usual": st.sampled_from((True, True, False)),
        }
    )
    at_least = st.integers(1, 2).flatmap(
        lambda least: form({"per_half_year": st.just(least), "at_most": st.integers(least, 4)})
    )
    fixed = st.builds(
        lambda every, first, when: {
            "every_weeks": every,
            "weekday": WEEKDAYS[first.weekday()],
            "first_day": first,
            "when_closed": when,
        },
        weeks,
        a_day,
        st.none() | closed,
    )
    return st.one_of(
        form({"per_half_year": st.integers(2, 4)}),
        form({"per_month": st.integers(1, 2)}),
        at_least,
        form({"per_year": st.just(5), "in_autumn": st.integers(0, 3)}),
        form({"per_school_year": st.just(4)}),
        form({"every_weeks": weeks}, optional={"first_day": a_day}),
        form({"every_weeks": weeks, "weekday": a_weekday}),
        fixed,
        usual,
        usual,
        usual,
        form({"dates": some_days(ground, 3)}),
        form({"reserved_slots": st.integers(1, 3)}),
    )


@st.composite
def frequencies(draw: st.DrawFn, ground: Ground) -> Document:
    """Each form of frequency."""
    if draw(st.integers(0, 7)) > 0:
        return draw(simple_frequencies(ground))
    bands = simple_frequencies(ground).filter(_may_be_a_band)
    return {"by_size": [{"up_to": 60, "then": draw(bands)}, {"then": draw(bands)}]}


def _may_be_a_band(form: Document) -> bool:
    """Days between are of the series, so a band's weekday needs its first day."""
    return "weekday" not in form or "first_day" in form


def filters(ground: Ground) -> st.SearchStrategy[Document]:
    """Each condition that units may be chosen by; mostly none."""
    everybody: Document = {}
    return st.sampled_from(
        (
            *(everybody,) * 4,
            {"types": ["primary", "combined"]},
            {"owner": "public"},
            {"grades": {"lowest": 1, "highest": 4}},
            {"zones": ["nord"]},
            {"municipalities": ["lillevik"]},
            {"ids": list(ground.units[:2])},
        )
    )


def scopes(ground: Ground) -> st.SearchStrategy[Document]:
    """Each form of scope; sometimes one without any unit."""
    form = st.fixed_dictionaries
    chosen = filters(ground)
    group = st.lists(st.sampled_from(ground.units), min_size=1, max_size=3, unique=True)
    return st.one_of(
        form({"each_unit": chosen}),
        form({"each_unit": chosen}),
        form({"each_hub": chosen, "feeders": chosen}),
        form({"each_link": chosen, "feeders": chosen}),
        form({"each_zone": chosen}),
        form({"each_municipality": chosen}),
        form({"groups": st.lists(group, min_size=1, max_size=2, unique_by=tuple)}),
        form({"together": st.none() | chosen}),
    )


@st.composite
def attendances(draw: st.DrawFn, ground: Ground) -> Document:
    """Each form of attendance that a host unit is not asked for, at each level."""
    level = draw(st.sampled_from(("required", "required", "as_needed", "as_needed", "welcome")))
    line: Document = {"level": level}
    if level == "as_needed":
        line["at_least"] = draw(st.none() | st.integers(1, 4))
    if draw(st.integers(0, 3)) == 0:
        line["at_meetings"] = {"every": 2, "first": draw(st.integers(1, 2))}
    if draw(st.integers(0, 2)) == 0:
        # Whole slots; sometimes longer than the meeting.
        minutes = ground.slot_minutes * draw(st.integers(1, 4))
        line["part"] = {draw(st.sampled_from(("first_minutes", "last_minutes"))): minutes}
    if draw(st.integers(0, 7)) == 0:
        line["only_types"] = ["primary", "combined"]
    match draw(st.integers(0, 4)):
        case 0 | 1:
            line["contact"] = draw(st.sampled_from(SERVICES[:2]))
            line["of"] = draw(st.sampled_from(("host", "all")))
            line["which"] = draw(st.sampled_from(("main", "second", "either", "both")))
            line["substitutes"] = level == "required" and draw(st.booleans())
            line["may_change"] = line["which"] == "either" and draw(st.booleans())
        case 2:
            line["person"] = draw(st.sampled_from(ground.people))
        case _:
            line["service"] = draw(st.sampled_from(SERVICES))
            line["count"] = draw(st.integers(1, 2))
            line["may_change"] = draw(st.integers(0, 3)) == 0
    return {name: value for name, value in line.items() if value is not None}


@st.composite
def windows(draw: st.DrawFn, ground: Ground) -> Document:
    """Each condition that days may be chosen by, and some of them together."""
    first = draw(st.dates(ground.first_day - timedelta(days=3), ground.last_day))
    last = draw(st.dates(max(first, ground.first_day), ground.last_day + timedelta(days=3)))
    window: Document = draw(
        st.sampled_from(
            (
                {},
                {},
                {"first_day": first},
                {"first_day": first, "last_day": last},
                {"months": sorted({ground.first_day.month, last.month})},
                {"before_school_start": {"most_weeks": 5, "least_weeks": 1}},
            )
        )
    )
    match draw(st.integers(0, 7)):
        case 0:
            weeks = st.lists(st.sampled_from(ground.weeks), min_size=1, max_size=3, unique=True)
            window["iso_weeks"] = draw(weeks)
        case 1:
            window["week_parity"] = draw(st.sampled_from(("odd", "even")))
        case 2:
            window["weekdays"] = draw(some_weekdays(least=1))
    return window


@st.composite
def places(draw: st.DrawFn, ground: Ground) -> Document:
    """Each answer to where; mostly at the host."""
    match draw(st.integers(0, 7)):
        case 0:
            return {"place": draw(st.sampled_from((*ground.places, *ground.units)))}
        case 1:
            return {"digital": True}
        case 2 | 3 | 4 if ground.rooms:
            rooms = st.lists(st.sampled_from(ground.rooms), min_size=1, max_size=2, unique=True)
            return {"rooms": draw(rooms)}
        case _:
            return {}


@st.composite
def afters(draw: st.DrawFn, earlier: tuple[str, ...]) -> list[Document]:
    """Which series it comes after, and by how much."""
    if not earlier or draw(st.booleans()):
        return []
    least = draw(st.sampled_from((0, 1, 1, 7)))
    most = draw(st.sampled_from((None, None, least, least + 10)))
    return [
        {
            "series": draw(st.sampled_from(earlier)),
            "least_days": least,
            "most_days": most,
            "each": draw(st.booleans()),
        }
    ]


@st.composite
def all_series(draw: st.DrawFn, ground: Ground, name: str, others: tuple[str, ...]) -> Document:
    """A series of any form, perhaps after some of the others."""
    scope = draw(scopes(ground))
    lines = draw(st.lists(attendances(ground), min_size=1, max_size=3))
    if draw(st.booleans()):
        lines.insert(0, {"contact": "ppt", "substitutes": draw(st.booleans())})
    if "together" not in scope and draw(st.booleans()):
        services = ["ppt", draw(st.sampled_from(SERVICES[1:]))]
        lines.insert(0, {"one_of": services, "may_change": draw(st.integers(0, 3)) == 0})
    least = draw(st.none() | st.integers(0, 10))
    most = draw(st.none() | st.integers((least or 0) + 1, 20))
    return series(
        name,
        scope=scope,
        frequency=draw(frequencies(ground)),
        window=draw(windows(ground)),
        minutes=draw(st.sampled_from(ground.lengths)),
        days_between={"least": least, "most": most},
        after=draw(afters(others)),
        preferred_weekdays=draw(some_weekdays()),
        attendance=lines,
        agenda_days=draw(st.sampled_from((None, 7))),
        **draw(places(ground)),
    )
