"""The reference evaluator, one primitive at a time, with the arithmetic beside the number."""

from __future__ import annotations

from datetime import date

from planner.domain.grid import TimeGrid, working_week_days
from planner.engine.evaluate import Evaluation, evaluate
from planner.engine.timetable import (
    Attendance,
    Balance,
    Chain,
    Meeting,
    Placement,
    Quota,
    Resource,
    Rhythm,
    Tie,
    Timetable,
)

# Two weeks from Monday 4 January 2027; days of six slots of an hour: Monday is slots 0–5,
# Tuesday 6–11, …, the second Monday 30–35.
GRID = TimeGrid(working_week_days(date(2027, 1, 4), date(2027, 1, 15)), 480, 6, 60)


def timetable(count: int, *, places: tuple[str | None, ...] = ()) -> Timetable:
    """Meetings m0, m1, … of two hours, with p and q as options that nothing asks for."""
    made = Timetable(GRID, resources={name: Resource(name) for name in ("p", "q", "r")})
    for number in range(count):
        name = f"m{number}"
        place = places[number] if places else None
        both = Attendance("both", ("p", "q", "r"), 1)
        made.meetings[name] = Meeting(name, 2, place, GRID.starts_fitting(2), {"both": both})
    return made


def at(made: Timetable, *starts: int | None, there: str = "p") -> Evaluation:
    """Evaluate meetings at these starts, each with the people whose names are in `there`."""
    return evaluate(
        made,
        {
            f"m{number}": Placement(start, frozenset(there))
            for number, start in enumerate(starts)
            if start is not None
        },
    )


def test_bans_and_prices_of_starts() -> None:
    made = timetable(1)
    made.forbid("m0", GRID.day_mask(date(2027, 1, 4)), "window", "m0")
    made.price_starts("m0", 1 << 6 | 1 << 7, 5, "early")
    made.price_starts("m0", 1 << 7, 2, "early")
    assert at(made, 0) == Evaluation({"window": 1}, {})
    assert at(made, 6) == Evaluation({}, {"early": 5})
    assert at(made, 7) == Evaluation({}, {"early": 7})


def test_leaving_out() -> None:
    made = timetable(2)
    made.price_omission("m0", 100, "held")
    made.price_missing("m0", "both", 9, "there")
    assert at(made, None, 6).price == {"held": 100}


def test_required_and_missing() -> None:
    made = timetable(1)
    made.meetings["m0"].attendances["both"].count = 2
    made.price_missing("m0", "both", 7, "there")
    assert at(made, 0, there="p") == Evaluation({}, {"there": 7})  # one of two is short
    assert at(made, 0, there="pq") == Evaluation({}, {})
    made.require("m0", "both", "needed")
    assert at(made, 0, there="p").broken == {"needed": 1}


def test_closed_touches_any_slot_of_the_meeting() -> None:
    made = timetable(1)
    made.close("p", 1 << 3, "away")
    assert at(made, 2).broken == {"away": 1}  # takes slots 2 and 3
    assert at(made, 3).broken == {"away": 1}
    assert at(made, 4).broken == {}
    assert at(made, 2, there="q").broken == {}


def test_one_at_a_time_counts_pairs() -> None:
    made = timetable(3)
    made.one_at_a_time("p", "single")
    assert at(made, 0, 2, 4).broken == {}  # back to back
    assert at(made, 0, 1, 1).broken == {"single": 3}


def test_most_per_day() -> None:
    made = timetable(3)
    made.most_per_day("p", 2, "cap")
    assert at(made, 0, 2, 4).broken == {"cap": 1}
    assert at(made, 0, 2, 6).broken == {}


def test_travel() -> None:
    made = timetable(2, places=("a", "b"))
    made.travel_slots({frozenset("ab"): 1}, "travel")
    made.price_travel({frozenset("ab"): 3}, "journey")
    assert at(made, 0, 2) == Evaluation({"travel": 1}, {"journey": 3})
    assert at(made, 0, 3) == Evaluation({}, {"journey": 3})
    assert at(made, 0, 6) == Evaluation({}, {})
    assert at(made, 0, 3, there="pq").price == {"journey": 6}  # both make the journey


