"""The smallest change is the smallest: as brute force finds it, in small generated what-ifs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product
from random import Random

import pytest

from constraints import RULES
from planner.application.alternatives import Policy
from planner.application.baseline import baseline_of
from planner.application.situation import situation_of
from planner.application.what_if import mended
from planner.domain.grid import set_bits
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.scenario import Scenario
from planner.engine import mending
from planner.engine.build import build_timetable, plan_of
from planner.engine.evaluate import evaluate
from planner.engine.mending import Limits, Mended
from planner.engine.rulebook import rulebook
from planner.engine.solve import solve
from planner.engine.timetable import Placement, Placements, Timetable, allowed_starts
from tests.instances import Document, person, problem, series, unit

CASES = 520
BATCHES = 8
LEAST_KNOWN = 26
"""Of the cases in a batch in which anything has to change, brute force knows so many at least."""

MOST_TRIED = 1_000
"""What takes brute force more steps than this is left out."""

KEEPS = "keeps_published_plan"
TODAY = date(2027, 1, 5)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_change_is_smaller_than_the_smallest(
    batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Timetable, Placements, frozenset[str], Mended]] = []

    def listening(
        changes: Timetable, whole: Timetable | None, published: Placements, **how: object
    ) -> Mended:
        found = mending.mend(changes, whole, published, **how)  # type: ignore[arg-type]
        limits, concerned = how["limits"], how["concerned"]
        assert isinstance(limits, Limits)
        assert isinstance(concerned, frozenset)
        weighed = mending.what_changes(changes, published, concerned)
        asked.append((weighed, published, limits.fixed, found))
        return found

    monkeypatch.setattr("planner.application.what_if.mend", listening)
    known = 0
    outcomes: set[tuple[bool, bool, bool]] = set()
    for seed in range(batch, CASES, BATCHES):
        random = Random(seed)
        small = small_problem(random)
        plan = published_plan(small, random)
        baseline = baseline_of(small, RULES, plan)
        situation = situation_of(baseline, scenario(small, plan, random), today=TODAY)
        policy = random.choice(list(Policy))
        asked.clear()
        alternative = mended(situation, policy, seconds=60, improve=random.random() < 0.3)
        [(changes, published, fixed, found)] = asked
        assert alternative.proven, seed
        assert found.cost == evaluate(changes, found.placements).total
        brute_force = BruteForce(changes, fixed, found.cost)
        assert brute_force.cheapest(published) == found.cost, seed
        if found.cost and brute_force.tried < MOST_TRIED:
            known += 1
            left_out = len(alternative.plan.unplaced) > 0
            outcomes.add((bool(alternative.forced), bool(alternative.knock_on), left_out))
    assert known >= LEAST_KNOWN
    assert len(outcomes) >= 3  # forced alone, with knock-on changes, without a place


# --- small what-ifs -------------------------------------------------------------------------


def small_problem(random: Random) -> Problem:
    """Two or three weeks, up to twelve meetings, few starts a day, everybody rather busy."""
    units = [f"u{number}" for number in range(random.choice((2, 3)))]
    people = [f"ppt-0{number}" for number in range(1, 4)] + ["helse-01", "helse-02"]
    weeks = random.choice((2, 3))
    line: Document = {"contact": "ppt", "substitutes": random.random() < 0.3}
    as_needed: Document = {"contact": "helse", "level": "as_needed"}
    if random.random() < 0.5:
        as_needed["at_least"] = random.choice((1, 2))
    kinds = [
        series(
            frequency={"per_half_year": random.choice((1, 2, 3))},
            minutes=random.choice((60, 120)),
            days_between={"least": random.choice((1, 3, 7))},
            attendance=[line, as_needed],
        ),
        series(
            "felles",
            scope={"groups": [units[:2]]},
            frequency={"per_half_year": random.choice((1, 2))},
            minutes=60,
            attendance=[{"contact": "ppt", "of": "all"}, {"service": "helse"}],
        ),
    ]
    if random.random() < 0.5:
        kinds[1]["after"] = [{"series": "rt", "least_days": 1}]
    return problem(
        semester={
            "name": "Vår 2027",
            "first_day": "2027-01-04",
            "last_day": str(date(2027, 1, 1) + timedelta(weeks=weeks)),
        },
        day={
            "day_starts": "08:00",
            "day_ends": "11:00",
            "slot_minutes": 60,
            "start_every_minutes": 60,
        },
        units=[unit(name) for name in units],
        people=[
            person(name, working_days=random.sample(WEEK, random.choice((3, 4, 5))))
            for name in people
        ],
        contacts={
            name: {"ppt": random.choice(people[:3]), "helse": random.choice(people[3:])}
            for name in units
        },
        series=kinds,
        school_calendars=[
            {"id": "skoler", "municipality": "lillevik", "unit_types": ["primary"], "closed": []}
        ],
        rules={"meeting_hours": {"first": "08:00", "last": "11:00", **NO_LUNCH}},
    )


WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday"]
NO_LUNCH: Document = {"lunch_start": None, "lunch_end": None}


def published_plan(small: Problem, random: Random) -> Plan:
    timetable = build_timetable(small, rulebook(RULES, small.rules))
    steps = random.choice((0, 2))
    solution = solve(timetable, seconds=30 if steps else 0, steps=steps, seed=random.randrange(99))
    return plan_of(solution.placements, small)


def scenario(small: Problem, plan: Plan, random: Random) -> Scenario:
    hit = random.choice(plan.meetings)
    first = hit.day - timedelta(days=random.randrange(4))
    days = {
        "first_day": max(first, small.semester.first_day),
        "last_day": hit.day + timedelta(days=random.randrange(4)),
    }
    somebody = random.choice(hit.people).id
    changes: list[Document] = [
        random.choice(
            (
                {"away": somebody, **days},
                {"away": somebody, **days, "start": "08:00", "end": "10:00"},
                {"closed": hit.units[0], **days},
            )
        )
    ]
    if random.random() < 0.3:
        meeting = random.choice(plan.meetings).id
        to = small.grid.moment(random.choice(list(set_bits(small.grid.starts_fitting(2)))))
        changes.append({"move": meeting, "to": to})
    if random.random() < 0.15:
        changes.append({"rule": "most_meetings_per_day", "becomes": {"most": 1}})
    moved = {change["move"] for change in changes if "move" in change}
    others = [each.id for each in plan.meetings if each.id not in moved]
    document: Document = {
        "name": "Hva om",
        "changes": changes,
        "freeze_days": random.choice((0, 0, 3)),
        "locked": random.sample(others, min(len(others), random.choice((0, 0, 1, 3)))),
    }
    return Scenario.model_validate(document)


# --- brute force ----------------------------------------------------------------------------


@dataclass
class BruteForce:
    """Tries every way to mend: where something is broken, something there has to change.

    Only the evaluator is asked: of two meetings at a time, whether they go together, and of a whole
    placement what it costs.
    """

    timetable: Timetable
    fixed: frozenset[str]
    least: int
    tried: int = 0
    counted: dict[tuple[object, ...], int] = field(default_factory=dict)

    def cheapest(self, published: Placements) -> int:
        """What the cheapest way costs; `least` when there is none below that.

        After `MOST_TRIED` steps it gives up, and nothing is known.
        """
        self._mend(dict(published), self.fixed)
        return self.least

    def _mend(self, placements: Placements, decided: frozenset[str]) -> None:
        if self.tried == MOST_TRIED:
            return
        self.tried += 1
        evaluation = evaluate(self.timetable, placements)
        left_out = [name for name in decided if name not in placements]
        omitted = sum(sum(self.timetable.meetings[name].omission.values()) for name in left_out)
        changed = evaluation.price.get(KEEPS, 0)
        if max(changed, omitted) >= self.least:
            return
        clash = next(self._clashes(placements), None)
        if clash is None:
            self.least = min(self.least, evaluation.total)
            clash = self._wanting(placements)
        for name in clash:
            if name not in decided:
                decided |= {name}
                for other in self._ways(name):
                    if other != placements.get(name):
                        changed_here = {k: v for k, v in placements.items() if k != name}
                        if other is not None:
                            changed_here[name] = other
                        self._mend(changed_here, decided)

    def _clashes(self, placements: Placements) -> Iterator[list[str]]:
        """Meetings that cannot all be as they are: one, two, or too many of a day."""
        alone = {name: self._broken({name: each}) for name, each in placements.items()}
        yield from ([name] for name in sorted(placements.keys() - self.fixed) if alone[name])
        for pair in combinations(sorted(placements), 2):
            if not self.fixed.issuperset(pair):
                together = self._broken({name: placements[name] for name in pair})
                if together > sum(alone[name] for name in pair):
                    yield list(pair)
        for resource in self.timetable.resources.values():
            if resource.most_per_day is not None:
                for day in range(len(self.timetable.grid.days)):
                    there = [
                        name
                        for name, each in placements.items()
                        if resource.id in each.attending
                        and each.start // self.timetable.grid.slots_per_day == day
                    ]
                    if len(there) > resource.most_per_day[1] and not self.fixed.issuperset(there):
                        yield there

    def _wanting(self, placements: Placements) -> list[str]:
        """Meetings by which something that is short, or without a place, could be made good."""
        without = [name for name in self.timetable.meetings if name not in placements]
        short = [
            name
            for quota in self.timetable.quotas
            if quota.rule != KEEPS
            and quota.least
            > sum(
                len(placements[each].attending.intersection(quota.resources))
                for each in quota.meetings
                if each in placements
            )
            for name in quota.meetings
        ]
        return list(dict.fromkeys((*without, *short)))

    def _broken(self, few: Placements) -> int:
        key = tuple(sorted((name, each.start, each.attending) for name, each in few.items()))
        if key not in self.counted:
            self.counted[key] = sum(evaluate(self.timetable, few).broken.values())
        return self.counted[key]

    def _ways(self, name: str) -> Iterator[Placement | None]:
        meeting = self.timetable.meetings[name]
        choices = []
        for attendance in meeting.attendances.values():
            least = attendance.count if attendance.required_by else 0
            choices.append(
                [
                    frozenset(some)
                    for number in range(min(least, len(attendance.options)), attendance.count + 1)
                    for some in combinations(attendance.options, number)
                ]
            )
        for there in product(*choices):
            attending = frozenset().union(*there)
            for start in set_bits(allowed_starts(meeting)):
                yield Placement(start, attending)
        yield None
