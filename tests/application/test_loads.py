from collections.abc import Mapping
from datetime import date

import pytest

from planner.application.loads import PersonLoad, ServiceLoad, service_loads
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from tests.instances import person, plan, problem, series, unit

LILLEVIK = problem(
    units=[unit("vika"), unit("nes")],
    people=[
        person("ppt-01", position_percent=100, workplace="vika"),
        person("ppt-02", position_percent=60),
        person("helse-01"),
    ],
    contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-02"}},
    series=[
        series(frequency={"per_half_year": 3}),
        series("slt", scope={"together": None}, attendance=[{"person": "ppt-01"}]),
    ],
)
STARTS = {
    "rt.vika.1": "2027-01-05T09:00",  # Tuesday, week 1
    "rt.vika.2": "2027-02-02T09:00",  # Tuesday, week 5
    "rt.vika.3": "2027-03-04T09:00",  # Thursday, week 9
    "rt.nes.1": "2027-02-02T12:00",  # Tuesday, week 5
    "slt.alle.1": "2027-02-03T09:00",  # Wednesday, week 5
}


def services_of(of: Problem, starts: Mapping[str, str]) -> tuple[ServiceLoad, ...]:
    return tuple(service_loads(of, plan(of, starts)))


def ppt(minutes: Mapping[str, int], **changes: Mapping[str, object]) -> ServiceLoad:
    """PPT when each adviser has one meeting of so many minutes, or none; `changes` by number."""
    names = {f"ppt-{number}": length for number, length in minutes.items()}
    of = problem(
        people=[person(name, **changes.get(f"of_{name[-2:]}", {})) for name in names],
        contacts={},
        series=[
            series(
                name.replace("-", ""),
                frequency={"per_half_year": 1},
                minutes=length or 60,
                attendance=[{"person": name}],
            )
            for name, length in names.items()
        ],
    )
    starts = {
        f"{name.replace('-', '')}.vika.1": f"2027-05-{number:02}T09:00"
        for number, (name, length) in enumerate(names.items(), 3)
        if length
    }
    (service,) = services_of(of, starts)
    return service


def ids(loads: tuple[PersonLoad, ...]) -> list[str]:
    return [load.person.id for load in loads]


def away(first: str, last: str) -> dict[str, object]:
    return {"absences": [{"first_day": first, "last_day": last}]}


ALL_THE_TIME = away("2027-01-04", "2027-06-18")
HALF_OF_IT = away("2027-01-04", "2027-03-28")
"""Twelve weeks of the twenty-four."""


def test_load_of_a_person() -> None:
    service, health = services_of(LILLEVIK, STARTS)

    most, least = service.people

    assert most.person.id == "ppt-01"
    assert (most.meetings, most.minutes) == (4, 360)
    # Week 5 has the second Ressursteam and SLT.
    assert (most.busiest_week, most.busiest_week_meetings) == (date(2027, 2, 1), 2)
    # Works at Vika; only SLT is elsewhere, and nobody knows where.
    assert (most.visit_days, most.travel.minutes) == (1, 0)
    # 90 minutes in a 60 % position: 90 / 0.6.
    assert (least.person.id, least.minutes_per_full_position) == ("ppt-02", 150)
    # 450 minutes over 1.6 positions.
    assert (service.minutes, service.minutes_per_full_position) == (450, 281.25)
    assert ids(health.people) == ["helse-01"]


def test_a_service_without_people_has_no_load() -> None:
    services = services_of(LILLEVIK, STARTS)

    assert [service.service.id for service in services] == ["ppt", "helse"]


def test_a_small_position_with_the_same_time_has_more() -> None:
    # One meeting each: 90 minutes are more in 60 % than in 100 %.
    starts = {"rt.vika.1": "2027-01-05T09:00", "rt.nes.1": "2027-01-05T12:00"}

    assert ids(services_of(LILLEVIK, starts)[0].people) == ["ppt-02", "ppt-01"]


def test_somebody_without_meetings_has_no_busiest_week() -> None:
    (nurse,) = services_of(LILLEVIK, STARTS)[1].people

    assert (nurse.meetings, nurse.minutes, nurse.visit_days) == (0, 0, 0)
    assert (nurse.busiest_week, nurse.busiest_week_meetings) == (None, 0)
    assert (nurse.minutes_per_full_position, nurse.working_time_percent) == (0, 0)


def test_two_meetings_on_a_day_are_one_day_out_and_the_first_of_equal_weeks_is_busiest() -> None:
    def leader(starts: Mapping[str, str]) -> tuple[int, date | None]:
        load = services_of(LILLEVIK, starts)[0].people[0]
        return load.visit_days, load.busiest_week

    one_day = {"slt.alle.1": "2027-02-03T09:00", "slt.alle.2": "2027-02-03T12:00"}
    two_days = {"slt.alle.1": "2027-02-03T09:00", "slt.alle.2": "2027-03-03T12:00"}

    assert leader(one_day) == (1, date(2027, 2, 1))
    assert leader(two_days) == (2, date(2027, 2, 1))


def test_only_the_own_part_counts_and_a_welcome_counts_nothing() -> None:
    of = problem(
        people=[person("ppt-01"), person("ppt-02", workplace="vika"), person("helse-01")],
        contacts={},
        series=[
            series(
                attendance=[
                    {"person": "ppt-01"},
                    {"person": "ppt-02", "part": {"last_minutes": 30}},
                    {"person": "helse-01", "level": "welcome"},
                ]
            )
        ],
    )
    starts = {"rt.vika.1": "2027-01-05T09:00", "rt.vika.2": "2027-02-02T09:00"}

    # Two meetings of 90 minutes: 180 in all, 60 with the last half hour of each, 0 when welcome.
    minutes = {
        load.person.id: (load.meetings, load.minutes)
        for service in services_of(of, starts)
        for load in service.people
    }
    assert minutes == {"ppt-01": (2, 180), "ppt-02": (2, 60), "helse-01": (0, 0)}


