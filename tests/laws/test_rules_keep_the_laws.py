"""Laws L1, L2 and L3: what a rule posts, what it checks and what it says are one and the same.

For each rule, over more than 500 pairs of the rule (with settings) and a plan. What is drawn is
counted, so that a rule that is never broken, or never kept, does not pass unseen.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import time
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constraints import RULES
from constraints.meeting_hours import MeetingHours
from constraints.most_meetings_per_day import MostMeetingsPerDay
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.published import Published
from planner.domain.words import LANGUAGES
from planner.engine.build import build_timetable, placements_of, plan_of
from planner.engine.check import check
from planner.engine.evaluate import evaluate
from planner.engine.explain import why_unplaced
from planner.engine.rule import Requirement, Rule, Violation, Weight, Wish
from planner.engine.solve import solve
from planner.engine.timetable import Timetable
from planner.engine.timetable_json import (
    read_placements,
    read_timetable,
    render_placements,
    render_timetable,
)
from tests.laws.plans import RandomPlans
from tests.laws.problems import problems

PROBLEMS, PLANS_OF_EACH = 300, 8
LEAST_PAIRS = 500
LEAST_OF_EACH_OUTCOME = 25

ROOT = Path(__file__).parents[2]

some_of_these = settings(
    max_examples=70,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
seeds = st.integers(0, 2**32 - 1)


@st.composite
def published_or_not(draw: st.DrawFn) -> Problem:
    """Any problem, half of them with a plan that was published."""
    problem = draw(problems())
    if draw(st.booleans()):
        return problem
    meetings = RandomPlans(problem, tuple(kind() for kind in RULES), draw(seeds)).draw().meetings
    days = problem.grid.days
    return problem.with_published(Published(meetings=meetings, today=draw(st.sampled_from(days))))


def rules_of(kind: type[Rule]) -> st.SearchStrategy[Rule]:
    """A rule with any of its settings."""
    if kind is MeetingHours:
        no_lunch = {"lunch_start": None, "lunch_end": None}
        return st.builds(
            lambda first, last, lunch: MeetingHours(first=first, last=last, **lunch),
            st.sampled_from((time(8), time(9, 10))),
            st.sampled_from((time(14, 5), time(15, 30))),
            st.sampled_from(({}, no_lunch)),
        )
    if kind is MostMeetingsPerDay:
        return st.builds(MostMeetingsPerDay, most=st.integers(1, 3))
    if issubclass(kind, Wish):
        return st.builds(kind, weight=st.sampled_from(Weight))
    return st.builds(kind)


def test_what_a_rule_posts_it_finds_and_says() -> None:
    pairs: Counter[tuple[str, str]] = Counter()

    @settings(parent=some_of_these, max_examples=PROBLEMS)
    @given(published_or_not(), st.tuples(*(rules_of(kind) for kind in RULES)), seeds)
    def every_plan_agrees(problem: Problem, rules: tuple[Rule, ...], seed: int) -> None:
        plans = RandomPlans(problem, tuple(each() for each in RULES), seed)
        drawn = [plans.draw() for _ in range(PLANS_OF_EACH)]
        for rule in rules:
            timetable = build_timetable(problem, (rule,))
            for plan in drawn:
                violations = tuple(rule.check(problem, plan))
                pairs[rule.name(), "broken" if violations else "kept"] += 1
                assert_agreement(rule, timetable, problem, plan, violations)
                for violation in violations:
                    assert_one_sentence(rule, violation, problem)

    every_plan_agrees()
    for kind in RULES:
        outcomes = (pairs[kind.name(), "broken"], pairs[kind.name(), "kept"])
        assert sum(outcomes) > LEAST_PAIRS, kind.name()
        assert min(outcomes) >= LEAST_OF_EACH_OUTCOME, (kind.name(), outcomes)


def assert_agreement(
    rule: Rule,
    timetable: Timetable,
    problem: Problem,
    plan: Plan,
    violations: tuple[Violation, ...],
) -> None:
    """L1: as often broken as found. L2: the price is that of what was found."""
    evaluation = evaluate(timetable, placements_of(plan, problem))
    never_allowed = isinstance(rule, Requirement) and rule.price == 0
    assert evaluation.broken == (
        {rule.name(): len(violations)} if never_allowed and violations else {}
    )
    amount = sum(violation.amount for violation in violations)
    assert evaluation.price == ({rule.name(): rule.price * amount} if rule.price * amount else {})
    assert all(violation.amount >= 1 for violation in violations)


def assert_one_sentence(rule: Rule, violation: Violation, problem: Problem) -> None:
    """L3: one full sentence in each language, with every fact filled in."""
    for language in LANGUAGES:
        assert_sentence(rule.explain(violation, problem, language))


def assert_sentence(sentence: str) -> None:
    """A full sentence with nothing left to fill in."""
    assert sentence[:1].isupper()
    assert sentence.endswith(".")
    assert not sentence.endswith("..")
    assert not any(rest in sentence for rest in ("{", "}", "None", "\n", "  "))


@some_of_these
@given(published_or_not())
def test_a_rule_that_takes_time_away_can_say_why(problem: Problem) -> None:
    rules = {kind.name(): kind() for kind in RULES}
    timetable = build_timetable(problem, tuple(rules.values()))
    bans = {reason for meeting in timetable.meetings.values() for reason in meeting.bans}
    closures = {reason for each in timetable.resources.values() for reason in each.closed}
    for reason in bans | closures:
        ban = rules[reason.rule].ban
        assert ban is not None, reason
        for language in LANGUAGES:
            why = ban.with_facts(subject="Vika skole").text(language)
            assert why
            assert "{" not in why
            assert not why.endswith(".")


@some_of_these
@given(published_or_not(), seeds)
def test_the_order_of_posting_means_nothing(problem: Problem, seed: int) -> None:
    rules = [kind() for kind in RULES]
    plans = RandomPlans(problem, tuple(rules), seed)
    shuffled = list(rules)
    Random(seed).shuffle(shuffled)
    reordered = build_timetable(problem, tuple(shuffled))
    for _ in range(PLANS_OF_EACH):
        placements = placements_of(plans.draw(), problem)
        assert evaluate(reordered, placements) == evaluate(plans.timetable, placements)


@some_of_these
@given(published_or_not(), seeds)
def test_the_whole_rulebook_costs_what_its_rules_cost(problem: Problem, seed: int) -> None:
    rules = tuple(kind() for kind in RULES)
    plans = RandomPlans(problem, rules, seed)
    for _ in range(PLANS_OF_EACH):
        plan = plans.draw()
        evaluation = evaluate(plans.timetable, placements_of(plan, problem))
        report = check(problem, plan, rules)
        assert report.cost.by_rule == evaluation.price
        assert report.cost.total == evaluation.total


@some_of_these
@given(published_or_not(), seeds)
def test_no_combination_of_the_vocabulary_crashes(problem: Problem, seed: int) -> None:
    rules = tuple(kind() for kind in RULES)
    timetable = build_timetable(problem, rules)
    assert Problem.model_validate_json(problem.canonical_json()).meetings == problem.meetings
    assert read_timetable(render_timetable(timetable)).meetings == timetable.meetings

    plans = RandomPlans(problem, rules, seed)
    for plan in (plan_of({}, problem), *(plans.draw() for _ in range(PLANS_OF_EACH))):
        assert Plan.model_validate_json(plan.model_dump_json()) == plan
        assert all(each.sentence for each in check(problem, plan, rules).violations)
        placements = placements_of(plan, problem)
        written = render_placements(placements, evaluate(timetable, placements), bound=0)
        assert read_placements(written) == placements


@some_of_these
@given(published_or_not())
def test_what_is_constructed_breaks_nothing_and_the_rest_has_its_reasons(problem: Problem) -> None:
    rules = tuple(kind() for kind in RULES)
    timetable = build_timetable(problem, rules)
    solution = solve(timetable, seconds=0)
    assert evaluate(timetable, solution.placements).broken == {}
    plan = plan_of(solution.placements, problem)
    never = {rule.name() for rule in rules if isinstance(rule, Requirement) and rule.price == 0}
    assert never.isdisjoint(each.rule for each in check(problem, plan, rules).violations)
    why = why_unplaced(problem, rules, solution)
    assert why.keys() == {meeting.id for meeting in plan.unplaced}
    for sentence in (each for sentences in why.values() for each in sentences):
        for language in LANGUAGES:
            assert_sentence(sentence.text(language))


BREAK_AND_EXPLAIN = """
import sys
from constraints import RULES
from planner.engine.check import check
from tests.instances import plan, problem

vika = problem()
starts = {"rt.vika.1": "2027-01-09T07:00", "rt.vika.2": "2027-01-09T07:00"}
report = check(vika, plan(vika, starts, people={"rt.vika.1": ()}), tuple(kind() for kind in RULES))
assert {"required_attendance", "days_between"} <= {each.rule for each in report.violations}
loaded = {"ortools", "numba", "planner.engine.exact"} & sys.modules.keys()
assert not loaded, loaded
"""


def test_checking_and_explaining_loads_no_solver() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BREAK_AND_EXPLAIN],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
