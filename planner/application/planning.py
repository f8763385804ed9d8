"""The main use case: a problem and its rulebook become a checked plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

from planner.domain.errors import Disagreement, Fault, UnreadableInput
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.words import Phrase
from planner.engine.build import build_timetable, placements_of, plan_of
from planner.engine.check import Report, check
from planner.engine.evaluate import Evaluation, evaluate
from planner.engine.explain import why_unplaced
from planner.engine.progress import Listener, Solution
from planner.engine.rule import Rulebook
from planner.engine.solve import solve
from planner.engine.timetable import Placements

OFF_THE_RASTER = Phrase(
    nb="{title} begynner ikke på et tidspunkt i dagen som problemfilen har, og kan ikke bli "
    "stående; flytt det, eller endre day.",
    nn="{title} byrjar ikkje på eit tidspunkt i dagen som problemfila har, og kan ikkje bli "
    "ståande; flytt det, eller endre day.",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan, what the checker says of it, and the solution it was made from."""

    plan: Plan
    report: Report
    solution: Solution


def plan_semester(
    problem: Problem,
    rules: Rulebook,
    *,
    seconds: float,
    seed: int,
    workers: int,
    kept: Plan | None = None,
    listener: Listener | None = None,
    stop: Callable[[], bool] | None = None,
) -> Outcome:
    """Plan a half-year; there is always a plan, with reasons for every meeting left out of it.

    Parameters
    ----------
    seconds
        Budget of the engines; building and checking come on top.
    kept
        A plan whose meetings stay where they are; only those it has not placed are placed.
    listener, stop
        As for `solve`.

    Raises
    ------
    UnreadableInput
        When a meeting of `kept` begins at no time of the problem's day.
    Disagreement
        When the checker and the engine do not see the same plan.
    """
    started = monotonic()
    timetable = build_timetable(problem, rules)
    stay = _kept_placements(kept, problem) if kept else {}
    solution = solve(
        timetable,
        seconds=seconds,
        seed=seed,
        workers=workers,
        kept=stay,
        listener=listener,
        stop=stop,
    )
    reasons = {
        meeting: tuple(phrase.text(problem.language) for phrase in phrases)
        for meeting, phrases in why_unplaced(problem, rules, solution).items()
    }
    plan = plan_of(solution.placements, problem, reasons)
    report = check(problem, plan, rules)
    inherited = evaluate(timetable, stay).broken
    agree(report, evaluate(timetable, solution.placements), rules, inherited)
    used = round(monotonic() - started, 3)
    report = report.model_copy(update={"bound": solution.bound, "seconds": used, "seed": seed})
    return Outcome(plan, report, solution)


def _kept_placements(kept: Plan, problem: Problem) -> Placements:
    """Where the meetings of a plan stay."""
    placements = placements_of(kept, problem)
    astray = [
        Fault(("meetings", number), OFF_THE_RASTER.with_facts(title=problem.title(meeting.id)))
        for number, meeting in enumerate(kept.meetings)
        if meeting.id not in placements
    ]
    if astray:
        raise UnreadableInput(tuple(astray), problem.language)
    return placements


def agree(
    report: Report,
    evaluation: Evaluation,
    rules: Rulebook,
    inherited: Mapping[str, int] | None = None,
) -> None:
    """Refuse an answer that the checker and the evaluator see differently.

    Parameters
    ----------
    inherited
        What the meetings that had to stay break among themselves, by rule.

    Raises
    ------
    Disagreement
        A rule that no engine may break is broken more than it was, or seen differently, or the
        price of a rule differs.
    """
    never = {rule.name() for rule in rules if rule.price == 0}
    found = Counter(finding.rule for finding in report.violations if finding.rule in never)
    allowed = Counter(inherited or {})
    broken = sorted(
        name
        for name in found.keys() | evaluation.broken.keys()
        if found[name] != evaluation.broken.get(name, 0) or found[name] > allowed[name]
    )
    names = sorted(report.cost.by_rule.keys() | evaluation.price.keys())
    differing = [
        f"{name}: {report.cost.by_rule.get(name, 0)} / {evaluation.price.get(name, 0)}"
        for name in names
        if report.cost.by_rule.get(name, 0) != evaluation.price.get(name, 0)
    ]
    if broken or differing:
        facts = [*(f"{name}: brutt / brote" for name in broken), *differing]
        raise Disagreement("; ".join(facts))
