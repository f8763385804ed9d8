"""What-if over everybody in a plan: how long the smallest change takes, and whether it is proven.

``python -m examples.measure.what_if PROBLEM PLAN [FIRST_DAY …]`` prints the table that stands in
docs/benchmarks.md. Everybody who has a meeting is away for four weeks from each first day, first
with only moves allowed and then with substitutes, too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from calendars.holidays import public_holidays
from constraints import RULES
from planner.application.alternatives import Policy
from planner.application.baseline import Baseline, baseline_of
from planner.application.intake import read_problem
from planner.application.planfile import read_plan
from planner.application.situation import situation_of
from planner.application.what_if import mended
from planner.domain.scenario import Away, Scenario

SECONDS = 20
POLICIES = (Policy.MOVE, Policy.EITHER)
FIRST_DAYS = ("2027-02-01", "2027-03-01", "2027-04-26")
HEADS = (
    "policy", "away from", "people", "hit", "at once: median", "slowest", "mended: median",
    "nine of ten within", "slowest", "proven", "with knock-on changes", "not wholly mended",
)  # fmt: skip


def main() -> None:
    """Measure, and print a row for each policy and first day."""
    problem_file, plan_file, *days = sys.argv[1:]
    problem, _ = read_problem(Path(problem_file), RULES, holidays=public_holidays)
    baseline = baseline_of(problem, RULES, read_plan(Path(plan_file), problem))
    print(f"| {' | '.join(HEADS)} |")
    print("| --- " * len(HEADS) + "|")
    for policy in POLICIES:
        for day in days or FIRST_DAYS:
            cells = _row(baseline, policy, date.fromisoformat(day))
            print(f"| {policy} | {day} | {' | '.join(cells)} |", flush=True)


def _row(baseline: Baseline, policy: Policy, first_day: date) -> Iterator[str]:
    """What it comes to for everybody whose absence breaks anything."""
    at_once: list[float] = []
    seconds: list[float] = []
    # Figures only: to keep every plan would make Python look through ever more of them.
    proven = knock_on = not_mended = 0
    for person in baseline.problem.people:
        if person.id not in baseline.plan.by_participant:
            continue
        away = Away(away=person.id, first_day=first_day, last_day=first_day + timedelta(days=27))
        began = perf_counter()
        scenario = Scenario(name=person.name, changes=(away,))
        situation = situation_of(baseline, scenario, today=baseline.problem.semester.first_day)
        at_once.append(perf_counter() - began)
        if situation.broken:
            found = mended(situation, policy, seconds=SECONDS)
            seconds.append(perf_counter() - began)
            proven += found.proven
            knock_on += bool(found.knock_on)
            not_mended += bool(situation.newly_unmet_in(found.report))
    yield from (str(len(at_once)), str(len(seconds)))
    yield from (f"{1000 * median(at_once):.0f} ms", f"{1000 * max(at_once):.0f} ms")
    yield from (f"{median(seconds):.2f} s", f"{quantiles(seconds, n=10)[-1]:.2f} s")
    yield f"{max(seconds):.2f} s"
    yield f"{proven} of {len(seconds)}"
    yield from (str(knock_on), str(not_mended))


if __name__ == "__main__":
    main()
