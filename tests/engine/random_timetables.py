"""Random small timetables that use every primitive, for the laws about engines."""

from __future__ import annotations

from datetime import date
from random import Random

from planner.domain.grid import TimeGrid, working_week_days
from planner.engine.timetable import (
    Attendance,
    Balance,
    Chain,
    Meeting,
    Placement,
    Placements,
    Quota,
    Resource,
    Rhythm,
    Tie,
    Timetable,
    allowed_starts,
)


def random_timetable(seed: int, *, groups: int = 3, days: int = 10) -> Timetable:
    """A timetable of a few groups; every primitive is there in most of them.

    Days have six slots of an hour. People are p0, p1, …; units u0, u1, …
    """
    random = Random(seed)
    first = date(2027, 1, 4)
    grid = TimeGrid(
        days=working_week_days(first, date.fromordinal(first.toordinal() + days - 1)),
        day_starts_minute=8 * 60,
        slots_per_day=6,
        slot_minutes=60,
    )
    timetable = Timetable(grid)
    people = [f"p{number}" for number in range(4)]
    units = [f"u{number}" for number in range(groups)]
    for resource in (*people, *units):
        timetable.resources[resource] = Resource(resource)
        timetable.one_at_a_time(resource, "single")
        timetable.close(resource, _days(grid, random, 0.2), "closed")
    for person in people:
        if random.random() < 0.7:
            timetable.most_per_day(person, random.choice((1, 2)), "cap")
        home = random.choice((None, *units))
        timetable.price_days(person, 3, "days", free=random.randrange(3), home=home)
    for number, unit in enumerate(units):
        _add_group(timetable, random, number, unit, people)
    earlier, later = f"g0.{random.randrange(2)}", f"g{groups - 1}.0"
    if groups > 1 and earlier in timetable.meetings:
        most = random.choice((None, 9))
        timetable.chain(Chain("order", (earlier, later), least=1, most=most))
    pairs = [frozenset((a, b)) for a in units for b in units if a < b]
    timetable.travel_slots({pair: random.randrange(1, 3) for pair in pairs}, "travel")
    timetable.price_travel({pair: random.randrange(1, 4) for pair in pairs}, "journeys")
    shares = tuple((person, random.choice((50, 80, 100))) for person in people)
    timetable.balance(Balance("load", shares, step_slots=1, price=2))
    return timetable


def _add_group(
    timetable: Timetable, random: Random, number: int, unit: str, people: list[str]
) -> None:
    grid = timetable.grid
    slots = random.choice((1, 2))
    names = tuple(f"g{number}.{each}" for each in range(random.choice((1, 2, 3))))
    contact, *others = random.sample(people, 3)
    for name in names:
        timetable.meetings[name] = Meeting(
            name,
            slots,
            unit if random.random() < 0.9 else None,
            grid.starts_fitting(slots),
            {
                "unit": Attendance("unit", (unit,), 1),
                "contact": Attendance("contact", (contact,), 1),
                "one of": Attendance("one of", tuple(others), 1),
            },
        )
        timetable.require(name, "unit", "needed")
        timetable.require(name, "contact", "needed")
        if random.random() < 0.5:
            timetable.require(name, "one of", "needed")
        elif random.random() < 0.6:
            timetable.price_missing(name, "one of", 3, "missing")
        timetable.forbid(name, _days(grid, random, 0.3), "window", name)
        timetable.price_starts(name, _days(grid, random, 0.3), 4, "days off")
        timetable.price_starts(name, random.getrandbits(grid.slot_count), 1, "early")
        timetable.price_omission(name, 1_000, "held")
        if slots > 1 and random.random() < 0.5:
            part = (random.randrange(2), 1)
            timetable.meetings[name].parts = dict.fromkeys((contact,), part)
    least, most = random.choice(((1, None), (2, 9), (3, 6), (None, None)))
    timetable.chain(Chain("spacing", names, least=least, most=most))
    timetable.chain(Chain("even", names, ideal=random.choice((3, 5)), slack=1, price=1))
    timetable.rhythm(Rhythm("weekday", names, "weekday", 5))
    timetable.rhythm(Rhythm("time", names, "time", 2))
    least, most = random.choice(((0, None), (1, None), (2, None), (0, 0), (1, 1), (0, 2)))
    timetable.quota(Quota("quota", names, tuple(others), least, 500, most=most))
    timetable.tie(Tie("tie", tuple((name, "one of") for name in names), 3))


