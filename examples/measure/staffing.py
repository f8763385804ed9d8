"""The choice of contacts for one problem file, from the problem to who serves what, as JSON.

``python -m examples.measure.staffing FILE CASE SECONDS``, in a process of its own. The contacts
that the file names are taken away; with the case ``last`` they are those of last half-year, with
``anew`` nobody has been a contact before.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from calendars.holidays import public_holidays
from constraints import RULES
from examples.measure.processes import peak_megabytes
from planner.application.intake import read_problem
from planner.application.running import cores
from planner.engine.assignment import STEPS, components
from planner.engine.assignment_measure import measure
from planner.engine.clock import Clock
from planner.engine.effort import Effort
from planner.engine.staffing import Staffing, staff

CASES = ("anew", "last")
SEED = 1


def main() -> None:
    """Choose, and print what it came to."""
    file, case, seconds = sys.argv[1:]
    named, _ = read_problem(Path(file), RULES, holidays=public_holidays)
    last = named.contacts if case == "last" else {}
    staffing = named.staffing.model_copy(update={"last": last})
    problem = named.with_contacts({}).model_copy(update={"staffing": staffing})
    started = perf_counter()
    clock = Clock(float(seconds))
    chosen = staff(problem, Effort(clock.left, seed=SEED, workers=cores()))
    used = perf_counter() - started
    figures = {
        "case": case,
        "budget": float(seconds),
        "units": len({duty.unit for duty in chosen.duties.values()}),
        "duties": len(chosen.duties),
        "people": len(set(chosen.assigned.values())),
        "seconds": used,
        "megabytes": peak_megabytes(),
        "goals": {goal: [each.value, each.bound] for goal, each in chosen.proven.items()},
        "spread": _spread(chosen),
    }
    print(json.dumps(figures))


def _spread(chosen: Staffing) -> dict[str, float]:
    """How far apart loads are among those who share work, the widest of each service.

    Per cent of a full position.
    """
    widest: dict[str, float] = {}
    for part in components(chosen.assignment):
        service = chosen.duties[part.tasks[0].id].service
        per_cent = 100 * measure(part, chosen.assigned, "fairness") / STEPS
        widest[service] = max(per_cent, widest.get(service, 0.0))
    return widest


if __name__ == "__main__":
    main()
