from datetime import date

import pytest

from constraints.no_double_booking import NoDoubleBooking
from constraints.same_weekday import SameWeekday
from planner.application.overview import Outcome, Overview, overview
from planner.domain.plan import Plan
from planner.engine.check import Finding, check
from tests.instances import person, plan, problem, series, unit

RULES = (SameWeekday(), NoDoubleBooking())

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
PLAN = plan(LILLEVIK, STARTS)


def seen_of(planned: Plan = PLAN) -> Overview:
    return overview(LILLEVIK, planned, check(LILLEVIK, planned, RULES), RULES)


def finding(*meetings: str, participants: tuple[str, ...] = ()) -> Finding:
    return Finding(
        rule="same_weekday",
        kind="wish",
        amount=1,
        cost=20,
        meetings=meetings,
        participants=participants,
        day=None,
        sentence="",
    )


def test_counts_of_meetings_and_time() -> None:
    seen = seen_of()

    # 3 at Vika and 3 at Nes, 2 SLT; five are placed, of 90 minutes each.
    assert (seen.placed, seen.meetings, seen.minutes) == (5, 8, 450)
    # The child-welfare service has no people.
    assert [service.service.id for service in seen.services] == ["ppt", "helse"]
    assert seen.people == 3


def test_load_of_a_person() -> None:
    seen = seen_of()
    ppt = next(service for service in seen.services if service.service.id == "ppt")

    most, least = ppt.people

    assert most.person.id == "ppt-01"
    assert (most.meetings, most.minutes) == (4, 360)
    # Week 5 has the second Ressursteam and SLT.
    assert (most.busiest_week, most.busiest_week_meetings) == (date(2027, 2, 1), 2)
    # Works at Vika; only SLT is elsewhere.
    assert most.visit_days == 1
    # 90 minutes in a 60 % position: 90 / 0.6.
    assert (least.person.id, least.minutes_per_full_position) == ("ppt-02", 150)
    # 450 minutes over 1.6 positions.
    assert (ppt.minutes, ppt.minutes_per_full_position) == (450, 281.25)


def test_a_small_position_with_the_same_time_has_more() -> None:
    # One meeting each: 90 minutes are more in 60 % than in 100 %.
    planned = plan(LILLEVIK, {"rt.vika.1": "2027-01-05T09:00", "rt.nes.1": "2027-01-05T12:00"})

    ppt = seen_of(planned).services[0]

    assert [load.person.id for load in ppt.people] == ["ppt-02", "ppt-01"]


def test_somebody_without_meetings_has_no_busiest_week() -> None:
    seen = seen_of()

    (nurse,) = seen.services[1].people

    assert (nurse.meetings, nurse.minutes, nurse.visit_days) == (0, 0, 0)
    assert (nurse.busiest_week, nurse.busiest_week_meetings) == (None, 0)


def test_two_meetings_on_a_day_are_one_day_out_and_the_first_of_equal_weeks_is_busiest() -> None:
    planned = plan(LILLEVIK, {"slt.alle.1": "2027-02-03T09:00", "slt.alle.2": "2027-02-03T12:00"})
    spread = plan(LILLEVIK, {"slt.alle.1": "2027-02-03T09:00", "slt.alle.2": "2027-03-03T12:00"})

    def leader(of: Plan) -> tuple[int, date | None]:
        load = seen_of(of).services[0].people[0]
        return load.visit_days, load.busiest_week

    assert leader(planned) == (1, date(2027, 2, 1))
    assert leader(spread) == (2, date(2027, 2, 1))


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
    planned = plan(of, {"rt.vika.1": "2027-01-05T09:00", "rt.vika.2": "2027-02-02T09:00"})

    seen = overview(of, planned, check(of, planned, RULES), RULES)

    # Two meetings of 90 minutes: 180 in all, 60 with the last half hour of each, 0 when welcome.
    minutes = {
        load.person.id: (load.meetings, load.minutes)
        for service in seen.services
        for load in service.people
    }
    assert minutes == {"ppt-01": (2, 180), "ppt-02": (2, 60), "helse-01": (0, 0)}
    assert seen.minutes == 180


def test_nobody_goes_anywhere_for_a_digital_meeting() -> None:
    of = problem(series=[series(digital=True), series("slt", frequency={"per_half_year": 1})])
    starts = {
        "rt.vika.1": "2027-01-05T09:00",
        "rt.vika.2": "2027-02-02T09:00",
        "slt.vika.1": "2027-01-06T09:00",
    }
    planned = plan(of, starts)

    (ppt,) = overview(of, planned, check(of, planned, RULES), RULES).services

    # Two on screen, one at Vika.
    assert (ppt.people[0].meetings, ppt.people[0].visit_days) == (3, 1)


def test_meetings_that_need_not_be_held_are_told_apart_from_those_that_must() -> None:
    of = problem(series=[series(frequency={"per_half_year": 2, "at_most": 4})])
    planned = plan(of, {"rt.vika.1": "2027-01-05T09:00", "rt.vika.3": "2027-03-02T09:00"})

    seen = overview(of, planned, check(of, planned, RULES), RULES)

    # At least two, at most four; numbers 1 and 3 are placed.
    assert [each.id for each in seen.missing] == ["rt.vika.2"]
    assert [each.id for each in seen.left_out] == ["rt.vika.4"]
    assert (seen.placed, seen.meetings, seen.held, seen.solved) == (2, 3, True, False)


def test_wishes_are_split_from_requirements_and_met_from_missed() -> None:
    seen = seen_of()

    assert seen.held
    assert [outcome.rule.name() for outcome in seen.requirements] == ["no_double_booking"]
    # The third meeting at Vika is on a Thursday: one deviation, 10 × 2.
    (missed,) = seen.missed
    assert (missed.rule.name(), missed.cost, missed.meetings) == ("same_weekday", 20, 1)
    assert seen.met == ()


def test_requirements_that_only_concern_other_meetings_are_left_out() -> None:
    clash = plan(LILLEVIK, {"rt.vika.1": "2027-02-03T09:00", "slt.alle.1": "2027-02-03T09:00"})

    seen = seen_of(clash)

    assert not seen.held
    assert [len(outcome.findings) for outcome in seen.broken_by(clash.placed)] == [1]
    assert seen.broken_by({"rt.nes.1"}) == ()


@pytest.mark.parametrize(
    ("findings", "meetings", "participants"),
    [
        # Three pairs over two meetings, nobody named.
        ((finding("a", "b"), finding("b", "a"), finding("a")), 2, None),
        # One is not about a meeting, and each is about one person.
        ((finding("a", participants=("x",)), finding(participants=("y",))), None, 2),
        # About two people at once: neither count says anything.
        ((finding(participants=("x", "y")),), None, None),
    ],
)
def test_what_findings_are_about(
    findings: tuple[Finding, ...], meetings: int | None, participants: int | None
) -> None:
    outcome = Outcome(SameWeekday(), findings)

    assert (outcome.meetings, outcome.participants) == (meetings, participants)
