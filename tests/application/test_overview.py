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
        person("ppt-01"),
        person("ppt-02"),
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
