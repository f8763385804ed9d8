from constraints.meeting_held import MeetingHeld
from planner.engine.build import build_timetable
from planner.engine.evaluate import evaluate
from planner.engine.rule import REQUIREMENT_PRICE
from tests.constraints.requirements import broken, said
from tests.instances import plan, problem

VIKA = problem()
HELD = MeetingHeld()


def test_a_plan_with_every_meeting_keeps_it() -> None:
    both = plan(VIKA, {"rt.vika.1": "2027-01-14T09:00", "rt.vika.2": "2027-04-15T09:00"})

    assert broken(HELD, VIKA, both) == []


def test_a_meeting_without_a_place_breaks_it() -> None:
    one = plan(VIKA, {"rt.vika.1": "2027-01-14T09:00"})

    assert broken(HELD, VIKA, one) == [HELD.violation(meetings=("rt.vika.2",))]
    assert said(HELD, VIKA, one) == [
        (
            "Ressursteam, Vika skole: møte 2 av 2 har ikke fått plass i planen.",
            "Ressursteam, Vika skole: møte 2 av 2 har ikkje fått plass i planen.",
        )
    ]


def test_a_plan_that_says_nothing_of_a_meeting_breaks_it_too() -> None:
    silent = plan(VIKA, {}).model_copy(update={"unplaced": ()})

    assert [each.meetings for each in broken(HELD, VIKA, silent)] == [
        ("rt.vika.1",),
        ("rt.vika.2",),
    ]


def test_leaving_a_meeting_out_is_possible_but_dear() -> None:
    evaluation = evaluate(build_timetable(VIKA, (HELD,)), {})

    assert evaluation.broken == {}
    assert evaluation.total == 2 * REQUIREMENT_PRICE
