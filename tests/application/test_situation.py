"""What a scenario breaks: what is known already is not told again, and ids go with the meetings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from constraints import RULES
from planner.application.baseline import baseline_of
from planner.application.situation import Situation, situation_of
from planner.domain.errors import UnreadableInput
from planner.domain.problem import Problem
from planner.domain.scenario import Scenario
from planner.domain.scenario_applied import applied
from planner.engine.check import check
from tests.comparisons import STARTS, two_schools
from tests.instances import Document, person, plan, problem, series

MONTHLY = problem(
    series=[
        series(
            frequency={"per_month": 1},
            window={"first_day": "2027-01-04", "last_day": "2027-04-30"},
        )
    ]
)
TUESDAYS = {
    "rt.vika.1": "2027-01-12T09:00",
    "rt.vika.2": "2027-02-09T09:00",
    "rt.vika.3": "2027-03-09T09:00",
    "rt.vika.4": "2027-04-13T09:00",
}
TWICE_A_MONTH: Document = {"frequency_of": "rt", "becomes": {"per_month": 2}}
"""What was published stands for 1, 3, 5 and 7 then."""
ONCE: Document = {"frequency_of": "rt", "becomes": {"per_half_year": 1}}


def asked(
    ours: Problem,
    starts: Mapping[str, str],
    *changes: Document,
    locked: tuple[str, ...] = (),
    people: Mapping[str, tuple[str, ...]] | None = None,
) -> Situation:
    scenario = Scenario.model_validate({"name": "Hva om", "changes": changes, "locked": locked})
    baseline = baseline_of(ours, RULES, plan(ours, starts, people))
    return situation_of(baseline, scenario, today=date(2027, 1, 4))


def test_what_is_locked_is_locked_under_the_id_it_gets() -> None:
    situation = asked(MONTHLY, TUESDAYS, TWICE_A_MONTH, locked=("rt.vika.3",))

    assert situation.fixed == {"rt.vika.5"}
    assert situation.published.placed["rt.vika.5"].day == date(2027, 3, 9)


def test_what_is_moved_by_hand_is_moved_under_the_id_it_gets() -> None:
    by_hand: Document = {"move": "rt.vika.3", "to": "2027-03-10T09:00"}

    situation = asked(MONTHLY, TUESDAYS, TWICE_A_MONTH, by_hand)

    assert situation.by_hand == situation.fixed == {"rt.vika.5"}
    assert [each.day.day for each in situation.published.meetings] == [12, 9, 10, 13]


def test_what_had_no_place_is_not_let_be_when_its_number_means_another_meeting() -> None:
    without = {name: start for name, start in TUESDAYS.items() if name != "rt.vika.4"}

    situation = asked(MONTHLY, without, TWICE_A_MONTH)

    assert situation.let_be == frozenset()
    assert situation.forced == tuple(f"rt.vika.{number}" for number in (2, 4, 6, 7, 8))


def test_what_had_no_place_is_let_be() -> None:
    without = {name: start for name, start in TUESDAYS.items() if name != "rt.vika.4"}
    closed: Document = {"closed": "vika", "first_day": "2027-02-09"}

    situation = asked(MONTHLY, without, closed)

    assert situation.let_be == {"rt.vika.4"}
    assert situation.forced == ("rt.vika.2",)


def test_what_falls_away_is_neither_locked_nor_moved() -> None:
    by_hand: Document = {"move": "rt.vika.4", "to": "2027-04-14T09:00"}
    fewer: Document = {"frequency_of": "rt", "becomes": {"per_half_year": 2}}

    with pytest.raises(UnreadableInput) as told:
        asked(MONTHLY, TUESDAYS, fewer, by_hand, locked=("rt.vika.1", "rt.vika.3"))

    assert [(each.path, "faller bort" in each.sentence.nb) for each in told.value.faults] == [
        (("locked", 1), True),
        (("changes",), True),
    ]


AS_NEEDED = series(
    attendance=[{"contact": "ppt"}, {"contact": "helse", "level": "as_needed", "at_least": 2}]
)


@pytest.mark.parametrize(
    "ours",
    [
        # Vika has no contact from helse, in two meetings before and in one after.
        two_schools(contacts={"vika": {"ppt": "ppt-01"}, "nes": {"ppt": "ppt-01"}}),
        # helse comes to none of two before and to none of one after: 2 short, and still 2.
        two_schools(series=[AS_NEEDED]),
    ],
)
def test_what_is_left_of_what_was_broken_before_is_not_new(ours: Problem) -> None:
    nobody_else = dict.fromkeys(STARTS, ("ppt-01",))

    situation = asked(ours, STARTS, ONCE, people=nobody_else)

    assert any(each.kind == "requirement" for each in situation.baseline.report.violations)
    assert situation.broken == ()


WITH_ANOTHER = [person(name) for name in ("ppt-01", "ppt-02", "helse-01", "helse-02")]


def test_what_was_short_before_is_not_new_because_others_may_come() -> None:
    """Helse is away, so that others of the service are asked who were not."""
    ours = two_schools(series=[AS_NEEDED], people=WITH_ANOTHER)
    away: Document = {"away": "helse-01", "first_day": "2027-05-03", "last_day": "2027-05-07"}
    situation = asked(ours, STARTS, away, people=dict.fromkeys(STARTS, ("ppt-01",)))

    after = applied(situation.scenario, ours, substitutes=True)
    report = check(after, situation.published, situation.rules)

    short = [each for each in report.violations if each.rule == "minimum_attendance"]
    assert {each.participants for each in short} == {("helse-01", "helse-02")}
    assert situation.newly_unmet_in(report) == ()


def test_what_was_short_and_is_shorter_now_is_new() -> None:
    """Helse comes to one meeting of two at each school, and is the contact of Vika no more."""
    ours = two_schools(series=[AS_NEEDED], people=WITH_ANOTHER)
    people = {name: ("ppt-01", "helse-01")[: 2 if name.endswith("1") else 1] for name in STARTS}
    other: Document = {"contact_of": "vika", "service": "helse", "becomes": "helse-02"}

    situation = asked(ours, STARTS, other, people=people)

    assert [(each.rule, each.amount) for each in situation.broken] == [("minimum_attendance", 2)]
