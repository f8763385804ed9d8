"""The use case of mending: the smallest change that mends a situation, in one way or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from time import monotonic

from planner.application.alternatives import Alternative, Comparison, Policy
from planner.application.baseline import requirements_of
from planner.application.planning import agree
from planner.application.running import Told
from planner.application.situation import Situation
from planner.domain.diff import Change, diff, in_order
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.published import Published
from planner.domain.scenario_applied import applied
from planner.engine.build import build_timetable, placements_of, plan_of
from planner.engine.check import check
from planner.engine.compiled import compile_timetable
from planner.engine.effort import Effort, never
from planner.engine.evaluate import evaluate
from planner.engine.explain import why_unplaced
from planner.engine.mending import Limits, mend
from planner.engine.progress import Solution
from planner.engine.rule import Requirement, Rule
from planner.engine.timetable import Placements, Timetable
from planner.engine.whynot import why_left_out


def mended(
    situation: Situation,
    policy: Policy,
    *,
    seconds: float,
    seed: int = 1,
    workers: int = 1,
    improve: bool = True,
    stop: Callable[[], bool] = never,
) -> Alternative:
    """The smallest change that mends a situation, and the best plan among equally small ones.

    Parameters
    ----------
    seconds
        Budget of the engines; building and checking come on top.
    improve
        Whether the best of the smallest changes is looked for.

    Raises
    ------
    Disagreement
        When the checker and the engine do not see the same plan.
    """
    started = monotonic()
    problem = _problem_for(situation, policy)
    published = Published(meetings=situation.published.meetings, today=situation.today)
    whole = keeping = problem.with_published(published)
    allowed = frozenset[str]()
    if policy is Policy.CANCEL:  # what is new was never there to be cancelled
        allowed = frozenset(situation.forced).intersection(situation.published.placed)
        cancelling = published.model_copy(update={"may_be_cancelled": allowed})
        keeping = problem.with_published(cancelling)
    first = tuple(rule for rule in situation.rules if _goes_first(rule))
    changes = build_timetable(keeping, first)
    places = placements_of(situation.published, problem)
    limits = _limits(situation, policy, problem, places)
    mending = mend(
        changes,
        _with_wishes(build_timetable(keeping, first), situation, whole) if improve else None,
        places,
        limits=limits,
        concerned=situation.concerned.union(situation.forced),
        effort=Effort(lambda: seconds - (monotonic() - started), stop, seed, workers),
    )
    placements = mending.placements
    cancelled = [name for name in keeping.meetings if name in allowed and name not in placements]
    if cancelled:
        further = {"cancelled": (*problem.cancelled, *cancelled)}
        problem = problem.model_copy(update=further)
    judged = problem if policy is Policy.CANCEL else keeping
    plan = plan_of(placements, judged, _why_left_out(situation, judged, changes, placements))
    stay = {name: places[name] for name in limits.fixed}
    agree(
        check(keeping, plan, first),
        evaluate(changes, placements),
        first,
        evaluate(changes, stay).broken if stay else None,
    )
    rules = situation.rules if improve else requirements_of(situation.rules)
    return Alternative(
        policy=policy,
        problem=problem,
        plan=plan,
        report=check(judged, plan, tuple(each for each in rules if not each.keeps_published)),
        changes=_changes(situation, plan),
        weight=mending.cost,
        least=mending.bound,
        seconds=monotonic() - started,
    )


def compare(
    situation: Situation,
    policies: Sequence[Policy],
    *,
    seconds: float,
    seed: int = 1,
    workers: int = 1,
    known: Iterable[Alternative] = (),
    keep: Callable[[Alternative], None] | None = None,
    told: Told | None = None,
    stop: Callable[[], bool] = never,
) -> Comparison:
    """The same situation mended in several ways, side by side; `seconds` is the budget of each.

    Parameters
    ----------
    known
        Alternatives that were made before, of the same situation: they are not made again.
    keep
        Given each alternative that nobody stopped.
    stop
        Asked often; the one that is being made is then made no better, and no other is begun.
    """
    before = {each.policy: each for each in known}
    alternatives: list[Alternative] = []
    for policy in dict.fromkeys(policies):
        if told is not None:
            told(len(alternatives), len(policies))
        if policy in before:
            alternatives.append(before[policy])
            continue
        if alternatives and stop():
            break
        made = mended(situation, policy, seconds=seconds, seed=seed, workers=workers, stop=stop)
        as_good = next((each for each in alternatives if _is_as_good(each, made)), None)
        if as_good is not None:
            made = replace(
                as_good,
                policy=policy,
                least=made.least,
                seconds=made.seconds,
                same_as=as_good.same_as or as_good.policy,
            )
        alternatives.append(made)
        if keep is not None and not stop():
            keep(made)
    return Comparison(situation, tuple(alternatives))


def _is_as_good(other: Alternative, made: Alternative) -> bool:
    """Whether another alternative is allowed by the policy of this one, and no worse."""
    return (
        other.policy in made.policy.allows
        and other.weight <= made.weight
        and other.report.cost.total <= made.report.cost.total
    )


def _goes_first(rule: Rule) -> bool:
    """Whether it is looked after before the quality of the plan."""
    return isinstance(rule, Requirement) or rule.keeps_published


def _problem_for(situation: Situation, policy: Policy) -> Problem:
    """The problem with substitutes for those who are away, where the policy allows that."""
    if policy is Policy.MOVE:
        return situation.problem
    return applied(
        situation.scenario,
        situation.before,
        substitutes=True,
        plan=situation.original,
        today=situation.today,
    )


def _with_wishes(timetable: Timetable, situation: Situation, problem: Problem) -> Timetable:
    """A timetable of what goes first with the wishes on top.

    They are those of a problem in which nothing may be cancelled: what is held is to be as good as
    it would have to be then.
    """
    for rule in situation.rules:
        if not _goes_first(rule):
            rule.post(timetable, problem)
    return timetable


def _limits(situation: Situation, policy: Policy, problem: Problem, places: Placements) -> Limits:
    return Limits(
        rule=next(rule.name() for rule in situation.rules if rule.keeps_published),
        fixed=situation.fixed.intersection(places),
        left_out=situation.let_be,
        opens=problem.grid.days_where(
            lambda day: day > situation.today and day >= situation.frozen_until
        ),
        times_stay=policy is Policy.SUBSTITUTE,
        people_stay=policy is Policy.MOVE,
    )


def _why_left_out(
    situation: Situation, problem: Problem, changes: Timetable, placements: Placements
) -> dict[str, tuple[str, ...]]:
    """Why each meeting without a place has none, in sentences."""
    if len(placements) == len(changes.meetings):
        return {}
    left_out = why_left_out(compile_timetable(changes), placements)
    why = why_unplaced(problem, situation.rules, Solution(placements, unplaced=left_out))
    reasons = {
        meeting: tuple(phrase.text(problem.language) for phrase in phrases)
        for meeting, phrases in why.items()
    }
    before = situation.original.unplaced
    return reasons | {each.id: each.reasons for each in before if each.id in situation.let_be}


def _changes(situation: Situation, plan: Plan) -> tuple[Change, ...]:
    """What differs from the published plan; what the problem has no more is cancelled."""
    forced = situation.concerned.union(situation.forced, situation.by_hand)
    changes = diff(situation.carried, plan, forced)
    gone = tuple(Change(meeting, None, forced=True) for meeting in situation.gone)
    return in_order((*changes, *gone))