def test_days_away() -> None:
    made = timetable(3, places=("a", "b", "home"))
    made.price_days("p", 4, "visits", free=1, home="home")
    assert at(made, 0, 6, 12).price == {"visits": 4}  # two days away, one free, one at home
    assert at(made, 0, 3, 12).price == {}


def test_chain_least_passes_over_what_is_left_out() -> None:
    made = timetable(3)
    made.chain(Chain("spacing", ("m0", "m1", "m2"), least=3, most=7))
    assert at(made, 0, 18, 30).broken == {}  # Monday, Thursday (3), Monday (4)
    assert at(made, 0, 12, 30).broken == {"spacing": 1}  # 2 days
    assert at(made, 0, None, 6).broken == {"spacing": 1}  # neighbours now, 1 day
    assert at(made, 0, None, 54).broken == {}  # 11 days, but not neighbours in the list
    assert at(made, 0, 54, None).broken == {"spacing": 1}  # 11 days
    assert at(made, 18, 0, 30).broken == {"spacing": 1}  # turned order: 3 days back


def test_chain_price() -> None:
    made = timetable(3)
    made.chain(Chain("even", ("m0", "m1", "m2"), ideal=5, slack=1, price=2))
    # gaps 1 and 8: 2 × (|1 – 5| – 1) + 2 × (|8 – 5| – 1) = 6 + 4
    assert at(made, 0, 6, 42).price == {"even": 10}
    assert at(made, 0, None, 42).price == {}


def test_rhythm() -> None:
    made = timetable(3)
    made.rhythm(Rhythm("weekday", ("m0", "m1", "m2"), "weekday", 10))
    made.rhythm(Rhythm("time", ("m0", "m1", "m2"), "time", 4))
    # Monday, Monday, Tuesday: one off; slots 0, 1, 2 of the day: two off
    assert at(made, 0, 31, 8).price == {"weekday": 10, "time": 8}
    assert at(made, 0, None, 8).price == {"weekday": 10, "time": 4}


def test_quota() -> None:
    made = timetable(3)
    made.quota(Quota("quota", ("m0", "m1", "m2"), ("p", "q"), 5, 100))
    assert at(made, 0, 6, 12, there="p").price == {"quota": 200}
    assert at(made, 0, 6, 12, there="pq").price == {}
    assert at(made, 0, None, None, there="pq").price == {"quota": 300}


def test_quota_with_a_most() -> None:
    """From two to four: one at each of one meeting is one short, two at each of three two above."""
    made = timetable(3)
    made.quota(Quota("quota", ("m0", "m1", "m2"), ("p", "q"), 2, 100, most=4))
    assert at(made, 0, None, None, there="p").price == {"quota": 100}
    assert at(made, 0, 6, None, there="pq").price == {}
    assert at(made, 0, 6, 12, there="pq").price == {"quota": 200}


def test_tie() -> None:
    made = timetable(3)
    made.tie(Tie("same", (("m0", "both"), ("m1", "both"), ("m2", "both")), 8))
    people = ({"p"}, {"q"}, {"p", "q"})
    placements = {
        f"m{number}": Placement(6 * number, frozenset(there)) for number, there in enumerate(people)
    }
    assert evaluate(made, placements).price == {"same": 8}  # p twice of three


def test_balance() -> None:
    """Shares 100 and 50, whole 150, price 3 for each slot that would change hands.

    p alone at three meetings: load 6 of 6, above = 6·150 – 100·6 = 300, floor(300 / 150) = 2.
    Both at all three: load 6 and 6 of 12; p 900 – 1200 < 0, q 900 – 600 = 300, floor = 2.
    p alone at one: load 2 of 2, above = 2·150 – 100·2 = 100, floor(100 / 150) = 0.
    """
    made = timetable(3)
    made.balance(Balance("load", (("p", 100), ("q", 50)), 1, 3))
    assert at(made, 0, 6, 12, there="p").price == {"load": 6}
    assert at(made, 0, 6, 12, there="pq").price == {"load": 6}
    assert at(made, 0, None, None, there="p").price == {}
