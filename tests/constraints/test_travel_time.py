from datetime import date

import pytest

from constraints.travel_time import TravelTime
from planner.domain.problem import Problem
from planner.domain.travel import TravelSpeed
from planner.engine.build import build_timetable
from tests.constraints.requirements import broken, said
from tests.instances import plan, problem, series, unit

RULE = TravelTime()


def two_schools(latitude: float | None) -> Problem:
    """One adviser at Vika, on 60 degrees north, and at Nes, straight north of it."""
    nes = None if latitude is None else {"latitude": latitude, "longitude": 10.0}
    return problem(
        units=[
            unit("vika", coordinates={"latitude": 60.0, "longitude": 10.0}),
            unit("nes", coordinates=nes),
        ],
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}},
    )


# A tenth of a degree north is 6371.0088 km × π / 1800 = 11.12 km as the crow flies, 14.46 by road,
# and at 40 km/h 21.7 minutes: 22 whole ones, for which the timetable sets two slots of 15 aside.
FAR = two_schools(60.1)


def test_a_journey_that_is_made_in_time_keeps_it() -> None:
    # From 10:30 to 11:00.
    in_time = plan(FAR, {"rt.vika.1": "2027-01-14T09:00", "rt.nes.1": "2027-01-14T11:00"})

    assert broken(RULE, FAR, in_time) == []
    assert build_timetable(FAR, (RULE,)).travel.slots == {frozenset({"vika", "nes"}): 2}


def test_a_journey_that_takes_longer_than_there_is_breaks_it() -> None:
    # From 10:30 to 10:45; the other way round it is no shorter.
    too_close = plan(FAR, {"rt.nes.1": "2027-01-14T10:45", "rt.vika.1": "2027-01-14T09:00"})

    assert broken(RULE, FAR, too_close) == [
        RULE.violation(
            meetings=("rt.vika.1", "rt.nes.1"),
            participants=("ppt-01",),
            day=date(2027, 1, 14),
            needed=22,
            between=15,
        )
    ]
    assert said(RULE, FAR, too_close) == [
        (
            (
                "PP-rådgiver 01 rekker ikke fra Ressursteam, Vika skole til Ressursteam, Nes skole "
                "torsdag 14. januar: reisen tar 22 minutter, og det er 15 minutter imellom."
            ),
            (
                "PP-rådgiver 01 rekk ikkje frå Ressursteam, Vika skole til Ressursteam, Nes skole "
                "torsdag 14. januar: reisa tek 22 minutt, og det er 15 minutt imellom."
            ),
        )
    ]


@pytest.mark.parametrize(("latitude", "needed"), [(60.0001, 10), (None, 20), (60.1, 22)])
def test_near_places_take_the_least_and_unknown_ones_what_is_assumed(
    latitude: float | None, needed: int
) -> None:
    schools = two_schools(latitude)
    touching = plan(schools, {"rt.vika.1": "2027-01-14T09:00", "rt.nes.1": "2027-01-14T10:30"})

    assert [each.facts["needed"] for each in broken(RULE, schools, touching)] == [needed]


def test_exactly_the_time_that_the_journey_takes_is_enough() -> None:
    half_an_hour = two_schools(60.1).model_copy(update={"travel": TravelSpeed(least_minutes=30)})
    meetings = plan(half_an_hour, {"rt.vika.1": "2027-01-14T09:00", "rt.nes.1": "2027-01-14T11:00"})

    assert broken(RULE, half_an_hour, meetings) == []


def test_two_meetings_at_one_place_need_no_journey_even_if_they_overlap() -> None:
    at_vika = plan(FAR, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-01-14T10:00"})

    assert broken(RULE, FAR, at_vika) == []


def test_an_overlap_at_two_places_leaves_no_time_at_all() -> None:
    at_once = plan(FAR, {"rt.vika.1": "2027-01-14T09:00", "rt.nes.1": "2027-01-14T09:30"})

    assert [each.facts["between"] for each in broken(RULE, FAR, at_once)] == [0]


def test_the_night_is_long_enough_for_any_journey() -> None:
    next_day = plan(FAR, {"rt.vika.1": "2027-01-14T14:30", "rt.nes.1": "2027-01-15T08:00"})

    assert broken(RULE, FAR, next_day) == []


def test_a_head_who_is_a_guest_elsewhere_travels_too() -> None:
    hub = problem(
        units=[unit("vika", feeds=["nes"]), unit("nes")],
        series=[
            series(scope={"each_unit": {"ids": ["vika"]}}, attendance=[]),
            series("overgang", scope={"each_link": {}}, attendance=[]),
        ],
    )
    touching = plan(
        hub, {"rt.vika.1": "2027-01-14T09:00", "overgang.nes.vika.1": "2027-01-14T10:30"}
    )

    assert [each.participants for each in broken(RULE, hub, touching)] == [("vika",)]


def test_a_meeting_that_is_nowhere_in_particular_asks_for_no_journey() -> None:
    online = problem(
        series=[
            series(),
            series("slt", scope={"together": None}, attendance=[{"person": "ppt-01"}]),
        ]
    )
    touching = plan(online, {"rt.vika.1": "2027-01-14T09:00", "slt.alle.1": "2027-01-14T10:30"})

    assert broken(RULE, online, touching) == []


def test_who_leaves_early_travels_early() -> None:
    # Vika 09:00–09:30 of 09:00–10:30, then half an hour to Nes at 10:00.
    first_part = problem(
        units=[
            unit("vika", coordinates={"latitude": 60.0, "longitude": 10.0}),
            unit("nes", coordinates={"latitude": 60.1, "longitude": 10.0}),
        ],
        contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}},
        series=[series(attendance=[{"contact": "ppt", "part": {"first_minutes": 30}}])],
    )
    for start, too_close in (("10:00", 0), ("09:45", 1)):
        day = {"rt.vika.1": "2027-01-14T09:00", "rt.nes.1": f"2027-01-14T{start}"}
        assert len(broken(RULE, first_part, plan(first_part, day))) == too_close