def _days(grid: TimeGrid, random: Random, share: float) -> int:
    return grid.days_where(lambda _: random.random() < share)


def random_placements(timetable: Timetable, seed: int) -> Placements:
    """A random placement, heedless of every primitive but the bans."""
    random = Random(seed)
    placements: Placements = {}
    for name, meeting in timetable.meetings.items():
        starts = [s for s in range(timetable.grid.slot_count) if allowed_starts(meeting) >> s & 1]
        if starts and random.random() < 0.9:
            everybody = [each for one in meeting.attendances.values() for each in one.options]
            there = frozenset(each for each in everybody if random.random() < 0.8)
            placements[name] = Placement(random.choice(starts), there)
    return placements


def odd_timetable(seed: int) -> Timetable:
    """A random timetable with what is allowed though no rule of ours posts it.

    Meetings without a start, without people, or whose people are nobody; resources at several
    meetings at once, or at none on a day; choices of two; ties of several keys; chains without a
    least gap; journeys within a place and to nowhere.
    """
    random = Random(seed)
    timetable = random_timetable(seed)
    grid = timetable.grid
    helpers = [f"q{number}" for number in range(4)]
    for helper in helpers:
        timetable.resources[helper] = Resource(helper)
        timetable.close(helper, _days(grid, random, 0.1), "closed")
        if random.random() < 0.5:
            timetable.one_at_a_time(helper, "single")
    timetable.most_per_day(helpers[0], random.randrange(3), "cap")
    timetable.price_days(helpers[1], 2, "days", free=random.randrange(2), home=None)
    for name, meeting in timetable.meetings.items():
        meeting.attendances["two of"] = Attendance("two of", tuple(helpers), 2)
        if random.random() < 0.3:
            timetable.require(name, "two of", "needed")
        elif random.random() < 0.5:
            timetable.price_missing(name, "two of", 2, "missing")
        if random.random() < 0.2:
            meeting.place = None
    names = tuple(timetable.meetings)
    both = tuple((name, key) for name in names[:3] for key in ("one of", "two of"))
    timetable.tie(Tie("both", both, 2))
    timetable.quota(Quota("helpers", names, tuple(helpers[:2]), 3, 7))
    timetable.quota(Quota("at most", names[::2], (*helpers[1:], "u0"), 0, 6, most=4))
    timetable.balance(Balance("helpers", tuple((each, 1) for each in helpers), 2, 3))
    timetable.travel.slots[frozenset(("u0",))] = 1
    timetable.travel.prices[frozenset(("u0",))] = 2
    timetable.travel.prices[frozenset()] = 1
    _add_loose_meetings(timetable, random)
    return timetable


def _add_loose_meetings(timetable: Timetable, random: Random) -> None:
    """Meetings that nothing but a chain without a least gap binds."""
    grid = timetable.grid
    loose = ("loose.0", "loose.1", "loose.2")
    for name in (*loose, "alone", "never", "nobody"):
        starts = 0 if name == "never" else grid.starts_fitting(1)
        timetable.meetings[name] = Meeting(name, 1, random.choice(("u0", None)), starts)
        timetable.price_omission(name, 50, "held")
    for name in loose:
        one = Attendance("anybody", ("p0", "q0", "q1"), 1)
        timetable.meetings[name].attendances = {"anybody": one}
        timetable.price_missing(name, "anybody", 4, "missing")
    timetable.chain(Chain("no longer", loose, most=random.choice((0, 3)), ideal=1, price=1))
    for name, count in (("alone", 1), ("nobody", 2)):
        timetable.meetings[name].attendances = {"nobody": Attendance("nobody", (), count)}
        timetable.price_missing(name, "nobody", 1, "missing")
    timetable.require("nobody", "nobody", "needed")
    timetable.tie(Tie("nobody", (("alone", "nobody"),), 9))