def test_nobody_goes_anywhere_for_a_digital_meeting() -> None:
    of = problem(series=[series(digital=True), series("slt", frequency={"per_half_year": 1})])
    starts = {
        "rt.vika.1": "2027-01-05T09:00",
        "rt.vika.2": "2027-02-02T09:00",
        "slt.vika.1": "2027-01-06T09:00",
    }

    (service,) = services_of(of, starts)

    # Two on screen, one at Vika.
    assert (service.people[0].meetings, service.people[0].visit_days) == (3, 1)


def test_meeting_time_is_a_share_of_the_working_time() -> None:
    (load,) = ppt({"01": 135}, of_01={"position_percent": 60}).people

    # 24 weeks of five days: 120 · 450 minutes in a full position, 32 400 in 60 %.
    assert load.working_minutes == 32_400
    # 135 / 32 400.
    assert load.working_time_percent == pytest.approx(0.4167, abs=1e-4)


def test_part_time_people_are_treated_alike() -> None:
    service = ppt(
        {"01": 100, "02": 60, "03": 20},
        of_02={"position_percent": 60},
        of_03={"position_percent": 20},
    )

    # 100 in 100 %, 60 in 60 % and 20 in 20 %.
    assert [load.minutes_per_full_position for load in service.people] == [100, 100, 100]
    assert (service.spread_minutes, service.over, service.under) == (0, (), ())


def test_whoever_is_away_half_the_time_is_not_under_with_half() -> None:
    service = ppt({"01": 120, "02": 60}, of_02=HALF_OF_IT)

    _, half = service.people

    # 60 of 120 days are there: 60 minutes in half a position, of 27 000 minutes of working time.
    assert (half.present_percent, half.working_minutes) == (50, 27_000)
    assert [load.minutes_per_full_position for load in service.people] == [120, 120]
    # 180 minutes over 1.5 positions.
    assert service.minutes_per_full_position == 120
    assert service.under == ()


def test_who_is_over_and_who_is_under_and_how_far_they_are_apart() -> None:
    service = ppt(
        {"01": 180, "02": 90, "03": 0},
        of_02={"position_percent": 60},
        of_03={"position_percent": 40},
    )

    # 270 minutes over 2.0 positions are 135: 135, 81 and 54 would be fair.
    assert service.minutes_per_full_position == 135
    assert [service.minutes_over(load) for load in service.people] == [45, 9, -54]
    assert (ids(service.over), ids(service.under)) == (["ppt-01"], ["ppt-03"])
    # From 0 to 180 minutes per full position; 180 of 54 000 are a third of a percent.
    assert service.spread_minutes == 180
    assert service.spread_percent == pytest.approx(1 / 3)


@pytest.mark.parametrize(("minutes", "over", "under"), [(60, 1, 1), (59, 0, 0)])
def test_half_an_hour_is_over_and_less_is_not(minutes: int, over: int, under: int) -> None:
    service = ppt({"01": minutes, "02": 0})

    # The fair share is half of it: 30 minutes too much and too little, or 29.5.
    assert (len(service.over), len(service.under)) == (over, under)


def test_whoever_is_away_all_the_time_is_not_compared() -> None:
    service = ppt({"01": 120, "02": 60, "03": 0}, of_03=ALL_THE_TIME)

    gone = service.people[-1]

    assert (gone.person.id, gone.present, gone.working_minutes) == ("ppt-03", False, 0)
    assert (gone.minutes_per_full_position, gone.working_time_percent) == (0, 0)
    assert ids(service.present) == ["ppt-01", "ppt-02"]
    # 180 minutes over 2.0 positions, and 120 − 60 apart.
    assert (service.minutes_per_full_position, service.spread_minutes) == (90, 60)
    assert ids(service.under) == ["ppt-02"]


def test_meetings_of_somebody_who_is_away_are_nobody_elses_share() -> None:
    service = ppt({"01": 60, "02": 60, "03": 90}, of_03=ALL_THE_TIME)

    # All 210 minutes are told; 120 minutes over 2.0 positions are compared.
    assert (service.minutes, service.minutes_per_full_position) == (210, 60)
    assert ids(service.people) == ["ppt-01", "ppt-02", "ppt-03"]


@pytest.mark.parametrize(
    ("service", "comparable"),
    [
        (ppt({"01": 60, "02": 0}), True),
        (ppt({"01": 60}), False),
        (ppt({"01": 0, "02": 0}), False),
        (ppt({"01": 60, "02": 0}, of_02=ALL_THE_TIME), False),
        (ppt({"01": 0, "02": 0, "03": 60}, of_03=ALL_THE_TIME), False),
    ],
    ids=["two", "alone", "nothing", "other-away", "only-the-one-away"],
)
def test_there_must_be_something_to_compare_and_somebody_to_compare_with(
    service: ServiceLoad,
    comparable: bool,  # noqa: FBT001
) -> None:
    assert service.comparable is comparable


def test_a_service_in_which_everybody_is_away_has_no_fair_share() -> None:
    service = ppt({"01": 60}, of_01=ALL_THE_TIME)

    assert (service.minutes_per_full_position, service.spread_minutes) == (0, 0)
    assert service.spread_percent == 0


def test_the_load_is_that_of_the_plan() -> None:
    def minutes(planned: Plan) -> list[int]:
        return [
            load.minutes for service in service_loads(LILLEVIK, planned) for load in service.people
        ]

    assert minutes(plan(LILLEVIK, {})) == [0, 0, 0]
    assert minutes(plan(LILLEVIK, STARTS)) == [360, 90, 0]
