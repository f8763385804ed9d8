import pytest

from constraints.little_travel import LittleTravel
from planner.domain.problem import Problem
from tests.constraints.wishes import missed, said
from tests.instances import person, plan, problem, series, unit

# At 59° north a degree of longitude is 57.27 km. Nes lies 0.1° east of Vika: 5.73 km as the crow
# flies, 6.30 km by a road 1.1 times as long, and at 30 km/h 12.6 minutes, which is 13.
VIKA = {"latitude": 59.0, "longitude": 10.0}
NES = {"latitude": 59.0, "longitude": 10.1}
SPEED = {"kilometres_per_hour": 30, "detour_factor": 1.1, "least_minutes": 0}


def two_schools(**changes: object) -> Problem:
    """Vika and Nes skole, both with PP-rådgiver 01."""
    return problem(
        **{
            "units": [unit("vika", coordinates=VIKA), unit("nes", coordinates=NES)],
            "people": [person()],
            "contacts": {name: {"ppt": "ppt-01"} for name in ("vika", "nes")},
            "travel": SPEED,
            **changes,
        }
    )


SCHOOLS = two_schools()
SAME_DAY = {"rt.vika.1": "2027-02-04T09:00", "rt.nes.1": "2027-02-04T12:30"}


def test_begun_five_minutes_between_two_places_on_one_day_count() -> None:
    # 13 minutes: 5 + 5 + 3, three begun steps.
    assert missed(LittleTravel(), SCHOOLS, plan(SCHOOLS, SAME_DAY)) == [3]


def test_the_sentence_names_both_places() -> None:
    meetings = plan(SCHOOLS, SAME_DAY)

    assert said(LittleTravel(), SCHOOLS, meetings) == [
        (
            "PP-rådgiver 01 har møter både ved Vika skole og ved Nes skole torsdag 4. februar, "
            "om lag 13 minutter fra hverandre."
        )
    ]
    assert said(LittleTravel(), SCHOOLS, meetings, "nn") == [
        (
            "PP-rådgiver 01 har møte både ved Vika skole og ved Nes skole torsdag 4. februar, "
            "om lag 13 minutt frå kvarandre."
        )
    ]


@pytest.mark.parametrize(
    "starts",
    [
        {"rt.vika.1": "2027-02-04T09:00", "rt.nes.1": "2027-02-05T09:00"},
        {"rt.vika.1": "2027-02-04T09:00", "rt.vika.2": "2027-02-04T12:30"},
    ],
)
def test_other_days_and_the_same_place_cost_nothing(starts: dict[str, str]) -> None:
    assert missed(LittleTravel(), SCHOOLS, plan(SCHOOLS, starts)) == []


def test_the_leadership_of_a_unit_travels_too() -> None:
    # Nes holds its own meeting and is at the network meeting at Vika the same day.
    network = two_schools(
        series=[
            series("rt", scope={"each_unit": {"ids": ["nes"]}}, attendance=[]),
            series("nettverk", scope={"groups": [["vika", "nes"]]}, attendance=[]),
        ]
    )
    meetings = plan(
        network, {"rt.nes.1": "2027-02-04T09:00", "nettverk.vika.nes.1": "2027-02-04T12:30"}
    )

    assert [each.participants for each in LittleTravel().check(network, meetings)] == [("nes",)]
    assert missed(LittleTravel(), network, meetings) == [3]


def test_a_meeting_without_a_place_is_near_everything() -> None:
    online = two_schools(
        series=[
            series("rt"),
            series("slt", scope={"together": None}, attendance=[{"person": "ppt-01"}]),
        ]
    )
    meetings = plan(online, {"rt.vika.1": "2027-02-04T09:00", "slt.alle.1": "2027-02-04T12:30"})

    assert missed(LittleTravel(), online, meetings) == []


def test_places_that_take_no_time_cost_nothing() -> None:
    next_door = two_schools(units=[unit("vika", coordinates=VIKA), unit("nes", coordinates=VIKA)])

    assert missed(LittleTravel(), next_door, plan(next_door, SAME_DAY)) == []
