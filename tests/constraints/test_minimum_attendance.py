from constraints.minimum_attendance import MinimumAttendance
from planner.domain.problem import Problem
from planner.engine.build import build_timetable, placements_of
from planner.engine.evaluate import evaluate
from planner.engine.rule import REQUIREMENT_PRICE
from tests.constraints.requirements import broken, said
from tests.instances import person, plan, problem, series

RULE = MinimumAttendance()
STARTS = {f"rt.vika.{number}": f"2027-0{number}-14T09:00" for number in (1, 4, 5)}


def barnevern_at_least(number: int) -> Problem:
    """Five meetings; the barnevern contact is asked to so many of them."""
    return problem(
        people=[person("barnevern-03")],
        contacts={"vika": {"barnevern": "barnevern-03"}},
        series=[
            series(
                frequency={"per_half_year": 5},
                attendance=[{"contact": "barnevern", "level": "as_needed", "at_least": number}],
            )
        ],
    )


def test_any_of_the_meetings_will_do() -> None:
    twice = barnevern_at_least(2)
    first_and_last = plan(twice, STARTS, people={"rt.vika.4": ()})

    assert broken(RULE, twice, first_and_last) == []


def test_each_attendance_short_counts() -> None:
    three = barnevern_at_least(3)
    once = plan(three, STARTS, people={"rt.vika.4": (), "rt.vika.5": ()})

    # 3 asked for, 1 kept: 2 short.
    assert broken(RULE, three, once) == [
        RULE.violation(
            2,
            meetings=tuple(three.meetings),
            participants=("barnevern-03",),
            present=1,
            least=3,
            services="barnevern",
        )
    ]
    assert said(RULE, three, once) == [
        (
            (
                "Barnevernskontakt 03 er med på 1 møte i Ressursteam, Vika skole, "
                "men skal være med på minst 3."
            ),
            (
                "Barnevernskontakt 03 er med på 1 møte i Ressursteam, Vika skole, "
                "men skal vere med på minst 3."
            ),
        )
    ]


def test_each_one_short_costs_as_much_as_a_meeting() -> None:
    three = barnevern_at_least(3)
    nobody = plan(three, STARTS, people=dict.fromkeys(STARTS, ()))
    evaluation = evaluate(build_timetable(three, (RULE,)), placements_of(nobody, three))

    assert evaluation.total == 3 * REQUIREMENT_PRICE


def test_meetings_without_a_place_cannot_be_attended() -> None:
    four = barnevern_at_least(4)

    assert [each.amount for each in broken(RULE, four, plan(four, STARTS))] == [4 - 3]


def test_nobody_is_asked_to_more_meetings_than_there_are() -> None:
    nine = barnevern_at_least(9)

    # min(9, 5) = 5 meetings, of which 3 are placed and attended.
    assert [each.amount for each in broken(RULE, nine, plan(nine, STARTS))] == [5 - 3]


def test_of_several_candidates_whoever_comes_counts() -> None:
    either = problem(
        people=[person("helse-01"), person("barnevern-01")],
        contacts={"vika": {"helse": "helse-01", "barnevern": "barnevern-01"}},
        series=[
            series(
                attendance=[{"one_of": ["helse", "barnevern"], "level": "as_needed", "at_least": 2}]
            )
        ],
    )
    starts = {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-04-15T09:00"}
    one_each = plan(
        either, starts, people={"rt.vika.1": ("helse-01",), "rt.vika.2": ("barnevern-01",)}
    )
    nobody = plan(either, starts, people={"rt.vika.1": (), "rt.vika.2": ()})

    assert broken(RULE, either, one_each) == []
    assert said(RULE, either, nobody) == [
        (
            (
                "HELSE eller BARNEVERN er med på 0 møter i Ressursteam, Vika skole, "
                "men skal være med på minst 2."
            ),
            (
                "HELSE eller BARNEVERN er med på 0 møte i Ressursteam, Vika skole, "
                "men skal vere med på minst 2."
            ),
        )
    ]


def test_only_the_meetings_that_a_line_concerns_count() -> None:
    # Asked to meetings 2 and 4 of five: min(3, 2) = 2, and only meeting 4 has a place.
    every_other = problem(
        people=[person("barnevern-03")],
        series=[
            series(
                frequency={"per_half_year": 5},
                attendance=[
                    {
                        "person": "barnevern-03",
                        "level": "as_needed",
                        "at_least": 3,
                        "at_meetings": {"every": 2, "first": 2},
                    }
                ],
            )
        ],
    )

    assert broken(RULE, every_other, plan(every_other, STARTS)) == [
        RULE.violation(
            1,
            meetings=("rt.vika.2", "rt.vika.4"),
            participants=("barnevern-03",),
            present=1,
            least=2,
            services="barnevern",
        )
    ]


def test_meetings_above_the_least_need_not_be_held_for_the_number() -> None:
    # Two shall be held and two may be: min(3, 2) = 2.
    two_to_four = problem(
        people=[person("barnevern-03")],
        series=[
            series(
                frequency={"per_half_year": 2, "at_most": 4},
                attendance=[{"person": "barnevern-03", "level": "as_needed", "at_least": 3}],
            )
        ],
    )
    starts = {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-03-11T09:00"}

    assert broken(RULE, two_to_four, plan(two_to_four, starts)) == []
