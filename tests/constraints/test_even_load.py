import pytest

from constraints.even_load import EvenLoad
from planner.domain.problem import Problem
from tests.constraints.wishes import missed, said
from tests.instances import person, plan, problem, series


def pool(first_percent: int, second_percent: int, **changes: object) -> Problem:
    """Four meetings of 90 minutes, each with one of two advisers."""
    return problem(
        people=[
            person("ppt-01", position_percent=first_percent),
            person("ppt-02", position_percent=second_percent),
        ],
        series=[series(frequency={"per_half_year": 4}, attendance=[{"service": "ppt"}])],
        **changes,
    )


STARTS = {f"rt.vika.{number}": f"2027-0{number}-14T09:00" for number in (1, 4)} | {
    f"rt.vika.{number}": f"2027-0{number}-11T09:00" for number in (2, 3)
}


def taken(*advisers: str) -> dict[str, tuple[str, ...]]:
    """Who takes each of the four meetings."""
    return {f"rt.vika.{number}": (each,) for number, each in enumerate(advisers, start=1)}


@pytest.mark.parametrize(
    ("percents", "advisers", "steps"),
    [
        # 360 minutes, half each: 180.
        ((100, 100), ("ppt-01", "ppt-01", "ppt-02", "ppt-02"), []),
        # One has 270, 90 above: 90/30 = 3.
        ((100, 100), ("ppt-01", "ppt-01", "ppt-01", "ppt-02"), [3]),
        # Shares 240 and 120; the full-timer has 270, 30 above: 1.
        ((100, 50), ("ppt-01", "ppt-01", "ppt-01", "ppt-02"), [1]),
        # Shares 225 and 135; the part-timer has 180, 45 above: 1 whole step of 30.
        ((100, 60), ("ppt-01", "ppt-01", "ppt-02", "ppt-02"), [1]),
        # The part-timer has all, 225 above: 7 whole steps.
        ((100, 60), ("ppt-02", "ppt-02", "ppt-02", "ppt-02"), [7]),
    ],
)
def test_whole_half_hours_above_the_fair_share_count(
    percents: tuple[int, int], advisers: tuple[str, ...], steps: list[int]
) -> None:
    service = pool(*percents)

    assert missed(EvenLoad(), service, plan(service, STARTS, taken(*advisers))) == steps


def test_the_sentence_names_who_is_furthest_off() -> None:
    service = pool(100, 100)
    uneven = plan(service, STARTS, taken("ppt-01", "ppt-02", "ppt-02", "ppt-02"))

    assert said(EvenLoad(), service, uneven) == [
        (
            "I PPT måtte 1,5 timer møtetid bytte hender for at alle skulle ha like mye i forhold "
            "til stillingen: PP-rådgiver 02 (4,5 timer) er lengst over sin del og "
            "PP-rådgiver 01 (1,5 timer) lengst under."
        )
    ]
    assert said(EvenLoad(), service, uneven, "nn") == [
        (
            "I PPT måtte 1,5 timar møtetid byte hender for at alle skulle ha like mykje i høve til "
            "stillinga: PP-rådgiver 02 (4,5 timar) er lengst over sin del og "
            "PP-rådgiver 01 (1,5 timar) lengst under."
        )
    ]


def test_one_hour_is_not_hours() -> None:
    # Shares 240 and 120; the part-timer has 180, 60 above.
    service = pool(100, 50)
    uneven = plan(service, STARTS, taken("ppt-01", "ppt-01", "ppt-02", "ppt-02"))

    assert said(EvenLoad(), service, uneven)[0].startswith("I PPT måtte 1 time møtetid bytte")


def test_where_slots_do_not_make_half_an_hour_the_step_is_the_slots_that_cover_it() -> None:
    # Slots of 20 minutes: a step is 2 slots (40 minutes), a meeting of 90 minutes 5 slots.
    # One has 15 of 20 slots, 5 above: 2 whole steps.
    service = pool(100, 100, day={"slot_minutes": 20, "start_every_minutes": 20})
    uneven = plan(service, STARTS, taken("ppt-01", "ppt-02", "ppt-02", "ppt-02"))

    assert missed(EvenLoad(), service, uneven) == [2]


def test_a_service_with_one_person_has_nothing_to_share() -> None:
    alone = problem()

    assert missed(EvenLoad(), alone, plan(alone, {"rt.vika.1": "2027-01-14T09:00"})) == []


def test_only_the_part_that_somebody_is_there_for_counts() -> None:
    # One has all four meetings, but 30 minutes of each: 120, of which 60 above the share: 60/30.
    half_hours = problem(
        people=[person("ppt-01"), person("ppt-02")],
        series=[
            series(
                frequency={"per_half_year": 4},
                attendance=[{"service": "ppt", "part": {"last_minutes": 30}}],
            )
        ],
    )
    all_to_one = plan(half_hours, STARTS, taken(*["ppt-01"] * 4))

    assert missed(EvenLoad(), half_hours, all_to_one) == [2]
